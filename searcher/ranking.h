#pragma once

#include <xapian.h>

#include <utility>
#include <vector>

namespace morgue {

/// Documents with their scores, best first; of equal ones the lower number first.
using Ranking = std::vector<std::pair<Xapian::docid, double>>;

}  // namespace morgue
