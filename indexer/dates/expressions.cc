// One rule for each kind of word that an expression may begin with, tried at every token; the first
// that fits takes its tokens. A rule looks a few tokens ahead and never behind the paragraph. Rules
// for what is printed of the calendar: calendar_reader.h and year_reader.h.
#include "indexer/dates/expressions.h"

#include <algorithm>

#include "indexer/dates/calendar_reader.h"

namespace morgue {
namespace {

using Near = DateExpression::Near;
using Read = ReadExpression;

class Reader : private CalendarReader {
 public:
  Reader(const TokenisedText& text, const std::vector<DateWord>& words)
      : CalendarReader(text, words) {
    for (std::size_t i = 0; i < words.size() && !reports_quarter_; ++i)
      reports_quarter_ = is_quarter_of_a_year(i);
  }

  std::vector<DateExpression> run() {
    std::vector<DateExpression> found;
    for (std::uint32_t i = 0; i < words_.size();) {
      const std::size_t before = found.size();
      if (words_[i].type != DateClass::None) read_into(found, i);
      i = found.size() > before ? std::max(found.back().last, i + 1) : i + 1;
    }
    return found;
  }

 private:
  /// "third-quarter", "the quarter"; not "a quarter of its value".
  bool is_quarter_of_a_year(std::size_t i) const {
    const DateWord& word = words_[i];
    if (word.type != DateClass::Unit || static_cast<TimeUnit>(word.value) != TimeUnit::Quarter)
      return false;
    return i == 0 || words_[i - 1].type != DateClass::Count;
  }

  void read_into(std::vector<DateExpression>& found, std::uint32_t i) {
    enter_paragraph(text_.tokens[i].paragraph);
    Read read = read_at(i);
    if (!read) return;
    const DateExpression first = *read;
    found.push_back(first);
    if (first.form != Form::Calendar || first.unit != TimeUnit::Day || first.year != 0) return;
    read_further_days(found, first);
  }

  Read read_at(std::uint32_t i) {
    switch (type(i)) {
      case DateClass::Every:
        return set(i);
      case DateClass::Qualifier:
        return qualified(i);
      case DateClass::Edge:
        return edge(i);
      case DateClass::Back:
      case DateClass::Forth:
        return sooner_or_later(i);
      case DateClass::The:
        return behind_the(i);
      default:
        return period(i);
    }
  }

  Read period(std::uint32_t i) {
    switch (type(i)) {
      case DateClass::Today:
        return today(i);
      case DateClass::Weekday:
        return weekday(i);
      case DateClass::Month:
        return month(i);
      case DateClass::Season:
        return season(i);
      case DateClass::Decade:
        return decade(i);
      case DateClass::Pointer:
        return pointer(i);
      case DateClass::Anchor:
        return anchor(i);
      case DateClass::Ordinal:
        return ordinal(i);
      case DateClass::Count:
        return number(i);
      case DateClass::Holiday:
        return holiday(i);
      case DateClass::Unit:
      case DateClass::YearEnd:
        return year_end(i);
      default:
        return std::nullopt;
    }
  }

  /// "by year-end", "by year end", "by year's end"; "New Year's Eve".
  Read year_end(std::uint32_t i) const {
    if (is_unit(i, TimeUnit::Year) && i > 0 && printed(i - 1) == "New" &&
        text_.tokens[i].possessive && (reads(i + 2, "eve") || reads(i + 2, "day"))) {
      const bool eve = reads(i + 2, "eve");
      DateExpression result = make(Form::Calendar, i - 1, i + 3);
      result.unit = TimeUnit::Day;
      result.month = eve ? 12 : 1;
      result.day = eve ? 31 : 1;
      return result;
    }
    if (i == 0 || !(reads(i - 1, "by") || reads(i - 1, "at") || reads(i - 1, "before") ||
                    reads(i - 1, "around") || reads(i - 1, "until")))
      return std::nullopt;
    std::uint32_t last = i;
    if (is(i, DateClass::Unit)) {
      if (unit(i) != TimeUnit::Year) return std::nullopt;
      ++last;
      if (printed(last) == "'s" || printed(last) == "\u2019s") ++last;
      if (!reads(last, "end")) return std::nullopt;
    }
    return counted(Form::FromToday, TimeUnit::Year, 0, i, last + 1);
  }

