#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "indexer/places/regions.h"
#include "searcher/date_expression.h"
#include "web/compare_params.h"
#include "web/export.h"
#include "web/format.h"
#include "web/pages/links.h"
#include "web/pages/map_view.h"
#include "web/pages/pages.h"
#include "web/pages/search_parts.h"
#include "web/pages/view.h"

namespace morgue::web {
namespace {

constexpr std::size_t kFewValues = 8;  // of a facet, beside those chosen

/// Regions as an outline: the widest, and below those that hold a chosen one their parts.
void add_regions(View& list, const std::vector<FacetValue>& regions, std::string_view around,
                 std::size_t depth, const SearchParams& params) {
  for (const FacetValue& region : regions) {
    if (region.part_of != around) continue;
    View view = value_view(Facet::Region, region, params);
    view["depth"] = std::to_string(depth);
    list.push_back(std::move(view));
    const bool open = std::any_of(regions.begin(), regions.end(), [&](const FacetValue& other) {
      return (other.selected || other.excluded) &&
             (other.value == region.value || is_part_of(other.value, region.value));
    });
    if (open) add_regions(list, regions, region.value, depth + 1, params);
  }
}

View facet_view(Facet facet, const FacetCounts& counts, const SearchParams& params) {
  View values = View::array();
  std::size_t shown = 0;
  for (const FacetValue& value : counts.values) {
    if (shown >= kFewValues && !value.selected && !value.excluded) continue;
    ++shown;
    values.push_back(value_view(facet, value, params));
  }
  const std::string id = "facet-" + std::string{morgue::to_string(facet)};
  View view{{"name", morgue::to_string(facet)},
            {"title", facet_title(facet)},
            {"id", id},
            {"values", std::move(values)}};
  if (counts.distinct > shown)
    view["more"] = {{"url", facet_url({params, {facet, {}, 0, kFacetPageValues}})},
                    {"count", with_thousands(counts.distinct)},
                    {"facet", morgue::to_string(facet)},
                    {"title", facet_title_plural(facet)},
                    {"kept", kept_view(params)}};
  return view;
}

View facets_view(const Answer& answer, const SearchParams& params) {
  View list = View::array();
  for (const Facet facet : {Facet::Country, Facet::Person, Facet::Organisation, Facet::Year,
                            Facet::Source, Facet::Section, Facet::Language}) {
    const FacetCounts& counts = answer.facets[static_cast<std::size_t>(facet)];
    // One language or section for everything tells nothing.
    const bool tells = counts.values.size() > 1 || !params.request.choice(facet).empty();
    const bool names =
        facet == Facet::Country || facet == Facet::Person || facet == Facet::Organisation;
    if (!tells && !names) continue;
    View view = facet_view(facet, counts, params);
    if (facet == Facet::Country) {
      View regions = View::array();
      add_regions(regions, answer.facets[static_cast<std::size_t>(Facet::Region)].values, "", 0,
                  params);
      if (!regions.empty()) view["regions"] = {{"values", std::move(regions)}};
      if (View map = map_view(answer, params); !map.is_null())
        view["world"] = {{"map", std::move(map)}};
    }
    if (!view["values"].empty() || view.contains("regions")) list.push_back(std::move(view));
  }
  return list;
}

View sorts_view(const SearchParams& params) {
  View list = View::array();
  constexpr std::array<std::pair<Sort, std::string_view>, 4> kSorts{
      {{Sort::Relevance, "Best first"},
       {Sort::Recent, "Best and recent"},
       {Sort::Newest, "Newest"},
       {Sort::Oldest, "Oldest"}}};
  for (const auto& [sort, label] : kSorts)
    list.push_back({{"label", label},
                    {"current", params.request.sort == sort},
                    {"url", search_url(with_sort(params, sort))}});
  return list;
}

View pages_view(const Answer& answer, const SearchParams& params) {
  const std::uint64_t reachable = std::min<std::uint64_t>(answer.total, kMaxResultDepth);
  const std::uint64_t last = (reachable + answer.per_page - 1) / answer.per_page;
  if (last < 2) return nullptr;
  const auto url_of = [&](std::uint64_t page) { return search_url(with_page(params, page)); };
  View view{
      {"label", fmt::format("Page {} of {}", with_thousands(answer.page), with_thousands(last))}};
  if (answer.page > 1) {
    view["first_url"] = url_of(1);
    view["previous_url"] = url_of(answer.page - 1);
  }
  if (answer.page < last) view["next_url"] = url_of(answer.page + 1);
  if (answer.total > reachable && answer.page == last)
    view["limit"] = fmt::format(
        "Only the first {} results can be paged through. Narrow the search to see the others.",
        with_thousands(reachable));
  return view;
}

bool sorts_by_date(Sort sort) { return sort == Sort::Newest || sort == Sort::Oldest; }

/// The year of a date as typed, so many years on; empty if there is none.
std::string another_year(std::string_view typed, int years) {
  const auto range = parse_period(typed);
  if (!range || !range->from) return {};
  return std::to_string(static_cast<int>(range->from->year()) + years);
}

/// What could be done about a search that finds nothing, with what would be found then; what finds
/// nothing either is not offered.
View ways_out(Searcher& searcher, const SearchParams& params) {
  constexpr std::size_t kTried = 8;  // searches, however many filters are chosen
  View list = View::array();
  std::size_t tried = 0;
  const auto offer = [&](std::string_view label, const SearchParams& other) {
    if (++tried > kTried) return;
    SearchRequest request = with_page(other, 1).request;
    request.per_page = 1;
    request.facets = request.snippets = request.explain = false;
    const std::uint64_t found = searcher.search(request).total;
    if (found == 0) return;
    list.push_back({{"label", label},
                    {"url", search_url(other)},
                    {"count", counted(found, params.request.stories)}});
  };
  if (!params.has_filters()) return list;
  if (params.request.from || params.request.to)
    offer("A year more on either side of the dates",
          with_dates(params, another_year(params.from, -1), another_year(params.to, 1)));
  const std::vector<Filter> filters = filters_of(params);
  for (const Filter& filter : filters)
    offer(
        fmt::format("Without “{}{}: {}”", filter.excluded ? "not " : "", filter.kind, filter.label),
        filter.without);
  if (params.request.scope == EntityScope::Focus)
    offer("Articles that only mention the names chosen, too",
          with_scope(params, EntityScope::AnyMention));
  if (filters.size() > 1 && !params.request.query.empty()) {
    SearchParams all;
    all.request.query = params.request.query;
    offer("Without any filter", all);
  }
  return list;
}

/// When there was unusually much, and what about.
View peaks_view(const std::vector<Peak>& peaks, const SearchParams& params) {
  View list = View::array();
  for (const Peak& peak : peaks)
    list.push_back({{"url", search_url(with_only(params, Facet::Year, peak.value))},
                    {"period", period_in_words(peak.value)},
                    {"count", counted(peak.count, params.request.stories)},
                    {"article_url", article_url(peak.id, params.request.query)},
                    {"headline", peak.headline}});
  return list;
}

}  // namespace

std::string search_page(Searcher& searcher, const SearchParams& params) {
  SearchRequest request = params.request;
  request.evidence = EvidenceScope::Filters;
  request.peaks = true;
  request.every_country = true;
  const Answer answer = searcher.search(request);
  const std::string& query = params.request.query;
  View view =
      page_view(query.empty() ? std::string{"Search"} : query + " – search", query, &params);
  view["skip_to"] = "results";
  // One page for a search of words is enough for a crawler; combinations of filters are endless.
  view["noindex"] = true;
  view["total"] = std::to_string(answer.total);
  const Stories stories = params.request.stories;
  view["total_words"] = counted(answer.total, stories);
  if (stories == Stories::Collapse) view["of_articles"] = counted(answer.articles, Stories::All);
  view["stories"] = {{"every", stories == Stories::All},
                     {"every_url", search_url(with_stories(params, Stories::All))},
                     {"once_url", search_url(with_stories(params, Stories::Collapse))}};
  view["took"] =
      answer.took_ms < 1 ? std::string{"less than 1 ms"} : fmt::format("{:.0f} ms", answer.took_ms);
  view["found"] = answer.total > 0;
  add_sentences(view, answer, params, search_url);
  view["chips"] = chips_view(params);
  if (params.has_filters()) {
    SearchParams all;
    all.request.query = query;
    view["clear_url"] = search_url(all);
  }
  view["sorts"] = sorts_view(params);
  const bool any = params.request.scope == EntityScope::AnyMention;
  view["compact"] = params.compact;
  view["layout"] = {{"compact", params.compact},
                    {"full_url", search_url(with_compact(params, false))},
                    {"compact_url", search_url(with_compact(params, true))},
                    {"explained", params.request.explain},
                    {"ranked", !query.empty() && !sorts_by_date(params.request.sort)},
                    {"explain_url", search_url(with_explain(params, !params.request.explain))}};
  if (!query.empty()) view["compare_url"] = compare_url({{query, {}}, shared_filters(params)});
  view["scope"] = {{"about", !any},
                   {"about_url", search_url(with_scope(params, EntityScope::Focus))},
                   {"any_url", search_url(with_scope(params, EntityScope::AnyMention))}};
  view["histogram"] = chart_view(answer.histogram, params);
  if (View peaks = peaks_view(answer.peaks, params); !peaks.empty())
    view["peaks"] = {{"list", std::move(peaks)}};
  view["written_about"] = about_chart_view(answer.written_about, params);
  view["results"] = View::array();
  // What is marked in an article is what it was found by.
  const SearchParams found_by = answer.respelt ? with_query(params, answer.did_you_mean) : params;
  for (const Result& result : answer.results)
    view["results"].push_back(story_view(result, found_by));
  view["pages"] = pages_view(answer, params);
  view["facets"] = facets_view(answer, params);
  view["orders"] = facet_orders_view(params.request.facet_order, [&](FacetOrder order) {
    return search_url(with_facet_order(params, order));
  });
  view["from"] = params.from;
  view["to"] = params.to;
  view["kept_without_dates"] = kept_view(without_dates(params));
  view["about_from"] = params.about_from;
  view["about_to"] = params.about_to;
  view["kept_without_about"] = kept_view(without_about(params));
  if (answer.total == 0) view["ways_out"] = ways_out(searcher, params);
  view["exports"] = export_links(params);
  view["feed_url"] = feed_url(params);
  view["json_url"] = "/api/v1/search" + to_query_string(to_pairs(params));
  return render("search", view);
}

}  // namespace morgue::web
