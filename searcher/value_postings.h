// For each value its documents: the records, turned round. What is chosen in a facet is looked up
// here, however large the archive.
//
//   starts: where each value's list begins, one more than values
//   list:   varints, ascending: twice the difference to the document before, and 1 more where the
//           document merely mentions the value
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "searcher/varint.h"

namespace morgue {

class ValuePostings {
 public:
  ValuePostings() = default;
  ValuePostings(std::span<const std::uint32_t> starts, std::span<const std::uint8_t> bytes)
      : starts_(starts), bytes_(bytes) {}

  std::size_t size() const { return starts_.empty() ? 0 : starts_.size() - 1; }

  /// Calls visit(document, focus) in ascending order.
  template <typename Visit>
  void for_each(std::uint32_t value, Visit visit) const {
    const std::uint8_t* at = bytes_.data() + starts_[value];
    const std::uint8_t* const end = bytes_.data() + starts_[value + 1];
    std::uint32_t document = 0;
    while (at < end) {
      const std::uint32_t number = next_varint(at);
      document += number >> 1;
      visit(document, (number & 1U) == 0);
    }
  }

 private:
  std::span<const std::uint32_t> starts_;
  std::span<const std::uint8_t> bytes_;
};

/// Sorts entries that come document by document into the lists of their values. O(entries).
class ValuePostingsBuilder {
 public:
  /// @param documents  how many entries each value will have
  explicit ValuePostingsBuilder(const std::vector<std::uint32_t>& documents) {
    std::uint32_t end = 0;
    next_.reserve(documents.size());
    for (const std::uint32_t count : documents) {
      next_.push_back(end);
      end += count;
    }
    entries_.resize(end);
  }

  void add(std::uint32_t value, std::uint32_t document, bool focus) {
    entries_[next_[value]++] = document << 1U | (focus ? 0U : 1U);
  }

  /// Once, when every entry has been added.
  void finish() {
    std::size_t at = 0;
    for (const std::uint32_t end : next_) {
      std::uint32_t before = 0;
      for (; at < end; ++at) {
        put_varint(bytes_, entries_[at] - (before << 1U));
        before = entries_[at] >> 1U;
      }
      starts_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    }
  }

  const std::vector<std::uint32_t>& starts() const { return starts_; }
  const std::vector<std::uint8_t>& bytes() const { return bytes_; }

 private:
  std::vector<std::uint32_t> next_, entries_;
  std::vector<std::uint32_t> starts_{0};
  std::vector<std::uint8_t> bytes_;
};

}  // namespace morgue
