#include "indexer/stories/story_index.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/indexer/stories/bodies.h"

namespace morgue {
namespace {

using std::chrono::sys_days;
using std::chrono::year;
using test::body_of;

constexpr sys_days kDay{year{2016} / 12 / 19};

class StoriesTold : public testing::Test {
 protected:
  /// The story of a body; its own number if it founds one.
  StoryId tell(std::string_view body, PublicationDay day = kDay) {
    return index_.assign(signature_of(body), day, ++told_);
  }
  static PublicationDay days_later(int days) { return kDay + std::chrono::days{days}; }

  StoryIndex index_;
  StoryId told_ = 0;
};

TEST_F(StoriesTold, AreTheSameInAnExactRepeatHoweverLate) {
  const std::string body = body_of(1, 300);
  const StoryId story = tell(body);
  EXPECT_EQ(tell(body), story);
  EXPECT_EQ(tell(body, days_later(3000)), story);
  EXPECT_EQ(tell(body, std::nullopt), story);
  std::string loud = body;
  std::transform(loud.begin(), loud.end(), loud.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  EXPECT_EQ(tell("* " + loud + "!"), story);
}

TEST_F(StoriesTold, AreTheSameInAnExactRepeatHoweverShort) {
  for (const std::string_view body :
       {"Gold.", "Gold fell.", "Gold fell in London.", "Qtly div 12 cts vs 12 cts prior"}) {
    SCOPED_TRACE(body);
    const StoryId story = tell(body);
    EXPECT_EQ(tell(body, days_later(40)), story);
  }
  EXPECT_NE(tell("Gold rose."), tell("Gold rose in London."));
}

TEST_F(StoriesTold, AreDifferentWithoutWords) {
  EXPECT_NE(tell(""), tell(""));
  EXPECT_EQ(index_.articles(), 0U);
}

TEST_F(StoriesTold, AreTheSameInACopyThatWasCutOrAddedTo) {
  const std::string body = body_of(1, 400);
  const StoryId story = tell(body);
  EXPECT_EQ(tell(body.substr(0, body.find(' ', body.size() * 3 / 5))), story) << "its tail is cut";
  EXPECT_EQ(tell(body + body_of(2, 100)), story) << "a paragraph more";
  EXPECT_EQ(tell(body_of(3, 100) + body, days_later(1)), story) << "the next day's new lead";
  std::string edited = body;
  for (std::size_t i = 50; i < edited.size(); i += 400) edited[i] = 'z';
  EXPECT_EQ(tell(edited), story) << "small edits";
}

TEST_F(StoriesTold, AreTheSameWeeksLaterOnlyInACopy) {
  const std::string body = body_of(1, 400);
  const StoryId story = tell(body);
  EXPECT_NE(tell(body + body_of(2, 100), days_later(3)), story) << "a new edition";
  EXPECT_EQ(tell(body + "with three words more", days_later(21)), story);
  EXPECT_NE(tell(body + body_of(4, 160), std::nullopt), story) << "of an unknown day";
  EXPECT_EQ(tell(body + body_of(5, 40), std::nullopt), story);
}

TEST_F(StoriesTold, AreDifferentInTheNextDaysTable) {
  const auto table = [](int seed) {
    std::string body = "Rates in London this morning, buying and selling, by the dollar: ";
    for (int row = 0; row < 30; ++row)
      body +=
          fmt::format("currency{} against the dollar {}.{:04} and {}.{:04} ", row, row % 7,
                      (row * 311 + seed * 1777) % 9973, row % 7, (row * 577 + seed * 1999) % 9967);
    return body;
  };
  EXPECT_NE(tell(table(1)), tell(table(2), days_later(1)));
  EXPECT_EQ(tell(table(3)), tell(table(3), days_later(1)));
}

TEST_F(StoriesTold, AreDifferentInTwoFlashesOfOneForm) {
  EXPECT_NE(tell("Qtly div 12 cts vs 12 cts prior. Pay March 31. Record March 16"),
            tell("Qtly div 12 cts vs 12 cts prior. Pay March 31. Record March 17"));
  EXPECT_NE(tell("First Harbour Bank said it is raising its prime rate to 7.75 pct from 7.50 pct, "
                 "effective immediately."),
            tell("Trust of Lanternfield said it is raising its prime rate to 7.75 pct from 7.50 "
                 "pct, effective immediately."));
}

TEST_F(StoriesTold, AreNeverChangedByALaterCopy) {
  const std::string a = body_of(1, 300);
  const std::string b = body_of(2, 300);
  const StoryId of_a = tell(a);
  const StoryId of_b = tell(b);
  // A text that is both joins one and leaves the other as it is.
  const StoryId of_both = tell(a + b.substr(0, b.size() / 3));
  EXPECT_EQ(of_both, of_a);
  EXPECT_EQ(tell(a), of_a);
  EXPECT_EQ(tell(b), of_b);
}

TEST_F(StoriesTold, AreThoseOfTheMostSimilarArticle) {
  const std::string body = body_of(1, 400);
  const StoryId first = tell(body);
  const std::string other = body.substr(0, body.size() / 4) + body_of(2, 300);
  const StoryId second = tell(other);
  ASSERT_NE(first, second);
  EXPECT_EQ(tell(other + body_of(3, 60)), second);
  EXPECT_EQ(tell(body + body_of(4, 60)), first);
}

TEST_F(StoriesTold, AreFoundAmongThousandsThatShareTheirSentences) {
  // Every shingle that all have is crowded soon; what is left is the text's own, or its equal.
  const std::string frame = body_of(1, 400);
  const auto body = [&](unsigned number) {
    return frame + fmt::format("of issue {} nobody but issue {} speaks", number, number);
  };
  std::vector<StoryId> stories;
  for (unsigned number = 0; number < 2000; ++number)
    stories.push_back(tell(body(number), days_later(static_cast<int>(number) * 10)));
  for (unsigned number = 0; number < 2000; number += 37)
    EXPECT_EQ(tell(body(number), days_later(-10'000)), stories[number]);
}

TEST_F(StoriesTold, CostFiftyBytesAnArticle) {
  for (unsigned number = 0; number < 5000; ++number) tell(body_of(number, 60));
  EXPECT_EQ(index_.articles(), 5000U);
  EXPECT_LE(index_.memory_bytes() / index_.articles(), 52U);
}

TEST(StoryRule, KnowsItsLines) {
  constexpr std::uint16_t kLong = 500;
  const struct {
    double resemblance;
    std::uint16_t a, b;
    std::optional<unsigned> days;
    bool same;
  } rows[] = {
      {1, 1, 1, 9000, true},
      {0.55, kLong, kLong, 0, true},
      {0.54, kLong, kLong, 0, false},
      {0.55, kLong, kLong, 2, true},
      {0.9, kLong, kLong, 3, false},
      {0.95, kLong, kLong, 3, true},
      {0.8, kLong, kLong, std::nullopt, true},
      {0.79, kLong, kLong, std::nullopt, false},
      // A report that its update holds as a whole.
      {0.45, 200, kLong, 0, true},
      {0.45, kLong, kLong, 0, false},
      // The shorter, the more alike.
      {0.6, 100, kLong, 0, false},
      {0.7, 100, kLong, 0, true},
      {0.98, 59, 59, 0, false},
  };
  for (const auto& [resemblance, a, b, days, same] : rows) {
    SCOPED_TRACE(fmt::format("{} {} {}", resemblance, a, b));
    EXPECT_EQ(tell_same_story(resemblance, a, b, days), same);
    EXPECT_EQ(tell_same_story(resemblance, b, a, days), same);
  }
}

TEST(StoryName, IsSixteenHexDigits) {
  EXPECT_EQ(story_name(0), "0000000000000000");
  EXPECT_EQ(story_name(0xABCDEF0123456789), "abcdef0123456789");
  const StorySignature signature = signature_of("Gold fell.");
  EXPECT_EQ(story_founded_by("a", signature), story_founded_by("a", signature));
  EXPECT_NE(story_founded_by("a", signature), story_founded_by("b", signature));
  EXPECT_NE(story_founded_by("a", signature), story_founded_by("a", signature_of("Gold rose.")));
}

}  // namespace
}  // namespace morgue
