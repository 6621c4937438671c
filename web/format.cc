#include "web/format.h"

#include <fmt/format.h>

#include <array>

namespace morgue::web {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

std::string_view month_name(unsigned month) {
  return month >= 1 && month <= kMonths.size() ? kMonths[month - 1] : std::string_view{"?"};
}

unsigned two_digits(std::string_view text) {
  return static_cast<unsigned>(text[0] - '0') * 10 + static_cast<unsigned>(text[1] - '0');
}

/// "2016-12" or "2016-12-19" by its shape.
bool has_shape(std::string_view text, std::string_view shape) {
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (shape[i] == '9' ? !digit : text[i] != shape[i]) return false;
  }
  return true;
}

}  // namespace

std::string with_thousands(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", with_thousands(number), number == 1 ? one : many);
}

std::string counted(std::uint64_t number, Stories stories) {
  return stories == Stories::All ? counted(number, "article", "articles")
                                 : counted(number, "story", "stories");
}

std::string day_in_words(std::chrono::year_month_day day) {
  return fmt::format("{} {} {}", static_cast<unsigned>(day.day()),
                     month_name(static_cast<unsigned>(day.month())), static_cast<int>(day.year()));
}

std::string published_in_words(const Published& published) {
  std::string words = day_in_words(published.day);
  if (!published.time) return words;
  const long long minutes = published.time->count() / 60;
  words += fmt::format(", {:02}:{:02}", minutes / 60, minutes % 60);
  if (!published.zone) return words;
  const long long zone = published.zone->count();
  if (zone == 0) return words + " UTC";
  const long long size = zone < 0 ? -zone : zone;
  return words + fmt::format(" (UTC{}{:02}:{:02})", zone < 0 ? '-' : '+', size / 60, size % 60);
}

std::string period_in_words(std::string_view value) {
  if (value == "undated") return "No date";
  if (has_shape(value, "9999-99"))
    return fmt::format("{} {}", month_name(two_digits(value.substr(5))), value.substr(0, 4));
  if (has_shape(value, "9999-99-99"))
    return fmt::format("{} {} {}", two_digits(value.substr(8)),
                       month_name(two_digits(value.substr(5))), value.substr(0, 4));
  return std::string{value};
}

}  // namespace morgue::web
