// Tokens for understanding: what names and places are found in. (Index terms are another matter:
// they are folded and stemmed by indexer/schema/words.h.)  One pass over an article's text; all
// later steps share the result.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace morgue {

enum class TokenKind : std::uint8_t { Word, Number, Punctuation };

struct Token {
  std::uint32_t start = 0;  // bytes [start, end) of the text
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::Word;
  bool capitalised = false;  // first letter is upper case
  bool all_caps = false;     // two letters or more, none lower case ("US", "IAEA", "U.S.")
  bool sentence_start =
      false;  // first word after a sentence end, a paragraph break or an opening quote at one
  bool caps_line = false;  // stands in a line (headline) that is all capitals
  bool in_headline = false;
  bool possessive = false;  // was followed by 's or ’ (which is a token of its own, Punctuation)
  std::uint16_t paragraph = 0;  // 0 is the headline, 1 the first paragraph of the body
};

struct TokenisedText {
  std::string text;              // text_of(article)
  std::vector<Token> tokens;     // in text order
  std::uint32_t body_start = 0;  // byte offset of the body

  std::string_view of(const Token& token) const {
    return std::string_view(text).substr(token.start, token.end - token.start);
  }
};

/// Words keep inner hyphens and apostrophes ("Al-Assad", "O'Neill"); abbreviations keep their
/// points ("U.S.", "Gen.", "J.");
/// "'s" is split off. O(n).
TokenisedText tokenise(std::string_view headline, std::string_view body);

}  // namespace morgue
