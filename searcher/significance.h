// How unusual a count is beside the whole archive: which names tell what is special about these
// articles, not only which are frequent everywhere.
//
// The score is the log-likelihood ratio G² (Dunning 1993, "Accurate methods for the statistics of
// surprise and coincidence") of the table
//
//                    with the value   without it
//   here                   k             n - k
//   elsewhere            K - k      N - n - (K - k)       G² = 2 Σ observed · ln(observed /
//   expected)
//
// which unlike χ² holds for rare values too. k is first moved half an article towards what is
// expected (the continuity correction of Yates 1934): a name that a single article has weighs half
// as much, so that the many names of one article do not come before those of several.
#pragma once

#include <cstdint>

namespace morgue {

struct Contrast {
  std::uint64_t with_value = 0;           // k
  std::uint64_t here = 0;                 // n
  std::uint64_t with_value_anywhere = 0;  // K, at least k
  std::uint64_t anywhere = 0;             // N, at least n
};

/// G², or 0 if there are not more here than expected (n · K / N) by half an article.
double significance(const Contrast& contrast);

}  // namespace morgue
