// The best of the documents that a query finds, by BM25, where it is known already which these are
// (matching.h): added up over posting lists that are kept (frequent_terms.h), 64 documents at a
// time. Those none of which can be among the best are passed over, by the highest frequency that
// each term has in them (block-max: Ding & Suel 2011, "Faster top-k document retrieval using
// block-max indexes"). Xapian's matcher gives the same order and scores; it walks the lists in step
// and asks each for each document, which takes many times as long where words are frequent.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/schema/frequency.h"
#include "searcher/bitmap.h"
#include "searcher/condition.h"
#include "searcher/frequent_terms.h"
#include "searcher/ranking.h"
#include "searcher/recency.h"

namespace morgue {

/// BM25: Robertson & Zaragoza 2009. k1 as measured on news (docs/MEASUREMENTS.md), on the scale of
/// the stored frequencies, which have the normalisation by length in them: b is 0 here.
inline constexpr double kBm25K1 = 1.2 * schema::kFrequencyScale;
const Xapian::BM25Weight& bm25();

/// Where a score is the sum of what each of some terms adds to it if the document has it: these
/// terms, as often as they were asked for. Nothing if more is to it: words that stand together in
/// one of several alternatives, words of several forms.
std::optional<std::vector<std::string>> summed_terms(const Condition& condition);

/// What a term adds to the score of a document: BM25 (Robertson & Zaragoza 2009) with b = 0, and
/// the logarithm of odds of Xapian::BM25Weight, which stays above 0 for terms that most documents
/// have.
class TermWeight {
 public:
  /// @param k1  on the scale of stored frequencies
  TermWeight(std::size_t documents, std::size_t termfreq, double k1);

  double of(std::uint16_t frequency) const {
    return frequency < by_frequency_.size() ? by_frequency_[frequency] : computed(frequency);
  }

 private:
  double computed(double frequency) const { return most_ * frequency / (frequency + k1_); }

  double most_, k1_;
  std::vector<double> by_frequency_;  // of the lower ones, which nearly all are
};

class Scorer {
 public:
  /// @param database  of the revision that `frequent` belongs to
  Scorer(const Xapian::Database& database, FrequentTerms& frequent,
         const std::vector<std::string>& terms, double k1);

  /// O(documents / 64 + postings of the documents that are not passed over).
  /// @param among    each has at least one of the terms, or scores 0
  /// @param most     at least 1
  /// @param recency  is added, if there is one
  Ranking best(const Bitmap& among, std::size_t most, const Recency* recency = nullptr) const;

 private:
  struct Term {
    std::shared_ptr<const TermPostings> postings;
    TermWeight weight;
  };
  std::vector<Term> terms_;
};

}  // namespace morgue
