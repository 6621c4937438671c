// Persons and organisations in an article: which spans name them, which spans name the same one,
// and what it is called.
#pragma once

#include <string>
#include <vector>

#include "corpus/annotations.h"
#include "corpus/article.h"
#include "indexer/tokens/tokeniser.h"

namespace morgue {

struct NameMention {
  std::uint32_t first_token = 0;  // tokens [first_token, last_token)
  std::uint32_t last_token = 0;
  std::uint32_t entity = 0;  // index into NamesFound::entities
};

struct NamesFound {
  std::vector<NameMention> mentions;  // in text order, not overlapping
  std::vector<Entity>
      entities;  // kinds Person and Organisation; persons first, within a kind most salient first
};

/// Rules: titles and roles, given names, verbs of saying, organisation words, acronyms; chains
/// within the document
/// ("Rouhani" → "Hassan Rouhani"). Titles are not part of a name.
NamesFound find_names(const Article& article, const TokenisedText& text);

}  // namespace morgue
