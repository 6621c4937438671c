#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "indexer/places/places.h"
#include "indexer/places/regions.h"
#include "web/format.h"
#include "web/pages/links.h"
#include "web/pages/pages.h"
#include "web/pages/view.h"

namespace morgue::web {
namespace {

constexpr std::size_t kFewValues = 8;  // of a facet, unless more are asked for

std::string label_of(Facet facet, const std::string& value) {
  if (facet == Facet::Country)
    if (const std::string_view name = country_name(value); !name.empty()) return std::string{name};
  return facet == Facet::Year ? period_in_words(value) : value;
}

/// Every filter as a chip that takes it off.
View chips(const SearchParams& params) {
  View list = View::array();
  for (const Facet facet : kAllFacets) {
    const FacetChoice& choice = params.request.choice(facet);
    const auto add = [&](const std::string& value, bool excluded) {
      list.push_back({{"facet", facet_title(facet)},
                      {"label", label_of(facet, value)},
                      {"excluded", excluded},
                      {"url", search_url(without(params, facet, value))}});
    };
    for (const std::string& value : choice.include) add(value, false);
    for (const std::string& value : choice.exclude) add(value, true);
  }
  if (!params.from.empty() || !params.to.empty()) {
    const std::string label = params.from.empty() ? "until " + params.to
                              : params.to.empty() ? "since " + params.from
                                                  : params.from + " to " + params.to;
    list.push_back({{"facet", "Published"},
                    {"label", label},
                    {"excluded", false},
                    {"url", search_url(without_dates(params))}});
  }
  if (!params.about_from.empty() || !params.about_to.empty()) {
    const std::string from = period_in_words(params.about_from);
    const std::string to = period_in_words(params.about_to);
    const std::string label = params.about_from.empty()              ? "until " + to
                              : params.about_to.empty()              ? "since " + from
                              : params.about_from == params.about_to ? from
                                                                     : from + " to " + to;
    list.push_back({{"facet", "Written about"},
                    {"label", label},
                    {"excluded", false},
                    {"url", search_url(without_about(params))}});
  }
  return list;
}

/// The other parameters of a form that sets some.
View kept_view(const SearchParams& params) {
  View list = View::array();
  for (const auto& [name, value] : to_pairs(with_page(params, 1)))
    list.push_back({{"name", name}, {"value", value}});
  return list;
}

/// A value in the list of its facet, with the links that choose it and leave it out.
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
  const bool at_length = params.more == facet;
  View values = View::array();
  std::size_t shown = 0;
  for (const FacetValue& value : counts.values) {
    if (!at_length && shown >= kFewValues && !value.selected && !value.excluded) continue;
    ++shown;
    values.push_back(value_view(facet, value, params));
  }
  const std::string id = "facet-" + std::string{morgue::to_string(facet)};
  View view{{"name", morgue::to_string(facet)},
            {"title", facet_title(facet)},
            {"id", id},
            {"values", values}};
  if (at_length)
    view["fewer_url"] = search_url(with_more(params, std::nullopt)) + "#" + id;
  else if (counts.distinct > shown)
    view["more"] = {{"url", search_url(with_more(params, facet)) + "#" + id},
                    {"count", with_thousands(counts.distinct)}};
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
      if (!regions.empty()) view["regions"] = {{"values", regions}};
    }
    if (!view["values"].empty() || view.contains("regions")) list.push_back(std::move(view));
  }
  return list;
}

View sorts_view(const SearchParams& params) {
  View list = View::array();
  constexpr std::array<std::pair<Sort, std::string_view>, 3> kSorts{
      {{Sort::Relevance, "Best first"}, {Sort::Newest, "Newest"}, {Sort::Oldest, "Oldest"}}};
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

/// What could be done about a search that finds nothing.
View ways_out(const SearchParams& params) {
  View list = View::array();
  const auto add = [&](std::string_view label, const SearchParams& other) {
    list.push_back({{"label", label}, {"url", search_url(other)}});
  };
  if (params.request.from || params.request.to) add("Search all dates", without_dates(params));
  if (params.request.about_from || params.request.about_to)
    add("Search whatever dates are written about", without_about(params));
  if (params.has_filters() && !params.request.query.empty()) {
    SearchParams all;
    all.request.query = params.request.query;
    add("Search without any filter", all);
  }
  if (params.request.scope == EntityScope::Focus && params.has_filters())
    add("Take in articles that only mention the names chosen",
        with_scope(params, EntityScope::AnyMention));
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

void add_sentences(View& view, const Answer& answer, const SearchParams& params) {
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
                            {"url", search_url(with_query(params, answer.did_you_mean))}};
}

}  // namespace

std::string search_page(Searcher& searcher, const SearchParams& params) {
  SearchRequest request = params.request;
  request.evidence = EvidenceScope::Filters;
  request.peaks = true;
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
  add_sentences(view, answer, params);
  view["chips"] = chips(params);
  if (params.has_filters()) {
    SearchParams all;
    all.request.query = query;
    view["clear_url"] = search_url(all);
  }
  view["sorts"] = sorts_view(params);
  const bool any = params.request.scope == EntityScope::AnyMention;
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
  view["from"] = params.from;
  view["to"] = params.to;
  view["kept_without_dates"] = kept_view(without_dates(params));
  view["about_from"] = params.about_from;
  view["about_to"] = params.about_to;
  view["kept_without_about"] = kept_view(without_about(params));
  if (answer.total == 0) view["ways_out"] = ways_out(params);
  view["json_url"] = "/api/v1/search" + to_query_string(to_pairs(params));
  return render("search", view);
}

}  // namespace morgue::web
