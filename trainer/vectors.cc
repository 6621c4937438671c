// Words that are used alike lie close together, so a name finder that was taught with one learns
// about its neighbours.
#include "trainer/vectors.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <unordered_map>

#include "corpus/error.h"

namespace morgue::trainer {
namespace {

void normalise(float* row, std::size_t dimensions) {
  float sum = 0;
  for (std::size_t d = 0; d < dimensions; ++d) sum += row[d] * row[d];
  const float scale = sum > 0 ? 1 / std::sqrt(sum) : 0;
  for (std::size_t d = 0; d < dimensions; ++d) row[d] *= scale;
}

/// The products of one vector with kBlock centroids at a time, which are kept by dimension so that
/// the compiler can use vector instructions.
constexpr std::size_t kBlock = 64;

class Centroids {
 public:
  Centroids(std::size_t k, std::size_t dimensions)
      : k_(k),
        dimensions_(dimensions),
        values_((k + kBlock - 1) / kBlock * kBlock * dimensions, 0.0F) {}

  void set(std::size_t c, const float* row) {
    for (std::size_t d = 0; d < dimensions_; ++d)
      values_[(c / kBlock * dimensions_ + d) * kBlock + c % kBlock] = row[d];
  }

  std::uint16_t nearest(const float* row) const {
    std::size_t best = 0;
    float best_product = -2;
    for (std::size_t block = 0; block * kBlock < k_; ++block) {
      float products[kBlock] = {};
      const float* values = &values_[block * dimensions_ * kBlock];
      for (std::size_t d = 0; d < dimensions_; ++d, values += kBlock)
        for (std::size_t c = 0; c < kBlock; ++c) products[c] += row[d] * values[c];
      for (std::size_t c = 0; c < std::min(kBlock, k_ - block * kBlock); ++c) {
        if (products[c] <= best_product) continue;
        best_product = products[c];
        best = block * kBlock + c;
      }
    }
    return static_cast<std::uint16_t>(best);
  }

 private:
  std::size_t k_;
  std::size_t dimensions_;
  std::vector<float> values_;
};

}  // namespace

WordVectors load_word_vectors(const std::filesystem::path& file, std::size_t limit) {
  const std::string cannot = "cannot read word vectors from '" + file.string() + "': ";
  try {
    simdjson::ondemand::parser parser;
    const simdjson::padded_string json = simdjson::padded_string::load(file.string());
    simdjson::ondemand::document document = parser.iterate(json);
    WordVectors vectors;
    vectors.dimensions = document["dimensions"].get_uint64();
    std::unordered_map<std::string, std::size_t> row_of;
    for (auto word : document["words"].get_array()) {
      if (vectors.words.size() == limit) break;
      const std::string_view spelling = word.get_string();
      row_of.emplace(spelling, vectors.words.size());
      vectors.words.emplace_back(spelling);
    }
    vectors.values.assign(vectors.words.size() * vectors.dimensions, 0.0F);
    document.rewind();
    for (auto field : document["vectors"].get_object()) {
      const auto row = row_of.find(std::string(std::string_view(field.unescaped_key())));
      if (row == row_of.end()) continue;
      float* values = &vectors.values[row->second * vectors.dimensions];
      std::size_t d = 0;
      for (auto value : field.value().get_array()) {
        if (d == vectors.dimensions) break;
        values[d++] = static_cast<float>(double(value.get_double()));
      }
      normalise(values, vectors.dimensions);
    }
    return vectors;
  } catch (const simdjson::simdjson_error& e) {
    throw Error(cannot + e.what());
  }
}

std::vector<std::uint16_t> cluster_words(const WordVectors& vectors, std::size_t k,
                                         std::size_t rounds, std::uint64_t seed) {
  const std::size_t n = vectors.words.size();
  const std::size_t dimensions = vectors.dimensions;
  std::mt19937_64 random(seed);
  std::vector<std::size_t> order(n);
  for (std::size_t i = 0; i < n; ++i) order[i] = i;
  for (std::size_t i = n; i > 1; --i) std::swap(order[i - 1], order[random() % i]);
  k = std::min(k, n);
  Centroids centroids(k, dimensions);
  for (std::size_t c = 0; c < k; ++c) centroids.set(c, &vectors.values[order[c] * dimensions]);

  std::vector<std::uint16_t> cluster(n);
  std::vector<float> sums(k * dimensions);
  for (std::size_t round = 0;; ++round) {
    for (std::size_t i = 0; i < n; ++i)
      cluster[i] = centroids.nearest(&vectors.values[i * dimensions]);
    if (round == rounds) return cluster;
    std::fill(sums.begin(), sums.end(), 0.0F);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t d = 0; d < dimensions; ++d)
        sums[cluster[i] * dimensions + d] += vectors.values[i * dimensions + d];
    for (std::size_t c = 0; c < k; ++c) {
      normalise(&sums[c * dimensions], dimensions);
      centroids.set(c, &sums[c * dimensions]);
    }
  }
}

}  // namespace morgue::trainer