  /// "every Monday", "each year".
  Read set(std::uint32_t i) {
    std::uint32_t next = i + 1;
    if (is(next, DateClass::Count) || is(next, DateClass::Ordinal)) ++next;
    const DateClass what = type(next);
    if (what == DateClass::Weekday || what == DateClass::Unit || what == DateClass::Season ||
        what == DateClass::Month || what == DateClass::PartOfDay || what == DateClass::ShortTime)
      return nothing(i, next + 1);
    return std::nullopt;
  }

  /// "early 1990", "late on Friday", "mid May".
  Read qualified(std::uint32_t i) {
    std::uint32_t next = i + 1;
    if (reads(next, "in") || reads(next, "on") || printed(next) == "-") ++next;
    if (is(next, DateClass::The)) ++next;
    Read read = period(next);
    if (read) read->first = i;
    return read;
  }

  /// "end of the year", "beginning of October".
  Read edge(std::uint32_t i) {
    if (!is(i + 1, DateClass::Of)) return std::nullopt;
    std::uint32_t next = i + 2;
    if (is(next, DateClass::The)) ++next;
    Read read = period(next);
    if (!read && (is_unit(next, TimeUnit::Year) || is_unit(next, TimeUnit::Month)))
      read = counted(Form::FromToday, unit(next), 0, i, next + 1);
    if (read) read->first = i;
    return read;
  }

  /// "Earlier this month", "later that day", "earlier Sunday".
  Read sooner_or_later(std::uint32_t i) {
    if (!reads(i, "earlier") && !reads(i, "later")) return std::nullopt;
    std::uint32_t next = i + 1;
    if (reads(next, "in") || reads(next, "on")) ++next;
    const DateClass what = type(next);
    if (what == DateClass::The) ++next;
    if (what == DateClass::The && (is_unit(next, TimeUnit::Year) || is_unit(next, TimeUnit::Month)))
      return counted(Form::FromToday, unit(next), 0, i, next + 1);
    if (what != DateClass::Pointer && what != DateClass::Anchor && what != DateClass::Today &&
        what != DateClass::Weekday)
      return std::nullopt;
    Read read = period(next);
    if (read) read->first = i;
    return read;
  }

  Read behind_the(std::uint32_t i) {
    const std::uint32_t next = i + 1;
    Read read;
    switch (type(next)) {
      case DateClass::Edge:
        read = edge(next);
        break;
      case DateClass::Qualifier:
        read = qualified(next);
        break;
      case DateClass::Unit:
        return the_day_before(i);
      default:
        read = period(next);
    }
    if (read) read->first = i;
    return read;
  }

  /// "the day before yesterday", "the day after tomorrow", "the day before".
  Read the_day_before(std::uint32_t i) {
    const int direction = is(i + 2, DateClass::Back) ? -1 : 1;
    if (direction == 1 && !is(i + 2, DateClass::Forth)) return std::nullopt;
    if (is(i + 3, DateClass::Today) && is_unit(i + 1, TimeUnit::Day))
      return counted(Form::FromToday, TimeUnit::Day, word(i + 3).value + direction, i, i + 4);
    if (!ends_clause(i + 3)) return std::nullopt;
    return counted(Form::FromAnchor, unit(i + 1), direction, i, i + 3);
  }

  /// "today", "yesterday morning"; not "USA Today" and "the cars of tomorrow".
  Read today(std::uint32_t i) {
    const Token& token = text_.tokens[i];
    const bool in_name = i > 0 && token.capitalised && !token.all_caps && !token.sentence_start &&
                         text_.tokens[i - 1].capitalised;
    if (in_name || (i > 0 && is(i - 1, DateClass::Of) && reads(i, "tomorrow")))
      return nothing(i, i + 1);
    return counted(Form::FromToday, TimeUnit::Day, word(i).value, i, past_part_of_day(i + 1));
  }

  std::uint32_t past_part_of_day(std::uint32_t i) const {
    if (is(i, DateClass::Qualifier) && is(i + 1, DateClass::PartOfDay)) return i + 2;
    return is(i, DateClass::PartOfDay) ? i + 1 : i;
  }

