#include "indexer/schema/appearances.h"

#include <gtest/gtest.h>

namespace morgue::schema {
namespace {

TEST(Appearances, NumberTheDifferentOnesInOrder) {
  Appearances appearances;
  EXPECT_EQ(appearances.place_of(70), 0U);
  EXPECT_EQ(appearances.place_of(0), 1U);
  EXPECT_EQ(appearances.place_of(70), 0U);
  EXPECT_EQ(appearances.place_of(UINT32_MAX), 2U);
  EXPECT_EQ(appearances.place_of(0), 1U);
  EXPECT_EQ(appearances.size(), 3U);
  EXPECT_EQ(appearances.numbers(), (std::vector<std::uint32_t>{70, 0, UINT32_MAX}));
}

TEST(Appearances, KeepTheirPlacesWhenThereAreMany) {
  Appearances appearances;
  for (std::uint32_t i = 0; i < 10'000; ++i) ASSERT_EQ(appearances.place_of(i * 1024), i);
  for (std::uint32_t i = 0; i < 10'000; ++i) ASSERT_EQ(appearances.place_of(i * 1024), i);
  EXPECT_EQ(appearances.size(), 10'000U);
}

}  // namespace
}  // namespace morgue::schema
