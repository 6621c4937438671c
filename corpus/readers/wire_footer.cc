#include "corpus/readers/wire_footer.h"

#include <algorithm>
#include <array>
#include <vector>

#include "corpus/text/ascii.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

/// Two figures stand for 1950 to 2049: wires have been sent to computers since about 1970.
std::optional<std::chrono::year_month_day> make_day(int year, int month, int day) {
  if (year < 100) year += year < 50 ? 2000 : 1900;
  const std::chrono::year_month_day date(std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok() || year < 1950 || year > 2199) return std::nullopt;
  return date;
}

/// "1405", "14:05".
std::optional<std::chrono::seconds> clock_time(std::string_view text) {
  const bool colon = text.size() == 5 && text[2] == ':';
  if (!colon && text.size() != 4) return std::nullopt;
  const std::optional<int> hour = whole_number(text.substr(0, 2));
  const std::optional<int> minute = whole_number(text.substr(colon ? 3 : 2));
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute);
}

std::optional<std::chrono::minutes> zone_named(std::string_view name) {
  struct Zone {
    std::string_view name;
    int hours;
  };
  constexpr std::array kZones = std::to_array<Zone>({{"gmt", 0},
                                                     {"utc", 0},
                                                     {"z", 0},
                                                     {"est", -5},
                                                     {"edt", -4},
                                                     {"cst", -6},
                                                     {"cdt", -5},
                                                     {"mst", -7},
                                                     {"mdt", -6},
                                                     {"pst", -8},
                                                     {"pdt", -7},
                                                     {"bst", 1},
                                                     {"cet", 1},
                                                     {"cest", 2},
                                                     {"mez", 1},
                                                     {"mesz", 2}});
  const std::string folded = fold(name);
  const auto* found = std::ranges::find(kZones, folded, &Zone::name);
  if (found == kZones.end()) return std::nullopt;
  return std::chrono::hours(found->hours);
}

/// "upi 12-19-86 02:05 pes". The time is left out: in the afternoon, Eastern standard.
std::optional<WireFooter> upi_footer(const std::vector<std::string_view>& words) {
  if (words.size() != 4 || fold(words[0]) != "upi" || !clock_time(words[2])) return std::nullopt;
  const auto day = parse_american_day(words[1]);
  if (!day) return std::nullopt;
  return WireFooter{{*day, std::nullopt, std::nullopt}, "UPI"};
}

/// "AP-NY-11-26-86 1402EST", "NYT-02-06-98 2219EST". The time of a zone that we do not know is left
/// out, and may be one of two: "0205PES" is in the afternoon.
std::optional<WireFooter> american_footer(const std::vector<std::string_view>& words) {
  if (words.size() != 2 || words[0].size() < 9) return std::nullopt;
  const std::size_t dash = words[0].size() - 9;
  const std::string_view from = words[0].substr(0, dash);
  if (words[0][dash] != '-' || from.size() < 2 || from.size() > 12) return std::nullopt;
  if (!std::ranges::all_of(from, [](char c) { return is_upper(c) || is_lower(c) || c == '-'; }))
    return std::nullopt;
  const auto day = parse_american_day(words[0].substr(dash + 1));
  if (!day) return std::nullopt;
  const std::string_view agency = from.substr(0, from.find('-'));
  WireFooter footer{{*day, std::nullopt, std::nullopt}, std::string(agency)};
  const auto time = clock_time(words[1].substr(0, 4));
  const auto zone = words[1].size() > 4 ? zone_named(words[1].substr(4)) : std::nullopt;
  if (time && (zone || words[1].size() == 4)) {
    footer.published.time = time;
    footer.published.zone = zone;
  }
  return time ? std::optional(footer) : std::nullopt;
}

/// "191405 GMT Dec 16", "191405 Dec 16": day and time, month and year. IPTC 7901, post-text.
std::optional<WireFooter> iptc_footer(const std::vector<std::string_view>& words) {
  if (words.size() < 3 || words.size() > 4 || words[0].size() != 6) return std::nullopt;
  const std::optional<int> day = whole_number(words[0].substr(0, 2));
  const auto time = clock_time(words[0].substr(2));
  const auto month = parse_month(words[words.size() - 2]);
  const std::string_view figures = words.back();
  const std::optional<int> year = whole_number(figures);
  if (!day || !time || !month || !year || (figures.size() != 2 && figures.size() != 4))
    return std::nullopt;
  const auto date = make_day(*year, static_cast<int>(static_cast<unsigned>(*month)), *day);
  if (!date) return std::nullopt;
  WireFooter footer{{*date, time, std::nullopt}, {}};
  if (words.size() == 4) footer.published.zone = zone_named(words[1]);
  return footer;
}

/// "14:05 12-19-96", as Reuters closed its copy.
std::optional<WireFooter> reuters_footer(const std::vector<std::string_view>& words) {
  if (words.size() != 2) return std::nullopt;
  const auto time = clock_time(words[0]);
  const auto day = parse_american_day(words[1]);
  if (!time || !day) return std::nullopt;
  return WireFooter{{*day, time, std::nullopt}, {}};
}

}  // namespace

std::optional<std::chrono::year_month_day> parse_american_day(std::string_view text) {
  if ((text.size() != 8 && text.size() != 10) || text[2] != '-' || text[5] != '-')
    return std::nullopt;
  const std::optional<int> month = whole_number(text.substr(0, 2));
  const std::optional<int> day = whole_number(text.substr(3, 2));
  const std::optional<int> year = whole_number(text.substr(6));
  if (!month || !day || !year) return std::nullopt;
  return make_day(*year, *month, *day);
}

std::optional<WireFooter> read_wire_footer(std::string_view line) {
  constexpr std::size_t kLongest = 60;
  if (line.empty() || line.size() > kLongest) return std::nullopt;
  const std::vector<std::string_view> words = words_of(line);
  if (auto footer = american_footer(words)) return footer;
  if (auto footer = iptc_footer(words)) return footer;
  if (auto footer = upi_footer(words)) return footer;
  return reuters_footer(words);
}

}  // namespace morgue
