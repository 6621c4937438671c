#include "web/pages/search_parts.h"

#include <fmt/format.h>

#include <array>

#include "indexer/places/places.h"
#include "web/format.h"

namespace morgue::web {
namespace {

std::string label_of(Facet facet, const std::string& value) {
  if (facet == Facet::Country)
    if (const std::string_view name = country_name(value); !name.empty()) return std::string{name};
  return facet == Facet::Year ? period_in_words(value) : value;
}

std::string range_in_words(const std::string& first, const std::string& last) {
  const std::string from = period_in_words(first);
  const std::string to = period_in_words(last);
  return first.empty()   ? "until " + to
         : last.empty()  ? "since " + from
         : first == last ? from
                         : from + " to " + to;
}

}  // namespace

std::vector<Filter> filters_of(const SearchParams& params) {
  std::vector<Filter> list;
  for (const Facet facet : kAllFacets) {
    const FacetChoice& choice = params.request.choice(facet);
    const auto add = [&](const std::string& value, bool excluded) {
      list.push_back({std::string{facet_title(facet)}, label_of(facet, value), excluded,
                      without(params, facet, value)});
    };
    for (const std::string& value : choice.include) add(value, false);
    for (const std::string& value : choice.exclude) add(value, true);
  }
  if (!params.from.empty() || !params.to.empty())
    list.push_back(
        {"Published", range_in_words(params.from, params.to), false, without_dates(params)});
  if (!params.about_from.empty() || !params.about_to.empty())
    list.push_back({"Written about", range_in_words(params.about_from, params.about_to), false,
                    without_about(params)});
  return list;
}

View chips_view(const SearchParams& params) {
  View list = View::array();
  std::string before;  // the kind of the last one that is wanted
  for (const Filter& filter : filters_of(params)) {
    list.push_back({{"facet", filter.kind},
                    {"label", filter.label},
                    {"alternative", !filter.excluded && filter.kind == before},
                    {"excluded", filter.excluded},
                    {"url", search_url(filter.without)}});
    if (!filter.excluded) before = filter.kind;
  }
  return list;
}

View kept_view(const SearchParams& params) {
  View list = View::array();
  for (const auto& [name, value] : to_pairs(with_page(params, 1)))
    list.push_back({{"name", name}, {"value", value}});
  return list;
}

View value_view(Facet facet, const FacetValue& value, const SearchParams& params) {
  const bool chosen = value.selected || value.excluded;
  return {{"value", value.value},
          {"label", facet == Facet::Year ? period_in_words(value.label) : value.label},
          {"count", with_thousands(value.count)},
          {"exact", std::to_string(value.count)},
          {"selected", value.selected},
          {"excluded", value.excluded},
          {"url", search_url(value.excluded ? without(params, facet, value.value)
                                            : with_toggled(params, facet, value.value))},
          {"exclude_url",
           chosen ? std::string{} : search_url(with_excluded(params, facet, value.value))}};
}

View facet_orders_view(FacetOrder current, const std::function<std::string(FacetOrder)>& url_of) {
  constexpr std::array<std::pair<FacetOrder, std::string_view>, 2> kOrders{
      {{FacetOrder::Count, "by count"}, {FacetOrder::Significance, "unusual here"}}};
  View list = View::array();
  for (const auto& [order, label] : kOrders)
    list.push_back({{"label", label}, {"current", order == current}, {"url", url_of(order)}});
  return {{"list", std::move(list)}};
}

void add_sentences(View& view, const Answer& answer, const SearchParams& params,
                   const std::function<std::string(const SearchParams&)>& url_of) {
  View notices = View::array();
  if (!answer.mistake.empty())
    notices.push_back(fmt::format("{} Searched for: {}", answer.mistake, answer.corrected));
  for (const std::string& notice : answer.notices) notices.push_back(notice);
  if (answer.partial)
    notices.push_back("No article has all of these words. These are the best partial matches.");
  view["notices"] = View::array();
  for (const View& notice : notices) view["notices"].push_back({{"text", notice}});
  if (!answer.did_you_mean.empty())
    view["did_you_mean"] = {{"text", answer.did_you_mean},
                            {"taken", answer.respelt},
                            {"typed", params.request.query},
                            {"url", url_of(with_query(params, answer.did_you_mean))}};
}

}  // namespace morgue::web
