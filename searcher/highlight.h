// Escaped HTML with the words of a query marked: snippets for the result list, marked text for the
// article page. Works on the stored text with the index's own words and stems, so what is marked is
// what matched. All output is escaped.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/sentences.h"

namespace morgue {

/// "&", "<", ">", quotes: safe in HTML text and attributes.
std::string escape_html(std::string_view text);

/// What is to be marked: stems, their weights, and phrases as runs of stems.
struct HighlightTerms {
  std::set<std::string, std::less<>> stems;
  std::set<std::string, std::less<>> prefixes;  // of "trailing*" words, unstemmed
  bool empty() const { return stems.empty() && prefixes.empty(); }
};

/// One line with matches in <mark>.
std::string highlight_line(std::string_view text, const HighlightTerms& terms);

/// The best passage or two of a body, about `bytes` long, sentence by sentence where they fit,
/// matches in <mark>, "…" where text is left out. Without a match the opening of the body.
std::string snippet(std::string_view body, const HighlightTerms& terms, std::size_t bytes = 240);

/// What of `text` matches, for pages that do their own mark-up.
std::vector<Span> find_matches(std::string_view text, const HighlightTerms& terms);

}  // namespace morgue
