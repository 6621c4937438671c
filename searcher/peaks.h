// Periods in which a search found unusually much: not where most was published, but where more
// matches than the archive's own volume explains.
#pragma once

#include <cstddef>
#include <vector>

#include "searcher/answer.h"

namespace morgue {

inline constexpr std::size_t kMostPeaks = 5;

/// How many matches a bar would have if all were spread like the archive. 0 of an empty histogram.
double expected_count(const DateHistogram& histogram, const DateBar& bar);

/// The most unusual bars as indices, in the order of time. A bar is unusual if it has at least
/// three articles and four standard deviations more than expected (of a Poisson variable: the
/// square root of what is expected). Of bars side by side only the more unusual one is taken: a
/// story lasts.
std::vector<std::size_t> unusual_bars(const DateHistogram& histogram);

}  // namespace morgue
