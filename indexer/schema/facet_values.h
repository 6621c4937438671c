// The value slots that facet columns are read from: a document's countries, persons or
// organisations in one string.
//
//   repeat { varint length · name · byte: 1 if in focus }     most salient first
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/annotations.h"

namespace morgue::schema {

struct FacetEntry {
  std::string_view name;  // country code or canonical name
  bool focus = false;
};

/// Only the entities of that kind; empty if there are none.
std::string encode_facet_values(const std::vector<Entity>& entities, EntityKind kind);

/// The views point into `bytes`. @throws Error if damaged
std::vector<FacetEntry> decode_facet_values(std::string_view bytes);

}  // namespace morgue::schema
