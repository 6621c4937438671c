// The fuzz targets without a fuzzer: every seed and everything that was ever found, through every
// target. Findings are named by what was wrong.
#include <gtest/gtest.h>

#include "tests/fuzz/seeds.h"
#include "tests/fuzz/targets.h"

namespace morgue {
namespace {

TEST(FuzzTargets, KeepTheirPromisesForSeedsAndFindings) {
  std::vector<Seed> inputs = read_seeds(MORGUE_FUZZ_DIR "/seeds");
  ASSERT_GE(inputs.size(), fuzz_targets().size());
  const std::vector<Seed> findings = read_seeds(MORGUE_FUZZ_DIR "/findings");
  inputs.insert(inputs.end(), findings.begin(), findings.end());
  for (const FuzzTarget& target : fuzz_targets())
    for (const Seed& input : inputs)
      EXPECT_EQ(target.read(input.bytes), "") << target.name << " reads " << input.name;
}

TEST(FuzzTargets, AreFoundByName) {
  for (const FuzzTarget& target : fuzz_targets()) EXPECT_EQ(find_fuzz_target(target.name), &target);
  EXPECT_EQ(find_fuzz_target("telegram"), nullptr);
}

}  // namespace
}  // namespace morgue
