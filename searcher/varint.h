// Numbers as the columns hold them: varints, low seven bits first, as in schema/codec.h, but read
// without its checks, since the bytes are hashed as a whole.
#pragma once

#include <cstdint>
#include <vector>

namespace morgue {

inline std::uint32_t next_varint(const std::uint8_t*& at) {
  std::uint32_t number = *at++;
  if (number < 0x80U) return number;
  number &= 0x7FU;
  unsigned shift = 7;
  for (; *at >= 0x80U; shift += 7) number |= (*at++ & 0x7FU) << shift;
  return number | static_cast<std::uint32_t>(*at++) << shift;
}

inline void put_varint(std::vector<std::uint8_t>& bytes, std::uint32_t number) {
  while (number >= 0x80U) {
    bytes.push_back(static_cast<std::uint8_t>(number | 0x80U));
    number >>= 7;
  }
  bytes.push_back(static_cast<std::uint8_t>(number));
}

}  // namespace morgue
