// Published: values, names and ISO 8601. What newspapers print is read in printed_date.cc.
#include "corpus/published.h"

#include <array>
#include <cstdio>

#include "corpus/text/text.h"

namespace morgue {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct FromName {
  PublishedFrom from;
  std::string_view name;
};
constexpr std::array<FromName, 7> kFromNames = {{{PublishedFrom::None, "none"},
                                                 {PublishedFrom::Metadata, "metadata"},
                                                 {PublishedFrom::JsonLd, "jsonld"},
                                                 {PublishedFrom::Url, "url"},
                                                 {PublishedFrom::Dateline, "dateline"},
                                                 {PublishedFrom::Text, "text"},
                                                 {PublishedFrom::Path, "path"}}};

/// Reads left to right; every read_ either takes what it names or leaves the position alone.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  char peek() const { return text_.empty() ? '\0' : text_.front(); }

  bool take(char c) {
    if (peek() != c || text_.empty()) return false;
    text_.remove_prefix(1);
    return true;
  }

  /// Exactly this many digits.
  std::optional<int> digits(std::size_t count) {
    if (text_.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (text_[i] < '0' || text_[i] > '9') return std::nullopt;
      value = value * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(count);
    return value;
  }

  void skip_digits() {
    while (peek() >= '0' && peek() <= '9') text_.remove_prefix(1);
  }

 private:
  std::string_view text_;
};

/// `-12-19` or `1219`, `:05:00` or `0500`: the second part must be separated as the first was.
std::optional<std::chrono::year_month_day> read_day(Cursor& in) {
  const std::optional<int> year = in.digits(4);
  if (!year) return std::nullopt;
  const bool extended = in.take('-');
  const std::optional<int> month = in.digits(2);
  if (!month || (extended && !in.take('-'))) return std::nullopt;
  const std::optional<int> day = in.digits(2);
  if (!day || *year < 1500 || *year > 2199) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok()) return std::nullopt;
  return date;
}

std::optional<seconds> read_time(Cursor& in) {
  const std::optional<int> hour = in.digits(2);
  if (!hour || *hour > 23) return std::nullopt;
  const bool extended = in.take(':');
  const std::optional<int> minute = in.digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  const bool more = extended ? in.take(':') : in.peek() >= '0' && in.peek() <= '9';
  if (more) {
    const std::optional<int> read = in.digits(2);
    if (!read || *read > 60) return std::nullopt;
    second = *read == 60 ? 59 : *read;  // a leap second belongs to its minute
    if (in.take('.') || in.take(',')) in.skip_digits();
  }
  return hours(*hour) + minutes(*minute) + seconds(second);
}

/// "Z", "+03", "+0330", "+03:30"; nothing if it is no zone.
std::optional<minutes> read_zone(Cursor& in) {
  if (in.take('Z') || in.take('z')) return minutes(0);
  const bool west = in.peek() == '-';
  if (!in.take('+') && !in.take('-')) return std::nullopt;
  const std::optional<int> hour = in.digits(2);
  if (!hour || *hour > 15) return std::nullopt;
  int minute = 0;
  if (in.take(':') || !in.at_end()) {
    const std::optional<int> read = in.digits(2);
    if (!read || *read > 59) return std::nullopt;
    minute = *read;
  }
  const minutes east = hours(*hour) + minutes(minute);
  return west ? -east : east;
}

}  // namespace

std::string_view to_string(PublishedFrom from) {
  for (const FromName& row : kFromNames) {
    if (row.from == from) return row.name;
  }
  return "none";
}

PublishedFrom published_from(std::string_view name) {
  for (const FromName& row : kFromNames) {
    if (row.name == name) return row.from;
  }
  return PublishedFrom::None;
}

std::string to_iso(const Published& published) {
  std::array<char, 64> buffer{};
  const auto append = [&buffer](std::string& out, const char* format, auto... values) {
    const int length = std::snprintf(buffer.data(), buffer.size(), format, values...);
    if (length > 0) out.append(buffer.data(), static_cast<std::size_t>(length));
  };
  std::string out;
  append(out, "%04d-%02u-%02u", static_cast<int>(published.day.year()),
         static_cast<unsigned>(published.day.month()), static_cast<unsigned>(published.day.day()));
  if (!published.time) return out;
  const long second = static_cast<long>(published.time->count());
  append(out, "T%02ld:%02ld:%02ld", second / 3600, second / 60 % 60, second % 60);
  if (!published.zone) return out;
  const long zone = static_cast<long>(published.zone->count());
  if (zone == 0) return out + "Z";
  const long size = zone < 0 ? -zone : zone;
  append(out, "%c%02ld:%02ld", zone < 0 ? '-' : '+', size / 60, size % 60);
  return out;
}

std::optional<Published> parse_iso(std::string_view text) {
  Cursor in(trim(text));
  const std::optional<std::chrono::year_month_day> day = read_day(in);
  if (!day) return std::nullopt;
  Published published{*day, std::nullopt, std::nullopt};
  if (in.at_end()) return published;
  if (!in.take('T') && !in.take('t') && !in.take(' ')) return std::nullopt;
  published.time = read_time(in);
  if (!published.time) return std::nullopt;
  while (in.take(' ')) {
  }
  if (in.at_end()) return published;
  published.zone = read_zone(in);
  if (!published.zone || !in.at_end()) return std::nullopt;
  return published;
}

std::chrono::sys_seconds instant(const Published& published) {
  return std::chrono::sys_days(published.day) + published.time.value_or(seconds(0)) -
         published.zone.value_or(minutes(0));
}

bool is_on_later_day(const Published& later, const Published& earlier) {
  std::chrono::sys_days day(later.day);
  if (later.time && later.zone && earlier.time && earlier.zone)
    day = std::chrono::floor<std::chrono::days>(instant(later) + *earlier.zone);
  return day > std::chrono::sys_days(earlier.day);
}

}  // namespace morgue
