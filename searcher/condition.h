// Which articles a query wants, as a tree over terms and sets of documents. Made by the query
// compiler; answered by Matcher (matching.h) with the exact set of documents, and turned into
// Xapian's query for ranking.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "searcher/bitmap.h"
#include "searcher/word_order.h"

namespace morgue {

struct Condition {
  enum class Type {
    Everything,
    Nothing,
    Term,       // term
    InOrder,    // words one after the other, or within `window` words: see WordOrder
    Documents,  // these
    All,        // of the parts
    Any,        // of the parts
    OneWord,    // any of the parts, which are terms and count as one word in the ranking
    Without     // parts[0], and not parts[1]
  };

  Type type = Type::Nothing;
  std::string term;
  std::vector<OrderedWord> words;
  unsigned window = 0;
  std::size_t at_least = 1;  // of InOrder without a window: so many times
  /// Of Documents; of InOrder, once a Matcher has found them.
  std::shared_ptr<const Bitmap> documents;
  std::vector<Condition> parts;
  bool weightless = false;  // a filter: adds nothing to any score

  static Condition everything() { return of(Type::Everything); }
  static Condition nothing() { return {}; }
  static Condition of_term(std::string term) {
    Condition condition = of(Type::Term);
    condition.term = std::move(term);
    return condition;
  }
  /// One word, once, is a plain term, none is nothing.
  static Condition in_order(std::vector<OrderedWord> words, unsigned window,
                            std::size_t at_least = 1);
  static Condition in(Bitmap documents);
  /// One part stands for itself.
  static Condition combined(Type type, std::vector<Condition> parts);
  static Condition any_term(Type type, std::vector<std::string> terms);
  static Condition without(Condition wanted, Condition unwanted);

  Condition as_filter() && {
    weightless = true;
    return std::move(*this);
  }

 private:
  static Condition of(Type type) {
    Condition condition;
    condition.type = type;
    return condition;
  }
};

/// For ranking. Phrases are looked up by their words, among the documents that were found to have
/// them: no token stream is read again.
/// @param condition  answered before, by a Matcher
Xapian::Query ranking_query(const Condition& condition);

}  // namespace morgue
