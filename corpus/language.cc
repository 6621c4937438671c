#include "corpus/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <array>

#include "corpus/text/text.h"

namespace morgue {

namespace {

constexpr std::size_t kEnough = 8192;
constexpr std::size_t kTooLittle = 60;  // bytes: below, names decide more than words
constexpr int kMost = 60;               // per cent of the text
// Three pieces of most texts tell as much as all of it, and sooner.
constexpr std::size_t kPiece = 320;  // bytes
constexpr int kAll = 95;             // per cent of the pieces

/// The language that most of a text is in, if that is sure.
CLD2::Language main_language(std::string_view text, CLD2::Language declared, int share) {
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, declared};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> shares{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  bool reliable = false;
  CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, &hints, 0,
                                 languages.data(), shares.data(), scores.data(), nullptr,
                                 &text_bytes, &reliable);
  return reliable && shares[0] >= share ? languages[0] : CLD2::UNKNOWN_LANGUAGE;
}

/// About kPiece bytes from there on, whole characters.
std::string_view piece_at(std::string_view text, std::size_t start) {
  const auto to_character = [&text](std::size_t at) {
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    return at;
  };
  const std::size_t begin = to_character(start);
  return text.substr(begin, to_character(std::min(start + kPiece, text.size())) - begin);
}

/// Its beginning, middle and end.
std::string pieces_of(std::string_view text) {
  std::string pieces{piece_at(text, 0)};
  for (const std::size_t start : {(text.size() - kPiece) / 2, text.size() - kPiece}) {
    pieces += ' ';
    pieces += piece_at(text, start);
  }
  return pieces;
}

}  // namespace

std::string detect_language(std::string_view utf8, const std::string& declared) {
  std::string_view text = utf8.substr(0, kEnough);
  while (!text.empty() && !is_valid_utf8(text)) text.remove_suffix(1);  // a character was cut
  if (text.size() < kTooLittle) return {};
  const CLD2::Language hint =
      declared.empty() ? CLD2::UNKNOWN_LANGUAGE : CLD2::GetLanguageFromName(declared.c_str());
  CLD2::Language language = CLD2::UNKNOWN_LANGUAGE;
  if (text.size() > 4 * kPiece) language = main_language(pieces_of(text), hint, kAll);
  if (language == CLD2::UNKNOWN_LANGUAGE) language = main_language(text, hint, kMost);
  if (language == CLD2::UNKNOWN_LANGUAGE) return {};
  const std::string code = CLD2::LanguageCode(language);
  // "zh-Hant" is Chinese; codes of three letters have no two-letter one.
  const std::string main = code.substr(0, code.find('-'));
  return main.size() == 2 ? main : std::string();
}

}  // namespace morgue
