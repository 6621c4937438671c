// An answer as JSON: what /api/v1/search and `morgue search --json` print. The field names are a
// contract (docs/API.md).
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "searcher/answer.h"

namespace morgue {

/// Of articles related to one: "similarity" instead of evidence.
nlohmann::ordered_json related_json(std::string_view id, const std::vector<Result>& related);

nlohmann::ordered_json to_json(const Answer& answer, const SearchRequest& request);

/// What /api/v1/facets and `morgue search --facet NAME --json` print.
nlohmann::ordered_json to_json(const FacetAnswer& answer, const SearchRequest& request,
                               const FacetListing& listing);

/// `story`, `copies` and `also_published` of an article.
void put_copies(nlohmann::ordered_json& json, const StoryCopies& copies);

/// Unit and bars, and what lies beyond them.
nlohmann::ordered_json to_json(const DateHistogram& histogram);

nlohmann::ordered_json to_json(const std::vector<Peak>& peaks);

/// A value of a facet, shared by answers and suggestions.
nlohmann::ordered_json to_json(const FacetCounts& counts);

}  // namespace morgue
