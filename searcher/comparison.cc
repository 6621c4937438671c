#include "searcher/comparison.h"

#include <algorithm>
#include <map>

#include "searcher/bars.h"
#include "searcher/significance.h"
#include "searcher/value_names.h"

namespace morgue {
namespace {

using Tallies = std::array<Tally, kSides>;
using Totals = std::array<std::uint64_t, kSides>;

// G² of one chance in a thousand, of χ² with one degree of freedom: below, two searches of the same
// thing would list names too.
constexpr double kTelling = 10.8;

std::array<std::vector<ComparedName>, kSides> telling_names(const FacetColumn& column, Facet facet,
                                                            const Tallies& tallies,
                                                            const Totals& totals,
                                                            std::size_t limit) {
  struct Candidate {
    double significance;
    ValueId value;
  };
  std::array<std::vector<ComparedName>, kSides> more;
  for (std::size_t side = 0; side < kSides; ++side) {
    const std::size_t other = 1 - side;
    std::vector<Candidate> candidates;
    tallies[side].for_each(facet, 1, [&](ValueId value, std::uint32_t count) {
      const double telling = significance(
          {count, totals[side], count + tallies[other][value], totals[side] + totals[other]});
      if (telling >= kTelling) candidates.push_back({telling, value});
    });
    const std::size_t most = std::min(limit, candidates.size());
    std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(most),
                      candidates.end(), [&](const Candidate& a, const Candidate& b) {
                        if (a.significance != b.significance)
                          return a.significance > b.significance;
                        return column.folded(a.value) < column.folded(b.value);
                      });
    candidates.resize(most);
    for (const auto& [telling, value] : candidates) {
      std::string name{column.label(value)};
      std::string label = label_of(facet, name);
      more[side].push_back(
          {std::move(name), std::move(label), {tallies[0][value], tallies[1][value]}, telling});
    }
  }
  return more;
}

void add_bars(Comparison& comparison, const Columns& columns, const Tallies& tallies) {
  std::int32_t first = 0;
  std::int32_t last = 0;
  for (std::size_t i = 0; i < columns.days.size(); ++i) {
    const std::int32_t day = columns.days[i];
    if (day == 0 || tallies[0].dates().days[i] + tallies[1].dates().days[i] == 0) continue;
    if (first == 0) first = day;
    last = day;
  }
  if (last == 0) return;
  const BarUnit unit = comparison.unit = unit_for(first, last);
  const int start = bar_index(unit, first);
  for (int bar = start; bar <= bar_index(unit, last); ++bar)
    comparison.bars.push_back({bar_value(unit, bar), {}, 0});
  const std::vector<std::uint32_t>& all = columns.all_dates().days;
  for (std::size_t i = 0; i < columns.days.size(); ++i) {
    const std::int32_t day = columns.days[i];
    if (day == 0) continue;
    const int index = bar_index(unit, day) - start;
    if (index < 0 || index >= static_cast<int>(comparison.bars.size())) continue;
    Comparison::Bar& bar = comparison.bars[static_cast<std::size_t>(index)];
    for (std::size_t side = 0; side < kSides; ++side)
      bar.articles[side] += tallies[side].dates().days[i];
    bar.archive += all[i];
  }
}

}  // namespace

Comparison compare_documents(const Columns& columns, const std::array<Bitmap, kSides>& documents,
                             EntityScope scope, std::size_t limit,
                             std::array<Tally, kSides>& scratch) {
  Comparison comparison;
  Bitmap shared = documents[0];
  shared.intersect(documents[1]);
  comparison.both = shared.count();
  Totals totals{};
  for (std::size_t side = 0; side < kSides; ++side) {
    totals[side] = documents[side].count();
    scratch[side].count(columns, documents[side], scope);
  }
  add_bars(comparison, columns, scratch);
  for (const Facet facet : {Facet::Person, Facet::Organisation, Facet::Country})
    comparison.names.push_back(
        {facet, telling_names(columns.facet(facet), facet, scratch, totals, limit)});
  return comparison;
}

}  // namespace morgue
