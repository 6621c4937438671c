// The parameters of a search as typed values with bounds, and back into an address. The whole state
// of a page is in its URL: a link that adds or removes a filter is the same parameters with one
// thing changed, and every such change goes back to page 1.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searcher/request.h"
#include "web/url.h"

namespace morgue::web {

inline constexpr std::size_t kDefaultPerPage = 10;
inline constexpr std::size_t kUsualFacetValues = 20;
inline constexpr std::size_t kFacetPageValues = 100;  // on a page of all values of a facet

struct SearchParams {
  SearchRequest request;
  std::string from,
      to;  // as typed, "2016" or "2016-12-01"; request.from and .to are the days they mean
  std::string about_from, about_to;  // likewise, of dates that articles mention
  bool compact = false;              // results as headlines, without snippets (view=compact)

  /// Nothing is asked for: the front page.
  bool asks_nothing() const;
  /// Filters of any kind, be it a date range.
  bool has_filters() const;
};

/// Some values of one facet of a search.
struct FacetParams {
  SearchParams search;
  FacetListing listing;
};

/// @throws RequestError  naming the parameter and what it takes. Unknown parameters are passed
/// over.
SearchParams parse_search_params(const Pairs& pairs);

/// The names of those it knows.
std::vector<std::string_view> search_parameters();

/// A search and which values of which facet. @param usual_limit  where the address names no limit
/// @throws RequestError  likewise
FacetParams parse_facet_params(const Pairs& pairs, std::size_t usual_limit);

/// A number from 1 to `most`. @throws RequestError  naming the parameter
std::size_t parse_count(std::string_view name, std::string_view text, std::size_t most);

/// All parameters that differ from their defaults, in one order: equal searches have equal
/// addresses.
Pairs to_pairs(const SearchParams& params);

/// Likewise. @param usual_limit  is left out
Pairs to_pairs(const FacetParams& params, std::size_t usual_limit);

/// "/?q=iran&country=IR"
std::string search_url(const SearchParams& params);

/// Its newest articles as a feed: "/feed.atom?q=iran&country=IR"
std::string feed_url(const SearchParams& params);

/// All its articles as a file: "/export?q=iran&country=IR&format=csv"
std::string export_url(const SearchParams& params, std::string_view format);

/// The page of a facet's values: "/facet?q=iran&facet=person&like=mer"
std::string facet_url(const FacetParams& params);

/// The same search with one thing changed.
SearchParams with_toggled(SearchParams params, Facet facet,
                          std::string_view value);  // chosen or no longer; a region instead of
                                                    // those around and within it
SearchParams with_excluded(SearchParams params, Facet facet,
                           std::string_view value);  // absent, instead of chosen
SearchParams without(SearchParams params, Facet facet,
                     std::string_view value);  // neither chosen nor excluded
SearchParams with_only(SearchParams params, Facet facet,
                       std::string_view value);  // instead of all others of its facet
SearchParams without_dates(SearchParams params);
SearchParams with_dates(SearchParams params, std::string_view from, std::string_view to);
SearchParams without_about(SearchParams params);
SearchParams with_about(SearchParams params, std::string_view from, std::string_view to);
SearchParams with_query(SearchParams params, std::string_view query);
SearchParams with_sort(SearchParams params, Sort sort);
SearchParams with_scope(SearchParams params, EntityScope scope);
SearchParams with_stories(SearchParams params, Stories stories);
SearchParams with_compact(SearchParams params, bool compact);  // keeps the page
SearchParams with_explain(SearchParams params, bool explain);  // likewise
SearchParams with_page(SearchParams params, std::size_t page);
SearchParams with_facet_order(SearchParams params, FacetOrder order);  // keeps the page

/// "Country", "Organisation": how a facet is called on a page.
std::string_view facet_title(Facet facet);
std::string_view facet_title_plural(Facet facet);

std::string_view to_string(Sort sort);

/// Do two spellings mean the same value of a facet? Names are compared without case and accents.
bool same_value(Facet facet, std::string_view a, std::string_view b);

}  // namespace morgue::web
