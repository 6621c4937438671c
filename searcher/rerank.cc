#include "searcher/rerank.h"

#include <algorithm>
#include <span>

#include "searcher/neighbourhood.h"
#include "searcher/term_vectors.h"

namespace morgue {

void rerank_by_neighbours(const Xapian::Database& database, schema::TokenReader& tokens,
                          TermFrequencies& frequencies, const Bitmap& complete, Ranking& ranking) {
  const std::span best{ranking.data(), std::min(kReranked, ranking.size())};
  if (best.size() < 3) return;  // two are each other's neighbours
  std::vector<Xapian::docid> documents;
  std::vector<double> scores;
  for (const auto& [document, score] : best) {
    documents.push_back(document);
    scores.push_back(score);
  }
  TermVectors vectors{database, tokens, frequencies};
  std::vector<double> smoothed =
      smoothed_scores(Cosines{vectors.of(documents)}, scores, kNeighbours);
  for (std::size_t i = 0; i < best.size(); ++i)
    if (complete.contains(documents[i])) smoothed[i] = std::max(smoothed[i], scores[i]);
  // What follows scores at most as much as the last of these did.
  const double lift = std::max(0.0, scores.back() - std::ranges::min(smoothed));
  for (std::size_t i = 0; i < best.size(); ++i) best[i].second = smoothed[i] + lift;
  std::ranges::sort(best, [](const auto& a, const auto& b) {
    return std::pair{-a.second, a.first} < std::pair{-b.second, b.first};
  });
}

}  // namespace morgue
