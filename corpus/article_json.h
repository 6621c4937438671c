// The JSON of an article as `morgue inspect` prints it and the API returns it. The field names are
// a contract (README, docs/API.md).
#pragma once

#include <functional>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "corpus/annotations.h"
#include "corpus/article.h"

namespace morgue {

/// Known fields only: what is unknown is left out, never empty or invented. The lists of entities,
/// mentions and dates are always there, be they empty.
///
/// @param country_name  the English name of a country code; corpus has no list of countries. May be
/// empty, or answer with
///                      nothing: then the code stands for the name
nlohmann::ordered_json to_json(
    const Article& article, const Annotations& annotations,
    const std::function<std::string_view(std::string_view)>& country_name);

}  // namespace morgue
