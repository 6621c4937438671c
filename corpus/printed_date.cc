// The ways in which newspapers print a day. A date is a few words of known kinds in nearly any
// order, so it is read by filling slots (day, month, year, time, zone) from tokens; one word of no
// known kind, or a slot filled twice, and the text is no date. That keeps sentences out without a
// grammar for every house style. English first, then every other language by itself.
#include <algorithm>
#include <array>
#include <cstdint>

#include "corpus/date_words.h"
#include "corpus/published.h"
#include "corpus/text/ascii.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t kLongestDate = 120;  // bytes
constexpr std::size_t kMostTokens = 32;

struct Token {
  enum class Kind : std::uint8_t { Word, Number, Mark } kind = Kind::Mark;
  std::string_view text;
  int value = 0;             // of a number of at most eight digits
  bool after_space = false;  // white space, or the beginning, comes before it
};

class Tokens {
 public:
  bool add(const Token& token) {
    if (count_ == tokens_.size()) return false;
    tokens_.at(count_++) = token;
    return true;
  }
  std::size_t size() const { return count_; }
  /// A mark of no text beyond either end.
  const Token& at(std::size_t i) const {
    static const Token none;
    return i < count_ ? tokens_.at(i) : none;
  }

 private:
  std::array<Token, kMostTokens> tokens_;
  std::size_t count_ = 0;
};

/// Of letters outside of ASCII only Cyrillic ones are left, in UTF-8.
constexpr bool is_letter_byte(char c) {
  return is_lower(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// `text` is what plain_letters() makes.
bool tokenise(std::string_view text, Tokens& tokens) {
  bool after_space = true;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      after_space = true;
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    Token token{Token::Kind::Mark, {}, 0, after_space};
    if (is_digit(c)) {
      while (end < text.size() && is_digit(text[end])) ++end;
      if (end - i > 8) return false;
      token.kind = Token::Kind::Number;
      for (const char digit : text.substr(i, end - i))
        token.value = token.value * 10 + (digit - '0');
    } else if (is_letter_byte(c)) {
      while (end < text.size() && is_letter_byte(text[end])) ++end;
      token.kind = Token::Kind::Word;
    }
    token.text = text.substr(i, end - i);
    if (!tokens.add(token)) return false;
    after_space = false;
    i = end;
  }
  return true;
}

struct Zone {
  std::string_view name;
  int minutes_east;
};
constexpr int kUnknownZone = 9999;  // a zone name that several parts of the world use
// Sources: the zone names of RFC 2822 and the IANA time zone database.
constexpr std::array kZones = std::to_array<Zone>({
    {"z", 0},
    {"gmt", 0},
    {"utc", 0},
    {"ut", 0},
    {"wet", 0},
    {"bst", 60},
    {"west", 60},
    {"wat", 60},
    {"cet", 60},
    {"cest", 120},
    {"eet", 120},
    {"eest", 180},
    {"cat", 120},
    {"sast", 120},
    {"eat", 180},
    {"msk", 180},
    {"irst", 210},
    {"irdt", 270},
    {"gst", 240},
    {"pkt", 300},
    {"npt", 345},
    {"ict", 420},
    {"wib", 420},
    {"hkt", 480},
    {"sgt", 480},
    {"myt", 480},
    {"pht", 480},
    {"awst", 480},
    {"jst", 540},
    {"kst", 540},
    {"acst", 570},
    {"aest", 600},
    {"aedt", 660},
    {"nzst", 720},
    {"nzdt", 780},
    {"est", -300},
    {"edt", -240},
    {"cst", -360},
    {"cdt", -300},
    {"mst", -420},
    {"mdt", -360},
    {"pst", -480},
    {"pdt", -420},
    {"akst", -540},
    {"akdt", -480},
    {"hst", -600},
    {"brt", -180},
    {"art", -180},
    {"nst", -210},
    {"ist", kUnknownZone},
    {"et", kUnknownZone},
    {"ct", kUnknownZone},
    {"mt", kUnknownZone},
    {"pt", kUnknownZone},
    {"ast", kUnknownZone},
    {"adt", -180},
});

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_weekday(std::string_view word) {
  constexpr std::array<std::string_view, 7> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                                     "friday", "saturday", "sunday"};
  if (word == "weds" || word == "thur") return true;
  return std::ranges::any_of(kDays, [word](std::string_view day) {
    return word == day || word == day.substr(0, 3) || (word == day.substr(0, 4) && day[1] != 'o') ||
           word == day.substr(0, 5);
  });
}

class DateReader {
 public:
  /// @param language  none: English
  DateReader(const Tokens& tokens, const DateLanguage* language)
      : tokens_(tokens), language_(language) {}

