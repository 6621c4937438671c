#include "trainer/scoring.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace morgue::trainer {
namespace {

double ratio(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::string line(std::string_view name, const SpanScore& score) {
  return fmt::format("{:<5} P {:.4f}  R {:.4f}  F1 {:.4f}  (right {}, found {}, gold {})\n", name,
                     score.precision(), score.recall(), score.f1(), score.right, score.found,
                     score.gold);
}

}  // namespace

double SpanScore::precision() const { return ratio(right, found); }
double SpanScore::recall() const { return ratio(right, gold); }
double SpanScore::f1() const { return ratio(2 * right, found + gold); }

void SpanScores::count(const std::vector<TaggedSpan>& gold, const std::vector<TaggedSpan>& found) {
  for (const TaggedSpan& span : gold) ++by_kind_[span.kind].gold;
  for (const TaggedSpan& span : found) {
    ++by_kind_[span.kind].found;
    if (std::find(gold.begin(), gold.end(), span) != gold.end()) ++by_kind_[span.kind].right;
  }
}

SpanScore SpanScores::all() const {
  SpanScore sum;
  for (const SpanScore& score : by_kind_) {
    sum.right += score.right;
    sum.found += score.found;
    sum.gold += score.gold;
  }
  return sum;
}

void SpanScores::print(std::ostream& out) const {
  for (std::size_t kind = 0; kind < kinds_.size(); ++kind)
    out << line(kinds_[kind], by_kind_[kind]);
  out << line("all", all());
}

}  // namespace morgue::trainer
