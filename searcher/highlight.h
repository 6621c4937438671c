// Escaped HTML with the words of a query marked: snippets for the result list, marked text for the
// article page. Works on the stored text with the index's own words and stems, so what is marked is
// what matched. All output is escaped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/highlight_terms.h"
#include "searcher/sentences.h"

namespace morgue {

/// "&", "<", ">", quotes: safe in HTML text and attributes.
std::string escape_html(std::string_view text);

/// One line with matches in <mark>: a phrase in one, and its words by themselves only if the line
/// does not have it.
std::string highlight_line(std::string_view text, const HighlightTerms& terms);

/// The best passages of a body (passages.h), about `bytes` of its text, matches in <mark>, "…"
/// where text is left out. Without a match the opening of the body. O(bytes of the body)
std::string snippet(std::string_view body, const HighlightTerms& terms, std::size_t bytes = 240);

/// What of `text` is to be marked, for pages that do their own mark-up: in order, apart.
std::vector<Span> find_matches(std::string_view text, const HighlightTerms& terms);

}  // namespace morgue
