// One rule for each kind of word that an expression may begin with, tried at every token; the first
// that fits takes its tokens. A rule looks a few tokens ahead and never behind the paragraph.
#include "indexer/dates/expressions.h"

#include <algorithm>

#include "corpus/text/ascii.h"

namespace morgue {
namespace {

using Form = DateExpression::Form;
using Near = DateExpression::Near;
using Read = std::optional<DateExpression>;

constexpr int kFirstBareYear = 1900;  // without a word before it that asks for a year
constexpr int kLastBareYear = 2100;

class Reader {
 public:
  Reader(const TokenisedText& text, const std::vector<DateWord>& words)
      : text_(text), words_(words) {
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
  // ---- looking at tokens

  /// "third-quarter", "the quarter"; not "a quarter of its value".
  bool is_quarter_of_a_year(std::size_t i) const {
    const DateWord& word = words_[i];
    if (word.type != DateClass::Unit || static_cast<TimeUnit>(word.value) != TimeUnit::Quarter)
      return false;
    return i == 0 || words_[i - 1].type != DateClass::Count;
  }

  /// Words of other paragraphs are none.
  const DateWord& word(std::uint32_t i) const {
    static const DateWord none;
    return i < words_.size() && text_.tokens[i].paragraph == paragraph_ ? words_[i] : none;
  }
  DateClass type(std::uint32_t i) const { return word(i).type; }
  bool is(std::uint32_t i, DateClass wanted) const { return type(i) == wanted; }
  bool is_unit(std::uint32_t i, TimeUnit wanted) const {
    return is(i, DateClass::Unit) && unit(i) == wanted;
  }
  TimeUnit unit(std::uint32_t i) const { return static_cast<TimeUnit>(word(i).value); }
  std::string_view printed(std::uint32_t i) const {
    return i < words_.size() && text_.tokens[i].paragraph == paragraph_ ? text_.of(text_.tokens[i])
                                                                        : std::string_view{};
  }
  bool reads(std::uint32_t i, std::string_view lower) const {
    const std::string_view actual = printed(i);
    return actual.size() == lower.size() &&
           std::equal(actual.begin(), actual.end(), lower.begin(),
                      [](char a, char b) { return ascii_lower(a) == b; });
  }
  bool ends_clause(std::uint32_t i) const {
    return printed(i).empty() || text_.tokens[i].kind == TokenKind::Punctuation;
  }
  bool touches_next(std::uint32_t i) const {
    return i + 1 < text_.tokens.size() && text_.tokens[i].end == text_.tokens[i + 1].start;
  }
  /// Past a comma, if there is one.
  std::uint32_t past_comma(std::uint32_t i) const { return printed(i) == "," ? i + 1 : i; }
  std::uint32_t past_fiscal(std::uint32_t i) const {
    return reads(i, "fiscal") || reads(i, "calendar") ? i + 1 : i;
  }

  /// What stands between two dates of a row or a range.
  bool is_joint(std::uint32_t i) const {
    return is_any(printed(i), {"and", "or", "to", "through", "-", "\u2013"});
  }

  bool is_day_number(std::uint32_t i) const {
    const DateWord& number = word(i);
    const bool figures = number.type == DateClass::Count && number.digits > 0 && number.digits <= 2;
    return (figures || number.type == DateClass::Ordinal) && number.value >= 1 &&
           number.value <= 31;
  }
  bool is_year_number(std::uint32_t i) const {
    const DateWord& number = word(i);
    return number.type == DateClass::Count && number.digits == 4 && number.value >= 1000;
  }

  // ---- making expressions

  static DateExpression make(Form form, std::uint32_t first, std::uint32_t last) {
    DateExpression expression;
    expression.form = form;
    expression.first = first;
    expression.last = last;
    return expression;
  }
  static DateExpression nothing(std::uint32_t first, std::uint32_t last) {
    return make(Form::None, first, last);
  }
  static DateExpression counted(Form form, TimeUnit unit, int count, std::uint32_t first,
                                std::uint32_t last) {
    DateExpression expression = make(form, first, last);
    expression.unit = unit;
    expression.count = count;
    return expression;
  }
  static DateExpression year(int value, std::uint32_t first, std::uint32_t last) {
    DateExpression expression = make(Form::Calendar, first, last);
    expression.unit = TimeUnit::Year;
    expression.year = value;
    return expression;
  }

  // ---- the rules

  void read_into(std::vector<DateExpression>& found, std::uint32_t i) {
    paragraph_ = text_.tokens[i].paragraph;
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

  /// "Christmas Eve", "last Thanksgiving"; not "Christmas shopping".
  Read holiday(std::uint32_t i) {
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

  /// "Dec. 19, 2016", "Dec. 19", "December 2016", "December of last year", "December".
  Read month(std::uint32_t i) {
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

  /// What stands behind a month or a day of a month: "2016", ", 2016", "of 2016", "of last year".
  void read_year(DateExpression& result, std::uint32_t i) {
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

  /// "the Sept. 11 attacks", in whatever year they are spoken of.
  bool is_the_eleventh(const DateExpression& date) const {
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
  void read_joint_year(DateExpression& result) const {
    if (!is_joint(result.last) || !is(result.last + 1, DateClass::Month)) return;
    std::uint32_t next = result.last + 2;
    if (is_day_number(next)) next = past_comma(next + 1);
    if (is(next, DateClass::Of)) ++next;
    if (is_year_number(next)) result.year = word(next).value;
  }

  /// "May", "March" and others are words and names too; "Black September" is no month.
  bool month_is_expected(std::uint32_t i) const {
    if (i == 0 || text_.tokens[i - 1].paragraph != paragraph_) return !word(i).common;
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
    if (reads(i - 1, "as") && i >= 2 && (reads(i - 2, "early") || reads(i - 2, "late")))
      return true;
    const bool behind_name = text_.tokens[i - 1].capitalised && !text_.tokens[i - 1].sentence_start;
    return !word(i).common && !behind_name;
  }

  /// "19 December 2016", "19th of December".
  Read day_of_month(std::uint32_t i) {
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

  /// "and 21", "to 24" behind "Dec. 19": days of the same month.
  void read_further_days(std::vector<DateExpression>& found, const DateExpression& first) const {
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

  /// "1980s", "the '80s"; not "in his 30s".
  Read decade(std::uint32_t i) {
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
    if (word(i).value == 9 && printed(i + 1) == "/" && printed(i + 2) == "11" && touches_next(i) &&
        touches_next(i + 1) && printed(i + 3) != "/") {
      DateExpression result = make(Form::Calendar, i, i + 3);
      result.unit = TimeUnit::Day;
      return with_day(result, 2001, 9, 11);
    }
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

  /// "2016-12-19", "2016/12/19", "12/19/2016", "19.12.2016": only if one reading is possible.
  Read numeric_day(std::uint32_t i) {
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

  static Read with_day(DateExpression result, int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    result.year = year;
    result.month = static_cast<unsigned>(month);
    result.day = static_cast<unsigned>(day);
    return result;
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

  // ---- years

  /// "in '98", "the summer of '69"
  Read short_year(std::uint32_t i) const {
    constexpr int kFirstOfLastCentury = 30;
    if (word(i).digits != 2 || i == 0 || !touches_next(i - 1)) return std::nullopt;
    const bool apostrophe = is_any(printed(i - 1), {"'", "\u2019", "\u2018"});
    const bool asked = i >= 2 && (is(i - 2, DateClass::Preposition) || is(i - 2, DateClass::Of));
    if (!apostrophe || !asked || printed(i + 1) == "'" || printed(i + 1) == "\u2019")
      return std::nullopt;
    const int value = word(i).value;
    return year(value < kFirstOfLastCentury ? 2000 + value : 1900 + value, i, i + 1);
  }

  /// "nineteen ninety-one", "the year two thousand": how broadcasters write.
  Read spelled_year(std::uint32_t i) {
    const DateWord& first = word(i);
    const DateWord& second = word(i + 1);
    if (first.digits > 0 || second.digits > 0 || second.type != DateClass::Count)
      return std::nullopt;
    if (first.value >= 15 && first.value <= 20 && second.value >= 10 && second.value <= 99) {
      const int tens = second.value;
      const DateWord& ones = word(i + 2);
      const bool split = tens >= 20 && tens % 10 == 0 && ones.type == DateClass::Count &&
                         ones.digits == 0 && ones.value <= 9;
      return year(100 * first.value + tens + (split ? ones.value : 0), i, i + (split ? 3 : 2));
    }
    const bool asked =
        i > 0 && (is_unit(i - 1, TimeUnit::Year) || is(i - 1, DateClass::Preposition));
    if (first.value != 2 || second.value != 1000 || !asked) return std::nullopt;
    const DateWord& ones = word(i + 2);
    const bool more = ones.type == DateClass::Count && ones.digits == 0 && ones.value <= 99;
    return year(2000 + (more ? ones.value : 0), i, i + (more ? 3 : 2));
  }

  /// "1999", "1988-90", "1980's". What counts things, money or hours is no year.
  Read bare_year(std::uint32_t i) {
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

  bool year_is_asked_for(std::uint32_t i) const {
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

  bool counts_something(std::uint32_t i) const {
    const std::string_view behind = printed(i + 1);
    if (behind == "%" || is(i + 1, DateClass::ShortTime) || is(i + 1, DateClass::Weekday) ||
        (is(i + 1, DateClass::Unit) && unit(i + 1) != TimeUnit::Quarter))
      return true;
    for (const std::string_view word :
         {"percent", "pct",        "mln",        "bn",     "million", "billion", "trillion",
          "dlrs",    "dollars",    "people",     "men",    "women",   "troops",  "miles",
          "km",      "kilometers", "kilometres", "meters", "metres",  "feet",    "tonnes",
          "tons",    "gmt",        "utc",        "est",    "edt",     "hrs",     "local",
          "local",   "bc",         "bce",        "b.c.",   "shares",  "points",  "barrels",
          "times",   "children",   "members",    "acres",  "jobs"})
      if (reads(i + 1, word)) return true;
    if (i == 0) return false;
    const std::string_view before = printed(i - 1);
    for (const std::string_view mark : {"$", "\u00A3", "\u20AC", "\u00A5", "#", "+"})
      if (before == mark) return true;
    // "555-1999"
    if (before == "-" && i >= 2 && touches_next(i - 1) && touches_next(i - 2) &&
        text_.tokens[i - 2].kind == TokenKind::Number && !is_year_number(i - 2))
      return true;
    if (before == "." || before == "/")
      if (touches_next(i - 1) && i >= 2 && touches_next(i - 2)) return true;
    for (const std::string_view word :
         {"about",      "nearly",        "almost",  "some", "over",   "than",
          "roughly",    "approximately", "another", "only", "no",     "no.",
          "number",     "nos.",          "rs",      "room", "flight", "route",
          "resolution", "section",       "article", "page", "chapter"})
      if (reads(i - 1, word)) return true;
    return false;
  }

  /// "2000 soldiers"
  bool before_plural(std::uint32_t i) const {
    const std::string_view next = printed(i + 1);
    if (next.size() < 4 || !is_lower(next.front()) || next.back() != 's' || next.ends_with("ss"))
      return false;
    if (i == 0) return true;
    if (text_.tokens[i - 1].capitalised && !text_.tokens[i - 1].sentence_start) return false;
    return !is(i - 1, DateClass::The) && !is(i - 1, DateClass::Pointer) && !reads(i - 1, "his") &&
           !reads(i - 1, "her") && !reads(i - 1, "its") && !reads(i - 1, "their") &&
           printed(i - 1) != "'s" && printed(i - 1) != "\u2019s";
  }

  const TokenisedText& text_;
  const std::vector<DateWord>& words_;
  std::uint16_t paragraph_ = 0;
  bool reports_quarter_ = false;  // "a year earlier" means the same quarter then
};

}  // namespace

std::vector<DateExpression> find_date_expressions(const TokenisedText& text,
                                                  const std::vector<DateWord>& words) {
  return Reader{text, words}.run();
}

}  // namespace morgue
