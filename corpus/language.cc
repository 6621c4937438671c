#include "corpus/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <array>

#include "corpus/text/text.h"

namespace morgue {

std::string detect_language(std::string_view utf8, const std::string& declared) {
  constexpr std::size_t kEnough = 8192;
  constexpr std::size_t kTooLittle = 60;  // bytes: below, names decide more than words
  constexpr int kMost = 60;               // per cent of the text
  std::string_view text = utf8.substr(0, kEnough);
  while (!text.empty() && !is_valid_utf8(text)) text.remove_suffix(1);  // a character was cut
  if (text.size() < kTooLittle) return {};
  const CLD2::CLDHints hints{
      nullptr, nullptr, CLD2::UNKNOWN_ENCODING,
      declared.empty() ? CLD2::UNKNOWN_LANGUAGE : CLD2::GetLanguageFromName(declared.c_str())};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> shares{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  bool reliable = false;
  CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, &hints, 0,
                                 languages.data(), shares.data(), scores.data(), nullptr,
                                 &text_bytes, &reliable);
  if (!reliable || shares[0] < kMost || languages[0] == CLD2::UNKNOWN_LANGUAGE) return {};
  const std::string code = CLD2::LanguageCode(languages[0]);
  // "zh-Hant" is Chinese; codes of three letters have no two-letter one.
  const std::string main = code.substr(0, code.find('-'));
  return main.size() == 2 ? main : std::string();
}

}  // namespace morgue
