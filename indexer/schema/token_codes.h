// The bytes of a token stream: words as dense codes that can be searched without decoding.
//
//   codes   := headline BREAK body BREAK byline
//   each    := { code }
//   code    := { 00..7F } 81..FF          the byte with its top bit set ends a code
//   BREAK   := 80                         ends no code, so memchr() finds it
//
// A run of words is the run of its codes, and stands in the text exactly where these bytes stand
// behind a byte with its top bit set, or at the beginning. Number n of the dictionary (frequent
// words first) takes 1 byte below 127, 2 below 16,383, 3 below 2,097,151. (s,c)-dense codes with s
// = 128, c = 127: Brisaboa, Fariña, Navarro & Esteller 2003.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace morgue::schema {

using TokenId = std::uint32_t;  // number of a word in the dictionary

inline constexpr char kBreak = '\x80';
inline constexpr std::size_t kMaxCodeBytes = 5;

inline bool ends_code(char byte) { return (static_cast<unsigned char>(byte) & 0x80U) != 0; }

inline void put_code(std::string& codes, TokenId id) {
  std::array<char, kMaxCodeBytes> bytes{};
  std::size_t first = bytes.size() - 1;
  bytes[first] = static_cast<char>(0x81U + id % 127U);
  for (std::uint32_t rest = id / 127U; rest > 0; rest /= 128U)
    bytes[--first] = static_cast<char>(--rest % 128U);
  codes.append(bytes.data() + first, bytes.size() - first);
}

/// The three parts of the codes of a document. Parts that damaged codes lack are empty.
struct TokenSections {
  std::string_view headline, body, byline;
};

inline TokenSections split_sections(std::string_view codes) {
  TokenSections sections;
  for (std::string_view* const part : {&sections.headline, &sections.body, &sections.byline}) {
    const std::size_t end = std::min(codes.find(kBreak), codes.size());
    *part = codes.substr(0, end);
    codes.remove_prefix(std::min(end + 1, codes.size()));
  }
  return sections;
}

/// Walks the words of one section: the n-th call gives the word at position n - 1.
class TokenWalk {
 public:
  explicit TokenWalk(std::string_view section) : rest_(section) {}

  bool next(TokenId& id) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      const auto byte = static_cast<unsigned char>(rest_[i]);
      if (byte <= 0x80U) {
        number = number * 128U + byte + 1U;
        continue;
      }
      id = number * 127U + (byte - 0x81U);
      rest_.remove_prefix(i + 1);
      return true;
    }
    rest_ = {};  // damaged: no end
    return false;
  }

 private:
  std::string_view rest_;
};

}  // namespace morgue::schema
