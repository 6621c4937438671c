// Datelines. The dash is found first, then what stands before it is taken apart from the right:
// agency, day, place.
#include "corpus/dateline.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "corpus/text/ascii.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

constexpr std::size_t kLongestDateline = 160;  // bytes of the body that are looked at
constexpr std::size_t kLongestPlace = 64;
constexpr std::size_t kLongestAgency = 40;

constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

struct Dash {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The next dash that can end a dateline, from position `from` on. A hyphen needs white space
/// around it, lest "PORT-AU-PRINCE" be cut; the long dashes do not, and neither does any dash after
/// the bracket of an agency.
std::optional<Dash> find_dash(std::string_view text, std::size_t from) {
  constexpr std::array<std::string_view, 6> kLong = {"\u2013", "\u2014", "\u2015",
                                                     "\u2012", "\u2212", "\u2010"};
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '-' || text[i] == '_') {
      std::size_t end = i + 1;
      while (end < text.size() && text[end] == text[i]) ++end;
      // "Feb 26- " has been seen often enough.
      const bool open_before = i == 0 || is_space(text[i - 1]) || is_digit(text[i - 1]) ||
                               text[i - 1] == ')' || end - i > 1;
      const bool open_after = end == text.size() || is_space(text[end]) || end - i > 1;
      if (open_before && open_after) return Dash{i, end};
      i = end - 1;
      continue;
    }
    for (const std::string_view dash : kLong) {
      if (text.substr(i).starts_with(dash)) return Dash{i, i + dash.size()};
    }
  }
  return std::nullopt;
}

bool starts_upper(std::string_view text) {
  if (text.empty()) return false;
  std::size_t i = 0;
  next_code_point(text, i);
  return is_all_caps(text.substr(0, i));
}

/// Words between blanks; views into text.
std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < text.size();) {
    while (i < text.size() && is_space(text[i])) ++i;
    const std::size_t begin = i;
    while (i < text.size() && !is_space(text[i])) ++i;
    if (i > begin) words.push_back(text.substr(begin, i - begin));
  }
  return words;
}

bool is_name_particle(std::string_view word) {
  constexpr std::array<std::string_view, 26> kParticles = {
      "de", "la", "le", "les", "of",  "the", "du", "des", "and", "upon", "am",  "an",  "der",
      "di", "da", "do", "dos", "del", "sur", "al", "bin", "e",   "y",    "der", "und", "on"};
  return std::ranges::find(kParticles, word) != kParticles.end();
}

/// "Reuters", "Hollywood Reporter", "Halyard/ONA"; not "see page 3".
bool is_agency(std::string_view text) {
  if (text.empty() || text.size() > kLongestAgency) return false;
  const std::vector<std::string_view> words = split_words(text);
  if (words.empty() || words.size() > 5 || !starts_upper(words.front())) {
    // Some agencies write themselves small: "dpa", "epd".
    return words.size() == 1 && text.size() <= 4 &&
           std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
  }
  return std::ranges::all_of(words, [](std::string_view word) {
    return starts_upper(word) || is_name_particle(word) || word == "&" || word == "/";
  });
}

/// The end of the white space that begins at `from`.
std::size_t after_space(std::string_view text, std::size_t from) {
  while (from < text.size() && (is_space(text[from]) || text.substr(from).starts_with("\u00A0")))
    from += is_space(text[from]) ? 1u : 2u;
  return from;
}

/// What stands before the dash, being taken apart from its right end.
class Opening {
 public:
  explicit Opening(std::string_view text) : rest_(text) {}

  std::optional<DatelineRead> read(std::string_view story) {
    if (!take_agency()) return std::nullopt;
    take_day();
    strip(',');
    read_.dateline.place = collapse_space(rest_);
    if (!is_believable(story)) return std::nullopt;
    return read_;
  }

 private:
  void strip(char c) {
    rest_ = trim(rest_);
    while (!rest_.empty() && rest_.back() == c) rest_ = trim(rest_.substr(0, rest_.size() - 1));
  }

  /// False if there is a bracket that holds no agency.
  bool take_agency() {
    rest_ = trim(rest_);
    if (!rest_.ends_with(')')) return true;
    const std::size_t open = rest_.rfind('(');
    if (open == std::string_view::npos) return false;
    const std::string_view agency = trim(rest_.substr(open + 1, rest_.size() - open - 2));
    if (!is_agency(agency)) return false;
    read_.dateline.agency = collapse_space(agency);
    rest_ = rest_.substr(0, open);
    return true;
  }

  /// The last word, without trailing commas; empty if there is none.
  std::string_view last_word() {
    strip(',');
    const std::size_t begin = rest_.find_last_of(" ,\n");
    return begin == std::string_view::npos ? rest_ : rest_.substr(begin + 1);
  }
  void drop(std::string_view word) { rest_ = rest_.substr(0, rest_.size() - word.size()); }

