// How many of some words have each of their 64 bits set. Counters are kept in slices, one word for
// the ones, one for the twos, and so on: a word is added to all 64 at once, by half adders, however
// many bits it has (Knuth, The Art of Computer Programming 4A, 7.1.3).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace morgue {

class BitCounts {
 public:
  void add(std::uint64_t word) {
    for (std::uint64_t& slice : slices_) {
      const std::uint64_t carry = slice & word;
      slice ^= word;
      word = carry;
    }
    if (++added_ == kMost) move_on();
  }

  /// By bit.
  const std::array<std::uint32_t, 64>& totals() {
    move_on();
    return totals_;
  }

 private:
  static constexpr std::size_t kSlices = 8;
  static constexpr unsigned kMost = (1U << kSlices) - 1;  // words that the slices can count

  void move_on() {
    for (std::size_t bit = 0; bit < totals_.size(); ++bit)
      for (std::size_t i = 0; i < kSlices; ++i)
        totals_[bit] += static_cast<std::uint32_t>(slices_[i] >> bit & 1U) << i;
    slices_.fill(0);
    added_ = 0;
  }

  std::array<std::uint64_t, kSlices> slices_{};
  std::array<std::uint32_t, 64> totals_{};
  unsigned added_ = 0;
};

}  // namespace morgue
