// Golden files: what is large or seen by others is compared with a file in tests/golden.
// MORGUE_UPDATE_GOLDEN=1 rewrites it; review the difference like code.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace morgue::test {

inline void expect_golden(const std::string& name, const std::string& actual) {
  const std::string path = std::string{MORGUE_GOLDEN_DIR} + "/" + name;
  if (std::getenv("MORGUE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream{path, std::ios::binary} << actual;
    return;
  }
  std::ifstream file{path, std::ios::binary};
  std::ostringstream expected;
  expected << file.rdbuf();
  EXPECT_TRUE(file.good() || file.eof())
      << path << " is missing; run with MORGUE_UPDATE_GOLDEN=1 to write it";
  EXPECT_EQ(expected.str(), actual) << "differs from " << path;
}

}  // namespace morgue::test
