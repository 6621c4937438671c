#include "indexer/dates/date_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "corpus/text/ascii.h"

namespace morgue {
namespace {

constexpr std::size_t kLongestWord = 16;  // bytes, of the table below and of "post-November"

struct Row {
  std::string_view word;
  DateClass type;
  std::int16_t value;
};

constexpr std::int16_t unit(TimeUnit unit) { return static_cast<std::int16_t>(unit); }

constexpr auto kWords = std::to_array<Row>({
    {"january", DateClass::Month, 1},
    {"february", DateClass::Month, 2},
    {"march", DateClass::Month, 3},
    {"april", DateClass::Month, 4},
    {"may", DateClass::Month, 5},
    {"june", DateClass::Month, 6},
    {"july", DateClass::Month, 7},
    {"august", DateClass::Month, 8},
    {"september", DateClass::Month, 9},
    {"october", DateClass::Month, 10},
    {"november", DateClass::Month, 11},
    {"december", DateClass::Month, 12},
    {"sunday", DateClass::Weekday, 0},
    {"monday", DateClass::Weekday, 1},
    {"tuesday", DateClass::Weekday, 2},
    {"wednesday", DateClass::Weekday, 3},
    {"thursday", DateClass::Weekday, 4},
    {"friday", DateClass::Weekday, 5},
    {"saturday", DateClass::Weekday, 6},
    {"day", DateClass::Unit, unit(TimeUnit::Day)},
    {"days", DateClass::Unit, unit(TimeUnit::Day)},
    {"week", DateClass::Unit, unit(TimeUnit::Week)},
    {"weeks", DateClass::Unit, unit(TimeUnit::Week)},
    {"weekend", DateClass::Unit, unit(TimeUnit::Week)},
    {"month", DateClass::Unit, unit(TimeUnit::Month)},
    {"months", DateClass::Unit, unit(TimeUnit::Month)},
    {"quarter", DateClass::Unit, unit(TimeUnit::Quarter)},
    {"quarters", DateClass::Unit, unit(TimeUnit::Quarter)},
    {"year", DateClass::Unit, unit(TimeUnit::Year)},
    {"years", DateClass::Unit, unit(TimeUnit::Year)},
    {"decade", DateClass::Unit, unit(TimeUnit::Decade)},
    {"decades", DateClass::Unit, unit(TimeUnit::Decade)},
    {"century", DateClass::Unit, unit(TimeUnit::Century)},
    {"centuries", DateClass::Unit, unit(TimeUnit::Century)},
    {"hour", DateClass::ShortTime, 0},
    {"hours", DateClass::ShortTime, 0},
    {"minute", DateClass::ShortTime, 0},
    {"minutes", DateClass::ShortTime, 0},
    {"seconds", DateClass::ShortTime, 0},
    {"today", DateClass::Today, 0},
    {"tonight", DateClass::Today, 0},
    {"yesterday", DateClass::Today, -1},
    {"tomorrow", DateClass::Today, 1},
    {"morning", DateClass::PartOfDay, 0},
    {"afternoon", DateClass::PartOfDay, 0},
    {"evening", DateClass::PartOfDay, 0},
    {"night", DateClass::PartOfDay, 0},
    {"midnight", DateClass::PartOfDay, 0},
    {"noon", DateClass::PartOfDay, 0},
    {"spring", DateClass::Season, 0},
    {"summer", DateClass::Season, 0},
    {"autumn", DateClass::Season, 0},
    {"fall", DateClass::Season, 0},
    {"winter", DateClass::Season, 0},
    {"a", DateClass::Count, 1},
    {"an", DateClass::Count, 1},
    {"one", DateClass::Count, 1},
    {"two", DateClass::Count, 2},
    {"three", DateClass::Count, 3},
    {"four", DateClass::Count, 4},
    {"five", DateClass::Count, 5},
    {"six", DateClass::Count, 6},
    {"seven", DateClass::Count, 7},
    {"eight", DateClass::Count, 8},
    {"nine", DateClass::Count, 9},
    {"ten", DateClass::Count, 10},
    {"eleven", DateClass::Count, 11},
    {"twelve", DateClass::Count, 12},
    {"fifteen", DateClass::Count, 15},
    {"twenty", DateClass::Count, 20},
    {"thirty", DateClass::Count, 30},
    {"forty", DateClass::Count, 40},
    {"fifty", DateClass::Count, 50},
    {"thirteen", DateClass::Count, 13},
    {"fourteen", DateClass::Count, 14},
    {"sixteen", DateClass::Count, 16},
    {"seventeen", DateClass::Count, 17},
    {"eighteen", DateClass::Count, 18},
    {"nineteen", DateClass::Count, 19},
    {"sixty", DateClass::Count, 60},
    {"seventy", DateClass::Count, 70},
    {"eighty", DateClass::Count, 80},
    {"ninety", DateClass::Count, 90},
    {"hundred", DateClass::Count, 100},
    {"thousand", DateClass::Count, 1000},
    {"first", DateClass::Ordinal, 1},
    {"second", DateClass::Ordinal, 2},
    {"third", DateClass::Ordinal, 3},
    {"fourth", DateClass::Ordinal, 4},
    {"fifth", DateClass::Ordinal, 5},
    {"sixth", DateClass::Ordinal, 6},
    {"seventh", DateClass::Ordinal, 7},
    {"eighth", DateClass::Ordinal, 8},
    {"ninth", DateClass::Ordinal, 9},
    {"tenth", DateClass::Ordinal, 10},
    {"eleventh", DateClass::Ordinal, 11},
    {"twelfth", DateClass::Ordinal, 12},
    {"fifteenth", DateClass::Ordinal, 15},
    {"twentieth", DateClass::Ordinal, 20},
    {"thirtieth", DateClass::Ordinal, 30},
    {"last", DateClass::Pointer, -1},
    {"past", DateClass::Pointer, -1},
    {"this", DateClass::Pointer, 0},
    {"current", DateClass::Pointer, 0},
    {"next", DateClass::Pointer, 1},
    {"coming", DateClass::Pointer, 1},
    {"upcoming", DateClass::Pointer, 1},
    {"previous", DateClass::Anchor, -1},
    {"preceding", DateClass::Anchor, -1},
    {"prior", DateClass::Anchor, -1},
    {"same", DateClass::Anchor, 0},
    {"that", DateClass::Anchor, 0},
    {"following", DateClass::Anchor, 1},
    {"ago", DateClass::Ago, 0},
    {"earlier", DateClass::Back, 0},
    {"before", DateClass::Back, 0},
    {"later", DateClass::Forth, 0},
    {"after", DateClass::Forth, 0},
    {"early", DateClass::Qualifier, 0},
    {"mid", DateClass::Qualifier, 0},
    {"late", DateClass::Qualifier, 0},
    {"sometime", DateClass::Qualifier, 0},
    {"end", DateClass::Edge, 0},
    {"beginning", DateClass::Edge, 0},
    {"start", DateClass::Edge, 0},
    {"middle", DateClass::Edge, 0},
    {"close", DateClass::Edge, 0},
    {"thanksgiving", DateClass::Holiday, 1100},
    {"halloween", DateClass::Holiday, 1031},
    {"christmas", DateClass::Holiday, 1225},
    {"every", DateClass::Every, 0},
    {"each", DateClass::Every, 0},
    {"per", DateClass::Every, 0},
    {"the", DateClass::The, 0},
    {"of", DateClass::Of, 0},
    {"in", DateClass::Preposition, 0},
    {"since", DateClass::Preposition, 0},
    {"by", DateClass::Preposition, 0},
    {"until", DateClass::Preposition, 0},
    {"till", DateClass::Preposition, 0},
    {"during", DateClass::Preposition, 0},
    {"from", DateClass::Preposition, 0},
    {"through", DateClass::Preposition, 0},
    {"circa", DateClass::Preposition, 0},
    {"between", DateClass::Preposition, 0},
    {"throughout", DateClass::Preposition, 0},
    {"on", DateClass::Preposition, 0},
    {"fiscal", DateClass::Preposition, 0},
});

struct ShortForm {
  std::string_view word;
  DateClass type;
  std::int16_t value;
};
constexpr auto kShortForms = std::to_array<ShortForm>({
    {"jan", DateClass::Month, 1},   {"feb", DateClass::Month, 2},
    {"mar", DateClass::Month, 3},   {"apr", DateClass::Month, 4},
    {"jun", DateClass::Month, 6},   {"jul", DateClass::Month, 7},
    {"aug", DateClass::Month, 8},   {"sep", DateClass::Month, 9},
    {"sept", DateClass::Month, 9},  {"oct", DateClass::Month, 10},
    {"nov", DateClass::Month, 11},  {"dec", DateClass::Month, 12},
    {"sun", DateClass::Weekday, 0}, {"mon", DateClass::Weekday, 1},
    {"tue", DateClass::Weekday, 2}, {"tues", DateClass::Weekday, 2},
    {"wed", DateClass::Weekday, 3}, {"weds", DateClass::Weekday, 3},
    {"thu", DateClass::Weekday, 4}, {"thurs", DateClass::Weekday, 4},
    {"fri", DateClass::Weekday, 5}, {"sat", DateClass::Weekday, 6},
});

// Verbs and particles that tell whether a sentence looks back or ahead. Regular past forms are told
// by their ending.
constexpr auto kFuture = std::to_array<std::string_view>(
    {"will",     "wo",       "won't",   "shall",   "due",      "scheduled", "slated",   "expected",
     "expects",  "expect",   "planned", "plans",   "plan",     "planning",  "hopes",    "hope",
     "aims",     "seeks",    "meet",    "meets",   "visits",   "arrives",   "leaves",   "would",
     "upcoming", "tomorrow", "intends", "begins",  "opens",    "starts",    "could",    "may",
     "might",    "should",   "must",    "matures", "maturing", "coming",    "forecast", "future",
     "expiring", "expires",  "ends",    "awaits",  "prepares", "preparing", "looming"});
constexpr auto kPast = std::to_array<std::string_view>(
    {"said",   "was",    "were",    "had",        "has",       "have",     "did",       "been",
     "told",   "says",   "since",   "ago",        "arose",     "ate",      "became",    "began",
     "beat",   "bent",   "bled",    "blew",       "bore",      "bought",   "broke",     "brought",
     "built",  "burst",  "came",    "caught",     "chose",     "clung",    "crept",     "dealt",
     "died",   "drank",  "drew",    "drove",      "dug",       "fell",     "felt",      "fled",
     "flew",   "flung",  "forbade", "forgot",     "fought",    "found",    "froze",     "gave",
     "given",  "got",    "grew",    "heard",      "held",      "hid",      "hit",       "hung",
     "hurt",   "kept",   "knelt",   "knew",       "laid",      "led",      "left",      "lent",
     "lit",    "lost",   "made",    "meant",      "met",       "overcame", "overthrew", "paid",
     "put",    "quit",   "ran",     "rang",       "rode",      "rose",     "sang",      "sank",
     "sat",    "saw",    "sent",    "shone",      "shook",     "shot",     "shown",     "shrank",
     "shut",   "slept",  "slid",    "sold",       "sought",    "sped",     "spent",     "spoke",
     "sprang", "spread", "spun",    "stole",      "stood",     "struck",   "strove",    "stuck",
     "sung",   "swam",   "swept",   "swore",      "swung",     "taken",    "taught",    "thought",
     "threw",  "took",   "tore",    "understood", "undertook", "went",     "wept",      "withdrew",
     "woke",   "won",    "wore",    "wound",      "wove",      "wrote"});
constexpr auto kNotPast = std::to_array<std::string_view>(
    {"need", "indeed", "hundred", "red", "seed", "feed", "speed", "exceed", "proceed", "succeed",
     "bed", "breed", "shed", "fed", "unprecedented", "sacred", "based", "proposed"});

struct Entry {
  DateWord word;
  bool capital = false;  // counts only if it is printed with a capital
};
using Table = std::unordered_map<std::string_view, Entry>;

Table make_table() {
  Table table;
  for (const Row& row : kWords) {
    Entry& entry = table[row.word];
    entry.word.type = row.type;
    entry.word.value = row.value;
    entry.capital = row.type == DateClass::Month || row.type == DateClass::Weekday ||
                    row.type == DateClass::Holiday;
    entry.word.common = row.type == DateClass::Month &&
                        is_any(row.word, {"march", "april", "may", "june", "august"});
  }
  for (const ShortForm& row : kShortForms) {
    Entry& entry = table[row.word];
    entry.word.type = row.type;
    entry.word.value = row.value;
    entry.word.short_form = true;
    entry.capital = true;
  }
  for (const std::string_view word : kFuture) table[word].word.tense = Tense::Future;
  for (const std::string_view word : kPast) table[word].word.tense = Tense::Past;
  return table;
}

/// Dates of other forms than words.
class WordReader {
 public:
  WordReader(const TokenisedText& text, const std::vector<bool>& persons)
      : text_(text), persons_(persons) {}