  std::optional<Published> read() {
    skip_lead_in();
    while (i_ < tokens_.size()) {
      if (!read_numeric_day() && !read_time() && !read_zone() && !read_number() && !read_word() &&
          !read_mark())
        return std::nullopt;
    }
    return result();
  }

 private:
  using Kind = Token::Kind;

  bool is(std::size_t i, std::string_view text) const { return tokens_.at(i).text == text; }
  bool is_number(std::size_t i) const { return tokens_.at(i).kind == Kind::Number; }
  std::size_t length(std::size_t i) const { return tokens_.at(i).text.size(); }

  bool is_in(std::string_view DateLanguage::*list, std::size_t i) const {
    return language_ != nullptr && is_in_list(language_->*list, tokens_.at(i).text);
  }

  /// "Published:", "First published on", "Posted", "Last updated at".
  void skip_lead_in() {
    while (is_in(&DateLanguage::lead_in, i_)) ++i_;
    if (language_ != nullptr) return;
    const std::size_t begin = i_;
    bool lead = false;
    while (tokens_.at(i_).kind == Kind::Word) {
      const std::string_view word = tokens_.at(i_).text;
      if (is_one_of(word, {"published", "posted", "updated", "modified", "date", "created",
                           "issued", "filed"}))
        lead = true;
      else if (!is_one_of(word,
                          {"first", "last", "publication", "story", "article", "on", "at", "was"}))
        break;
      ++i_;
    }
    if (is(i_, ":")) ++i_;
    if (!lead) i_ = begin;
  }

  /// 2016-12-19, 2016/12/19, 19.12.2016, 12/19/2016: three numbers with the same mark between them.
  bool read_numeric_day() {
    if (!is_number(i_) || !is_number(i_ + 2) || !is_number(i_ + 4)) return false;
    if (!is(i_ + 1, "-") && !is(i_ + 1, "/") && !is(i_ + 1, ".")) return false;
    if (tokens_.at(i_ + 1).text != tokens_.at(i_ + 3).text || month_ || day_ || year_) return false;
    const std::array<int, 3> part = {tokens_.at(i_).value, tokens_.at(i_ + 2).value,
                                     tokens_.at(i_ + 4).value};
    if (length(i_) == 4) {
      set_day(part[0], part[1], part[2]);
    } else if (length(i_ + 4) == 4 && part[0] > 12) {
      set_day(part[2], part[1], part[0]);
    } else if (length(i_ + 4) == 4 && part[1] > 12) {
      set_day(part[2], part[0], part[1]);
    } else {
      return false;
    }
    i_ += 5;
    if (is(i_, "t") && is_number(i_ + 1)) ++i_;
    return true;
  }

  void set_day(int year, int month, int day) {
    year_ = year;
    month_ = std::chrono::month(static_cast<unsigned>(month));
    day_ = day;
  }

  /// 14:05, 14:05:00.79, 2:05 p.m., 2.05pm, 2 p.m., 1405 GMT.
  bool read_time() {
    if (!is_number(i_) || time_) return false;
    const int first = tokens_.at(i_).value;
    std::size_t next = i_ + 1;
    int minute = 0;
    int second = 0;
    const bool clock = is_number(i_ + 2) && length(i_ + 2) == 2 && length(i_) <= 2;
    const bool colon = clock && is(i_ + 1, ":");
    const bool point = clock && (is(i_ + 1, ".") || is(i_ + 1, "h"));
    if (colon || (point && (half_of_day(i_ + 3) || is_called_time(i_, i_ + 3)))) {
      minute = tokens_.at(i_ + 2).value;
      next = i_ + 3;
    } else if (length(i_) == 4 && is_zone(i_ + 1)) {
      return set_time(first / 100, first % 100, 0, i_ + 1);
    } else if (length(i_) > 2 || (!half_of_day(i_ + 1) && !is_called_time(i_, i_ + 1))) {
      return false;
    }
    if (colon && is(next, ":") && is_number(next + 1)) {
      second = tokens_.at(next + 1).value;
      next += 2;
      if (is(next, ".") && is_number(next + 1)) next += 2;
    }
    int hour = first;
    if (const std::optional<Half> half = half_of_day(next)) {
      if (hour < 1 || hour > 12) return false;
      hour = hour % 12 + (half->pm ? 12 : 0);
      next = half->next;
    }
    return set_time(hour, minute, second, next);
  }

  bool set_time(int hour, int minute, int second, std::size_t next) {
    if (hour > 23 || minute > 59 || second > 60) return false;
    time_ = hours(hour) + minutes(minute) + seconds(std::min(second, 59));
    i_ = next;
    while (is_one_of(tokens_.at(i_).text, {"hrs", "hours", "h", "local", "time"})) ++i_;
    return true;
  }

