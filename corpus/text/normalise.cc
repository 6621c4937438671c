// Code points: what clean_text() lets through, and what fold() turns them into.
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <vector>

#include "corpus/text/text.h"

namespace morgue {
namespace {

/// Does clean_text() leave this ASCII byte alone?
constexpr bool is_plain(char c) {
  return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t' || c == '\r';
}

constexpr bool is_within(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

constexpr bool is_dropped(char32_t c) {
  return c == 0xAD || is_within(c, 0x7F, 0x9F) || is_within(c, 0x200B, 0x200F) ||
         is_within(c, 0x202A, 0x202E) || is_within(c, 0x2060, 0x206F) || c == 0xFEFF ||
         is_within(c, 0xFFFE, 0xFFFF);
}

constexpr bool is_wide_space(char32_t c) {
  return c == 0xA0 || is_within(c, 0x2000, 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

std::string to_nfc(std::string text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) || nfc->isNormalizedUTF8(text, status)) return text;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  nfc->normalizeUTF8(0, text, sink, nullptr, status);
  return U_FAILURE(status) ? text : out;
}

/// Letters whose decomposition does not lead to the plain letter that people type for them.
std::string_view plain_letter(char32_t lower) {
  switch (lower) {
    case 0xF8:
      return "o";  // ø
    case 0x142:
      return "l";  // ł
    case 0x111:
    case 0xF0:
      return "d";  // đ, ð
    case 0xDF:
    case 0x1E9E:
      return "ss";
    case 0x131:
      return "i";  // ı
    case 0xE6:
      return "ae";
    case 0x153:
      return "oe";
    case 0xFE:
      return "th";  // þ
    case 0x127:
      return "h";  // ħ
    case 0x167:
      return "t";  // ŧ
    default:
      return {};
  }
}

/// Accents and vowel points. Not every combining mark: those of Thai or Hindi are letters to their
/// readers.
constexpr bool is_accent(char32_t c) {
  return is_within(c, 0x300, 0x36F) || is_within(c, 0x591, 0x5C7) || is_within(c, 0x64B, 0x652) ||
         c == 0x670 || is_within(c, 0x1AB0, 0x1AFF) || is_within(c, 0x1DC0, 0x1DFF) ||
         is_within(c, 0x20D0, 0x20FF);
}

/// Kana and Hangul decompose into parts that are not accents; they stay whole.
constexpr bool stays_whole(char32_t c) {
  return is_within(c, 0x3040, 0x30FF) || is_within(c, 0xAC00, 0xD7AF);
}

std::string fold_slowly(char32_t c) {
  if (stays_whole(c)) {
    std::string same;
    append_utf8(same, c);
    return same;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return {};
  const icu::UnicodeString parts =
      nfkd->normalize(icu::UnicodeString(static_cast<UChar32>(c)), status);
  std::string out;
  for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const auto part = static_cast<char32_t>(parts.char32At(i));
    if (is_accent(part)) continue;
    const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(part)));
    if (const std::string_view plain = plain_letter(lower); !plain.empty()) {
      out += plain;
    } else {
      append_utf8(out, lower);
    }
  }
  return out;
}

/// The folded forms of a range of code points, so that European news needs no call into ICU.
class FoldTable {
 public:
  FoldTable(char32_t first, char32_t last) : first_(first) {
    folded_.reserve(last - first + 1);
    for (char32_t c = first; c <= last; ++c) folded_.push_back(fold_slowly(c));
  }
  const std::string* find(char32_t c) const {
    return c >= first_ && c - first_ < folded_.size() ? &folded_[c - first_] : nullptr;
  }

 private:
  char32_t first_;
  std::vector<std::string> folded_;
};

void append_folded(std::string& out, char32_t c) {
  static const FoldTable alphabets(0x80, 0x58F);  // Latin, Greek, Cyrillic, Armenian
  static const FoldTable extensions(0x1E00,
                                    0x206F);  // more Latin and Greek; typographic punctuation
  const std::string* folded = alphabets.find(c);
  if (folded == nullptr) folded = extensions.find(c);
  out += folded != nullptr ? *folded : fold_slowly(c);
}

}  // namespace

std::string clean_text(std::string_view utf8) {
  if (std::all_of(utf8.begin(), utf8.end(), is_plain)) return std::string(utf8);
  std::string out;
  out.reserve(utf8.size());
  bool may_compose = false;  // below U+0300 everything is in NFC already
  for (std::size_t i = 0; i < utf8.size();) {
    if (static_cast<unsigned char>(utf8[i]) < 0x80) {
      if (is_plain(utf8[i])) out += utf8[i];
      ++i;
      continue;
    }
    const std::size_t begin = i;
    const char32_t c = next_code_point(utf8, i);
    if (is_dropped(c)) continue;
    if (is_wide_space(c)) {
      out += ' ';
    } else if (c == 0x2028 || c == 0x2029) {
      out += '\n';
    } else if (c == 0xFFFD) {
      append_utf8(out, c);  // it may stand for a malformed byte
    } else {
      out += utf8.substr(begin, i - begin);
      may_compose = may_compose || (c >= 0x300 && !is_within(c, 0x2010, 0x2027));
    }
  }
  return may_compose ? to_nfc(std::move(out)) : out;
}

std::string fold(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const char c = utf8[i];
    if (static_cast<unsigned char>(c) < 0x80) {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      ++i;
    } else {
      append_folded(out, next_code_point(utf8, i));
    }
  }
  return out;
}

}  // namespace morgue
