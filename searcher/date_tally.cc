#include "searcher/date_tally.h"

#include <algorithm>

#include "indexer/schema/period.h"

namespace morgue {
namespace {

void subtract(std::vector<std::uint32_t>& from, const std::vector<std::uint32_t>& what) {
  for (std::size_t i = 0; i < from.size(); ++i) from[i] -= what[i];
}

}  // namespace

YearsMentioned walk_years_mentioned(const Columns& columns, const Bitmap& documents) {
  YearsMentioned years{std::vector<std::uint32_t>(kYears), std::vector<std::uint32_t>(kYears),
                       std::vector<std::uint32_t>(kYears)};
  documents.for_each([&](std::size_t document) {
    int last = -1;
    int earliest = static_cast<int>(kYears);
    int latest = -1;
    columns.for_each_period(document, [&](std::uint32_t index) {
      const schema::Period period{columns.periods[index]};
      const int year = period.year();
      latest = std::max(latest, year);
      earliest = std::min(earliest, period.is_decade() ? year + 9 : year);
      // Ascending, so that what is in one year follows each other; decades come first.
      if (period.is_decade() || year == last) return;
      ++years.mentioning[static_cast<std::size_t>(year)];
      last = year;
    });
    if (latest < 0) return;
    ++years.earliest[static_cast<std::size_t>(earliest)];
    ++years.latest[static_cast<std::size_t>(latest)];
  });
  return years;
}

std::vector<std::uint32_t> count_days(const Columns& columns, const Bitmap& documents) {
  std::vector<std::uint32_t> counts(columns.days.size());
  documents.for_each([&](std::size_t document) { ++counts[columns.day_of[document]]; });
  return counts;
}

YearsMentioned count_years_mentioned(const Columns& columns, const Bitmap& documents) {
  if (2 * documents.count() <= columns.documents.count())
    return walk_years_mentioned(columns, documents);
  YearsMentioned years = columns.years_mentioned();
  Bitmap others = columns.documents;
  others.subtract(documents);
  const YearsMentioned of_others = walk_years_mentioned(columns, others);
  subtract(years.mentioning, of_others.mentioning);
  subtract(years.earliest, of_others.earliest);
  subtract(years.latest, of_others.latest);
  return years;
}

}  // namespace morgue
