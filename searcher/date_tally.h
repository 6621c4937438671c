// Counts of documents by their day, and by the years they mention, over a set of them. Sums: a set
// and the rest of the archive add up to the archive.
#pragma once

#include <cstdint>
#include <vector>

#include "searcher/bitmap.h"
#include "searcher/columns.h"

namespace morgue {

/// Documents by index into Columns::days.
std::vector<std::uint32_t> count_days(const Columns& columns, const Bitmap& documents);

inline constexpr std::size_t kYears = 3'000;

/// Documents by year, each once a year. Decades are no years.
struct YearsMentioned {
  std::vector<std::uint32_t> mentioning;  // something in that year
  std::vector<std::uint32_t> earliest;    // that is the first year in which something ends
  std::vector<std::uint32_t> latest;      // that is the last year in which something begins
};
YearsMentioned count_years_mentioned(const Columns& columns, const Bitmap& documents);
/// The same by a walk over the documents, however many.
YearsMentioned walk_years_mentioned(const Columns& columns, const Bitmap& documents);

}  // namespace morgue
