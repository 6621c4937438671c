// What was learned, made small: weights near 0 left out, the others as whole numbers of 8 bits.
#pragma once

#include <filesystem>
#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/tagger/model.h"
#include "trainer/crf.h"

namespace morgue::trainer {

/// @param least     features whose weights are all smaller are left out
/// @param boldness  taken from the weight of O: precision for recall
/// @param dropped   features left out whatever their weights
TaggerModel pack(const Weights& weights, const std::vector<std::string>& kinds,
                 WordClusters clusters, float least, float boldness,
                 const std::unordered_set<Feature>& dropped);

/// "word<TAB>id<TAB>id<TAB>id<TAB>id" on a line, ids from 0; as `morgue-train clusters` prints
/// them. Digits count as 0, as in features.cc; of words that become the same the first counts.
/// Throws Error.
WordClusters load_clusters(const std::filesystem::path& file);

}  // namespace morgue::trainer
