#include "indexer/schema/facet_values.h"

#include "indexer/schema/codec.h"

namespace morgue::schema {

std::string encode_facet_values(const std::vector<Entity>& entities, EntityKind kind) {
  std::string bytes;
  for (const Entity& entity : entities) {
    if (entity.kind != kind) continue;
    put_string(bytes, entity.key);
    bytes += entity.focus ? '\1' : '\0';
  }
  return bytes;
}

std::vector<FacetEntry> decode_facet_values(std::string_view bytes) {
  std::vector<FacetEntry> entries;
  Decoder decoder{bytes, "a facet value"};
  while (!decoder.done()) {
    const std::string_view name = decoder.string();
    entries.push_back({name, decoder.number(1) == 1});
  }
  return entries;
}

}  // namespace morgue::schema
