// The world map as a page shows it: the picture, what its shades mean, and the same as a table.
#pragma once

#include "searcher/answer.h"
#include "web/pages/view.h"
#include "web/params.h"

namespace morgue::web {

/// For a section that holds the partial "world_map"; null if no country has an article. A click
/// chooses a country in the place of others.
/// @param answer  to a request for every country
View map_view(const Answer& answer, const SearchParams& params);

}  // namespace morgue::web
