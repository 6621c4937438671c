// Better spellings: the words of a query that the archive does not have, or hardly, replaced by the
// likeliest that it has. Looks through all words of the archive, since candidates by n-grams, as
// Xapian takes them, miss every tenth neighbour ("thacher" for "thatcher").
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/words.h"
#include "searcher/query.h"

namespace morgue {

/// A word that is asked for; of four letters or more, and without digits.
struct DoubtfulWord {
  std::string word;               // folded
  Xapian::doccount articles = 0;  // that have it
  std::string better;             // found by find_better_words(); empty if there is none
};

/// For each word the likeliest one of the archive's dictionary that is one slip away, or two in a
/// word of eight letters or more that begins alike. A slip is a letter too many, too few or wrong,
/// or two that changed places. Of these the commoner and closer one is likelier. A word that the
/// archive has is only replaced by one that is a hundred times as frequent and one slip away.
/// O(words of the dictionary): some 0.1 µs each
void find_better_words(const Xapian::Database& database, std::vector<DoubtfulWord>& words);

/// The text of a query with such words replaced, but for those it excludes; empty if there is
/// nothing better.
/// @param root  the text parsed
std::string better_spelling(std::string_view text, const QueryNode& root,
                            const Xapian::Database& database, schema::Stemmer& stemmer);

}  // namespace morgue
