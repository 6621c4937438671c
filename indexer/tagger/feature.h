// What is observed of a word in its place, as a number of 32 bits. Two observations of a model that
// share a number are taken for one; among half a million that befalls some thirty pairs.
#pragma once

#include <cstdint>
#include <string_view>

namespace morgue {

using Feature = std::uint32_t;

/// Both halves of a number well mixed (the finaliser of MurmurHash3, Austin Appleby, public
/// domain).
constexpr std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 33U;
  x *= 0xff51afd7ed558ccdU;
  x ^= x >> 33U;
  x *= 0xc4ceb9fe1a85ec53U;
  return x ^ (x >> 33U);
}

/// These numbers are in model files: a change of one bit makes all of them useless.
constexpr Feature feature_of(std::string_view text) {
  std::uint64_t sum = 0xcbf29ce484222325U;
  for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return static_cast<Feature>(mixed(sum));
}

constexpr Feature joined(Feature a, Feature b) {
  return static_cast<Feature>(mixed((static_cast<std::uint64_t>(a) << 32U) | b));
}

}  // namespace morgue
