#include "searcher/sentences.h"

#include <algorithm>
#include <array>

namespace morgue {
namespace {

/// Bytes that a sentence may end at: all others are passed over.
constexpr std::array<bool, 256> kMayEnd = [] {
  std::array<bool, 256> may{};
  for (const char c : {'.', '!', '?', '\n', '\xE3', '\xEF'})
    may[static_cast<unsigned char>(c)] = true;
  return may;
}();

/// Bytes of a Chinese or Japanese stop at `at`, 0 if there is none. No blank need follow it.
std::size_t wide_stop_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 3);
  return rest == "\u3002" || rest == "\uFF01" || rest == "\uFF1F" ? 3 : 0;
}

/// Not behind a single capital ("J. Smith") or a short abbreviation ("Gen.").
bool ends_sentence(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c != '.' && c != '!' && c != '?') return false;
  if (c != '.') return true;
  std::size_t start = at;
  while (start > 0 && text[start - 1] != ' ' && text[start - 1] != '\n' && at - start < 12) --start;
  const std::string_view word = text.substr(start, at - start);
  if (word.size() <= 1 || word.find('.') != std::string_view::npos) return false;
  static constexpr std::string_view kAbbreviations[] = {
      "Mr",  "Mrs", "Ms",  "Dr",   "Gen", "Sen", "Rep",  "Gov",  "Lt",  "Col", "Capt",
      "Sgt", "St",  "Jan", "Feb",  "Mar", "Apr", "Aug",  "Sept", "Sep", "Oct", "Nov",
      "Dec", "No",  "vs",  "Prof", "Rev", "Inc", "Corp", "Co",   "Ltd", "Jr",  "Sr"};
  return std::find(std::begin(kAbbreviations), std::end(kAbbreviations), word) ==
         std::end(kAbbreviations);
}

std::size_t skip_closing_quotes(std::string_view text, std::size_t at) {
  for (;;) {
    if (at < text.size() && (text[at] == '"' || text[at] == '\'' || text[at] == ')'))
      ++at;
    else if (text.substr(std::min(at, text.size())).starts_with("\u201D") ||
             text.substr(std::min(at, text.size())).starts_with("\u2019") ||
             text.substr(std::min(at, text.size())).starts_with("\u300D"))
      at += 3;
    else
      return at;
  }
}

}  // namespace

std::vector<Span> sentences_of(std::string_view text) {
  std::vector<Span> sentences;
  std::size_t start = 0;
  const auto close = [&](std::size_t end) {
    while (start < end && (text[start] == ' ' || text[start] == '\n')) ++start;
    std::size_t trimmed = end;
    while (trimmed > start && (text[trimmed - 1] == ' ' || text[trimmed - 1] == '\n')) --trimmed;
    if (trimmed > start) sentences.push_back({start, trimmed});
    start = end;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!kMayEnd[static_cast<unsigned char>(text[i])]) continue;
    if (text[i] == '\n') {
      close(i);
    } else if (const std::size_t stop = wide_stop_at(text, i); stop != 0) {
      const std::size_t end = skip_closing_quotes(text, i + stop);
      close(end);
      i = end - 1;
    } else if (ends_sentence(text, i)) {
      const std::size_t end = skip_closing_quotes(text, i + 1);
      const bool at_blank = end >= text.size() || text[end] == ' ' || text[end] == '\n';
      const bool before_lower =
          end + 1 < text.size() && text[end + 1] >= 'a' && text[end + 1] <= 'z';
      if (at_blank && !before_lower) {
        close(end);
        i = end - 1;
      }
    }
  }
  close(text.size());
  return sentences;
}

Span cut_around(std::string_view text, Span sentence, std::size_t at, std::size_t bytes) {
  if (sentence.end - sentence.start <= bytes) return sentence;
  std::size_t start = at > sentence.start + bytes / 3 ? at - bytes / 3 : sentence.start;
  std::size_t end = std::min(sentence.end, start + bytes);
  const auto is_blank = [&](std::size_t i) { return text[i] == ' ' || text[i] == '\n'; };
  // On to the beginning of a word; in a run without a blank anywhere.
  std::size_t word = start;
  while (word > sentence.start && word < at && !is_blank(word - 1)) ++word;
  if (word < at || (at > start && is_blank(at - 1))) start = word;
  // Back to a blank; a run without one is cut between characters.
  const std::size_t furthest = end;
  while (end < sentence.end && end > start && !is_blank(end)) --end;
  if (end <= start) end = furthest;
  while (end < text.size() && end > start && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  while (start < end && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) ++start;
  while (end > start && is_blank(end - 1)) --end;
  return {start, end};
}

}  // namespace morgue
