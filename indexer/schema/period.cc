#include "indexer/schema/period.h"

#include <algorithm>
#include <chrono>

#include "corpus/text/ascii.h"
#include "indexer/schema/codec.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/term.h"

namespace morgue::schema {
namespace {

constexpr std::int32_t kDayOfYear = 10'000;  // of YYYYMMDD
constexpr std::int32_t kFirstYear = 1'000;
constexpr std::int32_t kLastYear = 2'999;

std::int32_t days_of_month(std::int32_t year, std::int32_t month) {
  const std::chrono::year_month_day_last last{std::chrono::year{year} /
                                              std::chrono::month{static_cast<unsigned>(month)} /
                                              std::chrono::last};
  return static_cast<std::int32_t>(static_cast<unsigned>(last.day()));
}

std::int32_t day_after(std::int32_t day) {
  const std::int32_t year = day / kDayOfYear;
  const std::int32_t month = day / 100 % 100;
  if (day % 100 < days_of_month(year, month)) return day + 1;
  return month < 12 ? year * kDayOfYear + (month + 1) * 100 + 1 : (year + 1) * kDayOfYear + 101;
}

bool is_period(std::int32_t code) {
  const std::int32_t year = code / kDayOfYear;
  const std::int32_t month = code / 100 % 100;
  const std::int32_t day = code % 100;
  if (year == 0) return code >= kFirstYear / 10 && code <= kLastYear / 10;
  if (year < kFirstYear || year > kLastYear || month > 12) return false;
  return month == 0 ? day == 0 : day <= days_of_month(year, month);
}

}  // namespace

std::int32_t Period::last_day_of_month() const {
  return code_ + days_of_month(code_ / kDayOfYear, code_ / 100 % 100);
}

std::optional<Period> Period::wider() const {
  if (is_decade()) return std::nullopt;
  if (is_year()) return Period{code_ / kDayOfYear / 10};
  return is_month() ? Period{code_ / kDayOfYear * kDayOfYear} : Period{code_ / 100 * 100};
}

std::optional<Period> period_of(std::string_view value) {
  const auto number = [&](std::size_t from, std::size_t size) {
    return value.size() < from + size ? std::nullopt : whole_number(value.substr(from, size));
  };
  constexpr std::size_t kDecadeBytes = 3;
  constexpr std::size_t kYearBytes = 4;
  constexpr std::size_t kMonthBytes = 7;
  if (value.size() == kDecadeBytes) {
    const auto decade = number(0, kDecadeBytes);
    return decade && *decade >= kFirstYear / 10 && *decade <= kLastYear / 10
               ? std::optional{Period{*decade}}
               : std::nullopt;
  }
  const auto year = number(0, kYearBytes);
  if (!year || *year < kFirstYear || *year > kLastYear) return std::nullopt;
  if (value.size() == kYearBytes) return Period{*year * kDayOfYear};
  const auto month = number(5, 2);
  if (value[kYearBytes] != '-' || !month || *month < 1 || *month > 12) return std::nullopt;
  if (value.size() == kMonthBytes) return Period{*year * kDayOfYear + *month * 100};
  const auto day = number(8, 2);
  if (value.size() != kMonthBytes + 3 || value[kMonthBytes] != '-' || !day || *day < 1 ||
      *day > days_of_month(*year, *month))
    return std::nullopt;
  return Period{*year * kDayOfYear + *month * 100 + *day};
}

std::string term_for(const Period& period) {
  const std::int32_t code = period.code();
  if (period.is_decade()) return term_for(kAboutDecade, std::to_string(code));
  if (period.is_year()) return term_for(kAboutYear, std::to_string(code / kDayOfYear));
  if (period.is_month()) return term_for(kAboutMonth, std::to_string(code / 100));
  return term_for(kAboutDay, std::to_string(code));
}

std::vector<Period> periods_between(std::int32_t first, std::int32_t last) {
  std::vector<Period> periods;
  for (std::int32_t day = first; day <= last;) {
    // The widest period that begins on this day and does not go beyond the last.
    Period widest{day};
    for (auto wider = widest.wider();
         wider && wider->first_day() == day && wider->last_day() <= last; wider = widest.wider())
      widest = *wider;
    periods.push_back(widest);
    day = day_after(widest.last_day());
  }
  return periods;
}

std::string encode_periods(std::vector<Period> periods) {
  std::sort(periods.begin(), periods.end());
  periods.erase(std::unique(periods.begin(), periods.end()), periods.end());
  std::string bytes;
  std::int32_t previous = 0;
  for (const Period& period : periods) {
    put_varint(bytes, static_cast<std::uint64_t>(period.code() - previous));
    previous = period.code();
  }
  return bytes;
}

std::vector<Period> decode_periods(std::string_view bytes) {
  constexpr std::uint32_t kLargestCode = kLastYear * kDayOfYear + 1231;
  Decoder in{bytes, "a list of dates"};
  std::vector<Period> periods;
  std::uint32_t code = 0;
  while (!in.done()) {
    code += in.number(kLargestCode);
    if (code > kLargestCode || !is_period(static_cast<std::int32_t>(code))) in.fail();
    periods.emplace_back(static_cast<std::int32_t>(code));
  }
  return periods;
}

}  // namespace morgue::schema
