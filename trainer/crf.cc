// Forward-backward works on exponentials that are scaled at every token, so that no logarithm is
// taken within a sentence.
#include "trainer/crf.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

namespace morgue::trainer {
namespace {

constexpr std::size_t kTags = kLanes + 1;
constexpr float kImpossible = -1e30F;
// A token whose probabilities are this close to the gold tags teaches nothing more.
constexpr float kLearned = 3e-3F;

struct Table {  // open addressing, feature to row
  explicit Table(std::size_t expected) {
    std::size_t size = 16;
    while (size < expected * 2) size *= 2;
    slots.assign(size, {0, kNone});
  }
  std::uint32_t& at(Feature feature) {
    const std::uint32_t hash = feature * 0x9E3779B1U;
    std::size_t i = hash & (slots.size() - 1);
    while (slots[i].second != kNone && slots[i].first != feature) i = (i + 1) & (slots.size() - 1);
    slots[i].first = feature;
    return slots[i].second;
  }
  static constexpr std::uint32_t kNone = UINT32_MAX;
  std::vector<std::pair<Feature, std::uint32_t>> slots;
};

using Scores = std::array<float, kTags>;

/// What is known of a feature side by side, because it is read and written together.
struct Cell {
  Row weights{};
  Row squares{};  // sums of squared gradients
};

class Trainer {
 public:
  Trainer(const std::vector<Example>& examples, std::size_t kinds, const TrainingOptions& options)
      : options_(options), tags_(1 + 4 * kinds), random_(options.seed) {
    weights_.kinds = kinds;
    number_features(examples);
    for (std::size_t a = 0; a < kTags; ++a)
      for (std::size_t b = 0; b < kTags; ++b)
        if (a >= tags_ || b >= tags_ || !may_follow(static_cast<Tag>(a), static_cast<Tag>(b)))
          weights_.transitions[a][b] = kImpossible;
  }

  Weights run() {
    std::vector<std::size_t> order(examples_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (std::size_t epoch = 0; epoch < options_.epochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_() % i]);
      loss_ = 0;
      rate_ = options_.rate;
      for (const std::size_t i : order) learn(examples_[i]);
      if (options_.verbose) std::fprintf(stderr, "epoch %zu: loss %.1f\n", epoch + 1, loss_);
      if (epoch >= options_.epochs / 2) add_to_mean();
    }
    take_mean();
    return std::move(weights_);
  }

 private:
  struct Numbered {
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> begin{0};
    const std::vector<Tag>* tags = nullptr;
  };

  void number_features(const std::vector<Example>& examples) {
    std::size_t total = 0;
    for (const Example& example : examples) total += example.features.size();
    std::vector<Feature> all;
    all.reserve(total);
    for (const Example& example : examples)
      all.insert(all.end(), example.features.begin(), example.features.end());
    std::sort(all.begin(), all.end());
    for (std::size_t i = 0; i < all.size();) {
      std::size_t j = i;
      while (j < all.size() && all[j] == all[i]) ++j;
      if (j - i >= options_.least_count) weights_.features.push_back(all[i]);
      i = j;
    }
    all = {};
    cells_.assign(weights_.features.size(), Cell{});
    if (options_.verbose)
      std::fprintf(stderr, "%zu examples, %zu features\n", examples.size(), cells_.size());
    Table table(weights_.features.size());
    for (std::size_t i = 0; i < weights_.features.size(); ++i)
      table.at(weights_.features[i]) = static_cast<std::uint32_t>(i);
    examples_.reserve(examples.size());
    for (const Example& example : examples) {
      Numbered numbered;
      numbered.tags = &example.tags;
      for (std::size_t t = 0; t + 1 < example.begin.size(); ++t) {
        for (std::uint32_t f = example.begin[t]; f < example.begin[t + 1]; ++f)
          if (const std::uint32_t row = table.at(example.features[f]); row != Table::kNone)
            numbered.rows.push_back(row);
        numbered.begin.push_back(static_cast<std::uint32_t>(numbered.rows.size()));
      }
      numbered.rows.shrink_to_fit();
      examples_.push_back(std::move(numbered));
    }
  }

  /// The mean over the later epochs errs less than the last one, which still sways (B. Polyak and
  /// A. Juditsky, Acceleration of Stochastic Approximation by Averaging, 1992).
  void add_to_mean() {
    weights_.rows.resize(cells_.size());
    for (std::size_t i = 0; i < cells_.size(); ++i)
      for (std::size_t l = 0; l < kLanes; ++l) weights_.rows[i][l] += cells_[i].weights[l];
    for (std::size_t a = 0; a < tags_; ++a)
      for (std::size_t b = 0; b < tags_; ++b) transition_sums_[a][b] += weights_.transitions[a][b];
    ++summed_;
  }

