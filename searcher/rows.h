// For each document a list of small numbers, in one array of bytes. A number below 128 takes one
// byte, below 16,384 two: who gives the commonest values the smallest numbers needs little more
// than a byte each.
//
//   starts: where each document's list begins, one more than documents
//   bytes:  varints, low seven bits first, as in schema/codec.h; trusted, so without its checks
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace morgue {

class Rows {
 public:
  Rows() = default;
  Rows(std::span<const std::uint32_t> starts, std::span<const std::uint8_t> bytes)
      : starts_(starts), bytes_(bytes) {}

  /// Documents; ids beyond have empty lists.
  std::size_t size() const { return starts_.empty() ? 0 : starts_.size() - 1; }

  /// Calls visit(number) for each of a document's, in the order in which they were added.
  template <typename Visit>
  void for_each(std::size_t document, Visit visit) const {
    if (document >= size()) return;
    const std::uint8_t* at = bytes_.data() + starts_[document];
    const std::uint8_t* const end = bytes_.data() + starts_[document + 1];
    while (at != end) {
      std::uint32_t number = *at++;
      if (number >= 0x80U) {
        number &= 0x7FU;
        unsigned shift = 7;
        for (; *at >= 0x80U; shift += 7) number |= (*at++ & 0x7FU) << shift;
        number |= static_cast<std::uint32_t>(*at++) << shift;
      }
      visit(number);
    }
  }

 private:
  std::span<const std::uint32_t> starts_;
  std::span<const std::uint8_t> bytes_;
};

/// Makes rows, documents in ascending order.
class RowsBuilder {
 public:
  /// To the document at hand.
  void add(std::uint32_t number) {
    while (number >= 0x80U) {
      bytes_.push_back(static_cast<std::uint8_t>(number | 0x80U));
      number >>= 7;
    }
    bytes_.push_back(static_cast<std::uint8_t>(number));
  }
  void end_document() { starts_.push_back(static_cast<std::uint32_t>(bytes_.size())); }

  std::span<const std::uint32_t> starts() const { return starts_; }
  std::span<const std::uint8_t> bytes() const { return bytes_; }

 private:
  std::vector<std::uint32_t> starts_{0};
  std::vector<std::uint8_t> bytes_;
};

}  // namespace morgue
