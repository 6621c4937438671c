// Organisations: which of the tagged spans name the same one, and what it is called: by the table
// of names and acronyms, or as it is printed in full.
#pragma once

#include <string>
#include <vector>

#include "indexer/names/marked_text.h"
#include "indexer/names/tagged_names.h"

namespace morgue {

struct OrganisationFound {
  std::string name;                 // canonical
  std::vector<TokenSpan> mentions;  // in text order
  bool generic = false;             // "Commission", "House": the article does not say which
};

/// Marks the tokens it finds as used: by organisations, by places of several words, by other names
/// that are neither. In order of first mention.
std::vector<OrganisationFound> find_organisations(MarkedText& text, const TaggedNames& tagged);

}  // namespace morgue
