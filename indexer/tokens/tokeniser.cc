// The tokeniser: one scan over the bytes for the tokens, one over the tokens for what a paragraph
// alone can tell (is it a line in capitals?).  The hard cases are points and apostrophes: a point
// ends a sentence, belongs to an abbreviation, or both.
#include "indexer/tokens/tokeniser.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <limits>

#include "corpus/text/text.h"

namespace morgue {
namespace {

enum class CharClass : std::uint8_t { Space, Lower, Upper, Digit, Other };

constexpr CharClass ascii_class(unsigned char c) {
  if (c >= 'a' && c <= 'z') return CharClass::Lower;
  if (c >= 'A' && c <= 'Z') return CharClass::Upper;
  if (c >= '0' && c <= '9') return CharClass::Digit;
  if (c == ' ' || (c >= '\t' && c <= '\r')) return CharClass::Space;
  return CharClass::Other;
}

constexpr std::array<CharClass, 128> make_ascii_classes() {
  std::array<CharClass, 128> classes{};
  for (unsigned char c = 0; c < 128; ++c) classes.at(c) = ascii_class(c);
  return classes;
}

constexpr std::array<CharClass, 128> kAsciiClasses = make_ascii_classes();

/// Letters without case and combining marks count as lower case: they belong to words and begin no
/// name.
CharClass class_of(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  if (u_isupper(c)) return CharClass::Upper;
  if (u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK) return CharClass::Lower;
  return u_isUWhiteSpace(c) ? CharClass::Space : CharClass::Other;
}

bool is_letter(CharClass c) { return c == CharClass::Lower || c == CharClass::Upper; }
bool is_alphanumeric(CharClass c) { return is_letter(c) || c == CharClass::Digit; }

// Abbreviations that keep their point. After the first group a sentence goes on (a name or a number
// follows); after the second it may end, and then the next word decides.
constexpr auto kBeforeNames = std::to_array<std::string_view>(
    {"Adm",   "Asst", "Atty", "Brig", "Capt",   "Cardl", "Cdr",   "Cmdr", "Col",  "Cpl",   "DR",
     "Dept",  "Dr",   "Drs",  "Fr",   "Ft",     "Gen",   "Gov",   "Hon",  "Insp", "Lieut", "Lt",
     "MR",    "MRS",  "MS",   "Maj",  "Messrs", "Mlle",  "Mme",   "Mr",   "Mrs",  "Ms",    "Msgr",
     "Mt",    "No",   "Nos",  "Pfc",  "Pres",   "Prof",  "Profs", "Pte",  "Pvt",  "Rep",   "Reps",
     "Rev",   "ST",   "Sec",  "Sen",  "Sens",   "Sgt",   "Spc",   "Sr",   "St",   "Ste",   "Supt",
     "Treas", "Univ", "art",  "cf",   "pp",     "v",     "viz",   "vol",  "vs"});
constexpr auto kOthers = std::to_array<std::string_view>(
    {"Ala",  "Apr",   "Ariz", "Ark",  "Assn",   "Aug",  "Ave",  "Blvd", "Bros", "CO",
     "CORP", "Calif", "Co",   "Colo", "Conn",   "Corp", "Dec",  "Del",  "Esq",  "Feb",
     "Fla",  "Ga",    "INC",  "Ill",  "Inc",    "Ind",  "Jan",  "Jr",   "Jul",  "Jun",
     "Kan",  "Ky",    "LTD",  "La",   "Ltd",    "Mar",  "Mass", "Md",   "Mich", "Minn",
     "Miss", "Mo",    "Mont", "Neb",  "Nev",    "Nov",  "Oct",  "Okla", "Ont",  "Ore",
     "Pa",   "Pty",   "Que",  "Rd",   "Sep",    "Sept", "Sq",   "Tenn", "Tex",  "Va",
     "Vt",   "Wash",  "Wis",  "Wyo",  "approx", "etc",  "plc"});

// Capitalised, these begin a sentence rather than carry one on after "U.S." or "Inc."
constexpr auto kStarters = std::to_array<std::string_view>(
    {"A",      "About",   "After", "All",    "Although", "An",    "And",  "As",        "At",
     "Before", "But",     "By",    "During", "Earlier",  "For",   "From", "He",        "Her",
     "His",    "However", "If",    "In",     "It",       "Its",   "Last", "Meanwhile", "More",
     "No",     "On",      "One",   "She",    "Since",    "Some",  "That", "The",       "Their",
     "There",  "They",    "This",  "We",     "When",     "While", "With"});

template <std::size_t Size>
bool contains(const std::array<std::string_view, Size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

enum class Point : std::uint8_t { EndsSentence, Abbreviates, Either };

class Scanner {
 public:
  explicit Scanner(TokenisedText& result)
      : text_(result.text), tokens_(result.tokens), body_start_(result.body_start) {}

  void run() {
    tokens_.reserve(text_.size() / 5 + 8);
    while (pos_ < text_.size()) step();
    mark_lines_in_capitals();
  }

 private:
  struct Char {
    CharClass type = CharClass::Space;  // Space at the end of the text
    std::size_t next = 0;
    char32_t code = 0;
  };

  Char at(std::size_t i) const {
    if (i >= text_.size()) return {CharClass::Space, i, 0};
    const auto byte = static_cast<unsigned char>(text_[i]);
    if (byte < 128) return {kAsciiClasses[byte], i + 1, byte};
    std::size_t next = i;
    const char32_t code = next_code_point(text_, next);
    return {class_of(code), next, code};
  }

  static bool is_apostrophe(const Char& c) { return c.code == '\'' || c.code == 0x2019; }

  void step() {
    const Char c = at(pos_);
    if (c.type == CharClass::Space) {
      read_space();
    } else if (is_letter(c.type)) {
      read_word();
    } else if (c.type == CharClass::Digit) {
      read_number();
    } else {
      read_punctuation(c);
    }
  }

  /// An empty line, or a line that is indented, begins a paragraph; any other line break is a
  /// blank.
  void read_space() {
    int line_breaks = 0;
    int indent = 0;
    for (Char c = at(pos_); pos_ < text_.size() && c.type == CharClass::Space; c = at(pos_)) {
      line_breaks += c.code == '\n' ? 1 : 0;
      indent = c.code == '\n' ? 0 : indent + 1;
      pos_ = c.next;
    }
    const bool enters_body = paragraph_ == 0 && pos_ >= body_start_;
    if (enters_body || line_breaks >= 2 || (line_breaks == 1 && indent >= 2))
      start_paragraph(enters_body);
    spaced_ = true;
  }

  void start_paragraph(bool enters_body) {
    if ((enters_body || paragraph_has_tokens_) &&
        paragraph_ < std::numeric_limits<std::uint16_t>::max())
      ++paragraph_;
    paragraph_has_tokens_ = false;
    sentence_start_ = true;
    before_quote_ = true;
    either_ = false;
  }

  Token& add(std::size_t start, std::size_t end, TokenKind kind) {
    Token token;
    token.start = static_cast<std::uint32_t>(start);
    token.end = static_cast<std::uint32_t>(end);
    token.kind = kind;
    token.paragraph = paragraph_;
    token.in_headline = start < body_start_;
    pos_ = end;
    paragraph_has_tokens_ = true;
    spaced_ = false;
    tokens_.push_back(token);
    return tokens_.back();
  }

  void read_word() {
    const std::size_t start = pos_;
    std::size_t i = start;
    int letters = 0;
    int capitals = 0;
    const bool capitalised = at(start).type == CharClass::Upper;
    while (true) {
      const Char c = at(i);
      if (is_alphanumeric(c.type)) {
        letters += is_letter(c.type) ? 1 : 0;
        capitals += c.type == CharClass::Upper ? 1 : 0;
        i = c.next;
      } else if (const std::size_t after = joined(start, i, c); after != i) {
        i = after;
      } else {
        break;
      }
    }
    const Point point = point_after(start, i);
    if (point != Point::EndsSentence && text_[i - 1] != '.') ++i;
    Token& token = add(start, i, TokenKind::Word);
    token.capitalised = capitalised;
    token.all_caps = letters >= 2 && capitals == letters;
    begin_or_continue_sentence(token);
    either_ = point == Point::Either;
    read_possessive();
  }

  /// Where the word goes on after the sign at i, or i if it does not: inner hyphen, apostrophe,
  /// point or ampersand.
  std::size_t joined(std::size_t start, std::size_t i, const Char& sign) const {
    const Char next = at(sign.next);
    if (sign.code == '-' || sign.code == 0x2010 || sign.code == 0x2011) {
      const bool after_initial =
          i == start + 2 && text_[i - 1] == '.';  // "J.-P." but not "U.S.-led"
      return is_alphanumeric(next.type) && (text_[i - 1] != '.' || after_initial) ? sign.next : i;
    }
    if (is_apostrophe(sign)) {
      const bool possessive =
          (next.code == 's' || next.code == 'S') && !is_alphanumeric(at(next.next).type);
      return is_letter(next.type) && !possessive ? sign.next : i;
    }
    if (sign.code == '&') return at_capital(i - 1) && next.type == CharClass::Upper ? sign.next : i;
    return sign.code == '.' ? joined_by_point(start, i, sign, next) : i;
  }

  bool at_capital(std::size_t i) const {
    return static_cast<unsigned char>(text_[i]) < 128 &&
           ascii_class(static_cast<unsigned char>(text_[i])) == CharClass::Upper;
  }

  /// "U.S.", "a.m.", "Amazon.com", "GM.N": the point has a letter on both sides, or closes such a
  /// row.
  std::size_t joined_by_point(std::size_t start, std::size_t i, const Char& point,
                              const Char& next) const {
    const bool row =
        i >= start + 3 &&
        (text_[i - 2] == '.' || (text_[i - 2] == '-' && text_[i - 3] == '.'));  // "U.S" read so far
    if (!is_letter(next.type)) {
      const bool hyphenated_initial = next.code == '-' && i == start + 1 && at_capital(start) &&
                                      at(next.next).type == CharClass::Upper &&
                                      !is_letter(at(at(next.next).next).type);
      return row || hyphenated_initial ? point.next : i;
    }
    if (next.type == CharClass::Lower) return point.next;
    const bool before_capitalised_word = at(next.next).type == CharClass::Lower;
    return at_capital(i - 1) && !before_capitalised_word ? point.next : i;
  }

  Point point_after(std::size_t start, std::size_t i) const {
    const std::string_view word = std::string_view(text_).substr(start, i - start);
    if (word.back() == '.')
      return word == "e.g." || word == "i.e." ? Point::Abbreviates : Point::Either;
    if (at(i).code != '.') return Point::EndsSentence;
    if (word.size() == 1 && at_capital(start)) return Point::Either;
    if (word.size() > 6) return Point::EndsSentence;
    if (contains(kBeforeNames, word))
      return abbreviates_number(word, i) ? Point::Abbreviates : Point::EndsSentence;
    return contains(kOthers, word) ? Point::Either : Point::EndsSentence;
  }

  /// "No." is an abbreviation only before a number; every other word of its group always is one.
  bool abbreviates_number(std::string_view word, std::size_t point) const {
    if (word != "No" && word != "Nos") return true;
    std::size_t i = point + 1;
    while (i < text_.size() && text_[i] == ' ') ++i;
    return at(i).type == CharClass::Digit;
  }

  void begin_or_continue_sentence(Token& token) {
    if (either_ && token.capitalised &&
        contains(kStarters, std::string_view(text_).substr(token.start, token.end - token.start)))
      sentence_start_ = true;
    token.sentence_start = sentence_start_;
    sentence_start_ = false;
    before_quote_ = false;
    either_ = false;
  }

  void read_possessive() {
    const Char mark = at(pos_);
    if (!is_apostrophe(mark)) return;
    const Char s = at(mark.next);
    if ((s.code == 's' || s.code == 'S') && !is_alphanumeric(at(s.next).type)) {
      tokens_.back().possessive = true;
      add(pos_, s.next, TokenKind::Punctuation);
      return;
    }
    // "Athens' mayor": a bare apostrophe after an s, with a word to possess.
    const char last = text_[pos_ - 1];
    if ((last == 's' || last == 'S') && s.code == ' ' && is_alphanumeric(at(s.next).type)) {
      tokens_.back().possessive = true;
      add(pos_, mark.next, TokenKind::Punctuation);
    }
  }

  /// Digits with inner points, commas and colons, and letters on to them: "1,000", "10:30", "737s",
  /// "54-year-old".
  void read_number() {
    const std::size_t start = pos_;
    std::size_t i = start;
    while (true) {
      const Char c = at(i);
      const Char next = at(c.next);
      const bool inner =
          (c.code == ',' || c.code == '.' || c.code == ':') && next.type == CharClass::Digit;
      const bool hyphen = c.code == '-' && is_letter(next.type);
      if (!is_alphanumeric(c.type) && !inner && !hyphen) break;
      i = c.next;
    }
    begin_or_continue_sentence(add(start, i, TokenKind::Number));
  }

  static bool is_quote(char32_t c) {
    return c == '"' || c == '\'' || c == '`' || (c >= 0x2018 && c <= 0x201F) || c == 0xAB ||
           c == 0xBB;
  }

  void read_punctuation(const Char& c) {
    if (is_apostrophe(c) && spaced_ && read_detached_possessive(c)) return;
    const bool opens =
        is_quote(c.code) && (spaced_ || c.code == 0x201C || c.code == 0x2018 || c.code == 0xAB);
    if (opens && before_quote_) sentence_start_ = true;
    if (c.code == '.' || c.code == '!' || c.code == '?' || c.code == 0x2026) {
      sentence_start_ = true;
      before_quote_ = true;
    } else if (c.code == ',' || c.code == ':') {
      before_quote_ = true;  // 'He said, "We …': the quotation is a sentence
      sentence_start_ = false;
    }
    std::size_t end = c.next;
    while ((c.code == '.' || c.code == '-') && end < text_.size() && text_[end] == text_[pos_])
      ++end;  // "...", "--"
    add(pos_, end, TokenKind::Punctuation);
  }

  /// Text that was tokenised before us has "Google 's".
  bool read_detached_possessive(const Char& mark) {
    const Char s = at(mark.next);
    if (tokens_.empty() || tokens_.back().kind != TokenKind::Word || s.code != 's' ||
        is_alphanumeric(at(s.next).type))
      return false;
    tokens_.back().possessive = true;
    add(pos_, s.next, TokenKind::Punctuation);
    return true;
  }

  /// A paragraph of two words or more is in capitals when nine letters in ten are ("McDONNELL SEES
  /// PROFIT").
  void mark_lines_in_capitals() {
    for (auto first = tokens_.begin(); first != tokens_.end();) {
      const auto last = std::find_if(
          first, tokens_.end(), [&](const Token& t) { return t.paragraph != first->paragraph; });
      if (first->all_caps ||
          !std::all_of(first, last, [](const Token& t) { return !t.all_caps; })) {
        const bool caps = in_capitals(first, last);
        std::for_each(first, last, [caps](Token& t) { t.caps_line = caps; });
      }
      first = last;
    }
  }

  bool in_capitals(std::vector<Token>::const_iterator first,
                   std::vector<Token>::const_iterator last) const {
    std::size_t words = 0;
    std::size_t capitals = 0;
    std::size_t letters = 0;
    for (auto token = first; token != last; ++token) {
      if (token->kind != TokenKind::Word) continue;
      ++words;
      for (std::size_t i = token->start; i < token->end;) {
        const Char c = at(i);
        capitals += c.type == CharClass::Upper ? 1 : 0;
        letters += is_letter(c.type) ? 1 : 0;
        i = c.next;
      }
    }
    return words >= 2 && capitals * 10 >= letters * 9;
  }

  const std::string& text_;
  std::vector<Token>& tokens_;
  std::size_t body_start_;
  std::size_t pos_ = 0;
  std::uint16_t paragraph_ = 0;
  bool paragraph_has_tokens_ = false;
  bool sentence_start_ = true;
  bool before_quote_ = true;  // an opening quote here begins a sentence
  bool either_ = false;       // the last word's point may have ended the sentence
  bool spaced_ = true;        // white space stands before pos_
};

}  // namespace

TokenisedText tokenise(std::string_view headline, std::string_view body) {
  TokenisedText result;
  result.text.reserve(headline.size() + 2 + body.size());
  result.text.append(headline).append("\n\n").append(body);
  result.body_start = static_cast<std::uint32_t>(headline.size() + 2);
  Scanner(result).run();
  return result;
}

}  // namespace morgue
