// What may stand behind date: in a query, and in the date fields of a form:
// "2016-12-01..2016-12-31", "2016", "2016-12", "..1990", "last week", "yesterday", "19 December
// 2016". Pure: today is a parameter.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace morgue {

/// Days, inclusive; an absent end is open.
struct DayRange {
  std::optional<std::chrono::year_month_day> from, to;

  bool operator==(const DayRange&) const = default;
};

/// A range of days as numbers, YYYYMMDD; an open end is that of all years that archives know.
struct DayNumbers {
  std::int32_t first = 10000101;
  std::int32_t last = 29991231;
};
DayNumbers day_numbers(const DayRange& range);

/// Nothing if it is no date. Weeks begin on Monday; "last week" is the calendar week before this
/// one.
std::optional<DayRange> parse_date_expression(std::string_view text,
                                              std::chrono::year_month_day today);

/// What may stand behind about: in a query: the same, and decades, "1990s" or "199".
std::optional<DayRange> parse_about_expression(std::string_view text,
                                               std::chrono::year_month_day today);

/// A single day, month or year: "2016-12-19", "2016-12", "2016".
std::optional<DayRange> parse_period(std::string_view text);

}  // namespace morgue
