// In how many articles words were met, for the spelling dictionary.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string_view>
#include <vector>

#include "indexer/schema/token_dictionary.h"

namespace morgue {

class WordCounts {
 public:
  /// One more article with the word, which has at most 255 bytes. O(1).
  void add(std::string_view word) {
    const schema::TokenId number = words_.add(word);
    if (number == counts_.size()) counts_.push_back(0);
    ++counts_[number];
  }

  /// Different words.
  std::size_t size() const { return counts_.size(); }

  /// @param visit  called with (std::string_view word, Xapian::termcount articles)
  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < counts_.size(); ++i)
      visit(words_.term(static_cast<schema::TokenId>(i)), counts_[i]);
  }

 private:
  schema::TokenDictionary words_;
  std::vector<Xapian::termcount> counts_;  // by number of the word
};

}  // namespace morgue
