// The pages of the site, each a function from the searcher's answers to HTML. Templates are
// pages/*.mustache; everything that reaches them is escaped there, once, but for the few fields
// whose names end in _html, which the searcher or charts/ made safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "searcher/searcher.h"
#include "web/compare_params.h"
#include "web/params.h"
#include "web/reply.h"

namespace morgue::web {

/// What is in this archive, when nothing is asked for yet.
std::string front_page(Searcher& searcher);

/// Results, facets and dates of a search. @throws RequestError
std::string search_page(Searcher& searcher, const SearchParams& params);

/// All values of one facet of a search, or those of a name, page by page. @throws RequestError
std::string facet_page(Searcher& searcher, const FacetParams& params);

/// One article; words of the visit's parameter q are marked in it. Nothing if there is none of that
/// id.
std::optional<std::string> article_page(Searcher& searcher, std::string_view id,
                                        const Visit& visit);

/// Two articles as versions of one text, word by word; the later one's words are those added.
/// Nothing if one of them is not in the archive.
std::optional<std::string> diff_page(Searcher& searcher, std::string_view id,
                                     std::string_view other_id);

/// A country, person or organisation: when it was written about, in which words, with whom, by
/// whom. Nothing if the archive does not name it.
std::optional<std::string> entity_page(Searcher& searcher, Facet facet, std::string_view name);

/// Two searches side by side; a form for them if one is missing. @throws RequestError
std::string compare_page(Searcher& searcher, const CompareParams& params);

/// The query language by examples that find something in this archive.
std::string help_page(Searcher& searcher);

/// A mistake or failure in a sentence, and the ways on from there.
std::string error_page(int status, std::string_view detail);

}  // namespace morgue::web