  DateWord read(std::size_t i) const {
    const Token& token = text_.tokens[i];
    if (token.kind == TokenKind::Punctuation) return {};
    const std::string_view printed = text_.of(token);
    if (token.kind == TokenKind::Number) return number(printed);
    if (printed.size() > kLongestWord) return {};
    std::array<char, kLongestWord> buffer{};
    std::ranges::transform(printed, buffer.begin(), ascii_lower);
    std::string_view word(buffer.data(), printed.size());
    if (word.size() > 3 && word.ends_with('.')) word.remove_suffix(1);
    const bool person = i < persons_.size() && persons_[i];
    if (const std::size_t hyphen = word.find('-'); hyphen != std::string_view::npos)
      return compound(word.substr(0, hyphen), word.substr(hyphen + 1));
    DateWord result = plain(word, token, person);
    if (word.ends_with("'ll")) result.tense = Tense::Future;
    refine_tense(word, i, result);
    return result;
  }

 private:
  static const Table& table() {
    static const Table words = make_table();
    return words;
  }

  static DateWord plain(std::string_view word, const Token& token, bool person) {
    const auto found = table().find(word);
    if (found == table().end()) {
      DateWord other;
      if (word.size() >= 4 && word.ends_with("ed") && !token.capitalised &&
          std::ranges::find(kNotPast, word) == kNotPast.end())
        other.tense = Tense::Past;
      return other;
    }
    DateWord result = found->second.word;
    const bool is_month = result.type == DateClass::Month;
    if (found->second.capital && (!token.capitalised || (is_month && person)))
      result.type = DateClass::None;
    if (token.capitalised && !token.sentence_start && word == "may") result.tense = Tense::None;
    return result;
  }

