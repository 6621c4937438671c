#include "indexer/dates/calendar_reader.h"

namespace morgue {

ReadExpression CalendarReader::month(std::uint32_t i) const {
  DateExpression result = make(Form::Calendar, i, i + 1);
  result.unit = TimeUnit::Month;
  result.month = static_cast<unsigned>(word(i).value);
  const std::uint32_t number = printed(i + 1) == "." && touches_next(i) ? i + 2 : i + 1;
  if (is_day_number(number)) {
    result.unit = TimeUnit::Day;
    result.day = static_cast<unsigned>(word(number).value);
    result.last = number + 1;
    read_year(result, result.last);
    if (result.year == 0 && !result.year_offset) read_joint_year(result);
    if (result.year == 0 && is_the_eleventh(result)) result.year = 2001;
    return result;
  }
  read_year(result, number);
  if (result.year != 0 || result.year_offset) return result;
  read_joint_year(result);
  if (result.year != 0) return result;
  if (word(i).short_form || !month_is_expected(i)) return std::nullopt;
  return result;
}

ReadExpression CalendarReader::day_of_month(std::uint32_t i) const {
  const std::uint32_t name = is(i + 1, DateClass::Of) ? i + 2 : i + 1;
  if (!is(name, DateClass::Month)) return std::nullopt;
  DateExpression result = make(Form::Calendar, i, name + 1);
  result.unit = TimeUnit::Day;
  result.day = static_cast<unsigned>(word(i).value);
  result.month = static_cast<unsigned>(word(name).value);
  const bool point = printed(name + 1) == "." && touches_next(name);
  read_year(result, point ? name + 2 : name + 1);
  return result;
}

ReadExpression CalendarReader::numeric_day(std::uint32_t i) const {
  if (word(i).value == 9 && printed(i + 1) == "/" && printed(i + 2) == "11" && touches_next(i) &&
      touches_next(i + 1) && printed(i + 3) != "/") {
    DateExpression result = make(Form::Calendar, i, i + 3);
    result.unit = TimeUnit::Day;
    return with_day(result, 2001, 9, 11);
  }
  const std::string_view mark = printed(i + 1);
  if ((mark != "-" && mark != "/") || printed(i + 3) != mark) return std::nullopt;
  for (std::uint32_t k = i; k < i + 4; ++k)
    if (!touches_next(k)) return std::nullopt;
  if (i > 0 && touches_next(i - 1) && printed(i - 1) == "/") return std::nullopt;  // an address
  const DateWord& a = word(i);
  const DateWord& b = word(i + 2);
  const DateWord& c = word(i + 4);
  if (a.type != DateClass::Count || b.type != DateClass::Count || c.type != DateClass::Count)
    return std::nullopt;
  if (b.digits == 0 || b.digits > 2 || c.digits == 0 || a.digits == 3 || c.digits == 3)
    return std::nullopt;
  DateExpression result = make(Form::Calendar, i, i + 5);
  result.unit = TimeUnit::Day;
  if (a.digits == 4) return with_day(result, a.value, b.value, c.value);
  const int year = c.digits == 4 ? c.value : c.value < 50 ? 2000 + c.value : 1900 + c.value;
  if (mark != "/") return std::nullopt;
  if (a.value > 12) return with_day(result, year, b.value, a.value);
  if (b.value > 12 || a.value == b.value) return with_day(result, year, a.value, b.value);
  return nothing(i, i + 5);
}

ReadExpression CalendarReader::holiday(std::uint32_t i) const {
  const bool day = reads(i + 1, "day");
  const bool eve = reads(i + 1, "eve");
  const bool pointed = i > 0 && (is(i - 1, DateClass::Pointer) || reads(i - 1, "on"));
  if (!day && !eve && !(pointed && !text_.tokens[i].possessive)) return std::nullopt;
  DateExpression result = make(Form::Calendar, i, day || eve ? i + 2 : i + 1);
  result.unit = TimeUnit::Day;
  result.month = static_cast<unsigned>(word(i).value) / 100;
  result.day = static_cast<unsigned>(word(i).value) % 100;
  constexpr unsigned kThursday = 4;
  if (result.day == 0) {  // Thanksgiving, the fourth Thursday
    result.nth = 4;
    result.weekday = kThursday;
  }
  if (eve && result.day > 1) --result.day;
  read_year(result, result.last);
  return result;
}

void CalendarReader::read_year(DateExpression& result, std::uint32_t i) const {
  std::uint32_t next = past_comma(i);
  if (is(next, DateClass::Of)) ++next;
  if (is_year_number(next)) {
    result.year = word(next).value;
    result.last = next + 1;
    return;
  }
  const std::uint32_t which = is(next, DateClass::The) ? next + 1 : next;
  const bool anchor = is(which, DateClass::Anchor);
  if ((!anchor && !is(which, DateClass::Pointer)) || !is_unit(which + 1, TimeUnit::Year)) return;
  result.year_offset = word(which).value;
  result.anchor_year = anchor;
  result.last = which + 2;
}

void CalendarReader::read_further_days(std::vector<DateExpression>& found,
                                       const DateExpression& first) const {
  for (std::uint32_t joint = first.last; is_joint(joint); joint += 2) {
    const std::uint32_t i = joint + 1;
    const bool figures = is(i, DateClass::Count) && word(i).digits > 0 && is_day_number(i);
    const bool ends = ends_clause(i + 1) || is(i + 1, DateClass::Preposition);
    if (!figures || !ends || printed(i + 1) == "%") return;
    DateExpression next = first;
    next.first = i;
    next.last = i + 1;
    next.day = static_cast<unsigned>(word(i).value);
    found.push_back(next);
  }
}

/// "the Sept. 11 attacks", in whatever year they are spoken of.
bool CalendarReader::is_the_eleventh(const DateExpression& date) const {
  constexpr unsigned kSeptember = 9;
  if (date.month != kSeptember || date.day != 11 || date.year_offset) return false;
  const std::uint32_t next =
      reads(date.last, "terrorist") || reads(date.last, "terror") || reads(date.last, "suicide")
          ? date.last + 1
          : date.last;
  return reads(next, "attack") || reads(next, "attacks") || reads(next, "hijackings") ||
         reads(next, "hijackers");
}

/// "between September and October of 2007", "May 5 to June 10, 1998": the year of both.
void CalendarReader::read_joint_year(DateExpression& result) const {
  if (!is_joint(result.last) || !is(result.last + 1, DateClass::Month)) return;
  std::uint32_t next = result.last + 2;
  if (is_day_number(next)) next = past_comma(next + 1);
  if (is(next, DateClass::Of)) ++next;
  if (is_year_number(next)) result.year = word(next).value;
}

/// "May", "March" and others are words and names too; "Black September" is no month.
bool CalendarReader::month_is_expected(std::uint32_t i) const {
  if (i == 0 || printed(i - 1).empty()) return !word(i).common;
  switch (type(i - 1)) {
    case DateClass::Preposition:
    case DateClass::Of:
    case DateClass::Qualifier:
    case DateClass::Pointer:
    case DateClass::Anchor:
    case DateClass::Back:
    case DateClass::Forth:
      return true;
    default:
      break;
  }
  if (is(i - 1, DateClass::Month) || (i >= 2 && is(i - 2, DateClass::Month)))
    return true;  // "in May and June"
  if (reads(i - 1, "as") && i >= 2 && (reads(i - 2, "early") || reads(i - 2, "late"))) return true;
  const bool behind_name = text_.tokens[i - 1].capitalised && !text_.tokens[i - 1].sentence_start;
  return !word(i).common && !behind_name;
}

ReadExpression CalendarReader::with_day(DateExpression result, int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  result.year = year;
  result.month = static_cast<unsigned>(month);
  result.day = static_cast<unsigned>(day);
  return result;
}

}  // namespace morgue
