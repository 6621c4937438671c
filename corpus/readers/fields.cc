// Metadata values to article fields.
#include "corpus/readers/fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <vector>

#include "corpus/dateline.h"
#include "corpus/text/ascii.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

constexpr bool is_alphanumeric(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::optional<unsigned> number(std::string_view digits) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<std::chrono::year_month_day> make_day(std::string_view year, std::string_view month,
                                                    std::string_view day) {
  const std::optional<unsigned> y = number(year);
  const std::optional<unsigned> d = number(day);
  std::optional<std::chrono::month> m = parse_month(month);
  if (const std::optional<unsigned> numeric = number(month); numeric && month.size() <= 2)
    m = std::chrono::month(*numeric);
  // Older newspapers exist, but in a path such a number is more likely something else.
  if (!y || !m || !d || *y < 1800 || *y > 2100 || year.size() != 4 || day.size() > 2)
    return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(*y)), *m,
                                         std::chrono::day(*d));
  if (!date.ok()) return std::nullopt;
  return date;
}

/// A run of letters and digits, with the character before it.
struct Run {
  std::string_view text;
  char before = '/';
};

std::vector<Run> runs_of(std::string_view path) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < path.size();) {
    if (!is_alphanumeric(path[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < path.size() && is_alphanumeric(path[i])) ++i;
    runs.push_back({path.substr(begin, i - begin), begin == 0 ? '/' : path[begin - 1]});
  }
  return runs;
}

std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    if (end > begin) parts.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

/// Only what is next to the file: the date of some backup further up is not a publication date.
std::string_view last_parts(std::string_view path, int count) {
  std::size_t at = path.size();
  while (count > 0 && at != std::string_view::npos && at > 0) {
    at = path.rfind('/', at - 1);
    --count;
  }
  return at == std::string_view::npos ? path : path.substr(at);
}

/// The year of a dateline's day in a directory of that year, or of that year and month (give or
/// take one).
std::optional<std::chrono::year_month_day> combine(std::chrono::month_day day,
                                                   const DirectoryDate& directory) {
  std::chrono::year year = directory.year;
  if (directory.month) {
    const int apart = static_cast<int>(static_cast<unsigned>(day.month())) -
                      static_cast<int>(static_cast<unsigned>(*directory.month));
    if (apart == 11)
      year -= std::chrono::years(1);
    else if (apart == -11)
      year += std::chrono::years(1);
    else if (apart > 1 || apart < -1)
      return std::nullopt;
  }
  const std::chrono::year_month_day date = year / day.month() / day.day();
  if (!date.ok()) return std::nullopt;
  return date;
}

}  // namespace

std::string one_line(std::string_view utf8) { return collapse_space(clean_text(utf8)); }

std::string language_code(std::string_view tag) {
  const std::string lower = fold(trim(tag));
  const bool two_letters =
      lower.size() >= 2 &&
      std::all_of(lower.begin(), lower.begin() + 2, [](char c) { return c >= 'a' && c <= 'z'; });
  if (!two_letters || (lower.size() > 2 && lower[2] != '-' && lower[2] != '_')) return {};
  return lower.substr(0, 2);
}

std::string clean_byline(std::string_view text) {
  std::string line = one_line(text);
  if (std::optional<std::string> names = read_byline(line)) return std::move(*names);
  if (std::optional<std::string> names = read_byline("By " + line)) return std::move(*names);
  return line;
}

std::string web_address(std::string_view text) {
  constexpr std::size_t kLongestAddress = 2000;
  text = trim(text);
  const std::string scheme = fold(text.substr(0, 8));
  if (!scheme.starts_with("http://") && !scheme.starts_with("https://")) return {};
  if (text.size() > kLongestAddress || text.size() < 9) return {};
  std::string address = clean_text(text);  // which turns blanks of every kind into plain ones
  const bool odd = std::ranges::any_of(address, [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == 0x7F || c == '<' || c == '"';
  });
  return odd ? std::string() : address;
}

std::optional<Published> parse_metadata_date(std::string_view text) {
  text = trim(text);
  const bool digits = !text.empty() && std::ranges::all_of(text, is_digit);
  if (!digits || (text.size() != 10 && text.size() != 13)) return parse_printed_date(text);
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + 10, value);
  const std::chrono::sys_seconds moment{std::chrono::seconds(value)};
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  return Published{std::chrono::year_month_day(day), moment - day, std::chrono::minutes(0)};
}

