#include "indexer/schema/words.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <xxhash.h>

#include <array>
#include <string>

#include "corpus/text/text.h"
#include "indexer/schema/schema.h"

namespace morgue::schema {
namespace {

constexpr std::size_t kStemsRemembered = 200'000;  // some 15 MB at most

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// What the bytes of ASCII are to a word: most texts are walked by this table alone.
enum class Role : unsigned char { Separator, Letter, Join, Beyond };

constexpr std::array<Role, 256> kRoles = [] {
  std::array<Role, 256> roles{};
  for (std::size_t byte = 0; byte < roles.size(); ++byte) {
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                        (byte >= '0' && byte <= '9');
    const bool join = byte == '\'' || byte == '.' || byte == ',' || byte == '&';
    roles[byte] = byte >= 0x80 ? Role::Beyond
                  : letter     ? Role::Letter
                  : join       ? Role::Join
                               : Role::Separator;
  }
  return roles;
}();

Role role(char c) { return kRoles[static_cast<unsigned char>(c)]; }

enum class CharClass { None, Letter, Ideograph };

CharClass classify(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  if (!u_isalnum(code)) {
    const auto category = u_charType(code);
    const bool mark = category == U_NON_SPACING_MARK || category == U_COMBINING_SPACING_MARK;
    return mark ? CharClass::Letter : CharClass::None;
  }
  if (c < 0x1100) return CharClass::Letter;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(code, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
      return CharClass::Ideograph;
    default:
      return CharClass::Letter;
  }
}

/// Class of the character at i, and where the next one begins.
CharClass class_at(std::string_view text, std::size_t i, std::size_t& next) {
  if (is_ascii(text[i])) {
    next = i + 1;
    return is_ascii_letter(text[i]) || is_ascii_digit(text[i]) ? CharClass::Letter
                                                               : CharClass::None;
  }
  next = i;
  return classify(next_code_point(text, next));
}

/// Bytes of an apostrophe at i, 0 if there is none.
std::size_t apostrophe_at(std::string_view text, std::size_t i) {
  const std::string_view rest = text.substr(i);
  if (rest.starts_with('\'')) return 1;
  if (rest.starts_with("\u02BC")) return 2;
  return rest.starts_with("\u2019") ? 3 : 0;
}

bool letter_at(std::string_view text, std::size_t i) {
  std::size_t next = 0;
  return i < text.size() && class_at(text, i, next) == CharClass::Letter;
}

/// "U.S.", "U.N", "J.K.": single letters, each followed by a point, two or more. Returns where it
/// ends (behind the last point), or start.
std::size_t end_of_acronym(std::string_view text, std::size_t start) {
  std::size_t end = start;
  int letters = 0;
  for (std::size_t i = start; i < text.size() && is_ascii_letter(text[i]);) {
    const bool point = i + 1 < text.size() && text[i + 1] == '.';
    const bool last = !letter_at(text, i + 1) && letters > 0;
    if (!point && !last) return start;  // a longer word, such as "e.commerce"
    ++letters;
    end = i + (point ? 2 : 1);
    if (!point) break;
    i = end;
  }
  return letters >= 2 ? end : start;
}

}  // namespace

std::size_t WordScanner::skip_to_word() {
  std::size_t i = position_;
  while (i < text_.size()) {
    const Role byte = role(text_[i]);
    if (byte == Role::Letter) return i;
    std::size_t next = i + 1;
    if (byte == Role::Beyond && class_at(text_, i, next) != CharClass::None) return i;
    i = next;
  }
  return text_.size();
}

std::size_t WordScanner::end_of_word(std::size_t start) {
  if (is_ascii_letter(text_[start])) {
    const std::size_t end = end_of_acronym(text_, start);
    if (end != start) return end;
  }
  std::size_t i = start;
  std::size_t next = start;
  if (class_at(text_, i, next) == CharClass::Ideograph) return next;
  while (i < text_.size()) {
    const CharClass character = class_at(text_, i, next);
    if (character == CharClass::Letter) {
      i = next;
      continue;
    }
    if (character == CharClass::Ideograph) break;
    // Joined by a sign within: "O'Neill", "AT&T", "1,000.5".
    const char sign = text_[i];
    const std::size_t quote = apostrophe_at(text_, i);
    const bool digits =
        is_ascii_digit(text_[i - 1]) && i + 1 < text_.size() && is_ascii_digit(text_[i + 1]);
    if (quote != 0 && letter_at(text_, i + quote)) {
      const char after = text_[i + quote];
      if ((after == 's' || after == 'S') && !letter_at(text_, i + quote + 1)) break;  // possessive
      i += quote;
    } else if (((sign == '.' || sign == ',') && digits) ||
               (sign == '&' && letter_at(text_, i + 1))) {
      ++i;
    } else {
      break;
    }
  }
  return i;
}

void WordScanner::fold_word(std::string_view surface) {
  folded_.clear();
  const bool number = is_ascii_digit(surface[0]);
  for (const char c : surface) {
    if (!is_ascii(c)) {
      folded_ = fold(surface);
      for (const std::string_view sign : {"'", "\u2019", "\u02BC"})
        for (std::size_t at = folded_.find(sign); at != std::string::npos;
             at = folded_.find(sign, at))
          folded_.erase(at, sign.size());
      break;
    }
    if (c == '\'' || (c == '.' && !number) || (c == ',' && number)) continue;
    folded_ += to_lower(c);
  }
  if (folded_.size() > kMaxWordBytes) {
    std::size_t cut = kMaxWordBytes;
    while (cut > 0 && (static_cast<unsigned char>(folded_[cut]) & 0xC0) == 0x80) --cut;
    folded_.resize(cut);
  }
}

/// Ends a word of ASCII, as most do, by the table alone; start if that cannot be told so.
std::size_t WordScanner::end_of_plain_word(std::size_t start) const {
  std::size_t end = start;
  while (end < text_.size() && role(text_[end]) == Role::Letter) ++end;
  const auto separates = [this](std::size_t i) {
    return i >= text_.size() || role(text_[i]) == Role::Separator;
  };
  if (separates(end) || (role(text_[end]) == Role::Join && separates(end + 1))) return end;
  return start;
}

/// The possessive is part of the word on the page, and of no term.
std::size_t WordScanner::behind_possessive(std::size_t end) const {
  const std::size_t quote = end < text_.size() ? apostrophe_at(text_, end) : 0;
  const bool possessive = quote != 0 && end + quote < text_.size() &&
                          (text_[end + quote] == 's' || text_[end + quote] == 'S') &&
                          !letter_at(text_, end + quote + 1);
  return possessive ? end + quote + 1 : end;
}

bool WordScanner::next(Word& word, const Initials& wanted) {
  for (;;) {
    const std::size_t start = skip_to_word();
    if (start == text_.size()) {
      position_ = start;
      return false;
    }
    std::size_t end = end_of_plain_word(start);
    position_ = end;
    if (end == start) {
      end = end_of_word(start);
      position_ = behind_possessive(end);
    }
    word = {start, end, {}};
    if (is_ascii(text_[start]) && !wanted[static_cast<unsigned char>(to_lower(text_[start]))])
      return true;
    fold_word(text_.substr(start, end - start));
    if (folded_.empty()) continue;  // combining marks alone
    word.folded = folded_;
    return true;
  }
}

Stemmer::Stemmer() : stem_(std::string{kStemmer}) {}

const std::string& Stemmer::operator()(std::string_view folded_word) {
  make_room();
  return stems_[look_up(folded_word).stem];
}

const Stemmer::Known& Stemmer::look_up(std::string_view folded_word) {
  const TokenId word = words_.add(folded_word);
  if (word == known_.size()) {
    std::string stem = stem_(std::string{folded_word});
    const TokenId number = stem_numbers_.add(stem);
    if (number == stems_.size()) stems_.push_back(std::move(stem));
    known_.push_back({XXH3_64bits(folded_word.data(), folded_word.size()), word, number});
  }
  return known_[word];
}

void Stemmer::make_room() {
  if (known_.size() < kStemsRemembered) return;
  words_ = {};
  known_.clear();
  stem_numbers_ = {};
  stems_.clear();
}

}  // namespace morgue::schema
