#include "indexer/dates/resolution.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "corpus/text/ascii.h"

namespace morgue {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

using Form = DateExpression::Form;
using Near = DateExpression::Near;

constexpr std::uint32_t kTenseReach = 25;  // tokens looked at on either side
// Of two readings the nearer day is meant, unless the tense speaks against it; then it must be
// nearer by this factor. Chosen on the development half of the TimeML documents.
constexpr int kAgainstTense = 4;
constexpr int kNeutralFuture = 2;

struct YearMonth {
  int year;
  unsigned month;
};

YearMonth year_month_of(sys_days day) {
  const year_month_day parts{day};
  return {static_cast<int>(parts.year()), static_cast<unsigned>(parts.month())};
}

sys_days monday_of(sys_days day) {
  return day - days{std::chrono::weekday{day}.iso_encoding() - 1};
}

/// The last day of that weekday before `day`.
sys_days weekday_before(sys_days day, unsigned weekday) {
  const auto back =
      static_cast<int>((std::chrono::weekday{day} - std::chrono::weekday{weekday}).count());
  return day - days{back == 0 ? 7 : back};
}

sys_days weekday_after(sys_days day, unsigned weekday) {
  const auto ahead =
      static_cast<int>((std::chrono::weekday{weekday} - std::chrono::weekday{day}).count());
  return day + days{ahead == 0 ? 7 : ahead};
}

/// What is printed of a date, in that year.
std::optional<DateValue> on_calendar(const DateExpression& expression, int year) {
  if (expression.nth == 0)
    return checked({expression.unit, year, expression.month, expression.day});
  const std::chrono::year_month_weekday day{
      std::chrono::year{year}, std::chrono::month{expression.month},
      std::chrono::weekday{expression.weekday}[expression.nth]};
  return checked(day_of(sys_days{day}));
}

}  // namespace

std::optional<DateValue> DateResolver::resolve(const DateExpression& expression) {
  std::optional<DateValue> value;
  switch (expression.form) {
    case Form::Calendar:
      value = calendar(expression);
      break;
    case Form::Weekday:
      value = weekday(expression);
      break;
    case Form::FromToday:
      if (today_)
        value = expression.unit == TimeUnit::Day
                    ? shifted(day_of(today_of(expression)), TimeUnit::Day, expression.count)
                    : shifted(day_of(*today_), expression.unit, expression.count);
      break;
    case Form::FromAnchor:
      value = from_anchor(expression);
      break;
    case Form::None:
      break;
  }
  if (value) remember(expression, *value);
  return value;
}

void DateResolver::remember(const DateExpression& expression, const DateValue& value) {
  last_ = value;
  last_token_ = expression.last;
  const bool quoted = expression.form == Form::FromToday && is_quoted(expression.first);
  if (today_ && value.unit == TimeUnit::Day && !quoted && first_day(value) <= *today_)
    last_past_ = first_day(value);
}

std::optional<DateValue> DateResolver::calendar(const DateExpression& expression) const {
  if (expression.year == 0) return without_year(expression);
  return on_calendar(expression, expression.year);
}

