// Which articles of all that a search finds are shown first: by rank or by date, each story once if
// that is asked for.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <memory>

#include "searcher/bitmap.h"
#include "searcher/columns.h"
#include "searcher/condition.h"
#include "searcher/date_order.h"
#include "searcher/ranking.h"
#include "searcher/recency.h"
#include "searcher/request.h"

namespace morgue {

/// The best by BM25; of each story the best one where stories are counted.
/// @param condition  what was looked for; its words make the scores
/// @param results    what it and the filters find
/// @param recency    is added to each score, if there is one
Ranking best_by_rank(const Xapian::Database& database, const Columns& columns,
                     const SearchRequest& request, const Condition& condition,
                     const Bitmap& results, std::size_t most,
                     const std::shared_ptr<const Recency>& recency);

DateOrder date_order(const Columns& columns, const SearchRequest& request);

/// The page that is asked for, in order of dates, with no scores.
Ranking page_by_date(const Columns& columns, const SearchRequest& request, Bitmap results);

/// Takes away all but one of each story.
void keep_first_of_stories(const Columns& columns, Bitmap& results, const DateOrder& order);

}  // namespace morgue