  std::string_view near(std::size_t i) const {
    return i < text_.tokens.size() ? text_.of(text_.tokens[i]) : std::string_view{};
  }

  /// What the neighbours of a word make of its tense.
  void refine_tense(std::string_view word, std::size_t i, DateWord& result) const {
    const std::string_view next = near(i + 1);
    if (word == "is" || word == "are" || word == "going" || word == "has" || word == "have") {
      if (next == "to") result.tense = Tense::Future;  // "is to meet", "has to pay"
    } else if (word == "set") {
      result.tense = next == "to" || next == "for" ? Tense::Future : Tense::Past;
    } else if (word == "due" && next == "to" && i > 0 &&
               !is_any(near(i - 1), {"is", "are", "was", "were", "be", "been"})) {
      result.tense = Tense::None;  // "shut on Monday due to the storm"
    }
  }

  /// "mid-November", "mid-1990s", "post-1959", "third-quarter", "year-ago".
  static DateWord compound(std::string_view first, std::string_view rest) {
    if (first == "year" && rest == "end") {
      DateWord end;
      end.type = DateClass::YearEnd;
      return end;
    }
    if (rest == "quarter" || first == "year") {
      DateWord quarter;
      quarter.type = DateClass::Unit;
      quarter.value = unit(TimeUnit::Quarter);
      return quarter;
    }
    DateWord word;
    const auto tens = table().find(first);
    const auto ones = table().find(rest);
    if (tens != table().end() && ones != table().end() && tens->second.word.value >= 20 &&
        tens->second.word.value <= 90 && tens->second.word.type == DateClass::Count &&
        ones->second.word.value <= 9) {
      word.type =
          ones->second.word.type == DateClass::Ordinal ? DateClass::Ordinal : DateClass::Count;
      word.value = static_cast<std::int16_t>(tens->second.word.value + ones->second.word.value);
      return word;  // "twenty-five", "thirty-first"
    }
    if (!is_any(first, {"mid", "early", "late", "post", "pre"}) || rest.empty()) return {};
    if (is_digit(rest.front())) {
      word = number(rest);
    } else if (const auto found = table().find(rest); found != table().end()) {
      word = found->second.word;
    }
    const bool date = word.type == DateClass::Decade || word.type == DateClass::Month ||
                      (word.type == DateClass::Count && word.digits == 4);
    if (!date) return {};
    word.common = false;
    return word;
  }

