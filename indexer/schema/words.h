// Words and stems as the archive knows them. Writer, query parser and highlighter share this file,
// so that what is indexed, what is asked and what is marked are the same words.
//
// A word is a run of letters and digits. "U.S." is one word (us), "Iran's" is iran, "O'Neill" is
// oneill, "AT&T" is at&t, "1,000" is 1000, "3.5" stays, a hyphen separates ("north-eastern" is two
// words). Case and accents are folded. Han, kana and Hangul characters are a word each. Nothing is
// left out: there are no stop words.
#pragma once

#include <xapian.h>

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/token_dictionary.h"

namespace morgue::schema {

struct Word {
  std::size_t start = 0;  // bytes [start, end) of the text
  std::size_t end = 0;
  std::string_view folded;  // valid until the scanner moves on; at most kMaxWordBytes
};

inline constexpr std::size_t kMaxWordBytes = 64;

/// First bytes of folded words. A stem begins with the same two bytes as its word, but for "die" of
/// "dying" and its like.
using Initials = std::bitset<256>;

/// Walks the words of a UTF-8 text. O(n) in all; `text` must outlive it.
class WordScanner {
 public:
  explicit WordScanner(std::string_view text) : text_(text) {}
  bool next(Word& word) { return next(word, kAll); }

  /// The same for who looks for few words: `folded` may be left empty if the word begins with none
  /// of `wanted`. Folding is half of the work.
  bool next(Word& word, const Initials& wanted);

 private:
  inline static const Initials kAll = Initials{}.set();

  std::size_t skip_to_word();
  std::size_t end_of_plain_word(std::size_t start) const;
  std::size_t behind_possessive(std::size_t end) const;
  std::size_t end_of_word(std::size_t start);
  void fold_word(std::string_view surface);

  std::string_view text_;
  std::size_t position_ = 0;
  std::string folded_;
};

/// Stems with a memory: news repeats its words. Belongs to one thread.
class Stemmer {
 public:
  /// A word that was met. Its numbers are this stemmer's own, and hold until make_room().
  struct Known {
    std::uint64_t hash;  // XXH3-64 of the folded word
    TokenId word;
    TokenId stem;
  };

  Stemmer();
  /// The returned reference is valid until the next call.
  const std::string& operator()(std::string_view folded_word);

  /// One look-up tells all. The reference is valid until the next call.
  const Known& look_up(std::string_view folded_word);
  const std::string& stem(TokenId number) const { return stems_[number]; }

  /// Forgets everything if that has become much: to be called between two texts.
  void make_room();

 private:
  Xapian::Stem stem_;
  TokenDictionary words_;
  std::vector<Known> known_;  // by number of the word
  TokenDictionary stem_numbers_;
  std::deque<std::string> stems_;  // by number
};

}  // namespace morgue::schema
