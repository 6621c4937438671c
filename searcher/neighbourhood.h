// How alike some documents are when each is seen together with those around it. Two articles on one
// matter may share few words; the articles that are like both share words with each. Comparing
// every document smoothed by its neighbours is "cluster-based smoothing" of retrieval (Kurland &
// Lee 2004).
#pragma once

#include <span>
#include <vector>

#include "searcher/term_vectors.h"

namespace morgue {

/// Cosines between all pairs of some vectors, row by row.
class Cosines {
 public:
  /// O(sum over the terms of the square of how many vectors have them).
  explicit Cosines(std::span<const TermVector> vectors);

  std::size_t size() const { return size_; }
  float at(std::size_t a, std::size_t b) const { return cells_[a * size_ + b]; }

 private:
  std::size_t size_;
  std::vector<float> cells_;
};

/// How many neighbours count, together as much as the document itself. Usual for smoothing, and not
/// tuned: docs/MEASUREMENTS.md says what other figures bring.
inline constexpr std::size_t kNeighbours = 10;

/// How alike the first document is to each of them, 0 to 1: the cosine after the mean of its
/// `neighbours` nearest, weighted by their cosines, has been added to each vector. O(size² + size ·
/// neighbours²)
std::vector<double> smoothed_similarities(const Cosines& cosines, std::size_t neighbours);

/// The mean of each document's score and that of its `neighbours` nearest, weighted by their
/// cosines.
std::vector<double> smoothed_scores(const Cosines& cosines, std::span<const double> scores,
                                    std::size_t neighbours);

}  // namespace morgue