std::optional<DateValue> DateResolver::without_year(const DateExpression& expression) const {
  const auto in_year = [&](int year) { return on_calendar(expression, year); };
  if (expression.year_offset) {
    if (expression.anchor_year)
      return last_ ? in_year(last_->year + *expression.year_offset) : std::nullopt;
    return today_ ? in_year(year_month_of(*today_).year + *expression.year_offset) : std::nullopt;
  }
  if (expression.near == Near::Same && last_) return in_year(last_->year);
  if (!today_) return std::nullopt;
  const YearMonth now = year_month_of(*today_);
  if (expression.near == Near::This) return in_year(now.year);

  const Tense tense = expression.near == Near::Tense ? tense_at(expression) : Tense::None;
  std::optional<DateValue> best;
  int least = 0;
  for (const int year : {now.year, now.year - 1, now.year + 1}) {
    const std::optional<DateValue> candidate = in_year(year);
    if (!candidate) continue;
    int distance = 0;  // in days or months; negative if it is past
    if (expression.unit == TimeUnit::Month)
      distance =
          (year - now.year) * 12 + static_cast<int>(expression.month) - static_cast<int>(now.month);
    else
      distance = static_cast<int>((first_day(*candidate) - *today_).count());
    if (expression.near == Near::Last && distance >= 0) continue;
    if (expression.near == Near::Next && distance <= 0) continue;
    int weight = std::abs(distance);
    if (distance > 0)
      weight *= tense == Tense::Past ? kAgainstTense : tense == Tense::None ? kNeutralFuture : 1;
    if (distance < 0 && tense == Tense::Future) weight *= kAgainstTense;
    if (best && weight >= least) continue;
    best = candidate;
    least = weight;
  }
  return best;
}

std::optional<DateValue> DateResolver::weekday(const DateExpression& expression) const {
  const unsigned wanted = expression.weekday;
  const bool from_anchor = expression.near == Near::Previous || expression.near == Near::Same ||
                           expression.near == Near::Following;
  std::optional<sys_days> base = today_;
  if (from_anchor && last_ && last_->unit == TimeUnit::Day) base = first_day(*last_);
  if (!base) return std::nullopt;
  if (expression.week_offset)
    return checked(
        day_of(monday_of(*base) + days{7 * *expression.week_offset} + days{(wanted + 6) % 7}));
  // "Wednesday through Friday", "from Monday to Thursday"
  if (expression.near == Near::Tense && last_ && last_->unit == TimeUnit::Day &&
      expression.first > 0 && last_token_ + 1 == expression.first) {
    const std::string_view joint = text_.of(text_.tokens[expression.first - 1]);
    if (joint == "through" || joint == "to" || joint == "until" || joint == "-" ||
        joint == "\u2013")
      return checked(day_of(weekday_after(first_day(*last_), wanted)));
  }
  switch (expression.near) {
    case Near::Last:
    case Near::Previous:
      return checked(day_of(weekday_before(*base, wanted)));
    case Near::Next:
    case Near::Following:
      return checked(day_of(weekday_after(*base, wanted)));
    case Near::This:
      return checked(day_of(monday_of(*base) + days{(wanted + 6) % 7}));
    case Near::Same:
    case Near::Tense:
      break;
  }
  const bool same_day = std::chrono::weekday{*base}.c_encoding() == wanted;
  if (same_day) return checked(day_of(*base));
  if (tense_at(expression) == Tense::Future) return checked(day_of(weekday_after(*base, wanted)));
  return checked(day_of(weekday_before(*base, wanted)));
}

/// Within a quotation "today" is the day it was said, which the story has told before.
sys_days DateResolver::today_of(const DateExpression& expression) {
  constexpr days kLongestSpeech{10};
  if (!last_past_ || *today_ - *last_past_ > kLongestSpeech || !is_quoted(expression.first))
    return *today_;
  return *last_past_;
}

/// Quotation marks open and close by turns; a paragraph begins outside.
bool DateResolver::is_quoted(std::uint32_t token) {
  if (quoted_.empty()) {
    quoted_.assign(text_.tokens.size(), false);
    bool open = false;
    std::uint16_t paragraph = 0;
    for (std::size_t i = 0; i < text_.tokens.size(); ++i) {
      const Token& each = text_.tokens[i];
      if (each.paragraph != paragraph) open = false;
      paragraph = each.paragraph;
      const std::string_view printed = text_.of(each);
      const bool doubled = i + 1 < text_.tokens.size() && each.end == text_.tokens[i + 1].start &&
                           text_.of(text_.tokens[i + 1]) == printed;
      if (printed == "\"")
        open = !open;
      else if (printed == "\u201C" || (printed == "`" && doubled))
        open = true;
      else if (printed == "\u201D" || (printed == "'" && doubled))
        open = false;
      quoted_[i] = open;
    }
  }
  return quoted_[token];
}

