#include "indexer/dates/year_reader.h"

namespace morgue {
namespace {

constexpr int kFirstBareYear = 1900;  // without a word before it that asks for a year
constexpr int kLastBareYear = 2100;

}  // namespace

ReadExpression YearReader::decade(std::uint32_t i) const {
  const DateWord& figures = word(i);
  DateExpression result = make(Form::Calendar, i, i + 1);
  result.unit = TimeUnit::Decade;
  result.year = figures.value;
  if (figures.digits == 4 && figures.value % 100 == 0 && figures.value < 2000)
    return nothing(i, i + 1);  // "the 1800s" are a century
  if (figures.digits == 4) return result;
  constexpr int kFirstOfLastCentury = 20;  // "the '20s" and later are of the 20th century
  const std::string_view before = i > 0 ? printed(i - 1) : std::string_view{};
  const bool apostrophe = before == "'" || before == "\u2019" || before == "\u2018";
  const bool asked = apostrophe || is(i - 1, DateClass::The) || is(i - 1, DateClass::Qualifier) ||
                     (i >= 2 && before == "and" && is(i - 2, DateClass::Decade));
  if (!asked || i == 0 || figures.value < kFirstOfLastCentury) return std::nullopt;
  result.year = 1900 + figures.value;
  return result;
}

ReadExpression YearReader::bare_year(std::uint32_t i) const {
  const int value = word(i).value;
  if (value < 1000 || counts_something(i)) return std::nullopt;
  const std::string_view behind = printed(i + 1);
  if ((behind == "'" || behind == "\u2019") && printed(i + 2) == "s" && value % 10 == 0) {
    DateExpression result = year(value, i, i + 3);
    result.unit = TimeUnit::Decade;
    return result;
  }
  const bool asked = year_is_asked_for(i);
  if (!asked && (value < kFirstBareYear || value > kLastBareYear)) return std::nullopt;
  if (!asked && before_plural(i)) return std::nullopt;
  // "1988-90", "1988/89"
  const bool span = (behind == "-" || behind == "/" || behind == "\u2013") && touches_next(i) &&
                    touches_next(i + 1) && word(i + 2).digits == 2;
  return year(value, i, span ? i + 3 : i + 1);
}

ReadExpression YearReader::short_year(std::uint32_t i) const {
  constexpr int kFirstOfLastCentury = 30;
  if (word(i).digits != 2 || i == 0 || !touches_next(i - 1)) return std::nullopt;
  const bool apostrophe = is_any(printed(i - 1), {"'", "\u2019", "\u2018"});
  const bool asked = i >= 2 && (is(i - 2, DateClass::Preposition) || is(i - 2, DateClass::Of));
  if (!apostrophe || !asked || printed(i + 1) == "'" || printed(i + 1) == "\u2019")
    return std::nullopt;
  const int value = word(i).value;
  return year(value < kFirstOfLastCentury ? 2000 + value : 1900 + value, i, i + 1);
}

ReadExpression YearReader::spelled_year(std::uint32_t i) const {
  const DateWord& first = word(i);
  const DateWord& second = word(i + 1);
  if (first.digits > 0 || second.digits > 0 || second.type != DateClass::Count) return std::nullopt;
  if (first.value >= 15 && first.value <= 20 && second.value >= 10 && second.value <= 99) {
    const int tens = second.value;
    const DateWord& ones = word(i + 2);
    const bool split = tens >= 20 && tens % 10 == 0 && ones.type == DateClass::Count &&
                       ones.digits == 0 && ones.value <= 9;
    return year(100 * first.value + tens + (split ? ones.value : 0), i, i + (split ? 3 : 2));
  }
  const bool asked = i > 0 && (is_unit(i - 1, TimeUnit::Year) || is(i - 1, DateClass::Preposition));
  if (first.value != 2 || second.value != 1000 || !asked) return std::nullopt;
  const DateWord& ones = word(i + 2);
  const bool more = ones.type == DateClass::Count && ones.digits == 0 && ones.value <= 99;
  return year(2000 + (more ? ones.value : 0), i, i + (more ? 3 : 2));
}

bool YearReader::year_is_asked_for(std::uint32_t i) const {
  if (i == 0) return false;
  switch (type(i - 1)) {
    case DateClass::Preposition:
    case DateClass::Qualifier:
    case DateClass::Back:
    case DateClass::Forth:
      return true;
    default:
      break;
  }
  const std::string_view before = printed(i - 1);
  if (i >= 2 && reads(i - 1, "to"))
    for (const std::string_view verb : {"dates", "dated", "dating", "back", "prior", "compared"})
      if (reads(i - 2, verb)) return true;
  if (before == "-" || before == "\u2013" || reads(i - 1, "to") || reads(i - 1, "and"))
    return i >= 2 && is_year_number(i - 2);
  if (i >= 3 && reads(i - 1, "least") && reads(i - 2, "at"))
    return is(i - 3, DateClass::Preposition);
  return before == "(" && (printed(i + 1) == ")" || printed(i + 1) == "-");
}

bool YearReader::counts_something(std::uint32_t i) const {
  const std::string_view behind = printed(i + 1);
  if (behind == "%" || is(i + 1, DateClass::ShortTime) || is(i + 1, DateClass::Weekday) ||
      (is(i + 1, DateClass::Unit) && unit(i + 1) != TimeUnit::Quarter))
    return true;
  for (const std::string_view word :
       {"percent",    "pct",    "mln",     "bn",    "million",  "billion", "trillion", "dlrs",
        "dollars",    "people", "men",     "women", "troops",   "miles",   "km",       "kilometers",
        "kilometres", "meters", "metres",  "feet",  "tonnes",   "tons",    "gmt",      "utc",
        "est",        "edt",    "hrs",     "local", "local",    "bc",      "bce",      "b.c.",
        "shares",     "points", "barrels", "times", "children", "members", "acres",    "jobs"})
    if (reads(i + 1, word)) return true;
  if (i == 0) return false;
  const std::string_view before = printed(i - 1);
  for (const std::string_view mark : {"$", "\u00A3", "\u20AC", "\u00A5", "#", "+"})
    if (before == mark) return true;
  // "2:15 p.m. (1815 GMT)"
  if (before == "(" && i >= 2 && is_any(printed(i - 2), {"p.m.", "a.m.", "pm", "am", "PM", "AM"}))
    return true;
  // "555-1999"
  if (before == "-" && i >= 2 && touches_next(i - 1) && touches_next(i - 2) &&
      text_.tokens[i - 2].kind == TokenKind::Number && !is_year_number(i - 2))
    return true;
  if (before == "." || before == "/")
    if (touches_next(i - 1) && i >= 2 && touches_next(i - 2)) return true;
  for (const std::string_view word :
       {"about",   "nearly", "almost",     "some",    "over",    "than", "roughly", "approximately",
        "another", "only",   "no",         "no.",     "number",  "nos.", "rs",      "room",
        "flight",  "route",  "resolution", "section", "article", "page", "chapter"})
    if (reads(i - 1, word)) return true;
  return false;
}

/// "2000 soldiers"
bool YearReader::before_plural(std::uint32_t i) const {
  const std::string_view next = printed(i + 1);
  if (next.size() < 4 || !is_lower(next.front()) || next.back() != 's' || next.ends_with("ss"))
    return false;
  if (i == 0) return true;
  if (text_.tokens[i - 1].capitalised && !text_.tokens[i - 1].sentence_start) return false;
  return !is(i - 1, DateClass::The) && !is(i - 1, DateClass::Pointer) && !reads(i - 1, "his") &&
         !reads(i - 1, "her") && !reads(i - 1, "its") && !reads(i - 1, "their") &&
         printed(i - 1) != "'s" && printed(i - 1) != "\u2019s";
}

}  // namespace morgue
