// Completes the word that a reader is typing, from the words of the archive.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

namespace morgue {

struct CompletedWord {
  std::string text;               // what was typed with its last word completed
  Xapian::doccount articles = 0;  // that have the word
};

/// The commonest words of four letters or more that begin as the last word of `typed` does, most
/// frequent first. Nothing if a word is not being typed: at a blank, or behind a quotation mark.
/// O(words of the archive that begin so): a million a second and more
std::vector<CompletedWord> complete_word(const Xapian::Database& database, std::string_view typed,
                                         std::size_t limit);

}  // namespace morgue