  /// "Friday", "Friday night", "Friday, August 30", "Friday of last week".
  Read weekday(std::uint32_t i) {
    const std::uint32_t next = past_comma(i + 1);
    Read day;
    if (is(next, DateClass::Month))
      day = month(next);
    else if (is_day_number(next) || (is(next, DateClass::The) && is_day_number(next + 1)))
      day = day_of_month(is(next, DateClass::The) ? next + 1 : next);
    if (day && day->unit == TimeUnit::Day) {
      day->first = i;
      return day;
    }
    if (word(i).short_form) return std::nullopt;
    if (i > 0)
      for (const std::string_view name :
           {"super", "black", "bloody", "cyber", "palm", "good", "easter", "ash", "fat", "shrove"})
        if (reads(i - 1, name)) return nothing(i, i + 1);
    if (is_title(i)) return nothing(i, i + 1);
    for (const std::string_view plural : {"mornings", "afternoons", "evenings", "nights"})
      if (reads(i + 1, plural)) return nothing(i, i + 2);
    DateExpression result = make(Form::Weekday, i, past_part_of_day(i + 1));
    result.weekday = static_cast<unsigned>(word(i).value);
    const std::uint32_t of = is(i + 1, DateClass::Of) ? i + 2 : i + 1;
    if (is(of, DateClass::Pointer) && is_unit(of + 1, TimeUnit::Week)) {
      result.week_offset = word(of).value;
      result.last = of + 2;
    }
    return result;
  }

  /// "the Sunday Times"
  bool is_title(std::uint32_t i) const {
    if (i == 0 || !is(i - 1, DateClass::The) || text_.tokens[i].in_headline) return false;
    return !ends_clause(i + 1) && type(i + 1) == DateClass::None && text_.tokens[i + 1].capitalised;
  }

  /// "fall of 2011", "summer 2012". A season alone is no date of a year.
  Read season(std::uint32_t i) {
    const std::uint32_t next = is(i + 1, DateClass::Of) ? i + 2 : i + 1;
    if (is_year_number(next)) return year(word(next).value, i, next + 1);
    DateExpression result = make(Form::Calendar, i, i + 1);
    result.unit = TimeUnit::Year;
    read_year(result, i + 1);
    if (!result.year_offset) return std::nullopt;
    return result;
  }

  /// "last year", "this Friday", "next March", "last night"; "this summer" has no value.
  Read pointer(std::uint32_t i) {
    std::uint32_t next = i + 1;
    int direction = word(i).value;
    if (is(next, DateClass::Pointer)) direction = word(next++).value;  // "this past Friday"
    next = past_fiscal(next);
    const Near near = direction < 0 ? Near::Last : direction > 0 ? Near::Next : Near::This;
    switch (type(next)) {
      case DateClass::Count:
        return is(next + 1, DateClass::Unit) || is(next + 1, DateClass::ShortTime)
                   ? Read{nothing(i, next + 2)}  // "the last three years"
                   : std::nullopt;
      case DateClass::Unit:
        return pointed_unit(i, next, direction);
      case DateClass::PartOfDay:
        if (direction > 0) return counted(Form::FromAnchor, TimeUnit::Day, 1, i, next + 1);
        return counted(Form::FromToday, TimeUnit::Day, direction, i, next + 1);
      case DateClass::Season:
        return nothing(i, next + 1);
      case DateClass::Holiday:
      case DateClass::Weekday:
      case DateClass::Month: {
        Read read = period(next);
        if (!read) return std::nullopt;
        read->first = i;
        read->near = near;
        return read;
      }
      default:
        return std::nullopt;
    }
  }

  Read pointed_unit(std::uint32_t first, std::uint32_t i, int direction) {
    const bool the = first > 0 && is(first - 1, DateClass::The);
    std::uint32_t last = i + 1;
    // "next year's first quarter" is a quarter.
    std::uint32_t owned = printed(last) == "'s" || printed(last) == "\u2019s" ? last + 1 : last;
    if (is(owned, DateClass::Ordinal)) ++owned;
    if (owned > last && is_unit(owned, TimeUnit::Quarter)) return nothing(first, owned + 1);
    switch (unit(i)) {
      case TimeUnit::Day:
        if (direction <= 0) return nothing(first, last);
        return counted(Form::FromAnchor, TimeUnit::Day, 1, first, last);
      case TimeUnit::Month:
      case TimeUnit::Year:
        if (text_.of(text_.tokens[i]).back() == 's') return nothing(first, last);  // "past years"
        return counted(the && direction > 0 ? Form::FromAnchor : Form::FromToday, unit(i),
                       direction, first, last);
      case TimeUnit::Decade:
        if (the) return nothing(first, last);  // "over the past decade"
        return counted(Form::FromToday, unit(i), direction, first, last);
      default:
        return nothing(first, last);
    }
  }

