// Strict scores of spans: a name counts if its first word, its last word and its kind are right.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "indexer/tagger/tags.h"

namespace morgue::trainer {

struct SpanScore {
  std::size_t right = 0;
  std::size_t found = 0;
  std::size_t gold = 0;

  double precision() const;
  double recall() const;
  double f1() const;
};

class SpanScores {
 public:
  explicit SpanScores(std::vector<std::string> kinds)
      : kinds_(std::move(kinds)), by_kind_(kinds_.size()) {}

  /// Both in text order.
  void count(const std::vector<TaggedSpan>& gold, const std::vector<TaggedSpan>& found);
  SpanScore all() const;
  const SpanScore& of(std::size_t kind) const { return by_kind_[kind]; }
  /// A line for each kind and one for all: "PER  P 0.9500  R 0.9200  F1 0.9348".
  void print(std::ostream& out) const;

 private:
  std::vector<std::string> kinds_;
  std::vector<SpanScore> by_kind_;
};

}  // namespace morgue::trainer
