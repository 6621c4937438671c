#include <fmt/format.h>

#include "indexer/places/places.h"
#include "web/format.h"
#include "web/pages/links.h"
#include "web/pages/pages.h"
#include "web/pages/view.h"

namespace morgue::web {
namespace {

constexpr std::size_t kNames = 12;
constexpr std::size_t kArticles = 10;

/// Who else, or what, the articles on a name are about.
View names_with(const Answer& answer, Facet facet, std::string_view title, Facet own_facet,
                std::string_view own, const SearchParams& params) {
  View values = View::array();
  for (const FacetValue& value : answer.facets[static_cast<std::size_t>(facet)].values) {
    if (values.size() == kNames) break;
    if (facet == own_facet && same_value(facet, value.value, own)) continue;
    const bool page =
        facet == Facet::Country || facet == Facet::Person || facet == Facet::Organisation;
    values.push_back(
        {{"label", value.label},
         {"count", with_thousands(value.count)},
         {"url", page ? "/" + std::string{morgue::to_string(facet)} + "/" + encode_path(value.value)
                      : search_url(with_only(params, facet, value.value))}});
  }
  if (values.empty()) return nullptr;
  return {{"title", title}, {"values", values}};
}

}  // namespace

std::optional<std::string> entity_page(Searcher& searcher, Facet facet, std::string_view name) {
  const std::optional<std::string> known = searcher.canonical(facet, name);
  if (!known) return std::nullopt;
  const std::string label =
      facet == Facet::Country ? entity_label(EntityKind::Country, *known) : *known;

  SearchParams params = with_only(SearchParams{}, facet, *known);
  SearchRequest named;
  named.subject = Subject{facet, *known};
  named.sort = Sort::Newest;
  named.per_page = kArticles;
  named.evidence = EvidenceScope::Filters;
  Answer answer = searcher.search(named);
  SearchRequest mentioned = named;
  mentioned.scope = EntityScope::AnyMention;
  mentioned.facets = answer.total == 0;
  Answer anywhere = searcher.search(mentioned);
  if (anywhere.total == 0) return std::nullopt;
  const std::uint64_t about = answer.total;
  const std::uint64_t mentions = anywhere.total;
  if (about == 0) {
    params = with_scope(std::move(params), EntityScope::AnyMention);
    answer = std::move(anywhere);
  }

  View view = page_view(label);
  view["skip_to"] = "articles";
  view["kind"] = facet_title(facet);
  view["label"] = label;
  view["total"] = std::to_string(answer.total);
  view["about"] = counted(about, "article is", "articles are");
  view["mentions"] = with_thousands(mentions);
  view["search_url"] = search_url(params);
  view["all_url"] = search_url(with_scope(params, EntityScope::AnyMention));
  view["histogram"] = chart_view(answer.histogram, params);
  view["latest"] = View::array();
  for (const Result& result : answer.results) view["latest"].push_back(story_view(result, params));
  view["beyond"] = answer.total > answer.results.size();
  view["together"] = View::array();
  for (const auto& [other, title] :
       {std::pair{Facet::Person, "Named with"}, std::pair{Facet::Country, "Countries"},
        std::pair{Facet::Organisation, "Organisations"}, std::pair{Facet::Source, "Reported by"}})
    if (View names = names_with(answer, other, title, facet, *known, params); !names.is_null())
      view["together"].push_back(std::move(names));
  return render("entity", view);
}

}  // namespace morgue::web