  void take_mean() {
    const float share = 1 / static_cast<float>(summed_);
    for (Row& row : weights_.rows)
      for (float& weight : row) weight *= share;
    for (std::size_t a = 0; a < tags_; ++a)
      for (std::size_t b = 0; b < tags_; ++b)
        if (weights_.transitions[a][b] != kImpossible)
          weights_.transitions[a][b] = transition_sums_[a][b] * share;
  }

  void learn(const Numbered& example) {
    const std::size_t n = example.tags->size();
    if (n == 0) return;
    score(example, n);
    forward(n);
    backward(n);
    update_rows(n, *example.tags);
    update_transitions(n, *example.tags);
  }

  void score(const Numbered& example, std::size_t n) {
    scores_.resize(n);
    kept_.clear();
    kept_begin_.assign(1, 0);
    const float scale = 1 / (1 - options_.dropout);
    const auto limit = static_cast<std::uint32_t>(options_.dropout * 65536);
    for (std::size_t t = 0; t < n; ++t) {
      Row sum{};
      std::uint64_t bits = 0;
      int left = 0;
      for (std::uint32_t f = example.begin[t]; f < example.begin[t + 1]; ++f) {
        if (left-- == 0) {
          bits = random_();
          left = 3;
        }
        const bool drop = (bits & 0xffffU) < limit;
        bits >>= 16U;
        if (drop) continue;
        kept_.push_back(example.rows[f]);
        const Row& row = cells_[example.rows[f]].weights;
        for (std::size_t l = 0; l < kLanes; ++l) sum[l] += row[l];
      }
      kept_begin_.push_back(static_cast<std::uint32_t>(kept_.size()));
      float most = 0;
      for (std::size_t l = 0; l + 1 < tags_; ++l) most = std::max(most, sum[l] *= scale);
      scores_[t] = {};
      scores_[t][0] = std::exp(-most);
      for (std::size_t l = 0; l + 1 < tags_; ++l) scores_[t][l + 1] = std::exp(sum[l] - most);
    }
    for (std::size_t a = 0; a < kTags; ++a)
      for (std::size_t b = 0; b < kTags; ++b)
        factors_[a][b] =
            weights_.transitions[a][b] == kImpossible ? 0 : std::exp(weights_.transitions[a][b]);
  }

  static float scale_to_one(Scores& scores) {
    float sum = 0;
    for (const float s : scores) sum += s;
    for (float& s : scores) s /= sum;
    return sum;
  }

  void forward(std::size_t n) {
    forward_.assign(n, Scores{});
    norms_.resize(n);
    for (std::size_t b = 0; b < tags_; ++b)
      if (!continues(static_cast<Tag>(b))) forward_[0][b] = scores_[0][b];
    norms_[0] = scale_to_one(forward_[0]);
    for (std::size_t t = 1; t < n; ++t) {
      Scores& to = forward_[t];
      for (std::size_t a = 0; a < tags_; ++a)
        for (std::size_t b = 0; b < kTags; ++b) to[b] += forward_[t - 1][a] * factors_[a][b];
      for (std::size_t b = 0; b < kTags; ++b) to[b] *= scores_[t][b];
      norms_[t] = scale_to_one(to);
    }
  }

  void backward(std::size_t n) {
    backward_.assign(n, Scores{});
    for (std::size_t a = 0; a < tags_; ++a)
      backward_[n - 1][a] = is_open(static_cast<Tag>(a)) ? 0.0F : 1.0F;
    scale_backward(n - 1);
    for (std::size_t t = n - 1; t-- > 0;) {
      Scores after;
      for (std::size_t b = 0; b < kTags; ++b) after[b] = scores_[t + 1][b] * backward_[t + 1][b];
      for (std::size_t a = 0; a < tags_; ++a) {
        float sum = 0;
        for (std::size_t b = 0; b < kTags; ++b) sum += factors_[a][b] * after[b];
        backward_[t][a] = sum;
      }
      scale_backward(t);
    }
  }

  /// So that forward * backward sums to 1 at every token: the product is the probability of the
  /// tag.
  void scale_backward(std::size_t t) {
    float sum = 0;
    for (std::size_t a = 0; a < kTags; ++a) sum += forward_[t][a] * backward_[t][a];
    for (float& b : backward_[t]) b /= sum;
  }

