#include "searcher/date_expression.h"

#include <gtest/gtest.h>

#include <string>

#include "corpus/published.h"

namespace morgue {
namespace {

using std::chrono::year;

std::string shown(const std::optional<DayRange>& range) {
  if (!range) return "none";
  const auto day = [](const std::optional<std::chrono::year_month_day>& date) {
    return date ? to_iso({*date, std::nullopt, std::nullopt}) : "";
  };
  return day(range->from) + ".." + day(range->to);
}

TEST(DateExpression, IsReadAsDays) {
  const auto today = year{2016} / 12 / 21;  // a Wednesday
  const struct {
    std::string_view text, expected;
  } rows[] = {
      {"2016", "2016-01-01..2016-12-31"},
      {"2016-02", "2016-02-01..2016-02-29"},
      {"2016-12-19", "2016-12-19..2016-12-19"},
      {"2016-12-01..2016-12-31", "2016-12-01..2016-12-31"},
      {"2014..2016", "2014-01-01..2016-12-31"},
      {"..1990", "..1990-12-31"},
      {"2015-06..", "2015-06-01.."},
      {"19 December 2016", "2016-12-19..2016-12-19"},
      {"today", "2016-12-21..2016-12-21"},
      {"Yesterday", "2016-12-20..2016-12-20"},
      {"this week", "2016-12-19..2016-12-25"},
      {"last week", "2016-12-12..2016-12-18"},
      {"last month", "2016-11-01..2016-11-30"},
      {"this year", "2016-01-01..2016-12-31"},
      {"last year", "2015-01-01..2015-12-31"},
      {"last 7 days", "2016-12-15..2016-12-21"},
      {"2016-02-30", "none"},
      {"2016-13", "none"},
      {"..", "none"},
      {"soon", "none"},
      {"", "none"},
      {"last 99999999999 days", "none"},
      {"20161", "none"},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(shown(parse_date_expression(text, today)), expected);
  }
}

TEST(DateExpression, BehindAboutMayBeADecade) {
  const auto today = year{2016} / 12 / 21;
  const struct {
    std::string_view text, expected;
  } rows[] = {
      {"1990s", "1990-01-01..1999-12-31"},
      {"199", "1990-01-01..1999-12-31"},
      {"1980s..1990s", "1980-01-01..1999-12-31"},
      {"1985..1990s", "1985-01-01..1999-12-31"},
      {"1998-05", "1998-05-01..1998-05-31"},
      {"1998-05..1998-07", "1998-05-01..1998-07-31"},
      {"..1940s", "..1949-12-31"},
      {"yesterday", "2016-12-20..2016-12-20"},
      {"1995s", "none"},
      {"19", "none"},
      {"990s", "none"},
      {"..", "none"},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(shown(parse_about_expression(text, today)), expected);
  }
}

TEST(DateExpression, OfJanuaryLooksBackIntoTheOldYear) {
  EXPECT_EQ(shown(parse_date_expression("last month", year{2017} / 1 / 1)),
            "2016-12-01..2016-12-31");
  EXPECT_EQ(shown(parse_date_expression("yesterday", year{2017} / 1 / 1)),
            "2016-12-31..2016-12-31");
}

}  // namespace
}  // namespace morgue
