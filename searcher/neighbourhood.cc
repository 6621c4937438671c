#include "searcher/neighbourhood.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace morgue {
namespace {

/// A smoothed document as a sum of documents.
using Blend = std::vector<std::pair<std::size_t, double>>;

Blend blend_of(const Cosines& cosines, std::size_t document, std::size_t neighbours) {
  std::vector<std::size_t> order(cosines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  order.erase(order.begin() + static_cast<std::ptrdiff_t>(document));
  const std::size_t kept = std::min(neighbours, order.size());
  const auto last = order.begin() + static_cast<std::ptrdiff_t>(kept);
  std::partial_sort(order.begin(), last, order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair{-cosines.at(document, a), a} < std::pair{-cosines.at(document, b), b};
  });
  double sum = 0;
  for (auto at = order.begin(); at != last; ++at) sum += cosines.at(document, *at);
  Blend blend{{document, 1.0}};
  if (sum > 0)
    for (auto at = order.begin(); at != last; ++at)
      blend.emplace_back(*at, cosines.at(document, *at) / sum);
  return blend;
}

double product(const Cosines& cosines, const Blend& a, const Blend& b) {
  double sum = 0;
  for (const auto& [i, weight] : a)
    for (const auto& [j, other] : b) sum += weight * other * cosines.at(i, j);
  return sum;
}

}  // namespace

Cosines::Cosines(std::span<const TermVector> vectors)
    : size_(vectors.size()), cells_(size_ * size_, 0.0F) {
  struct Posting {
    std::size_t vector;
    float weight;
  };
  std::vector<std::size_t> ends;  // by term: where its postings end, once they are all there
  for (const TermVector& vector : vectors)
    for (const TermWeight& each : vector) {
      if (each.term >= ends.size()) ends.resize(each.term + 1, 0);
      ++ends[each.term];
    }
  std::exclusive_scan(ends.begin(), ends.end(), ends.begin(), std::size_t{0});
  std::size_t terms = 0;
  for (const TermVector& vector : vectors) terms += vector.size();
  std::vector<Posting> postings(terms);
  for (std::size_t i = 0; i < size_; ++i)
    for (const TermWeight& each : vectors[i]) postings[ends[each.term]++] = {i, each.weight};
  std::size_t first = 0;
  for (const std::size_t end : ends) {
    for (std::size_t a = first; a < end; ++a)
      for (std::size_t b = first; b < end; ++b)
        cells_[postings[a].vector * size_ + postings[b].vector] +=
            postings[a].weight * postings[b].weight;
    first = end;
  }
}

std::vector<double> smoothed_similarities(const Cosines& cosines, std::size_t neighbours) {
  std::vector<double> similarities;
  if (cosines.size() == 0) return similarities;
  const Blend first = blend_of(cosines, 0, neighbours);
  const double length = std::sqrt(product(cosines, first, first));
  for (std::size_t i = 0; i < cosines.size(); ++i) {
    const Blend other = blend_of(cosines, i, neighbours);
    const double lengths = length * std::sqrt(product(cosines, other, other));
    similarities.push_back(lengths > 0 ? product(cosines, first, other) / lengths : 0.0);
  }
  return similarities;
}

std::vector<double> smoothed_scores(const Cosines& cosines, std::span<const double> scores,
                                    std::size_t neighbours) {
  std::vector<double> smoothed;
  for (std::size_t i = 0; i < cosines.size(); ++i) {
    double sum = 0, weights = 0;
    for (const auto& [document, weight] : blend_of(cosines, i, neighbours)) {
      sum += weight * scores[document];
      weights += weight;
    }
    smoothed.push_back(sum / weights);
  }
  return smoothed;
}

}  // namespace morgue
