// From the tree of a query to a condition over the archive's terms and columns. What a reader's
// name for a country or a person stands for is decided here, against the names the archive holds.
#pragma once

#include <xapian.h>

#include <chrono>
#include <string>
#include <vector>

#include "indexer/schema/schema.h"
#include "indexer/schema/words.h"
#include "searcher/columns.h"
#include "searcher/condition.h"
#include "searcher/evidence.h"
#include "searcher/highlight.h"
#include "searcher/query.h"
#include "searcher/request.h"

namespace morgue {

struct CompileContext {
  const Xapian::Database& database;
  const Columns& columns;
  schema::Stemmer& stemmer;
  EntityScope scope = EntityScope::Focus;
  std::chrono::year_month_day today;
};

/// A word that is ranked by.
struct QueryWord {
  std::string word;  // stem; folded word of a byline; "sanction*"
  const schema::Field* field = nullptr;
  std::vector<std::string> forms;  // the word itself; of one with a star the stems it stands for
};

struct CompiledQuery {
  Condition condition;                  // filters weigh nothing
  HighlightTerms highlight;             // what is wanted, not what is excluded
  NamesAsked names;                     // likewise
  std::vector<QueryWord> words;         // likewise
  std::vector<std::string> stands_for;  // what filters were understood as, for a reader
  bool has_words = false;               // there is something to rank by
  bool has_alternatives =
      false;  // partial matches are possible: plain words side by side, two or more
  std::vector<std::string> mistakes;  // what could not be looked up, in sentences
};

/// @param partial  of words that merely stand side by side, any will do; filters, phrases with "+"
/// and exclusions stay
/// @throws RequestError if the query has too many terms
CompiledQuery compile_query(const QueryNode& root, const CompileContext& context, bool partial);

}  // namespace morgue
