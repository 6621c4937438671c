// Varints and length-prefixed strings: the bytes that the other files of the schema are made of.
// Reading checks every bound; a damaged string is an Error, never a read beyond the end.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "corpus/error.h"

namespace morgue::schema {

/// LEB128: 7 bits a byte, low ones first.
inline void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(static_cast<unsigned char>(value) | 0x80U);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

inline void put_string(std::string& out, std::string_view value) {
  put_varint(out, value.size());
  out += value;
}

/// Reads what put_varint() and put_string() wrote, in order.
class Decoder {
 public:
  /// @param what  named in the message if the bytes are damaged
  Decoder(std::string_view bytes, std::string_view what) : rest_(bytes), what_(what) {}

  bool done() const { return rest_.empty(); }

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) fail();
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
    fail();
  }

  /// A varint that must fit and be at most `limit`.
  std::uint32_t number(std::uint64_t limit = UINT32_MAX) {
    const std::uint64_t value = varint();
    if (value > limit || value > UINT32_MAX) fail();
    return static_cast<std::uint32_t>(value);
  }

  std::string_view string() {
    const std::uint64_t size = varint();
    if (size > rest_.size()) fail();
    const std::string_view value = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return value;
  }

  [[noreturn]] void fail() const {
    throw Error{std::string{what_} +
                " is damaged; run 'morgue check', then index the source again"};
  }

 private:
  std::string_view rest_;
  std::string_view what_;
};

}  // namespace morgue::schema
