// Makes the explanation of a query and of its results (explanation.h). Slower than a search: each
// part of the query is searched by itself.
#pragma once

#include <xapian.h>

#include <functional>
#include <vector>

#include "indexer/schema/token_reader.h"
#include "searcher/explanation.h"
#include "searcher/query.h"
#include "searcher/query_compiler.h"

namespace morgue {

/// A part of a query compiled and searched by itself.
struct LookedUp {
  CompiledQuery compiled;
  std::uint64_t articles = 0;
};
using LookUp = std::function<LookedUp(const QueryNode&)>;

/// @param partial  the answer holds partial matches
ExplainedPart explain_query(const QueryNode& root, bool partial, const Xapian::Database& database,
                            const LookUp& look_up);

/// For each document what each of the words adds to its score by `weighting`, those that add
/// nothing left out, most first. O(postings of the words)
std::vector<std::vector<Contribution>> explain_scores(const std::vector<QueryWord>& words,
                                                      const std::vector<Xapian::docid>& documents,
                                                      const Xapian::Database& database,
                                                      const Xapian::Weight& weighting,
                                                      schema::TokenReader& tokens);

}  // namespace morgue
