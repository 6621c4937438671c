#include "indexer/tagger/clusters.h"

#include <algorithm>

namespace morgue {

ClusterIds WordClusters::of(Feature word) const {
  const auto found = std::lower_bound(words.begin(), words.end(), word);
  if (found == words.end() || *found != word) return {};
  return ids[static_cast<std::size_t>(found - words.begin())];
}

}  // namespace morgue
