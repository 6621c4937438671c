#include "searcher/bitmap.h"

#include <cassert>

namespace morgue {

Bitmap::Bitmap(std::size_t bits, bool value)
    : bits_(bits), words_((bits + 63) / 64, value ? ~std::uint64_t{0} : 0) {
  if (value && bits % 64 != 0) words_.back() = (std::uint64_t{1} << (bits % 64)) - 1;
}

std::size_t Bitmap::count() const {
  std::size_t total = 0;
  for (const std::uint64_t word : words_) total += static_cast<std::size_t>(std::popcount(word));
  return total;
}

void Bitmap::intersect(const Bitmap& other) {
  assert(bits_ == other.bits_);
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
}

void Bitmap::subtract(const Bitmap& other) {
  assert(bits_ == other.bits_);
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
}

}  // namespace morgue