std::optional<DateValue> DateResolver::anchor_for(const DateExpression& expression) const {
  const bool fine = expression.unit == TimeUnit::Day || expression.unit == TimeUnit::Week;
  // "The same day" of a story in the past is not the day that it looks ahead to.
  if (expression.unit == TimeUnit::Day && last_past_ && last_ && last_->unit == TimeUnit::Day &&
      first_day(*last_) > *today_ && tense_at(expression) == Tense::Past)
    return day_of(*last_past_);
  // "A year earlier" compares with now, unless a year has just been named.
  if (expression.unit == TimeUnit::Year && today_ && std::abs(expression.count) == 1 &&
      expression.first - last_token_ > kTenseReach)
    return day_of(*today_);
  if (last_ && (!fine || last_->unit == TimeUnit::Day)) return last_;
  return today_ ? std::optional{day_of(*today_)} : std::nullopt;
}

std::optional<DateValue> DateResolver::from_anchor(const DateExpression& expression) const {
  const std::optional<DateValue> anchor = anchor_for(expression);
  return anchor ? shifted(*anchor, expression.unit, expression.count) : std::nullopt;
}

/// Whether the sentence looks back or ahead where the expression stands.
Tense DateResolver::tense_at(const DateExpression& expression) const {
  const auto& tokens = text_.tokens;
  const auto before = [&](std::uint32_t back) {
    return expression.first >= back ? text_.of(tokens[expression.first - back])
                                    : std::string_view{};
  };
  if (before(2) == "ahead" && before(1) == "of") return Tense::Future;
  // "Wednesday's ruling" has been made.
  if (expression.form == Form::Weekday && tokens[expression.last - 1].possessive &&
      !is_any(before(1), {"before", "for", "until", "by", "in"}))
    return Tense::Past;
  const Tense tense = tense_before(expression);
  if (tense != Tense::None) return tense;
  const Tense behind = tense_behind(expression);
  const bool until = is_any(before(1), {"until", "till"});
  return behind == Tense::None && until ? Tense::Future : behind;
}

/// Of the nearest word in the sentence that tells.
Tense DateResolver::tense_before(const DateExpression& expression) const {
  const auto& tokens = text_.tokens;
  const std::string_view joint =
      expression.first > 0 ? text_.of(tokens[expression.first - 1]) : std::string_view{};
  const bool towards = is_any(joint, {"to", "until", "till"});
  for (std::uint32_t i = expression.first; i > 0 && expression.first - i < kTenseReach; --i) {
    if (tokens[i].sentence_start) break;
    // "Mayor to resign on Monday", "the mayor to be chosen on Tuesday"
    if (text_.of(tokens[i - 1]) == "to" &&
        (tokens[i - 1].in_headline || text_.of(tokens[i]) == "be"))
      return Tense::Future;
    const Tense tense = words_[i - 1].tense;
    if (tense == Tense::None) continue;
    if (tense == Tense::Future) return tense;
    // "will be buried", "to be named", "will have left"
    if (i >= 2 && is_any(text_.of(tokens[i - 2]), {"be", "will", "would"})) continue;
    const bool moved = is_any(text_.of(tokens[i - 1]), {"postponed", "rescheduled", "delayed",
                                                        "moved", "extended", "adjourned"});
    return towards && moved ? Tense::Future : tense;
  }
  return Tense::None;
}

Tense DateResolver::tense_behind(const DateExpression& expression) const {
  const auto& tokens = text_.tokens;
  for (std::uint32_t i = expression.last; i < tokens.size() && i - expression.last < kTenseReach;
       ++i) {
    if (tokens[i].sentence_start) break;
    if (words_[i].tense != Tense::None) return words_[i].tense;
  }
  return Tense::None;
}

}  // namespace morgue
