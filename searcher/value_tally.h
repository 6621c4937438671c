// Counts of all values of all facets over a set of documents, in one walk over it. The other half
// of the archive is walked instead where that is shorter: what is counted there is taken from the
// counts over everything.
#pragma once

#include <array>
#include <vector>

#include "searcher/bitmap.h"
#include "searcher/columns.h"

namespace morgue {

/// Kept by its owner from one request to the next, so that no array of the archive's size is filled
/// for a handful of matches.
class ValueTally {
 public:
  /// O(values of the documents). @param columns  must outlive the next call of visit()
  void count(const Columns& columns, const Bitmap& documents, EntityScope scope);

  /// In how many of the documents.
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

 private:
  std::uint32_t in_all(ValueId value) const {
    return scope_ == EntityScope::Focus ? columns_->in_focus[value] : columns_->mentioned[value];
  }
  void clear();

  const Columns* columns_ = nullptr;
  EntityScope scope_ = EntityScope::Focus;
  bool from_all_ = false;
  std::vector<std::uint32_t> counts_;  // by value; all 0 but those in counted_
  std::array<std::vector<ValueId>, kFacets> counted_;
};

}  // namespace morgue
