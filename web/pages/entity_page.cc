#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "indexer/places/places.h"
#include "web/charts/network.h"
#include "web/format.h"
#include "web/pages/links.h"
#include "web/pages/pages.h"
#include "web/pages/view.h"

namespace morgue::web {
namespace {

constexpr std::size_t kNames = 8;    // of a list
constexpr std::size_t kCircle = 12;  // around the name in the picture
constexpr std::size_t kArticles = 6;
constexpr std::size_t kEarliest = 4;
constexpr std::size_t kSources = 12;
constexpr std::array kNamed{Facet::Person, Facet::Organisation, Facet::Country};

std::string page_url(Facet facet, std::string_view value) {
  return fmt::format("/{}/{}", morgue::to_string(facet), encode_path(value));
}

/// The name that a page is about, and the search that finds its articles.
struct Named {
  Facet facet;
  std::string value;
  std::string label;
  SearchParams params;

  SearchRequest request() const {
    SearchRequest request;
    request.subject = Subject{facet, value};
    request.scope = params.request.scope;
    request.sort = Sort::Newest;
    return request;
  }
};

using Facets = std::array<FacetCounts, kFacets>;

const std::vector<FacetValue>& values_of(const Facets& facets, Facet facet) {
  return facets[static_cast<std::size_t>(facet)].values;
}

/// Who else, or what, the articles on a name are about, in one order.
View names_with(const Facets& facets, Facet facet, const Named& named, std::size_t limit) {
  View values = View::array();
  for (const FacetValue& value : values_of(facets, facet)) {
    if (values.size() == limit) break;
    if (facet == named.facet && same_value(facet, value.value, named.value)) continue;
    values.push_back({{"label", value.label},
                      {"count", with_thousands(value.count)},
                      {"url", page_url(facet, value.value)},
                      {"count_url", search_url(with_also(named.params, facet, value.value))}});
  }
  return values;
}

View together_view(const Answer& answer, const Named& named) {
  View groups = View::array();
  for (const Facet facet : kNamed) {
    View orders = View::array();
    for (const auto& [facets, order] :
         {std::pair{&answer.unusual, "Above all here"}, std::pair{&answer.facets, "Most often"}})
      if (View values = names_with(*facets, facet, named, kNames); !values.empty())
        orders.push_back({{"order", order}, {"values", std::move(values)}});
    if (!orders.empty())
      groups.push_back({{"title", facet_title_plural(facet)}, {"orders", std::move(orders)}});
  }
  if (groups.empty()) return nullptr;
  return {{"groups", std::move(groups)}};
}

/// The name and those of its kind that share most articles with it, as a picture.
View network_view(Searcher& searcher, const Answer& answer, const Named& named) {
  std::vector<std::string> values{named.value};
  std::vector<NetworkName> names{{named.label, page_url(named.facet, named.value)}};
  for (const FacetValue& value : values_of(answer.facets, named.facet)) {
    if (names.size() > kCircle) break;
    if (same_value(named.facet, value.value, named.value)) continue;
    values.push_back(value.value);
    names.push_back({value.label, page_url(named.facet, value.value)});
  }
  if (names.size() < 4) return nullptr;  // nothing to see in a picture
  const EntityScope scope = named.params.request.scope;
  const Ties ties = searcher.ties(named.facet, values, scope);
  const auto url_of = [&](std::size_t a, std::size_t b) {
    const SearchParams first = with_only(with_scope({}, scope), named.facet, values[a]);
    return search_url(with_also(first, named.facet, values[b]));
  };
  struct Pair {
    std::size_t a, b;
    std::uint64_t articles;
  };
  std::vector<Pair> pairs;
  for (std::size_t a = 0; a < names.size(); ++a)
    for (std::size_t b = a + 1; b < names.size(); ++b)
      if (const std::uint64_t shared = ties.between(a, b); shared > 0)
        pairs.push_back({a, b, shared});
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& a, const Pair& b) { return a.articles > b.articles; });
  View rows = View::array();
  for (const Pair& pair : pairs)
    rows.push_back({{"first", names[pair.a].label},
                    {"second", names[pair.b].label},
                    {"url", url_of(pair.a, pair.b)},
                    {"count", with_thousands(pair.articles)}});
  return {{"title", fmt::format("{} around {}", facet_title_plural(named.facet), named.label)},
          {"svg_html", network_svg(names, ties, url_of)},
          {"rows", std::move(rows)}};
}

