// Counts over a set of documents, in one walk over it: of all values of all facets, by day, and by
// the years that are mentioned. Where most of the archive matches, the rest of it is walked instead
// and taken from the counts over everything.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "searcher/bitmap.h"
#include "searcher/columns.h"

namespace morgue {

inline constexpr std::size_t kYears = 3'000;

/// Documents by day and by the years they mention. Sums: those of a set and of the rest of the
/// archive add up to those of the archive.
struct DateCounts {
  std::vector<std::uint32_t> days;        // by index into Columns::days
  std::vector<std::uint32_t> mentioning;  // something in that year, decades left out
  std::vector<std::uint32_t> earliest;    // that is the first year in which something ends
  std::vector<std::uint32_t> latest;      // that is the last year in which something begins

  void clear(std::size_t distinct_days);
  /// Counts one document.
  void add(const Columns& columns, const Records::Record& record);
  /// These of all documents, without those of some.
  void take_from(const DateCounts& all);
};

/// Kept by its owner from one request to the next, so that no array of the archive's size is filled
/// for a handful of matches.
class Tally {
 public:
  /// O(values and periods of the documents). @param columns  must outlive all calls of the others
  void count(const Columns& columns, const Bitmap& documents, EntityScope scope);

  /// In how many of the documents a value is.
  std::uint32_t operator[](ValueId value) const {
    return from_all_ ? in_all(value) - counts_[value] : counts_[value];
  }

  /// Calls visit(value, count) for each value of a facet with a count.
  template <typename Visit>
  void for_each(Facet facet, Visit visit) const {
    const auto report = [&](ValueId value) {
      if (const std::uint32_t count = (*this)[value]; count > 0) visit(value, count);
    };
    if (from_all_)
      for (const ValueId value : columns_->facet(facet).values()) report(value);
    else
      for (const ValueId value : counted_[static_cast<std::size_t>(facet)]) report(value);
  }

  const DateCounts& dates() const { return dates_; }

 private:
  std::uint32_t in_all(ValueId value) const {
    return scope_ == EntityScope::Focus ? columns_->in_focus[value] : columns_->mentioned[value];
  }
  void clear();
  void add(const Records::Record& record);

  const Columns* columns_ = nullptr;
  EntityScope scope_ = EntityScope::Focus;
  bool from_all_ = false;
  std::vector<std::uint32_t> counts_;  // by value; all 0 but those in counted_
  std::array<std::vector<ValueId>, kFacets> counted_;
  std::vector<std::uint32_t> documents_;
  DateCounts dates_;
};

}  // namespace morgue
