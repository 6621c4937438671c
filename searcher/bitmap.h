// A set of documents as one bit each: 7 KB for 55,000 articles. Facets are counted and filters
// combined on these.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace morgue {

class Bitmap {
 public:
  Bitmap() = default;
  explicit Bitmap(std::size_t bits, bool value = false);
  /// @param words  the bits, low ones first; as many as `bits` needs, else the set is empty
  Bitmap(std::size_t bits, std::span<const std::uint64_t> words);

  std::size_t size() const { return bits_; }
  bool contains(std::size_t bit) const {
    return bit < bits_ && (words_[bit / 64] >> (bit % 64) & 1U) != 0;
  }
  /// The first member that is not below `bit`; size() if there is none.
  std::size_t next(std::size_t bit) const;
  void insert(std::size_t bit) { words_[bit / 64] |= std::uint64_t{1} << (bit % 64); }

  std::size_t count() const;
  void intersect(const Bitmap& other);  // sizes are equal
  void subtract(const Bitmap& other);
  void unite(const Bitmap& other);

  std::span<const std::uint64_t> words() const { return words_; }

  bool operator==(const Bitmap&) const = default;

  /// Calls visit(bit) for each member in ascending order. O(size / 64 + members).
  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t word = 0; word < words_.size(); ++word)
      for (std::uint64_t bits = words_[word]; bits != 0; bits &= bits - 1)
        visit(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
  }

 private:
  std::size_t bits_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace morgue
