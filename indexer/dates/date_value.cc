#include "indexer/dates/date_value.h"

#include <fmt/format.h>

namespace morgue {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr int kFirstYear = 1000;
constexpr int kLastYear = 2999;
// More than any text counts back; keeps reckoning within the range of int.
constexpr int kLongestCount = 100'000;

}  // namespace

DateValue day_of(sys_days date) {
  const year_month_day parts{date};
  return {TimeUnit::Day, static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()),
          static_cast<unsigned>(parts.day())};
}

DateValue month_of(year_month date) {
  return {TimeUnit::Month, static_cast<int>(date.year()), static_cast<unsigned>(date.month()), 0};
}

DateValue year_of(int year) { return {TimeUnit::Year, year, 0, 0}; }

DateValue decade_of(int year) { return {TimeUnit::Decade, year / 10 * 10, 0, 0}; }

std::optional<DateValue> checked(const DateValue& value) {
  if (value.year < kFirstYear || value.year > kLastYear) return std::nullopt;
  if (value.unit == TimeUnit::Day &&
      !year_month_day{year{value.year}, month{value.month}, day{value.day}}.ok())
    return std::nullopt;
  return value;
}

sys_days first_day(const DateValue& value) {
  return year_month_day{year{value.year}, month{value.month == 0 ? 1 : value.month},
                        day{value.day == 0 ? 1 : value.day}};
}

std::optional<DateValue> shifted(const DateValue& value, TimeUnit unit, int count) {
  if (count > kLongestCount || count < -kLongestCount) return std::nullopt;
  switch (unit) {
    case TimeUnit::Day:
    case TimeUnit::Week:
      if (value.unit != TimeUnit::Day) return std::nullopt;
      return checked(
          day_of(first_day(value) + std::chrono::days{unit == TimeUnit::Week ? 7 * count : count}));
    case TimeUnit::Month:
      if (value.unit != TimeUnit::Day && value.unit != TimeUnit::Month) return std::nullopt;
      return checked(
          month_of(year_month{year{value.year}, month{value.month}} + std::chrono::months{count}));
    case TimeUnit::Year:
      if (value.unit == TimeUnit::Decade) return std::nullopt;
      return checked(year_of(value.year + count));
    case TimeUnit::Decade:
      return checked(decade_of(value.year + 10 * count));
    case TimeUnit::Quarter:
    case TimeUnit::Season:
    case TimeUnit::Century:
      break;
  }
  return std::nullopt;
}

std::string to_string(const DateValue& value) {
  switch (value.unit) {
    case TimeUnit::Day:
      return fmt::format("{:04}-{:02}-{:02}", value.year, value.month, value.day);
    case TimeUnit::Month:
      return fmt::format("{:04}-{:02}", value.year, value.month);
    case TimeUnit::Decade:
      return fmt::format("{:03}", value.year / 10);
    default:
      return fmt::format("{:04}", value.year);
  }
}

}  // namespace morgue
