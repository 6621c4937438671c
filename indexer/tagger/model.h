// The learned part of the name finder, and the file it is kept in.
//
//   bytes   content (all numbers little-endian)
//   8       "MORGUETG"
//   4       version of the format and of the features
//   8       XXH3-64 of everything after it
//   4 x 4   kinds of names, words with clusters, features, scale (float: score of a step of 1)
//   then    kinds: 4 bytes each ("PER", padded with 0) | transitions: 2 bytes for each pair of tags
//           | hashes of words, ascending, 4 bytes each | their cluster ids, 4 x 2 bytes each
//           | features, ascending, 4 bytes each | their weights: a byte for each tag but O
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/tagger/clusters.h"
#include "indexer/tagger/feature.h"
#include "indexer/tagger/tags.h"

namespace morgue {

/// Goes up when the format changes, and when features.cc means other things by the same numbers.
inline constexpr std::uint32_t kTaggerModelVersion = 1;

/// Of every tag but O, which counts 0.
using TagWeights = std::array<std::int8_t, kLanes>;
inline constexpr std::int16_t kForbidden = INT16_MIN;

struct TaggerModel {
  std::vector<std::string> kinds;  // "PER", at most kMostKinds, at most four bytes each
  WordClusters clusters;
  float scale = 1;  // of all weights and transitions
  std::array<std::array<std::int16_t, kLanes + 1>, kLanes + 1> transitions{};  // [before][after]
  std::vector<Feature> features;                                               // ascending
  std::vector<TagWeights> weights;                                             // of each feature

  std::size_t tags() const { return 1 + 4 * kinds.size(); }
};

std::string encode_tagger_model(const TaggerModel& model);

/// Throws Error naming `name` if the bytes are no model, of another version, cut off or damaged.
TaggerModel decode_tagger_model(std::string_view bytes, std::string_view name);

}  // namespace morgue
