// Looks every word up, once.
#include "indexer/names/marked_text.h"

#include <algorithm>
#include <array>

namespace morgue {
namespace {

namespace wc = word_class;

/// "al-Assad", "el-Sisi", "d'Estaing": small at first, then a capital behind the hyphen or
/// apostrophe.
bool begins_small(std::string_view word) {
  for (std::size_t i = 1; i + 1 < word.size() && i < 5; ++i)
    if (word[i] == '-' || word[i] == '\'') return word[i + 1] >= 'A' && word[i + 1] <= 'Z';
  return false;
}

/// "London-based", "Third-quarter": an everyday word behind the hyphen.
bool is_described(std::string_view printed, std::string_view folded) {
  const std::size_t hyphen = printed.find('-');
  if (hyphen == std::string_view::npos || hyphen + 3 >= printed.size() ||
      printed[hyphen + 1] < 'a' || printed[hyphen + 1] > 'z')
    return false;
  constexpr auto kEndings =
      std::to_array<std::string_view>({"based", "born", "led", "backed", "owned", "listed", "style",
                                       "area", "era", "bound", "educated", "trained"});
  const std::string_view behind = folded.substr(folded.find('-') + 1);
  if (std::find(kEndings.begin(), kEndings.end(), behind) != kEndings.end()) return true;
  return (lexicon().classes(behind) & wc::kCommon) != 0 &&
         !is_east_given_name(folded);  // "Won-soon" is a name
}

/// "J.", "J.K.", "J.-P."
bool is_initials(std::string_view word) {
  if (word.size() < 2 || word.size() > 8 || word.back() != '.') return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool letter = word[i] >= 'A' && word[i] <= 'Z';
    if (!letter && word[i] != '.' && word[i] != '-') return false;
    if (letter && (i + 1 == word.size() || word[i + 1] != '.')) return false;
  }
  return true;
}

/// "then-Secretary", "ex-minister": what stands behind the hyphen is a title.
bool is_former_title(std::string_view word) {
  constexpr auto kFormer = std::to_array<std::string_view>(
      {"then-", "ex-", "former-", "vice-", "co-", "deputy-", "under-"});
  return std::any_of(kFormer.begin(), kFormer.end(), [&](std::string_view prefix) {
    return word.starts_with(prefix) &&
           (lexicon().classes(word.substr(prefix.size())) & (wc::kTitle | wc::kRole)) != 0;
  });
}

/// Family names by their shape: "O'Rourke", "McDowell", "DeVita", "Ivanovich".
bool looks_like_surname(std::string_view printed, std::string_view folded) {
  constexpr auto kBeginnings =
      std::to_array<std::string_view>({"Mc", "Mac", "De", "Di", "Da", "La", "Le", "Van", "Von",
                                       "Fitz", "O'", "O\u2019", "D'", "D\u2019"});
  constexpr auto kEndings = std::to_array<std::string_view>(
      {"ski",   "sky",    "skyy",  "skiy", "ov",   "ova",   "ev",    "eva",     "enko", "vich",
       "vic",   "shvili", "yan",   "ian",  "berg", "stein", "mann",  "opoulos", "akis", "idis",
       "oglu",  "zadeh",  "nejad", "sson", "sen",  "qvist", "strom", "escu",    "wicz", "czyk",
       "gaard", "elli",   "etti",  "ucci", "azzi", "ikov",  "uddin"});
  if (printed.size() < 5 || folded.size() < 5) return false;
  for (const std::string_view beginning : kBeginnings)
    if (printed.starts_with(beginning) && printed.size() > beginning.size() &&
        printed[beginning.size()] >= 'A' && printed[beginning.size()] <= 'Z')
      return true;
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
    return folded.size() >= ending.size() + 3 && folded.ends_with(ending);
  });
}

}  // namespace

MarkedText::MarkedText(const TokenisedText& text) : text_(text) {
  const Lexicon& known = lexicon();
  folded_.reserve(text.text.size() + 64);
  marks_.resize(text.tokens.size());
  for (std::uint32_t i = 0; i < size(); ++i) {
    Mark& mark = marks_[i];
    const Token& token = text.tokens[i];
    mark.start = static_cast<std::uint32_t>(folded_.size());
    append_folded(printed(i), folded_);
    mark.size = static_cast<std::uint32_t>(folded_.size()) - mark.start;
    if (token.kind != TokenKind::Word) continue;
    mark.classes = known.classes(folded(i));
    if (mark.classes == 0) mark.classes = classes_by_shape(i);
    mark.name_word =
        (token.capitalised && !is_described(printed(i), folded(i))) || begins_small(printed(i));
    mark.initial = token.capitalised && (mark.classes & wc::kPlace) == 0 && is_initials(printed(i));
  }
  find_out_headline_style();
}

WordClasses MarkedText::classes_by_shape(std::uint32_t i) const {
  if (folded(i).find('-') != std::string_view::npos && is_former_title(folded(i)))
    return wc::kTitle | wc::kRole;
  return token(i).capitalised && !token(i).all_caps && looks_like_surname(printed(i), folded(i))
             ? wc::kSurname
             : 0;
}

/// Small words of four letters and more are what a headline With Every Word Capitalised lacks.
void MarkedText::find_out_headline_style() {
  std::size_t words = 0;
  std::size_t capitalised = 0;
  for (const Token& token : text_.tokens) {
    if (!token.in_headline) break;
    if (token.kind != TokenKind::Word) continue;
    ++words;
    capitalised += token.capitalised ? 1 : 0;
    if (!token.capitalised && token.end - token.start >= 4) return;
  }
  headline_capitalised_ = words >= 5 && capitalised * 10 >= words * 7;
}

bool MarkedText::is_free(TokenSpan span) const {
  for (std::uint32_t i = span.first; i < span.last; ++i)
    if (use(i) != Use::Free) return false;
  return true;
}

bool is_stock_sign(std::string_view printed) {
  const std::size_t point = printed.find('.');
  if (point == std::string_view::npos || point < 2 || printed.size() - point > 3) return false;
  for (std::size_t i = 0; i < printed.size(); ++i) {
    const bool fits = (printed[i] >= 'A' && printed[i] <= 'Z') ||
                      (i < point && printed[i] >= '0' && printed[i] <= '9');
    if (i != point && !fits) return false;
  }
  return printed.back() != '.';
}

TokenSpan without_stock_signs(const MarkedText& text, TokenSpan span) {
  while (span.size() > 0 && is_stock_sign(text.printed(span.last - 1))) --span.last;
  return span;
}

void MarkedText::set_use(TokenSpan span, Use use) {
  for (std::uint32_t i = span.first; i < span.last; ++i) marks_[i].use = use;
}

}  // namespace morgue
