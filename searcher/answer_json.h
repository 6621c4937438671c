// An answer as JSON: what /api/v1/search and `morgue search --json` print. The field names are a
// contract (docs/API.md).
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "searcher/answer.h"

namespace morgue {

nlohmann::ordered_json to_json(const Answer& answer, const SearchRequest& request);

/// `story`, `copies` and `also_published` of an article.
void put_copies(nlohmann::ordered_json& json, const StoryCopies& copies);

/// Unit and bars, and what lies beyond them.
nlohmann::ordered_json to_json(const DateHistogram& histogram);

/// A value of a facet, shared by answers and suggestions.
nlohmann::ordered_json to_json(const FacetCounts& counts);

}  // namespace morgue