/// Texts as links to the articles on the name that have them.
template <typename QueryOf>
View texts_view(const std::vector<std::string>& texts, const Named& named, QueryOf query_of) {
  if (texts.empty()) return nullptr;
  View list = View::array();
  for (const std::string& text : texts)
    list.push_back({{"text", text}, {"url", search_url(with_query(named.params, query_of(text)))}});
  return {{"list", std::move(list)}};
}

View words_view(const std::vector<UnusualWord>& words, const Named& named) {
  if (words.empty()) return nullptr;
  View list = View::array();
  for (const UnusualWord& each : words)
    list.push_back({{"word", each.word},
                    {"count", with_thousands(each.count)},
                    {"url", search_url(with_query(named.params, each.word))}});
  return {{"list", std::move(list)}};
}

View earliest_view(Searcher& searcher, const Named& named) {
  SearchRequest request = named.request();
  request.sort = Sort::Oldest;
  request.per_page = kEarliest;
  request.facets = false;
  View list = View::array();
  for (const Result& result : searcher.search(request).results)
    list.push_back(story_view(result, named.params));
  return {{"list", std::move(list)}, {"url", search_url(with_sort(named.params, Sort::Oldest))}};
}

std::uint64_t mentions_of(Searcher& searcher, Named named) {
  named.params = with_scope(std::move(named.params), EntityScope::AnyMention);
  SearchRequest request = named.request();
  request.facets = false;
  request.snippets = false;
  request.per_page = 1;
  return searcher.search(request).total;
}

}  // namespace

std::optional<std::string> entity_page(Searcher& searcher, Facet facet, std::string_view name) {
  const std::optional<std::string> known = searcher.canonical(facet, name);
  if (!known) return std::nullopt;
  Named named{facet, *known,
              facet == Facet::Country ? entity_label(EntityKind::Country, *known) : *known,
              with_only(SearchParams{}, facet, *known)};
  const std::uint64_t mentions = mentions_of(searcher, named);
  if (mentions == 0) return std::nullopt;
  const auto articles = [&] {
    SearchRequest request = named.request();
    request.per_page = kArticles;
    request.evidence = EvidenceScope::Filters;
    request.unusual = true;
    return searcher.search(request);
  };
  Answer answer = articles();
  const std::uint64_t about = answer.total;
  if (about == 0) {
    named.params = with_scope(std::move(named.params), EntityScope::AnyMention);
    answer = articles();
  }
  const Portrait portrait = searcher.portrait({facet, *known}, named.params.request.scope);

  View view = page_view(named.label);
  view["skip_to"] = "articles";
  view["kind"] = facet_title(facet);
  view["label"] = named.label;
  view["total"] = std::to_string(answer.total);
  view["total_words"] = counted(answer.total, Stories::All);
  view["about"] = counted(about, Stories::All);
  view["are"] = about == 1 ? "is" : "are";
  view["mentions"] = with_thousands(mentions);
  const SearchParams of_name = with_only(SearchParams{}, facet, *known);
  view["search_url"] = search_url(of_name);
  view["all_url"] = search_url(with_scope(of_name, EntityScope::AnyMention));
  view["newest_url"] = search_url(with_sort(named.params, Sort::Newest));
  view["feed_url"] = feed_url(named.params);
  view["compare_url"] = "/compare" + to_query_string({{"a", field_query(facet, named.label)}});
  const auto phrase = [](const std::string& text) { return quoted(text); };
  view["names"] = texts_view(portrait.names, named, phrase);
  view["called"] = facet == Facet::Country ? "Told by the words" : "Also called";
  view["titles"] = texts_view(portrait.titles, named, phrase);
  view["histogram"] = chart_view(answer.histogram, named.params);
  view["words"] = words_view(portrait.words, named);
  view["together"] = together_view(answer, named);
  view["network"] = network_view(searcher, answer, named);
  view["latest"] = View::array();
  for (const Result& result : answer.results)
    view["latest"].push_back(story_view(result, named.params));
  view["beyond"] = answer.total > answer.results.size();
  if (answer.total > answer.results.size()) view["earliest"] = earliest_view(searcher, named);
  if (View sources = names_with(answer.facets, Facet::Source, named, kSources); !sources.empty())
    view["sources"] = {{"values", std::move(sources)}};
  return render("entity", view);
}

}  // namespace morgue::web
