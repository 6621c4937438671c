#include "web/format.h"

#include <gtest/gtest.h>

#include <limits>

namespace morgue::web {
namespace {

TEST(Numbers, HaveTheirThousandsApart) {
  const struct {
    std::uint64_t number;
    std::string_view expected;
  } rows[] = {
      {0, "0"},
      {999, "999"},
      {1000, "1,000"},
      {123456, "123,456"},
      {1234567, "1,234,567"},
      {std::numeric_limits<std::uint64_t>::max(), "18,446,744,073,709,551,615"},
  };
  for (const auto& [number, expected] : rows) EXPECT_EQ(with_thousands(number), expected);
}

TEST(Counts, KnowOneFromMany) {
  EXPECT_EQ(counted(0, "article", "articles"), "0 articles");
  EXPECT_EQ(counted(1, "country", "countries"), "1 country");
  EXPECT_EQ(counted(2000, "article", "articles"), "2,000 articles");
}

TEST(Days, AreWrittenOut) {
  EXPECT_EQ(day_in_words(std::chrono::year{2016} / 12 / 19), "19 December 2016");
  EXPECT_EQ(day_in_words(std::chrono::year{1989} / 5 / 1), "1 May 1989");
}

TEST(Published, IsToldAsFarAsItIsKnown) {
  const struct {
    std::string_view iso, expected;
  } rows[] = {
      {"2016-12-19", "19 December 2016"},
      {"2016-12-19T14:05", "19 December 2016, 14:05"},
      {"2016-12-19T00:00:00Z", "19 December 2016, 00:00 UTC"},
      {"2016-12-19T14:05:59+03:30", "19 December 2016, 14:05 (UTC+03:30)"},
      {"2016-12-19T23:59-05:00", "19 December 2016, 23:59 (UTC-05:00)"},
      // Half an hour west: the hour alone has no sign to show it.
      {"2016-12-19T12:00-00:30", "19 December 2016, 12:00 (UTC-00:30)"},
  };
  for (const auto& [iso, expected] : rows) {
    SCOPED_TRACE(iso);
    const auto published = parse_iso(iso);
    ASSERT_TRUE(published);
    EXPECT_EQ(published_in_words(*published), expected);
  }
}

TEST(Periods, AreWrittenOut) {
  const struct {
    std::string_view value, expected;
  } rows[] = {
      {"2016", "2016"},
      {"2016-12", "December 2016"},
      {"2016-01-02", "2 January 2016"},
      {"undated", "No date"},
      // What is no period is shown as it came.
      {"soon", "soon"},
      {"20x6-12", "20x6-12"},
      {"", ""},
  };
  for (const auto& [value, expected] : rows) EXPECT_EQ(period_in_words(value), expected);
}

}  // namespace
}  // namespace morgue::web
