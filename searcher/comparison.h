// Two searches side by side: when each was written about, what they share, and which names tell one
// from the other.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "searcher/answer.h"
#include "searcher/bitmap.h"
#include "searcher/columns.h"
#include "searcher/tally.h"

namespace morgue {

inline constexpr std::size_t kSides = 2;

/// A name in the articles of both searches, counted as a facet counts.
struct ComparedName {
  std::string value, label;
  std::array<std::uint64_t, kSides> articles{};
  double significance = 0;  // of the difference (significance.h); 10.8 is one chance in a thousand
};

struct Comparison {
  struct Bar {
    std::string value;  // as DateBar's
    std::array<std::uint64_t, kSides> articles{};
    std::uint64_t archive = 0;  // all articles published then
  };
  /// Of one facet, those that one side has more often than the other, the most telling first.
  struct Names {
    Facet facet = Facet::Person;
    std::array<std::vector<ComparedName>, kSides> more;
  };

  std::array<Answer, kSides> answers;  // without results and facets
  std::uint64_t both = 0;              // articles that both find
  BarUnit unit = BarUnit::Year;
  std::vector<Bar> bars;     // over the days of either, without gaps; empty if nothing is dated
  std::vector<Names> names;  // of countries, people and organisations
};

/// Everything but the answers. O(articles of both + names)
/// @param limit    names of a facet and side
/// @param scratch  lent for the time of the call
Comparison compare_documents(const Columns& columns, const std::array<Bitmap, kSides>& documents,
                             EntityScope scope, std::size_t limit,
                             std::array<Tally, kSides>& scratch);

}  // namespace morgue
