#include "searcher/bars.h"

#include <fmt/format.h>

#include <chrono>

namespace morgue {
namespace {

constexpr int kMostMonths = 48;  // a longer span is drawn in years
constexpr int kMostDays = 62;    // a longer one in months

}  // namespace

int bar_index(BarUnit unit, std::int32_t day) {
  const int year = day / 10'000;
  if (unit == BarUnit::Year) return year;
  const int month = day / 100 % 100;
  if (unit == BarUnit::Month) return year * 12 + month - 1;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day % 100)}};
  return static_cast<int>(std::chrono::sys_days{date}.time_since_epoch().count());
}

std::string bar_value(BarUnit unit, int index) {
  if (unit == BarUnit::Year) return fmt::format("{:04}", index);
  if (unit == BarUnit::Month) return fmt::format("{:04}-{:02}", index / 12, index % 12 + 1);
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{index}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

BarUnit unit_for(std::int32_t first, std::int32_t last) {
  if (bar_index(BarUnit::Month, last) - bar_index(BarUnit::Month, first) >= kMostMonths)
    return BarUnit::Year;
  return bar_index(BarUnit::Day, last) - bar_index(BarUnit::Day, first) >= kMostDays
             ? BarUnit::Month
             : BarUnit::Day;
}

}  // namespace morgue
