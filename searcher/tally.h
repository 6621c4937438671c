// Counts over a set of documents, in one walk over it: of all values of all facets, by day, and by
// the years that are mentioned. Where most of the archive matches, the rest of it is walked instead
// and taken from the counts over everything.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "searcher/bitmap.h"
#include "searcher/columns.h"

namespace morgue {

/// Documents by day and by the years they mention. Sums: those of a set and of the rest of the
/// archive add up to those of the archive.
struct DateCounts {
  std::vector<std::uint32_t> days;        // by index into Columns::days
  std::vector<std::uint32_t> mentioning;  // something in that year, decades left out
  std::vector<std::uint32_t> earliest;    // that is the first year in which something ends
  std::vector<std::uint32_t> latest;      // that is the last year in which something begins

  /// @param counters  by CounterNumbers
  void take(const Columns& columns, std::span<const std::uint32_t> counters);
  /// These of all documents, without those of some.
  void take_from(const DateCounts& all);
};

/// Kept by its owner from one request to the next, so that no array of the archive's size is filled
/// for a handful of matches.
class Tally {
 public:
  /// O(values and years of the documents). @param columns  must outlive all calls of the others
  void count(const Columns& columns, const Bitmap& documents, EntityScope scope);

  /// In how many of the documents a value is.
  std::uint32_t operator[](ValueId value) const {
    return from_all_ ? in_all(value) - counts_[value] : counts_[value];
  }

  /// How many values of a facet have a count.
  std::size_t distinct(Facet facet) const;

  /// The count of a facet's n-th commonest value; 1 if fewer have one. O(values with a count · log
  /// n) at most. @param n  1 at least
  std::uint32_t nth_count(Facet facet, std::size_t n) const;

  /// Calls visit(value, count) for each value of a facet with such a count, at least 1.
  template <typename Visit>
  void for_each(Facet facet, std::uint32_t least, Visit visit) const {
    for_each_until(facet, [&](ValueId value, std::uint32_t count) {
      if (count >= least) visit(value, count);
      return least;
    });
  }

  const DateCounts& dates() const { return dates_; }

 private:
  std::uint32_t in_all(ValueId value) const {
    return scope_ == EntityScope::Focus ? columns_->in_focus[value] : columns_->mentioned[value];
  }
  void clear();

  /// The same, but visit says below which count nothing is of use any more.
  template <typename Visit>
  void for_each_until(Facet facet, Visit visit) const {
    std::uint32_t least = 1;
    if (!from_all_) {
      for (const ValueId value : counted_[static_cast<std::size_t>(facet)])
        least = visit(value, counts_[value]);
      return;
    }
    for (const ValueId value : columns_->facet(facet).values()) {
      // They come in the order of in_focus, so none of the rest has more.
      if (scope_ == EntityScope::Focus && columns_->in_focus[value] < least) return;
      if (const std::uint32_t count = (*this)[value]; count > 0) least = visit(value, count);
    }
  }

  const Columns* columns_ = nullptr;
  EntityScope scope_ = EntityScope::Focus;
  bool from_all_ = false;
  std::vector<std::uint32_t> counts_;   // by CounterNumbers; all 0 but those in touched_
  std::vector<std::uint32_t> touched_;  // the first touched_count_ of it
  std::size_t touched_count_ = 0;
  std::array<std::vector<ValueId>, kFacets> counted_;
  std::vector<std::uint32_t> documents_;
  DateCounts dates_;
};

}  // namespace morgue
