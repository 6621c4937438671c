#include "searcher/significance.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

TEST(Significance, IsTheLogLikelihoodRatioOfTheCorrectedCounts) {
  // Of 10 articles here 5 have it, of 100 in all 20: 4.5 beside 2 that are expected.
  // 2 (4.5 ln 4.5/2 + 5.5 ln 5.5/8 + 15.5 ln 15.5/18 + 74.5 ln 74.5/72)
  EXPECT_NEAR(significance({5, 10, 20, 100}), 3.6271, 0.0001);
}

TEST(Significance, IsNothingForWhatIsAsFrequentElsewhere) {
  EXPECT_EQ(significance({2, 10, 20, 100}), 0);
  EXPECT_EQ(significance({1, 10, 20, 100}), 0);
  EXPECT_EQ(significance({0, 10, 20, 100}), 0);
  EXPECT_EQ(significance({10, 10, 100, 100}), 0);  // all have it
  EXPECT_EQ(significance({20, 100, 20, 100}), 0);  // here is everywhere
  EXPECT_EQ(significance({0, 0, 20, 100}), 0);
  EXPECT_EQ(significance({0, 0, 0, 0}), 0);
}

TEST(Significance, GrowsWithTheCountAndWithTheRarityElsewhere) {
  EXPECT_GT(significance({6, 10, 20, 100}), significance({5, 10, 20, 100}));
  EXPECT_GT(significance({5, 10, 10, 100}), significance({5, 10, 20, 100}));
  // The same share of ten times as many articles says more.
  EXPECT_GT(significance({50, 100, 200, 1000}), significance({5, 10, 20, 100}));
}

TEST(Significance, OfANameThatOneArticleHasIsLessThanThatOfOneThatManyHave) {
  EXPECT_LT(significance({1, 55, 1, 55'000}), significance({20, 55, 10'000, 55'000}));
}

TEST(Significance, IsDefinedWhereNobodyElseHasTheValue) {
  EXPECT_GT(significance({10, 10, 10, 100}), significance({9, 10, 9, 100}));
  EXPECT_GT(significance({99, 99, 99, 100}), 0);
}

}  // namespace
}  // namespace morgue
