#include "indexer/stories/signature.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "corpus/error.h"
#include "tests/indexer/stories/bodies.h"

namespace morgue {
namespace {

using test::body_of;

double estimated(std::string_view a, std::string_view b) {
  return resemblance(signature_of(a).sketch, signature_of(b).sketch);
}

TEST(Signature, IsOfTheWordsWhateverTheirCaseAndPunctuation) {
  const struct {
    std::string_view a, b;
  } rows[] = {
      {"Gold fell.", "GOLD FELL"},
      {"Gold", "gold!"},
      {"The U.S. said \"no\" to Iran's offer of 1,000 barrels",
       "the US said no to Iran offer of 1000 barrels."},
      {"One line.\n\nAnother line.", "One line. Another line."},
      {"Hollande à Paris", "hollande a paris"},
  };
  for (const auto& [a, b] : rows) {
    SCOPED_TRACE(a);
    EXPECT_EQ(signature_of(a), signature_of(b));
  }
}

TEST(Signature, OfABodyWithoutWordsIsEmpty) {
  for (const std::string_view body : {"", " ", "***\n\n***"}) {
    EXPECT_EQ(signature_of(body).weight, 0U);
    EXPECT_EQ(signature_of(body), StorySignature{});
    EXPECT_EQ(encode_signature(signature_of(body)), "");
  }
}

TEST(Signature, DoesNotDependOnCredits) {
  const std::string body = body_of(1, 60);
  EXPECT_EQ(signature_of(body + "(Reporting by Ida Holm)"),
            signature_of(body + "(Reporting by Per Voss; editing by Ida Holm)"));
}

TEST(Resemblance, IsEstimatedWithASmallError) {
  // b is the first part of a and as much that is new: they have a third in common if it is half.
  const std::size_t shares[] = {0, 100, 200, 300, 380, 400};
  for (const std::size_t shared : shares) {
    const double expected = static_cast<double>(shared) / static_cast<double>(800 - shared);
    double sum = 0;
    double squares = 0;
    constexpr int kPairs = 60;
    for (unsigned seed = 1; seed <= kPairs; ++seed) {
      const std::string common = body_of(seed, shared);
      const double error = estimated(common + body_of(seed + 1000, 400 - shared),
                                     common + body_of(seed + 2000, 400 - shared)) -
                           expected;
      sum += error;
      squares += error * error;
    }
    SCOPED_TRACE(expected);
    EXPECT_LT(std::abs(sum / kPairs), 0.05);
    EXPECT_LT(std::sqrt(squares / kPairs), 0.11);
  }
}

TEST(Resemblance, OfShortBodiesThatDifferIsNeverWhole) {
  std::set<Sketch> sketches;
  for (unsigned seed = 0; seed < 3000; ++seed)
    sketches.insert(signature_of(body_of(seed, 1 + seed % 6)).sketch);
  EXPECT_EQ(sketches.size(), 3000U);
  EXPECT_LT(estimated("Gold fell in London on Monday", "Gold fell in London on Tuesday"), 1);
}

TEST(Resemblance, OfATableWithOtherFiguresIsLow) {
  const std::string_view monday =
      "Sterling 1.6205 yen 150.25 mark 1.8240 franc 1.5310 lira 1292.5 guilder 2.0590 crown 6.3725";
  const std::string_view tuesday =
      "Sterling 1.6180 yen 149.70 mark 1.8195 franc 1.5265 lira 1294.0 guilder 2.0545 crown 6.3650";
  EXPECT_LT(estimated(monday, tuesday), 0.2);
}

TEST(Containment, SaysHowMuchOfTheShorterIsInTheLonger) {
  const std::string whole = body_of(3, 500);
  const std::string half = whole.substr(0, whole.find(' ', whole.size() / 2));
  const StorySignature a = signature_of(whole);
  const StorySignature b = signature_of(half);
  EXPECT_NEAR(containment(resemblance(a.sketch, b.sketch), a.weight, b.weight), 1, 0.2);
  EXPECT_EQ(containment(1, 10, 10), 1);
  EXPECT_EQ(containment(0, 10, 10), 0);
  EXPECT_EQ(containment(1, 0, 10), 0);
}

TEST(Signature, SurvivesTheDisk) {
  for (const std::size_t words : {1, 3, 5, 40, 2000}) {
    const StorySignature signature = signature_of(body_of(7, words));
    const std::string bytes = encode_signature(signature);
    EXPECT_LE(bytes.size(), 34U);
    EXPECT_EQ(decode_signature(bytes), signature);
  }
  EXPECT_EQ(decode_signature(""), StorySignature{});
}

TEST(Signature, ThatIsDamagedIsAnError) {
  const std::string bytes = encode_signature(signature_of(body_of(7, 40)));
  for (const std::size_t size : {1, 17, 18, 19, 33}) {
    SCOPED_TRACE(size);
    EXPECT_THROW(decode_signature(bytes.substr(0, size)), Error);
  }
  EXPECT_THROW(decode_signature(bytes + "four"), Error);
}

}  // namespace
}  // namespace morgue
