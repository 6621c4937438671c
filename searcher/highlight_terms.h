// What of a query is to be marked where its articles are shown. Plain data, made by the query
// compiler.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace morgue {

struct HighlightTerms {
  /// How much it tells that a word stands somewhere: 1 for one that every document has, 8 more each
  /// time that half as many have it.
  using Rarity = std::uint32_t;
  static Rarity rarity(std::uint64_t documents_with, std::uint64_t documents);

  struct Stem {
    Rarity rarity = 1;
    bool alone = true;  // false: wanted only as part of one of `groups`
  };

  /// Words of a phrase, or those of NEAR, in which case they stand within `window` words.
  struct Group {
    std::vector<std::string> stems;  // two or more, each a key of HighlightTerms::stems
    unsigned window = 0;             // 0: a phrase
  };

  std::map<std::string, Stem, std::less<>> stems;
  std::map<std::string, Rarity, std::less<>> prefixes;  // of "trailing*" words: folded, unstemmed
  std::vector<Group> groups;

  bool empty() const { return stems.empty() && prefixes.empty(); }

  /// Adds a word that is wanted wherever it stands.
  void add(const std::string& stem, Rarity rarity) { stems[stem] = {rarity, true}; }
  /// Adds words that are wanted together; a single one is wanted wherever it stands.
  /// @param window  0 for a phrase
  void add_group(const std::vector<std::pair<std::string, Rarity>>& words, unsigned window);
};

}  // namespace morgue