  /// Does a word of the language before or behind say that this is a time? "kl. 14.05", "14.05
  /// Uhr", and "14h05", which says so itself.
  bool is_called_time(std::size_t begin, std::size_t end) const {
    if (language_ == nullptr) return false;
    const bool named = begin > 0 && is_in(&DateLanguage::before_time,
                                          is(begin - 1, ".") && begin > 1 ? begin - 2 : begin - 1);
    return (named && end > begin + 1) || is_in(&DateLanguage::after_time, end) ||
           (end > begin + 1 && is(begin + 1, "h"));
  }

  struct Half {
    bool pm = false;
    std::size_t next = 0;
  };
  /// "pm", "p.m.", "p.m"
  std::optional<Half> half_of_day(std::size_t i) const {
    const std::string_view word = tokens_.at(i).text;
    if (word == "am" || word == "pm") return Half{word == "pm", i + 1};
    if ((word != "a" && word != "p") || !is(i + 1, ".") || !is(i + 2, "m")) return std::nullopt;
    return Half{word == "p", is(i + 3, ".") ? i + 4 : i + 3};
  }

  bool is_zone(std::size_t i) const {
    return std::ranges::find(kZones, tokens_.at(i).text, &Zone::name) != kZones.end();
  }

  /// "GMT", "(EST)", "+0330", "GMT+3", "UTC-05:00". Only after a time.
  bool read_zone() {
    if (!time_ || zone_seen_) return false;
    std::size_t i = i_;
    const auto* named = std::ranges::find(kZones, tokens_.at(i).text, &Zone::name);
    std::optional<minutes> zone;
    if (named != kZones.end()) {
      if (named->minutes_east != kUnknownZone) zone = minutes(named->minutes_east);
      ++i;
    }
    // "14:05 - 5 December" has a dash, "14:05 -0500" a sign.
    if ((is(i, "+") || is(i, "-")) && is_number(i + 1) && !tokens_.at(i + 1).after_space) {
      const std::optional<minutes> offset = read_offset(i);
      if (!offset) return false;
      zone = *offset;
    }
    if (i == i_) return false;
    zone_ = zone;
    zone_seen_ = true;
    i_ = i;
    return true;
  }

  /// From the sign at i; moves i past it.
  std::optional<minutes> read_offset(std::size_t& i) const {
    const bool west = is(i, "-");
    const int value = tokens_.at(i + 1).value;
    int hour = value;
    int minute = 0;
    std::size_t next = i + 2;
    if (length(i + 1) == 4) {
      hour = value / 100;
      minute = value % 100;
    } else if (is(next, ":") && is_number(next + 1)) {
      minute = tokens_.at(next + 1).value;
      next += 2;
    }
    if (hour > 15 || minute > 59) return std::nullopt;
    i = next;
    const minutes east = hours(hour) + minutes(minute);
    return west ? -east : east;
  }

  bool read_number() {
    if (!is_number(i_)) return false;
    const int value = tokens_.at(i_).value;
    if (length(i_) == 4 && !year_) {
      year_ = value;
    } else if (length(i_) <= 2 && !day_) {
      day_ = value;
      const bool ordinal = language_ == nullptr
                               ? is_one_of(tokens_.at(i_ + 1).text, {"st", "nd", "rd", "th"})
                               : is_one_of(tokens_.at(i_ + 1).text, {"er", "o", "a", "e"});
      if (ordinal && !tokens_.at(i_ + 1).after_space) ++i_;
    } else {
      return false;
    }
    ++i_;
    return true;
  }

  bool read_word() {
    const Token& token = tokens_.at(i_);
    if (token.kind != Kind::Word) return false;
    if (language_ != nullptr) return read_word_of(*language_);
    if (const std::optional<std::chrono::month> month = parse_month(token.text)) {
      if (month_) return false;
      month_ = month;
    } else if (is_weekday(token.text)) {
      if (weekday_) return false;
      weekday_ = true;
    } else if (!is_one_of(token.text, {"at", "on", "of", "the"})) {
      return false;
    }
    ++i_;
    return true;
  }

  /// An abbreviation may be that of a day and of a month; behind the number of the day it is a
  /// month. "Set 5, 2016" is no Italian: of names in Latin letters only long ones may come first.
  bool read_word_of(const DateLanguage& language) {
    constexpr std::size_t kLong = 6;
    const std::string_view word = tokens_.at(i_).text;
    const bool may_be_month =
        day_ || year_ || word.size() >= kLong || static_cast<unsigned char>(word.front()) >= 0x80;
    const std::optional<std::chrono::month> month =
        may_be_month ? month_in(language, word) : std::nullopt;
    if (month && !month_) {
      month_ = month;
    } else if (is_in(&DateLanguage::weekdays, i_) && !weekday_) {
      weekday_ = true;
    } else if (!is_in(&DateLanguage::little, i_) && !is_in(&DateLanguage::before_time, i_) &&
               !(time_ && is_in(&DateLanguage::after_time, i_))) {
      return false;
    }
    ++i_;
    return true;
  }

