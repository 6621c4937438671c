// Inside of check.cc: is a document what its own stored text makes of it, and do the posting lists
// say of it what its term list says?
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>

#include "indexer/schema/article_store.h"
#include "indexer/schema/words.h"

namespace morgue {

/// What is wrong with a document's data, terms and value slots, its own against each other; empty
/// if nothing. All but the slot of the token stream. O(its words).
/// @throws Xapian::Error, or Error if its data cannot be decoded
std::string problem_of_document(const Xapian::Database& database, Xapian::docid id,
                                schema::ArticleReader& articles, schema::Stemmer& stemmer);

/// Every posting of an archive once, in whatever order: equal sums, equal postings, but for a
/// chance of 2^-64.
class PostingSum {
 public:
  void add(const std::string& term, Xapian::docid document, Xapian::termcount frequency);
  bool operator==(const PostingSum&) const = default;

 private:
  std::uint64_t sum_ = 0;
};

/// As the term list of a document has them.
void add_term_list(PostingSum& sum, const Xapian::Database& database, Xapian::docid document);

/// As the posting lists have them. O(size of the archive).
PostingSum sum_of_posting_lists(const Xapian::Database& database);

}  // namespace morgue