  static std::optional<int> number(std::string_view word) {
    for (const std::string_view ordinal : {"st", "nd", "rd", "th"}) {
      if (word.size() > 2 && word.ends_with(ordinal)) word.remove_suffix(2);
    }
    int value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size() || word.size() > 4)
      return std::nullopt;
    return value;
  }

  static bool is_weekday(std::string_view word) {
    constexpr std::array<std::string_view, 7> kDays = {
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    if (word.ends_with('.')) word.remove_suffix(1);
    return std::ranges::any_of(kDays, [word](std::string_view day) {
      return fold(word) == fold(day) || (word.size() == 3 && fold(word) == fold(day.substr(0, 3)));
    });
  }

  /// "Month D", "D Month", either with a year, and a weekday before or instead.
  void take_day() {
    const std::string_view before = rest_;
    const std::optional<int> last = number(last_word());
    if (last && *last >= 1500 && *last <= 2199) {
      drop(last_word());
      if (take_month_and_day())
        read_.year = std::chrono::year(*last);
      else
        rest_ = before;
    } else if (!take_month_and_day()) {
      rest_ = before;
    }
    if (is_weekday(last_word()) && last_word().size() < trim(rest_).size()) {
      drop(last_word());
      has_day_ = true;
    }
  }

  bool take_month_and_day() {
    const std::string_view second = last_word();
    const std::string_view saved = rest_;
    drop(second);
    const std::string_view first = last_word();
    std::optional<std::chrono::month> month = parse_month(first);
    std::optional<int> day = number(second);
    if (!month || !day) {
      month = parse_month(second);
      day = number(first);
    }
    if (!month || !day || first.empty()) {
      rest_ = saved;
      return false;
    }
    drop(first);
    strip(',');
    has_day_ = true;
    // An impossible day does not cost us the place.
    const std::chrono::month_day read(*month, std::chrono::day(static_cast<unsigned>(*day)));
    if (*day > 0 && read.ok()) read_.dateline.day = read;
    return true;
  }

  /// Every part between commas and strokes is one to five capitalised words of letters.
  bool is_place() const {
    const std::string& place = read_.dateline.place;
    if (place.size() > kLongestPlace || place.size() < 3 || !starts_upper(place)) return false;
    if (place.find_first_of("0123456789:;!?\"()[]<>+=%$*#@|") != std::string::npos) return false;
    std::size_t parts = 0;
    for (std::size_t begin = 0; begin <= place.size(); ++parts) {
      const std::size_t end = std::min(place.find_first_of(",/", begin), place.size());
      const std::vector<std::string_view> words =
          split_words(std::string_view(place).substr(begin, end - begin));
      if (words.empty() || words.size() > 5) return false;
      for (const std::string_view word : words) {
        if (!starts_upper(word) && !is_name_particle(word) && !word.starts_with("al-") &&
            word != "&" && word != "-")
          return false;
      }
      begin = end + 1;
    }
    return parts <= 4;
  }

  bool is_believable(std::string_view story) const {
    const Dateline& dateline = read_.dateline;
    if (dateline.place.empty()) return !dateline.agency.empty() && !has_day_;
    if (!is_place()) return false;
    if (has_day_) return true;
    if (!starts_sentence(story)) return false;
    const std::string_view place = dateline.place;
    const std::string_view town = place.substr(0, place.find(','));
    if (!dateline.agency.empty()) return is_all_caps(town) || split_words(town).size() <= 3;
    return is_all_caps(town) && town.size() >= 3 && !is_label(town);
  }

  /// After a bare "PLACE -" a sentence begins; "NATO - the alliance founded in 1949 -" is no
  /// dateline.
  static bool starts_sentence(std::string_view story) {
    if (story.empty()) return true;
    const std::size_t quote = story.find_first_not_of("\"'(*");
    for (const std::string_view open : {"\u201C", "\u2018", "\u00AB", "\u201E"}) {
      if (story.starts_with(open)) return true;
    }
    return quote != std::string_view::npos &&
           (is_digit(story[quote]) || starts_upper(story.substr(quote)));
  }

  /// Words that stand where a place could, in capitals and before a dash.
  static bool is_label(std::string_view town) {
    constexpr std::array<std::string_view, 24> kLabels = {
        "ROUNDUP",       "UPDATE",    "FACTBOX",   "CORRECTED",  "INSTANT VIEW", "QUOTES",
        "WRAPUP",        "SCENARIOS", "TIMELINE",  "ANALYSIS",   "EXCLUSIVE",    "BREAKING",
        "BREAKING NEWS", "FEATURE",   "INTERVIEW", "CORRECTION", "NEWSMAKER",    "PREVIEW",
        "SNAP ANALYSIS", "REFILE",    "REPEAT",    "ADVISORY",   "URGENT",       "OPINION"};
    return std::ranges::find(kLabels, town) != kLabels.end();
  }

  std::string_view rest_;
  DatelineRead read_;
  bool has_day_ = false;
};

}  // namespace

std::optional<DatelineRead> read_dateline(std::string_view body) {
  std::string_view head = body.substr(0, kLongestDateline);
  head = head.substr(0, head.find("\n\n"));
  const std::size_t begin = std::min(head.find_first_not_of(" \t\r\n*"), head.size());
  std::size_t from = begin;
  constexpr int kDashes = 4;
  for (int tried = 0; tried < kDashes; ++tried) {
    const std::optional<Dash> dash = find_dash(head, from);
    if (!dash) return std::nullopt;
    std::size_t length = after_space(body, dash->end);
    // "NEW YORK (Reuters) - - The ..." has been seen.
    if (const std::optional<Dash> again = find_dash(body.substr(0, length + 4), length);
        again && again->begin == length)
      length = after_space(body, again->end);
    if (std::optional<DatelineRead> read =
            Opening(head.substr(begin, dash->begin - begin)).read(body.substr(length))) {
      read->length = length;
      return read;
    }
    from = dash->end;
  }
  return std::nullopt;
}

}  // namespace morgue
