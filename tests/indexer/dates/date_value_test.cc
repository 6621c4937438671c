#include "indexer/dates/date_value.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

using namespace std::chrono_literals;

std::string shifted_text(const DateValue& value, TimeUnit unit, int count) {
  const auto result = shifted(value, unit, count);
  return result ? to_string(*result) : "nothing";
}

const DateValue kDay = day_of(std::chrono::sys_days{2016y / 12 / 19});

TEST(DateValue, IsWrittenAsExactlyAsItIsKnown) {
  EXPECT_EQ(to_string(kDay), "2016-12-19");
  EXPECT_EQ(to_string(month_of(2016y / std::chrono::January)), "2016-01");
  EXPECT_EQ(to_string(year_of(1066)), "1066");
  EXPECT_EQ(to_string(decade_of(1989)), "198");
}

TEST(DateValue, IsShiftedByAUnitAndIsThenAsExactAsTheUnit) {
  const struct {
    TimeUnit unit;
    int count;
    std::string_view expected;
  } rows[] = {
      {TimeUnit::Day, -19, "2016-11-30"},
      {TimeUnit::Week, 2, "2017-01-02"},
      {TimeUnit::Month, -12, "2015-12"},
      {TimeUnit::Month, 1, "2017-01"},
      {TimeUnit::Year, -50, "1966"},
      {TimeUnit::Decade, -1, "200"},
      // A quarter has no value of its own.
      {TimeUnit::Quarter, 1, "nothing"},
      {TimeUnit::Century, -1, "nothing"},
  };
  for (const auto& [unit, count, expected] : rows)
    EXPECT_EQ(shifted_text(kDay, unit, count), expected) << count;
}

TEST(DateValue, IsNeverMoreExactThanWhatItIsCountedFrom) {
  EXPECT_EQ(shifted_text(year_of(2016), TimeUnit::Day, 3), "nothing");
  EXPECT_EQ(shifted_text(year_of(2016), TimeUnit::Month, 3), "nothing");
  EXPECT_EQ(shifted_text(decade_of(1980), TimeUnit::Year, 1), "nothing");
  EXPECT_EQ(shifted_text(month_of(2016y / std::chrono::May), TimeUnit::Year, -1), "2015");
}

TEST(DateValue, StaysWithinTheYearsThatCanBeWritten) {
  EXPECT_EQ(shifted_text(kDay, TimeUnit::Year, -9999), "nothing");
  EXPECT_EQ(shifted_text(kDay, TimeUnit::Day, 2'000'000'000), "nothing");
  EXPECT_EQ(shifted_text(kDay, TimeUnit::Decade, 99'999), "nothing");
  EXPECT_EQ(checked({TimeUnit::Day, 2015, 2, 29}), std::nullopt);
  EXPECT_NE(checked({TimeUnit::Day, 2016, 2, 29}), std::nullopt);
}

}  // namespace
}  // namespace morgue
