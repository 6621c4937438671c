#include "searcher/condition.h"

#include "searcher/document_source.h"

namespace morgue {
namespace {

using Xapian::Query;

// Query::MatchAll is shared between threads and its reference count is not atomic; this one is
// ours.
Query everything() { return Query{std::string{}}; }

Query combined(Query::op op, const std::vector<Condition>& parts) {
  std::vector<Query> queries;
  queries.reserve(parts.size());
  for (const Condition& part : parts) queries.push_back(ranking_query(part));
  return {op, queries.begin(), queries.end()};
}

Query in_order(const Condition& condition) {
  std::vector<Query> words;
  words.reserve(condition.words.size());
  for (const OrderedWord& word : condition.words) words.emplace_back(word.term());
  return {Query::OP_FILTER, Query{Query::OP_AND, words.begin(), words.end()},
          documents_query(condition.documents)};
}

Query weighted_query(const Condition& condition) {
  using Type = Condition::Type;
  switch (condition.type) {
    case Type::Everything:
      return everything();
    case Type::Nothing:
      return {};
    case Type::Term:
      return Query{condition.term};
    case Type::InOrder:
      return in_order(condition);
    case Type::Documents:
      return documents_query(condition.documents);
    case Type::All:
      return combined(Query::OP_AND, condition.parts);
    case Type::Any:
      return combined(Query::OP_OR, condition.parts);
    case Type::OneWord:
      return combined(Query::OP_SYNONYM, condition.parts);
    case Type::Without:
      return combined(Query::OP_AND_NOT, condition.parts);
  }
  return {};
}

}  // namespace

Condition Condition::in_order(std::vector<OrderedWord> words, unsigned window,
                              std::size_t at_least) {
  if (words.empty()) return nothing();
  if (words.size() == 1 && at_least == 1) return of_term(words.front().term());
  Condition condition = of(Type::InOrder);
  condition.words = std::move(words);
  condition.window = window;
  condition.at_least = at_least;
  return condition;
}

Condition Condition::in(Bitmap documents) {
  Condition condition = of(Type::Documents);
  condition.documents = std::make_shared<const Bitmap>(std::move(documents));
  return condition;
}

Condition Condition::combined(Type type, std::vector<Condition> parts) {
  if (parts.empty()) return nothing();
  if (parts.size() == 1) return std::move(parts.front());
  Condition condition = of(type);
  condition.parts = std::move(parts);
  return condition;
}

Condition Condition::any_term(Type type, std::vector<std::string> terms) {
  std::vector<Condition> parts;
  parts.reserve(terms.size());
  for (std::string& each : terms) parts.push_back(of_term(std::move(each)));
  return combined(type, std::move(parts));
}

Condition Condition::without(Condition wanted, Condition unwanted) {
  Condition condition = of(Type::Without);
  condition.parts.push_back(std::move(wanted));
  condition.parts.push_back(std::move(unwanted));
  return condition;
}

Query ranking_query(const Condition& condition) {
  const Query query = weighted_query(condition);
  return condition.weightless ? Query{Query::OP_SCALE_WEIGHT, query, 0.0} : query;
}

}  // namespace morgue
