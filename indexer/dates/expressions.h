// Date expressions as they are printed, before anyone asks which day they mean: "Dec. 19", "last
// Friday", "two years ago". What only looks like a date is recognised as well ("for two years",
// "every Monday", "the third quarter"), so that nothing in it is taken for one.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "indexer/dates/date_words.h"

namespace morgue {

struct DateExpression {
  enum class Form : std::uint8_t {
    Calendar,    // what is printed of year, month and day
    Weekday,     // a weekday, near today
    FromToday,   // `count` units from today: "yesterday", "last year", "two weeks ago"
    FromAnchor,  // `count` units from the date spoken of before: "two days later", "that year"
    None         // a duration, a set, a week, a quarter, a season: no date
  };
  /// Whence a month without a year or a weekday is sought.
  enum class Near : std::uint8_t {
    Tense,     // as the sentence tells
    Last,      // "last Friday": before today
    This,      // "this Friday": in this week, "this June": in this year
    Next,      // "next Friday": after today
    Previous,  // "the previous Friday": before the date spoken of before
    Same,      // "that Friday"
    Following  // "the following Friday"
  };

  std::uint32_t first = 0;  // tokens [first, last)
  std::uint32_t last = 0;
  Form form = Form::None;
  TimeUnit unit = TimeUnit::Day;
  int year = 0;  // 0: not printed; of a decade its first
  unsigned month = 0;
  unsigned day = 0;
  unsigned weekday = 0;            // 0 is Sunday
  unsigned nth = 0;                // the day is the nth such weekday of the month; 0: `day` is it
  Near near = Near::Tense;         // of Weekday, and of Calendar without a year
  std::optional<int> year_offset;  // "June of last year": -1
  bool anchor_year = false;        // counted from the date spoken of before: "June of that year"
  std::optional<int> week_offset;  // "Friday of last week": -1
  int count = 0;                   // of FromToday and FromAnchor
};

/// In text order, not overlapping. O(tokens).
std::vector<DateExpression> find_date_expressions(const TokenisedText& text,
                                                  const std::vector<DateWord>& words);

}  // namespace morgue