void set_modified(Article& article, std::initializer_list<std::string> dates) {
  for (const std::string& date : dates) {
    if (!article.modified) article.modified = parse_metadata_date(date);
  }
}

std::optional<std::chrono::year_month_day> find_day_in_path(std::string_view path) {
  const std::vector<Run> runs = runs_of(path);
  std::optional<std::chrono::year_month_day> found;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::string_view text = runs[i].text;
    if (text.size() == 8 && number(text)) {
      if (const auto day = make_day(text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)))
        found = day;
    } else if (text.size() == 4 && i + 2 < runs.size()) {
      // The same mark between the parts, or directories and then a name that begins with the day.
      const bool joined = runs[i + 1].before == runs[i + 2].before || runs[i + 1].before == '/';
      const std::string_view month = runs[i + 1].text;
      const bool two_digits =
          month.size() == 2 || !is_digit(month.front()) || runs[i + 1].before == '/';
      if (!joined || !two_digits) continue;
      if (const auto day = make_day(text, month, runs[i + 2].text)) found = day;
    }
  }
  return found;
}

std::optional<DirectoryDate> find_year_in_path(std::string_view path) {
  const std::vector<std::string_view> parts = split_path(path);
  if (parts.size() < 2) return std::nullopt;
  std::size_t i = parts.size() - 2;
  std::optional<std::chrono::month> month;
  const std::optional<unsigned> value = number(parts[i]);
  if (value && *value >= 1 && *value <= 12 && parts[i].size() <= 2 && i > 0) {
    month = std::chrono::month(*value);
    --i;
  }
  const std::optional<unsigned> year = number(parts[i]);
  if (!year || parts[i].size() != 4 || *year < 1800 || *year > 2100) return std::nullopt;
  return DirectoryDate{std::chrono::year(static_cast<int>(*year)), month};
}

void date_from_path(Article& article, const SourceFile& file) {
  constexpr int kNearParts = 4;  // YYYY/MM/DD/name
  for (const std::string& path : {file.path, file.id_path}) {
    if (const auto day = find_day_in_path(last_parts(path, kNearParts)))
      return state_date(article, Published{*day, std::nullopt, std::nullopt}, PublishedFrom::Path);
  }
  if (article.published) return;
  if (!article.dateline || !article.dateline->day) return;
  for (const std::string& path : {file.path, file.id_path}) {
    const std::optional<DirectoryDate> directory = find_year_in_path(path);
    if (!directory) continue;
    if (const auto day = combine(*article.dateline->day, *directory)) {
      article.published = Published{*day, std::nullopt, std::nullopt};
      article.published_from = PublishedFrom::Dateline;
      return;
    }
  }
}

std::string printable_path(std::string_view path) {
  const bool utf8 = is_valid_utf8(path);
  std::string out;
  out.reserve(path.size());
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || (!utf8 && byte >= 0x80 && byte < 0xA0)) {
      std::array<char, 4> hex{};
      std::snprintf(hex.data(), hex.size(), "%%%02X", static_cast<unsigned>(byte));
      out += hex.data();
    } else if (utf8 || byte < 0x80) {
      out += c;
    } else {
      append_utf8(out, byte);
    }
  }
  return out;
}

Article article_of(const SourceFile& file, std::string id, std::uint64_t line) {
  Article article;
  article.id = std::move(id);
  article.source_path = printable_path(file.path);
  article.line = line;
  return article;
}

Skipped skip(const SourceFile& file, std::uint64_t line, SkipReason reason, std::string detail) {
  std::string path = printable_path(file.path);
  if (!file.member.empty()) path += "/" + printable_path(file.member);
  return Skipped{std::move(path), line, reason, std::move(detail), false};
}

std::string excerpt(std::string_view text, std::size_t bytes) {
  std::size_t end = std::min(bytes, text.size());
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80)
    --end;
  return one_line(to_utf8(text.substr(0, end)));
}

std::string size_text(std::uint64_t bytes) {
  constexpr std::uint64_t kMega = 1u << 20;
  constexpr std::uint64_t kKilo = 1u << 10;
  if (bytes >= kMega) return std::to_string(bytes / kMega) + " MB";
  if (bytes >= 10 * kKilo) return std::to_string(bytes / kKilo) + " KB";
  return std::to_string(bytes) + " bytes";
}

}  // namespace morgue
