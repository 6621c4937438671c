// Words that are used alike, in clusters of four grains. A word is known by 32 bits of its hash.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "indexer/tagger/feature.h"

namespace morgue {

inline constexpr std::size_t kClusterings = 4;

/// One per clustering, coarse to fine, counted from 1; 0 is a word in none.
using ClusterIds = std::array<std::uint16_t, kClusterings>;

struct WordClusters {
  std::vector<Feature> words;  // feature_of() the word in lower case, ascending
  std::vector<ClusterIds> ids;

  /// O(log n); all 0 if the word is unknown.
  ClusterIds of(Feature word) const;
};

}  // namespace morgue
