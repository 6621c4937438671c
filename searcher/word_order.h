// Phrases and NEAR: which documents that have all the words have them in order, or close together.
// The archive keeps no positions in Xapian; the token stream of each document that has the words is
// looked at (docs/adr/0008-…).
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "indexer/schema/schema.h"
#include "indexer/schema/token_reader.h"
#include "searcher/bitmap.h"

namespace morgue {

/// A word that is asked for.
struct OrderedWord {
  const schema::Field* field = &schema::kText;  // kText, kHeadline or kByline
  std::string word;                             // stem, or folded word of a byline

  std::string term() const { return std::string{field->prefix} + word; }
};

/// One question of order, for any document. Belongs to one thread.
class WordOrder {
 public:
  /// @param words   in one of headline, body and byline, never across
  /// @param window  0: one after the other. Else in any order within that many words (2 for
  ///                neighbours); a word asked for twice must stand there twice
  /// @param at_least  so many times in an article, counted in all its sections together and
  ///                without overlaps; 1 with a window
  /// @param tokens  must outlive this and belong to the revision that is searched
  WordOrder(const std::vector<OrderedWord>& words, unsigned window, schema::TokenReader& tokens,
            std::size_t at_least = 1);
  ~WordOrder();
  WordOrder(const WordOrder&) = delete;
  WordOrder& operator=(const WordOrder&) = delete;

  /// Those of some documents that have the words so. O(words of the documents)
  Bitmap holding(const Bitmap& among);

 private:
  class Test;
  std::unique_ptr<Test> test_;
};

/// How often the codes of a section (indexer/schema/token_codes.h) hold these words in a row, one
/// or more, without overlaps; counts no further than `enough`. O(bytes)
std::size_t count_phrase(std::string_view section, const std::vector<schema::TokenId>& words,
                         std::size_t enough);

/// Whether they hold them within `window` words. O(bytes · distinct words)
bool has_near(std::string_view section, const std::vector<schema::TokenId>& words, unsigned window);

}  // namespace morgue
