// The exact set of documents that a condition holds for, by walking posting lists into bitmaps:
// no weights, no ranking, no Enquire. What facets count and totals state. Those of frequent terms
// are kept (frequent_terms.h).
#pragma once

#include <xapian.h>

#include <functional>
#include <string>
#include <vector>

#include "indexer/schema/token_reader.h"
#include "searcher/bitmap.h"
#include "searcher/columns.h"
#include "searcher/condition.h"

namespace morgue {

class Matcher {
 public:
  /// The token reader, which is asked for where words must stand in order.
  using Tokens = std::function<schema::TokenReader&()>;

  /// @param columns, tokens  of the database's revision
  Matcher(const Xapian::Database& database, const Columns& columns, Tokens tokens)
      : database_(database), columns_(columns), tokens_(std::move(tokens)) {}

  /// Of a conjunction the rarest part is read in full, and the others are asked about what is left
  /// of it. Leaves in each phrase of the condition the documents that were found to have it, for
  /// ranking_query(). O(postings read).
  Bitmap documents_of(Condition& condition) const;

 private:
  /// Leaves those that the condition holds for.
  void narrow(Bitmap& candidates, Condition& condition) const;
  void narrow_to_term(Bitmap& candidates, const std::string& term) const;
  void narrow_to_all(Bitmap& candidates, std::vector<Condition>& parts) const;
  void narrow_to_any(Bitmap& candidates, std::vector<Condition>& parts) const;
  /// Leaves of the documents that have all the words those that have them in the right places.
  void verify(Bitmap& candidates, const Condition& ordered) const;

  void add_documents_with(const std::string& term, Bitmap& documents) const;
  Bitmap nothing() const { return Bitmap{columns_.documents.size()}; }
  /// At most how many documents it holds for.
  std::size_t bound(const Condition& condition) const;

  const Xapian::Database& database_;
  const Columns& columns_;
  Tokens tokens_;
};

}  // namespace morgue
