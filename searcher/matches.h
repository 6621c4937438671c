// Where a text answers a query: words by their stems, phrases as one, words of NEAR where they
// stand together. With the index's own words and stems, so what matched is what is found.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "searcher/highlight_terms.h"
#include "searcher/sentences.h"

namespace morgue {

struct Matches {
  struct Match {
    Span span;
    std::uint32_t term;  // which part of the query it answers: index into `weights`
  };
  std::vector<Match> list;  // in order of their beginnings; those of phrases may overlap others

  /// What it is worth to see a part of the query. A phrase is worth twice what its words are.
  std::vector<std::uint32_t> weights;
};

/// A word that is wanted only in a phrase, or near others, is a match by itself only if the text
/// does not have that phrase, or those words together. O(bytes)
Matches matches_in(std::string_view text, const HighlightTerms& terms);

/// The spans of matches, those that overlap or touch joined: in order, apart.
std::vector<Span> spans_of(const Matches& matches);

}  // namespace morgue
