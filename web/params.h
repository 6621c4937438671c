// The parameters of a search as typed values with bounds, and back into an address. The whole state
// of a page is in its URL: a link that adds or removes a filter is the same parameters with one
// thing changed, and every such change goes back to page 1.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "searcher/request.h"
#include "web/url.h"

namespace morgue::web {

inline constexpr std::size_t kDefaultPerPage = 10;
inline constexpr std::size_t kUsualFacetValues = 20;
inline constexpr std::size_t kManyFacetValues =
    500;  // of the facet that a reader asked to see at length

struct SearchParams {
  SearchRequest request;
  std::string from,
      to;  // as typed, "2016" or "2016-12-01"; request.from and .to are the days they mean
  std::string about_from, about_to;  // likewise, of dates that articles mention
  std::optional<Facet> more;         // shown with up to kManyFacetValues values

  /// Nothing is asked for: the front page.
  bool asks_nothing() const;
  /// Filters of any kind, be it a date range.
  bool has_filters() const;
};

/// @throws RequestError  naming the parameter and what it takes. Unknown parameters are passed
/// over.
SearchParams parse_search_params(const Pairs& pairs);

/// A number from 1 to `most`. @throws RequestError  naming the parameter
std::size_t parse_count(std::string_view name, std::string_view text, std::size_t most);

/// All parameters that differ from their defaults, in one order: equal searches have equal
/// addresses.
Pairs to_pairs(const SearchParams& params);

/// "/?q=iran&country=IR"
std::string search_url(const SearchParams& params);

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
SearchParams with_page(SearchParams params, std::size_t page);
SearchParams with_more(SearchParams params, std::optional<Facet> facet);

/// "Country", "Organisation": how a facet is called on a page.
std::string_view facet_title(Facet facet);

std::string_view to_string(Sort sort);

/// Do two spellings mean the same value of a facet? Names are compared without case and accents.
bool same_value(Facet facet, std::string_view a, std::string_view b);

}  // namespace morgue::web
