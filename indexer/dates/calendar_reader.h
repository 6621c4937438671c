// Months and days as they are printed, with a year or without.
#pragma once

#include "indexer/dates/year_reader.h"

namespace morgue {

class CalendarReader : protected YearReader {
 protected:
  using YearReader::YearReader;

  /// "Dec. 19, 2016", "Dec. 19", "December 2016", "December of last year", "December".
  ReadExpression month(std::uint32_t i) const;
  /// "19 December 2016", "19th of December".
  ReadExpression day_of_month(std::uint32_t i) const;
  /// "2016-12-19", "2016/12/19", "12/19/2016": only if one reading is possible; and "9/11".
  ReadExpression numeric_day(std::uint32_t i) const;
  /// "Christmas Eve", "last Thanksgiving"; not "Christmas shopping".
  ReadExpression holiday(std::uint32_t i) const;
  /// What stands behind a month or a day of a month: "2016", ", 2016", "of 2016", "of last year".
  void read_year(DateExpression& result, std::uint32_t i) const;
  /// "and 21", "to 24" behind "Dec. 19": days of the same month.
  void read_further_days(std::vector<DateExpression>& found, const DateExpression& first) const;

 private:
  bool is_the_eleventh(const DateExpression& date) const;
  void read_joint_year(DateExpression& result) const;
  bool month_is_expected(std::uint32_t i) const;
  static ReadExpression with_day(DateExpression result, int year, int month, int day);
};

}  // namespace morgue
