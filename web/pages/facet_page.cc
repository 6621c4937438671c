#include <fmt/format.h>

#include <algorithm>

#include "web/format.h"
#include "web/pages/pages.h"
#include "web/pages/search_parts.h"
#include "web/pages/view.h"

namespace morgue::web {
namespace {

FacetParams at(FacetParams params, std::size_t offset) {
  params.listing.offset = offset;
  return params;
}

View pages_view(const FacetCounts& counts, const FacetParams& params) {
  const std::size_t first = params.listing.offset;
  const std::size_t limit = params.listing.limit;
  const std::size_t last = first + counts.values.size();
  if (first == 0 && last >= counts.distinct) return nullptr;
  View view{{"label", counts.values.empty()
                          ? "Nothing is listed so far down."
                          : fmt::format("{} to {} of {}", with_thousands(first + 1),
                                        with_thousands(last), with_thousands(counts.distinct))}};
  if (first > 0) {
    view["first_url"] = facet_url(at(params, 0));
    view["previous_url"] = facet_url(at(params, first - std::min(limit, first)));
  }
  if (last < counts.distinct) view["next_url"] = facet_url(at(params, last));
  return view;
}

std::string how_many(const FacetCounts& counts, Facet facet) {
  const auto lower = [](std::string_view title) {
    std::string word{title};
    word[0] = static_cast<char>(word[0] - 'A' + 'a');
    return word;
  };
  return counted(counts.distinct, lower(facet_title(facet)), lower(facet_title_plural(facet)));
}

}  // namespace

std::string facet_page(Searcher& searcher, const FacetParams& params) {
  const FacetAnswer answer = searcher.list_facet(params.search.request, params.listing);
  const SearchParams& search = params.search;
  const Facet facet = params.listing.facet;
  const std::string& query = search.request.query;
  const std::string_view title = facet_title_plural(facet);
  View view = page_view(query.empty() ? std::string{title} : fmt::format("{} – {}", query, title),
                        query, &search);
  view["skip_to"] = "values";
  view["noindex"] = true;
  view["title_words"] = title;
  view["facet"] = morgue::to_string(facet);
  view["back_url"] = search_url(search);
  view["total"] = std::to_string(answer.search.total);
  view["total_words"] = counted(answer.search.total, search.request.stories);
  add_sentences(view, answer.search, search, [&](const SearchParams& other) {
    return facet_url({other, params.listing});
  });
  view["chips"] = chips_view(search);
  view["kept_search"] = kept_view(search);
  view["like"] = params.listing.like;
  view["how_many"] = how_many(answer.counts, facet);
  if (facet != Facet::Year)
    view["orders"] = facet_orders_view(search.request.facet_order, [&](FacetOrder order) {
      return facet_url(at({with_facet_order(search, order), params.listing}, 0));
    });
  view["values"] = View::array();
  for (const FacetValue& value : answer.counts.values)
    view["values"].push_back(value_view(facet, value, search));
  view["pages"] = pages_view(answer.counts, params);
  Pairs api = to_pairs(search);
  api.emplace_back("facet", morgue::to_string(facet));
  if (!params.listing.like.empty()) api.emplace_back("like", params.listing.like);
  view["json_url"] = "/api/v1/facets" + to_query_string(api);
  return render("facet", view);
}

}  // namespace morgue::web
