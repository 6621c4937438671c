// Bodies of articles made of invented words, for tests of what they have in common.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <random>
#include <string>

namespace morgue::test {

/// Different seeds share no words.
inline std::string body_of(unsigned seed, std::size_t words) {
  std::mt19937 random{seed};
  std::string body;
  for (std::size_t i = 0; i < words; ++i) body += fmt::format("w{}x{} ", seed, random() % 5000);
  return body;
}

}  // namespace morgue::test
