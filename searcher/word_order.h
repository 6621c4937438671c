// Phrases and NEAR: which documents that have all the words have them in order, or close together.
// The archive keeps no positions in Xapian; a query is the AND of the words and of a source that
// looks at the token stream of each document that is left (docs/adr/0008-…).
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "indexer/schema/schema.h"
#include "indexer/schema/token_reader.h"

namespace morgue {

/// A word that is asked for.
struct OrderedWord {
  const schema::Field* field = &schema::kText;  // kText, kHeadline or kByline
  std::string word;                             // stem, or folded word of a byline

  std::string term() const { return std::string{field->prefix} + word; }
};

/// One word or more, one after the other, in one of headline, body and byline, never across: so
/// many times or more in an article, counted in all its sections together and without overlaps.
/// Weighs what its words weigh. `tokens` must outlive the query and belong to the revision it is
/// asked of.
Xapian::Query phrase_query(const std::vector<OrderedWord>& words, schema::TokenReader& tokens,
                           std::size_t at_least = 1);

/// Two words or more in any order within `window` words (2 for neighbours); a word asked for twice
/// must stand there twice.
Xapian::Query near_query(const std::vector<OrderedWord>& words, unsigned window,
                         schema::TokenReader& tokens);

/// How often the codes of a section (indexer/schema/token_codes.h) hold these words in a row, one
/// or more, without overlaps; counts no further than `enough`. O(bytes)
std::size_t count_phrase(std::string_view section, const std::vector<schema::TokenId>& words,
                         std::size_t enough);

/// Whether they hold them within `window` words. O(bytes · distinct words)
bool has_near(std::string_view section, const std::vector<schema::TokenId>& words, unsigned window);

}  // namespace morgue
