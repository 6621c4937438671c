// Which regions of the world an article is about: those of its countries. Made from the column of
// countries, so that the archive holds none of it.
#pragma once

#include "searcher/draft_column.h"

namespace morgue {

/// A value for each of regions(), in that order. An article is about a region if it is about one of
/// its countries. O(entries).
DraftColumn region_column(const DraftColumn& countries);

}  // namespace morgue