  /// "12", "1995", "3rd", "1980s". Nothing for "1,999", "3.5" and "10:30".
  static DateWord number(std::string_view printed) {
    std::size_t figures = 0;
    int value = 0;
    while (figures < printed.size() && is_digit(printed[figures])) {
      if (figures == 4) return {};
      value = value * 10 + (printed[figures++] - '0');
    }
    DateWord word;
    word.digits = static_cast<std::uint8_t>(figures);
    word.value = static_cast<std::int16_t>(value);
    const std::string_view rest = printed.substr(figures);
    if (rest.empty())
      word.type = DateClass::Count;
    else if (is_any(rest, {"st", "nd", "rd", "th"}))
      word.type = DateClass::Ordinal;
    else if (rest == "s" && value % 10 == 0 && (figures == 4 || figures == 2))
      word.type = DateClass::Decade;
    else
      return {};
    return word;
  }

  const TokenisedText& text_;
  const std::vector<bool>& persons_;
};

}  // namespace

std::vector<DateWord> date_words(const TokenisedText& text,
                                 const std::vector<bool>& person_tokens) {
  const WordReader reader{text, person_tokens};
  std::vector<DateWord> words;
  words.reserve(text.tokens.size());
  for (std::size_t i = 0; i < text.tokens.size(); ++i) words.push_back(reader.read(i));
  return words;
}

}  // namespace morgue
