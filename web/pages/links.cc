#include "web/pages/links.h"

#include "indexer/places/places.h"
#include "web/format.h"
#include "web/url.h"

namespace morgue::web {

std::string article_url(std::string_view id, std::string_view query) {
  std::string url = "/article/" + encode_path(id);
  if (!query.empty()) url += to_query_string({{"q", std::string{query}}});
  return url;
}

std::string diff_url(std::string_view id, std::string_view other_id) {
  return article_url(id) + to_query_string({{"diff", std::string{other_id}}});
}

std::string mention_anchor(std::size_t start) { return "#at-" + std::to_string(start); }

std::string entity_url(EntityKind kind, std::string_view key) {
  return "/" + std::string{to_string(facet_of(kind))} + "/" + encode_path(key);
}

std::string about_url(std::string_view value) {
  const bool decade = value.size() == 3;
  const std::string from = std::string{value} + (decade ? "0" : "");
  const std::string to = std::string{value} + (decade ? "9" : "");
  return "/" + to_query_string({{"about_from", from}, {"about_to", to}});
}

std::string about_label(std::string_view value) {
  return value.size() == 3 ? "the " + std::string{value} + "0s" : period_in_words(value);
}

std::string quoted(std::string text) {
  std::erase(text, '"');
  return '"' + text + '"';
}

std::string field_query(Facet facet, const std::string& name) {
  const std::string_view field = facet == Facet::Organisation ? "org" : morgue::to_string(facet);
  return std::string{field} + ':' + quoted(name);
}

SearchParams with_also(SearchParams params, Facet facet, const std::string& name) {
  if (params.request.choice(facet).include.empty())
    return with_only(std::move(params), facet, name);
  const std::string& text = params.request.query;
  const std::string also = field_query(facet, name);
  return with_query(params, text.empty() ? also : "(" + text + ") " + also);
}

Facet facet_of(EntityKind kind) {
  switch (kind) {
    case EntityKind::Country:
      return Facet::Country;
    case EntityKind::Person:
      return Facet::Person;
    case EntityKind::Organisation:
      break;
  }
  return Facet::Organisation;
}

std::string entity_label(EntityKind kind, std::string_view key) {
  const std::string_view name =
      kind == EntityKind::Country ? country_name(key) : std::string_view{};
  return std::string{name.empty() ? key : name};
}

}  // namespace morgue::web
