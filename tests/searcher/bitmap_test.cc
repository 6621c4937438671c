#include "searcher/bitmap.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

TEST(Bitmap, KeepsWhatWasInserted) {
  Bitmap bitmap{130};
  for (const std::size_t bit : {0U, 63U, 64U, 129U}) bitmap.insert(bit);
  EXPECT_EQ(bitmap.count(), 4U);
  EXPECT_TRUE(bitmap.contains(129));
  EXPECT_FALSE(bitmap.contains(128));
  EXPECT_FALSE(bitmap.contains(1000));
  std::vector<std::size_t> members;
  bitmap.for_each([&](std::size_t bit) { members.push_back(bit); });
  EXPECT_EQ(members, (std::vector<std::size_t>{0, 63, 64, 129}));
}

TEST(Bitmap, FullHoldsNoBitBeyondItsSize) {
  EXPECT_EQ((Bitmap{70, true}.count()), 70U);
  EXPECT_EQ((Bitmap{64, true}.count()), 64U);
  EXPECT_EQ(Bitmap{}.count(), 0U);
}

TEST(Bitmap, IntersectsAndSubtracts) {
  Bitmap a{10}, b{10};
  for (const std::size_t bit : {1U, 2U, 3U}) a.insert(bit);
  for (const std::size_t bit : {2U, 3U, 4U}) b.insert(bit);
  Bitmap both = a;
  both.intersect(b);
  EXPECT_EQ(both.count(), 2U);
  a.subtract(b);
  EXPECT_EQ(a.count(), 1U);
  EXPECT_TRUE(a.contains(1));
}

}  // namespace
}  // namespace morgue
