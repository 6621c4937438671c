// A period of the calendar that an article speaks of: a day, month, year or decade. Which terms
// answer for a range of days, and the value slot that the date column is read from.
//
//   slot: the codes of the periods, ascending, each once, as varints of the differences
//   code: 19980503 a day, 19980500 a month, 19980000 a year, 199 a decade
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace morgue::schema {

class Period {
 public:
  explicit constexpr Period(std::int32_t code) : code_(code) {}
  constexpr std::int32_t code() const { return code_; }
  auto operator<=>(const Period&) const = default;

  bool is_decade() const { return code_ < 1'000; }
  /// Of a decade its first.
  int year() const { return is_decade() ? code_ * 10 : code_ / 10'000; }
  bool is_year() const { return !is_decade() && code_ % 10'000 == 0; }
  bool is_month() const { return !is_decade() && code_ % 100 == 0 && !is_year(); }
  bool is_day() const { return !is_decade() && code_ % 100 != 0; }

  /// First and last day, as YYYYMMDD. Inline: counts ask this of everything that is mentioned.
  std::int32_t first_day() const {
    if (is_day()) return code_;
    if (is_decade()) return code_ * 100'000 + 101;
    return is_year() ? code_ + 101 : code_ + 1;
  }
  std::int32_t last_day() const {
    if (is_day()) return code_;
    if (is_decade()) return code_ * 100'000 + 91'231;
    return is_year() ? code_ + 1231 : last_day_of_month();
  }

  /// The month of a day, the year of a month, the decade of a year; nothing around a decade.
  std::optional<Period> wider() const;

 private:
  std::int32_t last_day_of_month() const;

  std::int32_t code_;
};

/// Of the value of a DateMention: "1998-05-03", "1998-05", "1998", "199". Nothing for anything
/// else, and for years before 1000.
std::optional<Period> period_of(std::string_view value);

/// The term that every article has that mentions the period or a part of it.
std::string term_for(const Period& period);

/// The fewest periods that together are the days from YYYYMMDD to YYYYMMDD, both included. An
/// article that mentions something within that range has the term of one of them, and no other has.
/// At most 60 days, 22 months, 18 years and 200 decades; days must be real ones of the years 1000
/// to 2999.
std::vector<Period> periods_between(std::int32_t first, std::int32_t last);

/// Sorts and drops repetitions; empty if there are none.
std::string encode_periods(std::vector<Period> periods);

/// @throws Error if damaged
std::vector<Period> decode_periods(std::string_view bytes);

}  // namespace morgue::schema
