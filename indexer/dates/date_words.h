// The words that dates are made of, and an article's tokens as such words.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/dates/date_value.h"
#include "indexer/tokens/tokeniser.h"

namespace morgue {

enum class DateClass : std::uint8_t {
  None,
  Month,       // value 1 to 12
  Weekday,     // value 0 (Sunday) to 6
  Unit,        // value: a TimeUnit; "days", "year"
  ShortTime,   // "hours", "minutes"
  Today,       // value: days from today; "yesterday" -1
  PartOfDay,   // "morning"
  Season,      // "summer"
  Count,       // value: the number; "two", "12", "1995", "a"
  Ordinal,     // value: the number; "3rd", "third"
  Decade,      // value: its first year, or its first two figures if the century is not said ("80s")
  Pointer,     // value -1, 0 or 1: "last", "this", "next"
  Anchor,      // value -1, 0 or 1, from the date spoken of before: "previous", "same", "following"
  Ago,         // from today backwards: "ago"
  Back,        // from the date spoken of before: "earlier", "before"
  Forth,       // "later", "after"
  Qualifier,   // "early", "mid", "late"
  Edge,        // "end", "beginning"
  Holiday,     // value: month and day, 1225; 1100 is Thanksgiving
  YearEnd,     // "year-end"
  Every,       // "every", "each"
  The,         // "the"
  Of,          // "of"
  Preposition  // what a year may follow: "in", "since"
};

/// What a word says about when the things around it happen.
enum class Tense : std::uint8_t { None, Past, Future };

struct DateWord {
  DateClass type = DateClass::None;
  std::uint8_t digits = 0;  // figures, if it is printed in figures
  bool short_form = false;  // "Jan", "Sat": a month or weekday only beside a number
  bool common = false;      // "May", "March": a month only where a month is expected
  Tense tense = Tense::None;
  std::int16_t value = 0;
};

/// One for each token. `person_tokens` as in find_places(): "Theresa May" has no month.
std::vector<DateWord> date_words(const TokenisedText& text, const std::vector<bool>& person_tokens);

}  // namespace morgue
