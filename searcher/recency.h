// The age of an article as a part of its score: of two that match alike the newer one comes first.
//
//   recency = most · 2^(-age / kHalfLifeDays)       age in days; nothing without a date
//
// Added to BM25, which is a sum of log odds, as other evidence that does not depend on the query is
// (Craswell, Robertson, Zaragoza & Taylor 2005, "Relevance weighting for query independent
// evidence"); that it decays by half-lives is the prior of Li & Croft 2003, "Time-based language
// models". As there, age is counted from the newest article of the archive and not from today: an
// answer changes when the archive does, and a closed archive has recent articles too.
#pragma once

#include <xapian.h>

#include <memory>
#include <vector>

#include "searcher/columns.h"

namespace morgue {

inline constexpr double kHalfLifeDays = 180;
/// What the odds that an article is wanted are multiplied by if it is the newest.
inline constexpr double kMostOdds = 2;

class Recency {
 public:
  /// @param most  of the newest article: ln(kMostOdds) on the scale of the weights
  Recency(std::shared_ptr<const Columns> columns, double most);

  double most() const { return most_; }
  /// 0 to most(); 0 of an undated document.
  double of(std::size_t document) const;
  /// How much older a dated document is than the newest one.
  int age_in_days(std::size_t document) const;
  const Columns& columns() const { return *columns_; }

 private:
  std::shared_ptr<const Columns> columns_;
  double most_;
  std::vector<int> ages_;          // by index into Columns::days
  std::vector<double> recencies_;  // likewise
};

/// A query's matches with the recency of each added to its weight.
Xapian::Query with_recency(const Xapian::Query& query, std::shared_ptr<const Recency> recency);

}  // namespace morgue
