#include "indexer/names/tagger_input.h"

#include <algorithm>
#include <string>

#include "corpus/text/text.h"
#include "indexer/names/lexicon.h"

namespace morgue {
namespace {

/// Of a name of one word what counts is that it is printed as one.
bool is_printed_as(const Phrase& phrase, std::string_view word) {
  if (phrase.acronym) return is_all_caps(word);
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// The places of words in a phrase, four for each kind: first, inner, last, only word.
std::uint8_t place_in(const Phrase& phrase, std::size_t word, std::size_t words) {
  const int place = words == 1 ? 3 : word == 0 ? 0 : word + 1 == words ? 2 : 1;
  return static_cast<std::uint8_t>(1 + 4 * static_cast<int>(phrase.kind) + place);
}

/// The longest phrase that begins at token i: tokens to skip after it.
std::size_t mark_phrase(std::span<TaggerToken> tokens, std::span<const std::string_view> folded,
                        std::size_t i) {
  std::string key(folded[i]);
  Phrase longest;
  std::size_t words = 0;
  for (std::size_t last = i + 1;; ++last) {
    const auto found = lexicon().phrases.find(key);
    if (found == lexicon().phrases.end()) break;
    if (found->second.complete && (last > i + 1 || is_printed_as(found->second, tokens[i].text))) {
      longest = found->second;
      words = last - i;
    }
    if (!found->second.goes_on || last == tokens.size() || tokens[last].sentence_start) break;
    key += ' ';
    key += folded[last];
  }
  for (std::size_t word = 0; word < words; ++word)
    tokens[i + word].phrase = place_in(longest, word, words);
  return words == 0 ? 0 : words - 1;
}

}  // namespace

void mark_by_lexicon(std::span<TaggerToken> tokens, std::span<const std::string_view> folded) {
  for (std::size_t i = 0; i < tokens.size(); ++i)
    tokens[i].classes = lexicon().classes(folded[i]) & ~word_class::kPhraseStart;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if ((lexicon().classes(folded[i]) & word_class::kPhraseStart) != 0)
      i += mark_phrase(tokens, folded, i);
}

}  // namespace morgue
