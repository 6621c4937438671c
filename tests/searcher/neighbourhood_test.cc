#include "searcher/neighbourhood.h"

#include <gtest/gtest.h>

#include <cmath>

namespace morgue {
namespace {

/// Terms of equal weight.
TermVector vector_of(const std::vector<std::uint32_t>& terms) {
  const auto weight = static_cast<float>(1 / std::sqrt(static_cast<double>(terms.size())));
  TermVector vector;
  for (const std::uint32_t term : terms) vector.push_back({term, weight});
  return vector;
}

TEST(Cosines, AreOneForEqualAndNoughtForDisjointVectors) {
  const std::vector<TermVector> vectors{vector_of({1, 2}), vector_of({1, 2}), vector_of({3}),
                                        vector_of({2, 3, 4, 5}), TermVector{}};
  const Cosines cosines{vectors};
  ASSERT_EQ(cosines.size(), 5U);
  EXPECT_FLOAT_EQ(cosines.at(0, 1), 1);
  EXPECT_FLOAT_EQ(cosines.at(0, 2), 0);
  EXPECT_FLOAT_EQ(cosines.at(0, 3), static_cast<float>(1 / std::sqrt(8.0)));
  EXPECT_FLOAT_EQ(cosines.at(3, 0), cosines.at(0, 3));
  EXPECT_FLOAT_EQ(cosines.at(0, 4), 0);
}

TEST(SmoothedSimilarities, WithoutNeighboursAreTheCosines) {
  const Cosines cosines{
      std::vector<TermVector>{vector_of({1, 2}), vector_of({2, 3}), vector_of({4})}};
  const std::vector<double> similarities = smoothed_similarities(cosines, 0);
  ASSERT_EQ(similarities.size(), 3U);
  EXPECT_NEAR(similarities[0], 1, 1e-6);
  EXPECT_NEAR(similarities[1], 0.5, 1e-6);
  EXPECT_NEAR(similarities[2], 0, 1e-6);
}

TEST(SmoothedSimilarities, SeeWhatTwoHaveInCommonWithAThird) {
  // The second shares no term with the first, but the third shares one with each; the fourth none
  // with anybody.
  const Cosines cosines{std::vector<TermVector>{vector_of({1, 2}), vector_of({3, 4}),
                                                vector_of({2, 3}), vector_of({8, 9})}};
  const std::vector<double> similarities = smoothed_similarities(cosines, 1);
  EXPECT_GT(similarities[1], 0.3);
  EXPECT_GT(similarities[2], similarities[1]);
  EXPECT_NEAR(similarities[3], 0, 1e-6);
}

TEST(SmoothedScores, AreTheMeanOfOnesOwnAndThoseOfTheNeighbours) {
  const Cosines cosines{
      std::vector<TermVector>{vector_of({1, 2}), vector_of({1, 2}), vector_of({9})}};
  const std::vector<double> scores{4, 2, 7};
  // The third has nobody who is like it, and keeps its own.
  const std::vector<double> smoothed = smoothed_scores(cosines, scores, 1);
  EXPECT_NEAR(smoothed[0], 3, 1e-6);
  EXPECT_NEAR(smoothed[1], 3, 1e-6);
  EXPECT_NEAR(smoothed[2], 7, 1e-6);
}

TEST(SmoothedSimilarities, OfNothingAreNone) {
  EXPECT_TRUE(smoothed_similarities(Cosines{std::vector<TermVector>{}}, 10).empty());
}

}  // namespace
}  // namespace morgue
