// The numbers of words in a token stream. Grows at its end only: a number once given stays.
//
// On disk (tokens.dict, behind its mark) and in memory the words lie one behind the other, each a
// byte with its length and its bytes: number 0 first. Memory: those bytes, 4 for each start and 16
// to 32 for the hash table, some 6.5 MB for 160,000 words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/token_codes.h"

namespace morgue::schema {

class TokenDictionary {
 public:
  TokenDictionary() = default;

  /// Reads words and numbers them on from what is there; false if the bytes end within one.
  /// O(bytes).
  bool append(std::string_view bytes);

  /// The number of a word, a new one if it has none. At most 255 bytes; O(1).
  TokenId add(std::string_view term);

  std::optional<TokenId> find(std::string_view term) const;

  /// Empty for a number that was not given.
  std::string_view term(TokenId id) const;

  std::size_t size() const { return starts_.size(); }
  const std::string& bytes() const { return bytes_; }

 private:
  struct Slot {
    std::uint32_t number = 0;  // of the word, and 1; 0: free
    std::uint32_t hash = 0;    // so that other words in the way are seldom looked at
  };

  std::size_t slot_of(std::string_view term, std::uint32_t hash) const;
  void grow();

  std::string bytes_;
  std::vector<std::uint32_t> starts_;  // by number
  std::vector<Slot> slots_;            // a power of two, at most half full
};

}  // namespace morgue::schema
