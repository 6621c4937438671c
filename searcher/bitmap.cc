#include "searcher/bitmap.h"

#include <cassert>

namespace morgue {

Bitmap::Bitmap(std::size_t bits, bool value)
    : bits_(bits), words_((bits + 63) / 64, value ? ~std::uint64_t{0} : 0) {
  if (value && bits % 64 != 0) words_.back() = (std::uint64_t{1} << (bits % 64)) - 1;
}

Bitmap::Bitmap(std::size_t bits, std::span<const std::uint64_t> words)
    : bits_(words.size() == (bits + 63) / 64 ? bits : 0) {
  if (bits_ != 0) words_.assign(words.begin(), words.end());
}

std::size_t Bitmap::count() const {
  // By hand: without an instruction for it, which not every processor has, std::popcount is a call.
  std::uint64_t total = 0;
  for (std::uint64_t bits : words_) {
    bits -= bits >> 1 & 0x5555555555555555U;
    bits = (bits & 0x3333333333333333U) + (bits >> 2 & 0x3333333333333333U);
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0FU;
    total += bits * 0x0101010101010101U >> 56;
  }
  return total;
}

std::size_t Bitmap::next(std::size_t bit) const {
  if (bit >= bits_) return bits_;
  std::size_t word = bit / 64;
  std::uint64_t bits = words_[word] & ~std::uint64_t{0} << (bit % 64);
  while (bits == 0)
    if (++word == words_.size())
      return bits_;
    else
      bits = words_[word];
  return word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
}

void Bitmap::intersect(const Bitmap& other) {
  assert(bits_ == other.bits_);
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
}

void Bitmap::subtract(const Bitmap& other) {
  assert(bits_ == other.bits_);
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
}

void Bitmap::unite(const Bitmap& other) {
  assert(bits_ == other.bits_);
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
}

}  // namespace morgue
