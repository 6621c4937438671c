#include <fmt/format.h>

#include <algorithm>

#include "web/format.h"
#include "web/pages/links.h"
#include "web/pages/map_view.h"
#include "web/pages/pages.h"
#include "web/pages/view.h"

namespace morgue::web {
namespace {

constexpr std::size_t kLatest = 6;
constexpr std::size_t kTopNames = 12;

View top_names(const Answer& answer, Facet facet, std::string_view title) {
  View values = View::array();
  for (const FacetValue& value : answer.facets[static_cast<std::size_t>(facet)].values) {
    if (values.size() == kTopNames) break;
    // Sources have no page of their own: their articles are a search.
    const std::string url =
        facet == Facet::Source
            ? search_url(with_only(SearchParams{}, facet, value.value))
            : "/" + std::string{morgue::to_string(facet)} + "/" + encode_path(value.value);
    values.push_back(
        {{"label", value.label}, {"count", with_thousands(value.count)}, {"url", url}});
  }
  if (values.empty()) return nullptr;
  return {{"title", title}, {"values", std::move(values)}};
}

/// Searches that find something here, made from what the archive holds.
View examples(const Answer& answer) {
  View list = View::array();
  const auto top = [&](Facet facet) -> const FacetValue* {
    const auto& values = answer.facets[static_cast<std::size_t>(facet)].values;
    return values.empty() ? nullptr : &values.front();
  };
  const auto add = [&](std::string query) {
    SearchParams params;
    params.request.query = std::move(query);
    list.push_back({{"text", params.request.query}, {"url", search_url(params)}});
  };
  if (const FacetValue* country = top(Facet::Country))
    add("election country:" + quoted(country->label));
  if (const FacetValue* person = top(Facet::Person)) add("person:" + quoted(person->label));
  if (const FacetValue* organisation = top(Facet::Organisation))
    add("org:" + quoted(organisation->label));
  if (const FacetValue* region = top(Facet::Region)) {
    const FacetValue* const country = top(Facet::Country);
    add("region:" + quoted(region->label) +
        (country != nullptr && country->count < region->count
             ? " -country:" + quoted(country->label)
             : ""));
  }
  if (!answer.histogram.bars.empty())
    add(fmt::format("\"prime minister\" date:{}", answer.histogram.bars.back().value.substr(0, 4)));
  const std::vector<DateBar>& past = answer.written_about.bars;
  const auto most =
      std::max_element(past.begin(), past.end(),
                       [](const DateBar& a, const DateBar& b) { return a.count < b.count; });
  if (most != past.end()) add("about:" + most->value.substr(0, 4));
  return list;
}

std::string span_of(const ArchiveSummary& summary) {
  if (summary.first_day.empty()) return {};
  return summary.first_day == summary.last_day
             ? period_in_words(summary.first_day)
             : fmt::format("{} – {}", period_in_words(summary.first_day),
                           period_in_words(summary.last_day));
}

}  // namespace

std::string front_page(Searcher& searcher) {
  const ArchiveSummary summary = searcher.summary();
  SearchParams all;
  all.request.per_page = kLatest;
  all.request.every_country = true;
  const Answer answer = searcher.search(all.request);
  all.request.per_page = kDefaultPerPage;  // links from here lead to ordinary pages

  View view = page_view("The Morgue – news archive");
  view["home"] = true;
  view["skip_to"] = "search";
  view["total"] = std::to_string(summary.articles);
  view["articles"] = counted(summary.articles, "article", "articles");
  view["span"] = span_of(summary);
  view["sources"] = counted(summary.sources, "source", "sources");
  view["countries"] = counted(summary.countries, "country", "countries");
  view["people"] = counted(summary.people, "person", "people");
  view["organisations"] = counted(summary.organisations, "organisation", "organisations");
  view["empty"] = summary.articles == 0;
  view["filled"] = summary.articles > 0;
  view["examples"] = examples(answer);
  view["histogram"] = chart_view(answer.histogram, all);
  view["map"] = map_view(answer, all);
  view["latest"] = View::array();
  for (const Result& result : answer.results) view["latest"].push_back(story_view(result, all));
  view["latest_url"] = search_url(with_sort(all, Sort::Newest));
  view["tops"] = View::array();
  for (const auto& [facet, title] :
       {std::pair{Facet::Country, "Countries"}, std::pair{Facet::Person, "People"},
        std::pair{Facet::Organisation, "Organisations"}, std::pair{Facet::Source, "Sources"}})
    if (View names = top_names(answer, facet, title); !names.is_null())
      view["tops"].push_back(std::move(names));
  return render("front", view);
}

}  // namespace morgue::web
