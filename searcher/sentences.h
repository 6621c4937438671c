// Where the sentences of a text are, for passages that are shown: good enough to cut at.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace morgue {

/// Bytes [start, end) of a text.
struct Span {
  std::size_t start = 0;
  std::size_t end = 0;
};

/// In order, blanks around them left out. A sentence ends with its paragraph, or with a point,
/// question or exclamation mark and closing quotes, where a blank and no lower case follows; those
/// of Chinese and Japanese end one anywhere. O(bytes)
std::vector<Span> sentences_of(std::string_view text);

/// About `bytes` of a sentence that is longer, with what is at `at`, cut at blanks and never within
/// a character.
Span cut_around(std::string_view text, Span sentence, std::size_t at, std::size_t bytes);

}  // namespace morgue
