// A point of the calendar as exactly as a text gives it, and reckoning with such points.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace morgue {

/// What people count time in, finest first.
enum class TimeUnit : std::uint8_t { Day, Week, Month, Quarter, Season, Year, Decade, Century };

struct DateValue {
  TimeUnit unit = TimeUnit::Day;  // Day, Month, Year or Decade
  int year = 0;                   // of a decade its first: 1980
  unsigned month = 0;             // 1 to 12, if unit is Day or Month
  unsigned day = 0;               // 1 to 31, if unit is Day

  bool operator==(const DateValue&) const = default;
};

DateValue day_of(std::chrono::sys_days day);
DateValue month_of(std::chrono::year_month month);
DateValue year_of(int year);
DateValue decade_of(int year);

/// Nothing if there is no such day, or the year is not one of 1000 to 2999.
std::optional<DateValue> checked(const DateValue& value);

/// The first day of it.
std::chrono::sys_days first_day(const DateValue& value);

/// `count` units later, earlier if negative, as exact as the unit: two weeks after a day is a day,
/// two years after it a year. Nothing for quarters, seasons and centuries, for what is not exact
/// enough (a week after a year), and outside the years 1000 to 2999.
std::optional<DateValue> shifted(const DateValue& value, TimeUnit unit, int count);

/// "2016-12-19", "2016-12", "2016"; a decade is "201".
std::string to_string(const DateValue& value);

}  // namespace morgue
