// The order in which numbers first appear, as in the words of one article: a hash table that is
// small enough to stay in the processor's cache.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace morgue::schema {

class Appearances {
 public:
  /// How many different numbers had appeared before this one first did. O(1).
  std::uint32_t place_of(std::uint32_t number) {
    if ((numbers_.size() + 1) * 2 > slots_.size()) grow();
    std::uint32_t& slot = slots_[slot_of(number)];
    if (slot == 0) {
      numbers_.push_back(number);
      slot = static_cast<std::uint32_t>(numbers_.size());
    }
    return slot - 1;
  }

  /// How many different ones there were.
  std::size_t size() const { return numbers_.size(); }
  /// Each once, by place.
  const std::vector<std::uint32_t>& numbers() const { return numbers_; }

 private:
  static constexpr std::size_t kFirstSlots = 1024;  // most articles have fewer than 500 words

  std::size_t slot_of(std::uint32_t number) const {
    const std::size_t mask = slots_.size() - 1;
    // Fibonacci hashing (Knuth, volume 3, 6.4): neighbours are spread.
    std::size_t slot = number * 0x9E3779B97F4A7C15U >> 32U & mask;
    while (slots_[slot] != 0 && numbers_[slots_[slot] - 1] != number) slot = (slot + 1) & mask;
    return slot;
  }

  void grow() {
    slots_.assign(slots_.size() * 2, 0);
    for (std::uint32_t place = 0; place < numbers_.size(); ++place)
      slots_[slot_of(numbers_[place])] = place + 1;
  }

  std::vector<std::uint32_t> numbers_;                                          // by place
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(kFirstSlots);  // place + 1, or 0
};

}  // namespace morgue::schema
