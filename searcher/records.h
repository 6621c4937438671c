// What each document adds 1 to, in one place: its values, its day and the years that it mentions.
// Matches lie far apart in the archive, so reaching a document costs more than decoding it; this
// way it is reached once for all facets, and nothing in it has to be decoded.
//
//   common:   64 bits a document: which of the values below 64 it is about, most of what it has
//   starts:   where each document's counters begin, one more than documents
//   counters: 32 bits each: the other values it is about · years mentioned · its day, always last
//   details:  where each document's details begin, one more than documents
//   detail:   varints, for what is not counted in every search
//     bytes of the periods · periods mentioned, as differences, ascending · values merely mentioned
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "searcher/varint.h"

namespace morgue {

inline constexpr std::uint32_t kYears = 3'000;
inline constexpr std::uint32_t kCommonValues = 64;  // the smallest ids

/// The numbers of all counters: values have their ids, and years and days come behind them.
struct CounterNumbers {
  std::uint32_t values = 0;  // how many there are

  std::uint32_t mentioning(std::uint32_t year) const { return values + year; }
  std::uint32_t earliest(std::uint32_t year) const { return values + kYears + year; }
  std::uint32_t latest(std::uint32_t year) const { return values + 2 * kYears + year; }
  std::uint32_t day(std::uint32_t index) const { return values + 3 * kYears + index; }
};

/// The arrays of Records, as they were built.
struct RecordArrays {
  std::span<const std::uint64_t> common;
  std::span<const std::uint32_t> starts, counters, details;
  std::span<const std::uint8_t> detail;
};

class Records {
 public:
  Records() = default;
  Records(CounterNumbers numbers, const RecordArrays& arrays)
      : numbers_(numbers), arrays_(arrays) {}

  class Record {
   public:
    Record(const Records& records, std::size_t document) : records_(records), document_(document) {}

    /// Index into Columns::days.
    std::uint32_t day() const {
      const auto counters = records_.counters(document_);
      return counters.empty() ? 0 : counters.back() - records_.numbers_.day(0);
    }

    template <typename Visit>
    void for_each_in_focus(Visit visit) const {
      const auto counters = records_.counters(document_);
      if (counters.empty()) return;  // no such document
      for (std::uint64_t bits = records_.common(document_); bits != 0; bits &= bits - 1)
        visit(static_cast<std::uint32_t>(std::countr_zero(bits)));
      for (const std::uint32_t* at = counters.data(); *at < records_.numbers_.values; ++at)
        visit(*at);
    }
    /// Calls visit(index) with indices into Columns::periods, ascending.
    template <typename Visit>
    void for_each_period(Visit visit) const {
      const Detail detail{records_, document_};
      std::uint32_t index = 0;
      for (const std::uint8_t* at = detail.periods; at < detail.merely;)
        visit(index += next_varint(at));
    }
    template <typename Visit>
    void for_each_merely_mentioned(Visit visit) const {
      const Detail detail{records_, document_};
      for (const std::uint8_t* at = detail.merely; at < detail.end;) visit(next_varint(at));
    }

   private:
    struct Detail {
      Detail(const Records& records, std::size_t document) {
        if (document >= records.size()) return;
        const RecordArrays& arrays = records.arrays_;
        periods = merely = arrays.detail.data() + arrays.details[document];
        end = arrays.detail.data() + arrays.details[document + 1];
        if (periods == end) return;
        const std::uint32_t bytes = next_varint(periods);
        merely = periods + bytes;
      }
      const std::uint8_t *periods = nullptr, *merely = nullptr, *end = nullptr;
    };

    const Records& records_;
    std::size_t document_;
  };

  /// Documents; ids beyond have empty records.
  std::size_t size() const { return arrays_.common.size(); }
  CounterNumbers numbers() const { return numbers_; }

  Record operator[](std::size_t document) const { return {*this, document}; }

  /// All that a document is counted in but the values of common().
  std::span<const std::uint32_t> counters(std::size_t document) const {
    if (document >= size()) return {};
    return arrays_.counters.subspan(arrays_.starts[document],
                                    arrays_.starts[document + 1] - arrays_.starts[document]);
  }
  std::uint64_t common(std::size_t document) const { return arrays_.common[document]; }

  /// Begins to fetch what will be asked for soon; first its place, then, nearer, its counters.
  void expect_place(std::size_t document) const {
    __builtin_prefetch(&arrays_.starts[document]);
    __builtin_prefetch(&arrays_.common[document]);
  }
  void expect(std::size_t document) const {
    __builtin_prefetch(arrays_.counters.data() + arrays_.starts[document]);
  }

 private:
  CounterNumbers numbers_;
  RecordArrays arrays_;
};

/// Makes records, documents in ascending order.
class RecordsBuilder {
 public:
  explicit RecordsBuilder(CounterNumbers numbers) : numbers_(numbers) {}

  void add_in_focus(std::uint32_t value) {
    if (value < kCommonValues)
      common_now_ |= std::uint64_t{1} << value;
    else
      counters_.push_back(value);
  }
  void add_merely_mentioned(std::uint32_t value) { put_varint(merely_, value); }
  /// @param difference  to the index of the period before
  void add_period(std::uint32_t difference) { put_varint(periods_, difference); }
  /// Behind all values: a number of a counter of years.
  void add_year(std::uint32_t counter) { counters_.push_back(counter); }

  void end_document(std::uint32_t day) {
    counters_.push_back(numbers_.day(day));
    starts_.push_back(static_cast<std::uint32_t>(counters_.size()));
    common_.push_back(common_now_);
    common_now_ = 0;
    if (!periods_.empty() || !merely_.empty())
      put_varint(detail_, static_cast<std::uint32_t>(periods_.size()));
    for (std::vector<std::uint8_t>* const part : {&periods_, &merely_}) {
      detail_.insert(detail_.end(), part->begin(), part->end());
      part->clear();
    }
    details_.push_back(static_cast<std::uint32_t>(detail_.size()));
  }

  /// Valid until the next document.
  RecordArrays arrays() const { return {common_, starts_, counters_, details_, detail_}; }

 private:
  CounterNumbers numbers_;
  std::uint64_t common_now_ = 0;
  std::vector<std::uint64_t> common_;
  std::vector<std::uint32_t> starts_{0}, counters_, details_{0};
  std::vector<std::uint8_t> detail_, periods_, merely_;
};

}  // namespace morgue
