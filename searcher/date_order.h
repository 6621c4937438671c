// Documents by when they were published: newest or oldest first, undated ones last either way.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "searcher/bitmap.h"
#include "searcher/columns.h"

namespace morgue {

class DateOrder {
 public:
  /// The smaller, the sooner; no two documents have the same.
  using Key = std::pair<std::uint32_t, Xapian::docid>;

  DateOrder(const Columns& columns, bool oldest_first)
      : columns_(&columns), oldest_first_(oldest_first) {}

  Key key(std::size_t document) const;

  /// So many of the first documents in order, if there are as many. O(documents + count · log
  /// count), and memory for twice as many.
  /// @param behind  only those that come later than this one
  std::vector<Xapian::docid> first_of(const Bitmap& documents, std::size_t count,
                                      std::optional<Key> behind = {}) const;

 private:
  const Columns* columns_;
  bool oldest_first_;
};

}  // namespace morgue
