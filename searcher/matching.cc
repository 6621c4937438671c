#include "searcher/matching.h"

#include <algorithm>
#include <utility>

#include "searcher/word_order.h"

namespace morgue {
namespace {

// Reading on is this many times cheaper than skipping to a document, by a measurement on 221,000
// articles.
constexpr std::size_t kSkipCost = 4;

std::vector<Condition> terms_of(const Condition& ordered) {
  std::vector<Condition> parts;
  parts.reserve(ordered.words.size());
  for (const OrderedWord& word : ordered.words) parts.push_back(Condition::of_term(word.term()));
  return parts;
}

}  // namespace

Bitmap Matcher::documents_of(Condition& condition) const {
  switch (condition.type) {
    case Condition::Type::Everything:
      return columns_.documents;
    case Condition::Type::Nothing:
      return nothing();
    case Condition::Type::Term: {
      Bitmap documents = nothing();
      add_documents_with(condition.term, documents);
      return documents;
    }
    case Condition::Type::Documents:
      return *condition.documents;
    case Condition::Type::Any:
    case Condition::Type::OneWord: {
      Bitmap documents = nothing();
      for (Condition& part : condition.parts)
        if (part.type == Condition::Type::Term)
          add_documents_with(part.term, documents);
        else
          documents.unite(documents_of(part));
      return documents;
    }
    case Condition::Type::All:
    case Condition::Type::InOrder:
    case Condition::Type::Without:
      break;
  }
  Bitmap documents = columns_.documents;
  narrow(documents, condition);
  return documents;
}

void Matcher::narrow(Bitmap& candidates, Condition& condition) const {
  switch (condition.type) {
    case Condition::Type::Everything:
      return;
    case Condition::Type::Nothing:
      candidates = nothing();
      return;
    case Condition::Type::Term:
      narrow_to_term(candidates, condition.term);
      return;
    case Condition::Type::Documents:
      candidates.intersect(*condition.documents);
      return;
    case Condition::Type::All:
      narrow_to_all(candidates, condition.parts);
      return;
    case Condition::Type::Any:
    case Condition::Type::OneWord:
      narrow_to_any(candidates, condition.parts);
      return;
    case Condition::Type::InOrder: {
      std::vector<Condition> words = terms_of(condition);
      narrow_to_all(candidates, words);
      verify(candidates, condition);
      condition.documents = std::make_shared<const Bitmap>(candidates);
      return;
    }
    case Condition::Type::Without: {
      narrow(candidates, condition.parts[0]);
      Bitmap unwanted = candidates;
      narrow(unwanted, condition.parts[1]);
      candidates.subtract(unwanted);
      return;
    }
  }
}

void Matcher::narrow_to_all(Bitmap& candidates, std::vector<Condition>& parts) const {
  std::vector<std::pair<std::size_t, Condition*>> rarest_first;
  rarest_first.reserve(parts.size());
  for (Condition& part : parts) rarest_first.emplace_back(bound(part), &part);
  std::stable_sort(rarest_first.begin(), rarest_first.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [documents, part] : rarest_first) narrow(candidates, *part);
}

void Matcher::narrow_to_any(Bitmap& candidates, std::vector<Condition>& parts) const {
  Bitmap any = nothing();
  for (Condition& part : parts) {
    Bitmap of_part = candidates;
    narrow(of_part, part);
    any.unite(of_part);
  }
  candidates = std::move(any);
}

void Matcher::narrow_to_term(Bitmap& candidates, const std::string& term) const {
  if (const auto kept = columns_.frequent_terms->find(term)) {
    candidates.intersect(kept->documents);
    return;
  }
  const std::size_t left = candidates.count();
  if (left == 0) return;
  if (left * kSkipCost > database_.get_termfreq(term)) {
    Bitmap documents = nothing();
    add_documents_with(term, documents);
    candidates.intersect(documents);
    return;
  }
  Bitmap found = nothing();
  auto posting = database_.postlist_begin(term);
  const auto end = database_.postlist_end(term);
  for (std::size_t document = candidates.next(0); document < candidates.size() && posting != end;
       document = candidates.next(document + 1)) {
    posting.skip_to(static_cast<Xapian::docid>(document));
    if (posting != end && *posting == document) found.insert(document);
  }
  candidates = std::move(found);
}

void Matcher::verify(Bitmap& candidates, const Condition& ordered) const {
  if (candidates.count() == 0) return;
  WordOrder order{ordered.words, ordered.window, tokens_(), ordered.at_least};
  candidates = order.holding(candidates);
}

void Matcher::add_documents_with(const std::string& term, Bitmap& documents) const {
  FrequentTerms& frequent = *columns_.frequent_terms;
  if (frequent.is_frequent(database_.get_termfreq(term))) {
    documents.unite(frequent.postings(database_, term)->documents);
    return;
  }
  const auto end = database_.postlist_end(term);
  for (auto posting = database_.postlist_begin(term); posting != end; ++posting)
    documents.insert(*posting);
}

std::size_t Matcher::bound(const Condition& condition) const {
  std::size_t most = columns_.documents.size();
  switch (condition.type) {
    case Condition::Type::Everything:
      return most;
    case Condition::Type::Nothing:
      return 0;
    case Condition::Type::Documents:
      return condition.documents->count();
    case Condition::Type::Term:
      return database_.get_termfreq(condition.term);
    case Condition::Type::InOrder:
      for (const OrderedWord& word : condition.words)
        most = std::min<std::size_t>(most, database_.get_termfreq(word.term()));
      return most;
    case Condition::Type::All:
      for (const Condition& part : condition.parts) most = std::min(most, bound(part));
      return most;
    case Condition::Type::Any:
    case Condition::Type::OneWord: {
      std::size_t sum = 0;
      for (const Condition& part : condition.parts) sum += bound(part);
      return sum;
    }
    case Condition::Type::Without:
      return bound(condition.parts.front());
  }
  return most;
}

}  // namespace morgue