  void update_rows(std::size_t n, const std::vector<Tag>& tags) {
    const float scale = 1 / (1 - options_.dropout);
    for (std::size_t t = 0; t < n; ++t) {
      Row gradient{};
      float most = 0;
      const float right = forward_[t][tags[t]] * backward_[t][tags[t]];
      loss_ -= std::log(std::max(right, 1e-10F));
      for (std::size_t l = 0; l + 1 < tags_; ++l) {
        gradient[l] = forward_[t][l + 1] * backward_[t][l + 1];
        if (tags[t] == l + 1) gradient[l] -= 1;
        most = std::max(most, std::abs(gradient[l]));
        gradient[l] *= scale;
      }
      if (std::max(most, 1 - right) < kLearned) continue;
      for (std::uint32_t f = kept_begin_[t]; f < kept_begin_[t + 1]; ++f) {
        auto& [row, squares] = cells_[kept_[f]];
        for (std::size_t l = 0; l < kLanes; ++l) {
          const float g = gradient[l] + options_.l2 * row[l];
          squares[l] += g * g;
          row[l] -= rate_ * g / std::sqrt(squares[l] + 1e-8F);
        }
      }
    }
  }

  void update_transitions(std::size_t n, const std::vector<Tag>& tags) {
    std::array<Scores, kTags> gradient{};
    for (std::size_t t = 1; t < n; ++t) {
      float sum = 0;
      std::array<Scores, kTags> both{};
      for (std::size_t a = 0; a < tags_; ++a)
        for (std::size_t b = 0; b < kTags; ++b) {
          both[a][b] = forward_[t - 1][a] * factors_[a][b] * scores_[t][b] * backward_[t][b];
          sum += both[a][b];
        }
      const float scale = 1 / sum;
      for (std::size_t a = 0; a < tags_; ++a)
        for (std::size_t b = 0; b < kTags; ++b) gradient[a][b] += both[a][b] * scale;
      gradient[tags[t - 1]][tags[t]] -= 1;
    }
    for (std::size_t a = 0; a < tags_; ++a)
      for (std::size_t b = 0; b < tags_; ++b) {
        if (weights_.transitions[a][b] == kImpossible) continue;
        const float g = gradient[a][b] + options_.l2 * weights_.transitions[a][b];
        transition_squares_[a][b] += g * g;
        weights_.transitions[a][b] -= rate_ * g / (std::sqrt(transition_squares_[a][b]) + 1e-4F);
      }
  }

  TrainingOptions options_;
  std::size_t tags_;
  std::mt19937_64 random_;
  Weights weights_;
  std::vector<Cell> cells_;
  std::array<Scores, kTags> transition_squares_{};
  std::array<Scores, kTags> transition_sums_{};
  std::size_t summed_ = 0;  // epochs in the mean
  std::vector<Numbered> examples_;
  double loss_ = 0;
  float rate_ = 0;

  // of the sentence being learned
  std::vector<Scores> scores_;
  std::vector<std::uint32_t> kept_;
  std::vector<std::uint32_t> kept_begin_;
  std::array<Scores, kTags> factors_{};
  std::vector<Scores> forward_;
  std::vector<Scores> backward_;
  std::vector<float> norms_;
};

/// Both are of the same examples, so their features are the same.
void move_mean(Weights& mean, const Weights& next, float share) {
  for (std::size_t i = 0; i < mean.rows.size(); ++i)
    for (std::size_t l = 0; l < kLanes; ++l)
      mean.rows[i][l] += (next.rows[i][l] - mean.rows[i][l]) * share;
  for (std::size_t a = 0; a < kTags; ++a)
    for (std::size_t b = 0; b < kTags; ++b)
      if (mean.transitions[a][b] != kImpossible)
        mean.transitions[a][b] += (next.transitions[a][b] - mean.transitions[a][b]) * share;
}

}  // namespace

Weights train_crf(const std::vector<Example>& examples, std::size_t kinds,
                  const TrainingOptions& options) {
  TrainingOptions run = options;
  Weights mean = Trainer(examples, kinds, run).run();
  for (std::size_t runs = 2; runs <= options.runs; ++runs) {
    ++run.seed;
    move_mean(mean, Trainer(examples, kinds, run).run(), 1 / static_cast<float>(runs));
  }
  return mean;
}

}  // namespace morgue::trainer
