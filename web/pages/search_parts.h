// What the pages of a search have in common: results, and the values of one facet.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "searcher/answer.h"
#include "web/pages/view.h"
#include "web/params.h"

namespace morgue::web {

/// A filter in force.
struct Filter {
  std::string kind;   // "Country", "Published"
  std::string label;  // "Iran", "2014 to 2016"
  bool excluded = false;
  SearchParams without;  // the same search, this filter taken off
};

/// In the order of the chips.
std::vector<Filter> filters_of(const SearchParams& params);

/// Every filter as a chip that takes it off.
View chips_view(const SearchParams& params);

/// The other parameters of a form that sets some, as hidden fields.
View kept_view(const SearchParams& params);

/// A value in the list of its facet, with the links that choose it and leave it out.
View value_view(Facet facet, const FacetValue& value, const SearchParams& params);

/// The choice between orders of a facet's values, each with the address that `url_of` gives.
View facet_orders_view(FacetOrder current, const std::function<std::string(FacetOrder)>& url_of);

/// "notices" and "did_you_mean": what was wrong with a query, and what was done about it.
/// @param url_of  the same page of another query
void add_sentences(View& view, const Answer& answer, const SearchParams& params,
                   const std::function<std::string(const SearchParams&)>& url_of);

}  // namespace morgue::web
