// The words of dates in languages other than English: months, weekdays and the little words between
// them. Data of printed_date.cc, which reads a text in one of these languages at a time, so that
// the French "mar" (a Tuesday) and the Spanish one (March) do not meet.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <string_view>

namespace morgue {

/// All words are as fold() leaves them: lower case, without accents. Several for one thing are
/// separated by blanks.
struct DateLanguage {
  std::array<std::string_view, 12> months;  // from January on
  std::string_view weekdays;
  std::string_view little;       // say nothing of the day or the time: "de", "am"
  std::string_view before_time;  // "um", "kl": what follows is a time, even "14.05"
  std::string_view after_time;   // "uhr", "h": what stands before is one
  std::string_view lead_in;      // "veroffentlicht", "publie": at the beginning only
  // A point may stand behind the day. Not in Polish, whose "2 listopada" is in November, while the
  // "2. listopada" of Croatian is in October.
  bool point_behind_day = true;
};

std::span<const DateLanguage> date_languages();

/// Is this one of the words of a list?
bool is_in_list(std::string_view list, std::string_view word);

/// "grudnia" → December
std::optional<std::chrono::month> month_in(const DateLanguage& language, std::string_view word);

}  // namespace morgue
