// What each document adds to the counts, in one place: its day, its values and the dates it
// mentions. Matches lie far apart in the archive, so reaching a document costs more than decoding
// it; this way it is reached once for all facets.
//
//   starts: where each document's record begins, one more than documents
//   record: varints
//     day, index into Columns::days · bytes of the values · bytes of the periods
//     values in focus · periods mentioned, as differences, ascending · values merely mentioned
//
// A number below 128 takes one byte, below 16,384 two: who numbers the commonest values first needs
// little more than a byte for each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "searcher/varint.h"

namespace morgue {

class Records {
 public:
  Records() = default;
  Records(std::span<const std::uint32_t> starts, std::span<const std::uint8_t> bytes)
      : starts_(starts), bytes_(bytes) {}

  class Record {
   public:
    Record(const std::uint8_t* at, const std::uint8_t* end) : at_(at), end_(end) {
      if (at == end) return;  // no such document
      day_ = next_varint(at_);
      const std::uint32_t values = next_varint(at_);
      const std::uint32_t periods = next_varint(at_);
      periods_ = at_ + values;
      merely_ = periods_ + periods;
    }

    std::uint32_t day() const { return day_; }

    template <typename Visit>
    void for_each_in_focus(Visit visit) const {
      for (const std::uint8_t* at = at_; at < periods_;) visit(next_varint(at));
    }
    /// Calls visit(index) with indices into Columns::periods, ascending.
    template <typename Visit>
    void for_each_period(Visit visit) const {
      std::uint32_t index = 0;
      for (const std::uint8_t* at = periods_; at < merely_;) visit(index += next_varint(at));
    }
    template <typename Visit>
    void for_each_merely_mentioned(Visit visit) const {
      for (const std::uint8_t* at = merely_; at < end_ && merely_ != nullptr;)
        visit(next_varint(at));
    }

   private:
    const std::uint8_t* at_;
    const std::uint8_t* end_;
    const std::uint8_t* periods_ = nullptr;
    const std::uint8_t* merely_ = nullptr;
    std::uint32_t day_ = 0;
  };

  /// Documents; ids beyond have empty records.
  std::size_t size() const { return starts_.empty() ? 0 : starts_.size() - 1; }

  Record operator[](std::size_t document) const {
    if (document >= size()) return {nullptr, nullptr};
    return {bytes_.data() + starts_[document], bytes_.data() + starts_[document + 1]};
  }

  /// Begins to fetch what will be asked for soon; first its place, then, nearer, its bytes.
  void expect_place(std::size_t document) const { __builtin_prefetch(&starts_[document]); }
  void expect(std::size_t document) const { __builtin_prefetch(bytes_.data() + starts_[document]); }

 private:
  std::span<const std::uint32_t> starts_;
  std::span<const std::uint8_t> bytes_;
};

/// Makes records, documents in ascending order.
class RecordsBuilder {
 public:
  void add_in_focus(std::uint32_t value) { put_varint(focus_, value); }
  void add_merely_mentioned(std::uint32_t value) { put_varint(merely_, value); }
  /// @param difference  to the index of the period before
  void add_period(std::uint32_t difference) { put_varint(periods_, difference); }

  void end_document(std::uint32_t day) {
    put_varint(bytes_, day);
    put_varint(bytes_, static_cast<std::uint32_t>(focus_.size()));
    put_varint(bytes_, static_cast<std::uint32_t>(periods_.size()));
    for (std::vector<std::uint8_t>* const part : {&focus_, &periods_, &merely_}) {
      bytes_.insert(bytes_.end(), part->begin(), part->end());
      part->clear();
    }
    starts_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  }

  const std::vector<std::uint32_t>& starts() const { return starts_; }
  const std::vector<std::uint8_t>& bytes() const { return bytes_; }

 private:
  std::vector<std::uint32_t> starts_{0};
  std::vector<std::uint8_t> bytes_, focus_, periods_, merely_;
};

}  // namespace morgue
