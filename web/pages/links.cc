#include "web/pages/links.h"

#include "indexer/places/places.h"
#include "web/url.h"

namespace morgue::web {

std::string article_url(std::string_view id, std::string_view query) {
  std::string url = "/article/" + encode_path(id);
  if (!query.empty()) url += to_query_string({{"q", std::string{query}}});
  return url;
}

std::string entity_url(EntityKind kind, std::string_view key) {
  return "/" + std::string{to_string(facet_of(kind))} + "/" + encode_path(key);
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