  /// "the previous month", "that year", "the same day", "the following Monday", "that night".
  Read anchor(std::uint32_t i) {
    const int direction = word(i).value;
    const Near near = direction < 0 ? Near::Previous : direction > 0 ? Near::Following : Near::Same;
    switch (type(i + 1)) {
      case DateClass::Unit:
        if (unit(i + 1) == TimeUnit::Week || unit(i + 1) == TimeUnit::Quarter)
          return nothing(i, i + 2);
        if (text_.of(text_.tokens[i + 1]).back() == 's') return std::nullopt;
        return counted(Form::FromAnchor, unit(i + 1), direction, i, i + 2);
      case DateClass::PartOfDay:
        return counted(Form::FromAnchor, TimeUnit::Day, direction, i, i + 2);
      case DateClass::Weekday:
      case DateClass::Month: {
        Read read = period(i + 1);
        if (!read) return std::nullopt;
        read->first = i;
        read->near = near;
        return read;
      }
      default:
        return std::nullopt;
    }
  }

  /// "3rd of March"; "third quarter" and "20th century" are no dates.
  Read ordinal(std::uint32_t i) {
    if (is_day_number(i))
      if (Read day = day_of_month(i)) return day;
    const std::uint32_t next = past_fiscal(i + 1);
    return is(next, DateClass::Unit) ? Read{nothing(i, next + 1)} : std::nullopt;
  }

  Read number(std::uint32_t i) {
    if (word(i).digits == 4) {
      if (Read day = numeric_day(i)) return day;
      return bare_year(i);
    }
    if (is_day_number(i)) {
      if (Read day = day_of_month(i)) return day;
      if (Read day = numeric_day(i)) return day;
    }
    if (Read year = short_year(i)) return year;
    return amount(i);
  }

  /// "two years ago", "ten days later"; "for two years" is no date.
  Read amount(std::uint32_t i) {
    std::uint32_t next = i + 1;
    int count = word(i).value;
    if (Read spelled = spelled_year(i)) return spelled;
    if (is(next, DateClass::Count) && reads(next, "hundred")) {
      count *= word(next).value;
      ++next;
    }
    if (is(next, DateClass::ShortTime)) return nothing(i, next + 1);
    if (!is(next, DateClass::Unit)) return std::nullopt;
    const TimeUnit what = unit(next);
    const std::uint32_t behind = next + 1;
    const std::uint32_t last = behind + 1;
    const DateClass direction = type(behind);
    if (direction == DateClass::Ago) {
      if (what == TimeUnit::Decade)
        return counted(Form::FromToday, TimeUnit::Year, -10 * count, i, last);
      if (what == TimeUnit::Year && count == 1 && reports_quarter_) return nothing(i, last);
      return counted(Form::FromToday, what, -count, i, last);
    }
    if (reads(behind, "from") && (reads(last, "now") || reads(last, "today")))
      return counted(Form::FromToday, what, count, i, last + 1);
    const bool alone = reads(behind, "earlier") || reads(behind, "later") || ends_clause(last);
    if (direction == DateClass::Back && alone) {
      if (what == TimeUnit::Year && count == 1 && reports_quarter_) return nothing(i, last);
      return counted(Form::FromAnchor, what, -count, i, last);
    }
    if (direction == DateClass::Forth && alone)
      return counted(Form::FromAnchor, what, count, i, last);
    return nothing(i, behind);
  }

  bool reports_quarter_ = false;  // "a year earlier" means the same quarter then
};

}  // namespace

std::vector<DateExpression> find_date_expressions(const TokenisedText& text,
                                                  const std::vector<DateWord>& words) {
  return Reader{text, words}.run();
}

}  // namespace morgue
