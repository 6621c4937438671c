// A linear-chain conditional random field, trained by stochastic gradient descent with AdaGrad.
// J. Lafferty et al., Conditional Random Fields, 2001; J. Duchi et al., Adaptive Subgradient
// Methods, 2011.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "indexer/tagger/feature.h"
#include "indexer/tagger/tags.h"

namespace morgue::trainer {

/// The features of token i are features[begin[i]] to features[begin[i + 1] - 1].
struct Example {
  std::vector<Feature> features;
  std::vector<std::uint32_t> begin{0};
  std::vector<Tag> tags;
};

struct TrainingOptions {
  std::size_t epochs = 10;
  float rate = 0.05F;
  float l2 = 5e-4F;
  float dropout = 0.3F;           // share of features left out of each token in each epoch
  std::uint32_t least_count = 2;  // features seen more rarely are not learned
  std::uint64_t seed = 1;
  std::size_t runs = 4;  // with seeds of their own; the model is the mean of them
  bool verbose = false;
};

using Row = std::array<float, kLanes>;

/// Weights of a feature for every tag but O, whose weight is 0.
struct Weights {
  std::size_t kinds = 0;
  std::vector<Feature> features;  // ascending
  std::vector<Row> rows;
  std::array<std::array<float, kLanes + 1>, kLanes + 1> transitions{};  // [before][after]
};

/// Runs that differ only in the order of the examples and in the features left out end in other
/// weights; their mean errs less than any, and is no larger (after L. Breiman, Bagging Predictors,
/// 1996). O(runs * epochs * features of all tokens).
Weights train_crf(const std::vector<Example>& examples, std::size_t kinds,
                  const TrainingOptions& options);

}  // namespace morgue::trainer
