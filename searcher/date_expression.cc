#include "searcher/date_expression.h"

#include <charconv>
#include <string>

#include "corpus/published.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::last;
using std::chrono::month;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;
using std::chrono::years;

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

DayRange whole_month(year y, month m) { return {y / m / 1, year_month_day{y / m / last}}; }
DayRange whole_year(year y) { return {y / 1 / 1, y / 12 / 31}; }

DayRange since(sys_days from, sys_days to) { return {year_month_day{from}, year_month_day{to}}; }

sys_days monday_of(sys_days date) {
  const std::chrono::weekday weekday{date};
  return date - days{weekday.iso_encoding() - 1};
}

/// "last week", "this month", "past year", "yesterday" …
std::optional<DayRange> relative(const std::string& text, year_month_day today) {
  const sys_days now{today};
  if (text == "today") return since(now, now);
  if (text == "yesterday") return since(now - days{1}, now - days{1});
  const std::size_t blank = text.find(' ');
  if (blank == std::string::npos) return std::nullopt;
  const std::string which = text.substr(0, blank);
  const std::string unit = text.substr(blank + 1);
  const bool previous = which == "last" || which == "past" || which == "previous";
  if (!previous && which != "this") return std::nullopt;
  if (unit == "week") {
    const sys_days monday = monday_of(now) - days{previous ? 7 : 0};
    return since(monday, monday + days{6});
  }
  if (unit == "month") {
    const auto wanted = today.year() / today.month() - months{previous ? 1 : 0};
    return whole_month(wanted.year(), wanted.month());
  }
  if (unit == "year") return whole_year(today.year() - years{previous ? 1 : 0});
  return std::nullopt;
}

/// "last 7 days", "past 3 months".
std::optional<DayRange> last_units(const std::string& text, year_month_day today) {
  const std::size_t first = text.find(' ');
  const std::size_t second = first == std::string::npos ? first : text.find(' ', first + 1);
  if (second == std::string::npos) return std::nullopt;
  const std::string which = text.substr(0, first);
  const auto count = number(std::string_view{text}.substr(first + 1, second - first - 1));
  std::string unit = text.substr(second + 1);
  if ((which != "last" && which != "past") || !count || *count < 1 || *count > 10'000)
    return std::nullopt;
  if (unit.ends_with('s')) unit.pop_back();
  const sys_days now{today};
  const int days_in_unit = unit == "day"     ? 1
                           : unit == "week"  ? 7
                           : unit == "month" ? 30
                           : unit == "year"  ? 365
                                             : 0;
  if (days_in_unit == 0 || *count * days_in_unit > 365 * 500) return std::nullopt;
  return since(now - days{*count * days_in_unit - 1}, now);
}

std::optional<DayRange> single(std::string_view text, year_month_day today) {
  if (const auto period = parse_period(text)) return period;
  const std::string folded = collapse_space(fold(text));
  if (const auto range = relative(folded, today)) return range;
  if (const auto range = last_units(folded, today)) return range;
  if (const auto printed = parse_printed_date(text)) return DayRange{printed->day, printed->day};
  return std::nullopt;
}

/// "1990s" or "199"
std::optional<DayRange> decade(std::string_view text) {
  if (text.size() == 5 && text.ends_with("0s")) text.remove_suffix(2);
  const auto tens = text.size() == 3 ? number(text) : std::nullopt;
  if (!tens || *tens < 100 || *tens > 299) return std::nullopt;
  return DayRange{year{*tens * 10} / 1 / 1, year{*tens * 10 + 9} / 12 / 31};
}

template <typename Single>
std::optional<DayRange> single_or_range(std::string_view text, Single single) {
  text = trim(text);
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return single(text);
  const std::string_view left = trim(text.substr(0, dots));
  const std::string_view right = trim(text.substr(dots + 2));
  DayRange range;
  if (!left.empty()) {
    const auto from = single(left);
    if (!from) return std::nullopt;
    range.from = from->from;
  }
  if (!right.empty()) {
    const auto to = single(right);
    if (!to) return std::nullopt;
    range.to = to->to;
  }
  if (left.empty() && right.empty()) return std::nullopt;
  return range;
}

}  // namespace

DayNumbers day_numbers(const DayRange& range) {
  const auto number = [](std::chrono::year_month_day day) {
    return static_cast<int>(day.year()) * 10'000 +
           static_cast<std::int32_t>(static_cast<unsigned>(day.month()) * 100 +
                                     static_cast<unsigned>(day.day()));
  };
  DayNumbers numbers;
  if (range.from) numbers.first = number(*range.from);
  if (range.to) numbers.last = number(*range.to);
  return numbers;
}

std::optional<DayRange> parse_period(std::string_view text) {
  text = trim(text);
  const auto digits_at = [&](std::size_t from, std::size_t count) -> std::optional<int> {
    return text.size() < from + count ? std::nullopt : number(text.substr(from, count));
  };
  const auto y = digits_at(0, 4);
  if (!y || *y < 1000 || *y > 2999) return std::nullopt;
  if (text.size() == 4) return whole_year(year{*y});
  if (text[4] != '-') return std::nullopt;
  const auto m = digits_at(5, 2);
  if (!m || *m < 1 || *m > 12) return std::nullopt;
  const month wanted{static_cast<unsigned>(*m)};
  if (text.size() == 7) return whole_month(year{*y}, wanted);
  const auto d = digits_at(8, 2);
  if (text.size() != 10 || text[7] != '-' || !d || *d < 1) return std::nullopt;
  const year_month_day date{year{*y}, wanted, day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return DayRange{date, date};
}

std::optional<DayRange> parse_date_expression(std::string_view text, year_month_day today) {
  return single_or_range(text, [&](std::string_view part) { return single(part, today); });
}

std::optional<DayRange> parse_about_expression(std::string_view text, year_month_day today) {
  return single_or_range(text, [&](std::string_view part) {
    const auto tens = decade(part);
    return tens ? tens : single(part, today);
  });
}

}  // namespace morgue