  bool read_mark() {
    const Token& token = tokens_.at(i_);
    if (token.kind != Kind::Mark ||
        !(is_one_of(token.text, {",", ".", "-", "/", "|", "(", ")", ";", ":"}) ||
          (language_ != nullptr && token.text == "'")))
      return false;
    const bool behind_day =
        token.text == "." && i_ > 0 && is_number(i_ - 1) && length(i_ - 1) <= 2 && !time_;
    if (behind_day && language_ != nullptr && !language_->point_behind_day) return false;
    ++i_;
    return true;
  }

  std::optional<Published> result() const {
    if (!day_ || !month_ || !year_ || *year_ < 1500 || *year_ > 2199) return std::nullopt;
    const std::chrono::year_month_day day(std::chrono::year(*year_), *month_,
                                          std::chrono::day(static_cast<unsigned>(*day_)));
    if (!day.ok()) return std::nullopt;
    return Published{day, time_, time_ ? zone_ : std::nullopt};
  }

  const Tokens& tokens_;
  const DateLanguage* language_;
  std::size_t i_ = 0;
  std::optional<int> year_;
  std::optional<std::chrono::month> month_;
  std::optional<int> day_;
  std::optional<seconds> time_;
  std::optional<minutes> zone_;
  bool zone_seen_ = false;
  bool weekday_ = false;
};

/// Folded, which also turns no-break spaces into blanks. Dashes and bullets between day and time,
/// and all else that is neither ASCII nor Cyrillic, become '|': one for each byte, so that a line
/// of Chinese has too many to be a date.
std::string plain_letters(std::string_view text) {
  const std::string folded = fold(text);
  std::string plain;
  for (std::size_t i = 0; i < folded.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(folded, i);
    if (c < 0x80 || (c >= 0x430 && c < 0x530))
      plain.append(folded, begin, i - begin);
    else if (c == 0x2019)
      plain += '\'';
    else
      plain.append(i - begin, '|');
  }
  return plain;
}

}  // namespace

std::optional<std::chrono::month> parse_month(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (word.ends_with('.')) word.remove_suffix(1);
  if (word.size() < 3 || word.size() > 9) return std::nullopt;
  std::array<char, 9> buffer{};
  std::ranges::transform(word, buffer.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  const std::string_view lower(buffer.data(), word.size());
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    if (lower == kMonths.at(i) || lower == kMonths.at(i).substr(0, 3) ||
        (i == 8 && lower == "sept"))
      return std::chrono::month(i + 1);
  }
  return std::nullopt;
}

bool speaks_of_change(std::string_view text) {
  constexpr std::size_t kBeginning = 40;  // bytes; "Zuletzt aktualisiert am", "Ultima modifica"
  const std::string folded = fold(trim(text).substr(0, kBeginning));
  const std::string_view beginning =
      std::string_view(folded).substr(0, folded.find_first_of("0123456789"));
  return std::ranges::any_of(
      std::to_array<std::string_view>({"updated",       "modified",   "revised",     "aktualisiert",
                                       "geandert",      "mis a jour", "modifie",     "actualizado",
                                       "actualizacion", "atualizad",  "atualizacao", "aggiornat",
                                       "modifica",      "bijgewerkt", "gewijzigd",   "aktualizac",
                                       "обновлен",      "оновлен",    "uppdaterad",  "opdateret",
                                       "oppdatert",     "paivitetty", "actualizat",  "diperbarui"}),
      [beginning](std::string_view word) {
        return beginning.find(word) != std::string_view::npos;
      });
}

std::optional<Published> parse_printed_date(std::string_view text) {
  text = trim(text);
  if (text.empty() || text.size() > kLongestDate) return std::nullopt;
  if (std::optional<Published> iso = parse_iso(text)) return iso;
  const std::string lower = plain_letters(text);
  if (std::ranges::none_of(lower, is_digit)) return std::nullopt;
  Tokens tokens;
  if (!tokenise(lower, tokens)) return std::nullopt;
  if (std::optional<Published> english = DateReader(tokens, nullptr).read()) return english;
  for (const DateLanguage& language : date_languages()) {
    if (std::optional<Published> date = DateReader(tokens, &language).read()) return date;
  }
  return std::nullopt;
}

}  // namespace morgue
