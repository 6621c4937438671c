#include "corpus/readers/divided_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

#include "corpus/text/ascii.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

constexpr bool is_word_byte(char c) {
  return is_lower(c) || is_upper(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::unordered_set<std::string> words_in(std::string_view text) {
  std::unordered_set<std::string> words;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_word_byte(text[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    // Hyphenated words count as wholes, a part at the end of a line does not count at all.
    while (i < text.size() && (is_word_byte(text[i]) || (text[i] == '-' && i + 1 < text.size() &&
                                                         is_word_byte(text[i + 1]))))
      ++i;
    const bool divided = i < text.size() && text[i] == '-';
    const bool continued = begin >= 2 && text[begin - 1] == '\n' && text[begin - 2] == '-';
    if (!divided && !continued) words.insert(fold(text.substr(begin, i - begin)));
  }
  return words;
}

/// Prefixes that news writes with a hyphen.
bool keeps_hyphen(std::string_view first) {
  constexpr std::array<std::string_view, 22> kFirst = {
      "anti", "pro", "non",  "ex",    "self", "co",  "well", "so",   "half",  "vice",   "all",
      "high", "low", "long", "short", "post", "pre", "mid",  "part", "cross", "twenty", "thirty"};
  return std::ranges::find(kFirst, first) != kFirst.end();
}

}  // namespace

std::string join_divided_words(std::string_view text) {
  constexpr std::size_t kWrapped = 40;      // bytes; shorter lines were not broken to fit
  constexpr std::size_t kLongestWord = 40;  // longer ones are no words
  std::optional<std::unordered_set<std::string>> words;
  std::string out;
  out.reserve(text.size());
  std::size_t line = 0;  // where the line begins
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool divided = text[i] == '-' && i > line && is_lower(text[i - 1]) &&
                         i + 2 < text.size() && text[i + 1] == '\n' && is_lower(text[i + 2]);
    if (text[i] == '\n') line = i + 1;
    if (!divided) {
      out += text[i];
      continue;
    }
    std::size_t begin = i;
    while (begin > line && is_lower(text[begin - 1])) --begin;
    const bool capital = begin > line && is_upper(text[begin - 1]);
    if (capital) --begin;
    std::size_t end = i + 2;
    while (end < text.size() && is_lower(text[end])) ++end;
    const bool part_of_more =
        (begin > line && (is_word_byte(text[begin - 1]) || text[begin - 1] == '-')) ||
        (end < text.size() && is_word_byte(text[end]));
    const std::string first = fold(text.substr(begin, i - begin));
    const std::string second(text.substr(i + 2, end - i - 2));
    const bool list = second == "and" || second == "or" || second == "to";  // "north- and south"
    if (list || part_of_more || first.size() + second.size() > kLongestWord) {
      out += text[i];
      continue;
    }
    if (!words) words = words_in(text);
    const bool whole = words->contains(first + second);
    std::string compound = first;
    compound.append("-").append(second);
    const bool hyphenated = words->contains(compound);
    if (!whole && !hyphenated && (capital || i - line < kWrapped)) {
      out += text[i];
      continue;
    }
    const bool two_words = keeps_hyphen(first) || (second.size() >= 4 && words->contains(first) &&
                                                   words->contains(second));
    if (!whole && (hyphenated || two_words)) out += '-';
    out += second;
    i = end - 1;
    line = end;
    // What follows the word begins the next line.
    if (end < text.size() && text[end] == ' ') {
      out += '\n';
      ++i;
    }
  }
  return out;
}

}  // namespace morgue
