#include "searcher/scoring.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace morgue {
namespace {

constexpr std::size_t kTabulated = 256;
constexpr std::size_t kWords = 128;  // of a run: scores of 8,192 documents stay in the first cache

using Terms = std::vector<std::string>;

bool add_summed_terms(const Condition& condition, Terms& terms);

bool add_of_parts(const std::vector<Condition>& parts, Terms& terms) {
  return std::ranges::all_of(parts,
                             [&](const Condition& part) { return add_summed_terms(part, terms); });
}

/// A document that one of them holds for may have words of another that does not hold.
bool are_alternatives_terms(const std::vector<Condition>& parts) {
  using Type = Condition::Type;
  return std::ranges::all_of(parts, [](const Condition& part) {
    return part.weightless || part.type == Type::Term || part.type == Type::Documents ||
           part.type == Type::Nothing;
  });
}

bool add_summed_terms(const Condition& condition, Terms& terms) {
  using Type = Condition::Type;
  if (condition.weightless) return true;
  switch (condition.type) {
    case Type::Everything:
    case Type::Nothing:
    case Type::Documents:
      return true;
    case Type::Term:
      terms.push_back(condition.term);
      return true;
    case Type::InOrder:
      for (const OrderedWord& word : condition.words) terms.push_back(word.term());
      return true;
    case Type::All:
      return add_of_parts(condition.parts, terms);
    case Type::Any:
      return are_alternatives_terms(condition.parts) && add_of_parts(condition.parts, terms);
    case Type::OneWord:
      return false;
    case Type::Without:
      return add_summed_terms(condition.parts.front(), terms);
  }
  return false;
}

/// A posting list, read run by run.
class Cursor {
 public:
  Cursor(const TermPostings& postings, const TermWeight& weight)
      : postings_(postings), weight_(weight) {}

  /// Adds what the term weighs in documents of one word of the bitmap.
  /// @param wanted  those whose scores are wanted
  /// @param scores  of the 64 documents
  void add_word(std::size_t word, std::uint64_t wanted, double* scores) {
    const std::uint64_t all = postings_.documents.words()[word];
    for (std::uint64_t bits = wanted == 0 ? 0 : all; bits != 0; bits &= bits - 1)
      scores[std::countr_zero(bits)] += weight_.of(postings_.frequencies[next_++]);
    if (wanted == 0) next_ += static_cast<std::size_t>(std::popcount(all));
  }

 private:
  const TermPostings& postings_;
  const TermWeight& weight_;
  std::size_t next_ = 0;  // frequency to read
};

/// The best of what it is given in ascending order of documents.
class Best {
 public:
  explicit Best(std::size_t most) : most_(most) { heap_.reserve(most); }

  void add(Xapian::docid document, double score) {
    if (heap_.size() == most_) {
      if (score <= heap_.front().second) return;
      std::ranges::pop_heap(heap_, is_better);
      heap_.back() = {document, score};
    } else {
      heap_.emplace_back(document, score);
    }
    std::ranges::push_heap(heap_, is_better);
  }

  Ranking take() && {
    std::ranges::sort_heap(heap_, is_better);
    return std::move(heap_);
  }

 private:
  static bool is_better(const Ranking::value_type& a, const Ranking::value_type& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  }

  std::size_t most_;
  Ranking heap_;  // the worst first
};

}  // namespace

std::optional<Terms> summed_terms(const Condition& condition) {
  Terms terms;
  if (!add_summed_terms(condition, terms)) return std::nullopt;
  return terms;
}

TermWeight::TermWeight(std::size_t documents, std::size_t termfreq, double k1) : k1_(k1) {
  const auto has = static_cast<double>(termfreq);
  const double odds = (static_cast<double>(documents) - has + 0.5) / (has + 0.5);
  most_ = std::log(odds < 2 ? odds * 0.5 + 1 : odds) * (k1 + 1);
  by_frequency_.reserve(kTabulated);
  for (std::size_t frequency = 0; frequency < kTabulated; ++frequency)
    by_frequency_.push_back(computed(static_cast<double>(frequency)));
}

Scorer::Scorer(const Xapian::Database& database, FrequentTerms& frequent, const Terms& terms,
               double k1) {
  for (const std::string& term : terms) {
    auto postings = frequent.postings(database, term);
    const TermWeight weight{database.get_doccount(), postings->frequencies.size(), k1};
    terms_.push_back({std::move(postings), weight});
  }
}

Ranking Scorer::best(const Bitmap& among, std::size_t most, const Recency* recency) const {
  const std::span<const std::uint64_t> wanted = among.words();
  std::vector<Cursor> cursors;
  cursors.reserve(terms_.size());
  for (const Term& term : terms_) cursors.emplace_back(*term.postings, term.weight);
  Best best{most};
  std::array<double, kWords * 64> scores{};
  for (std::size_t first = 0; first < wanted.size(); first += kWords) {
    const std::size_t end = std::min(first + kWords, wanted.size());
    for (Cursor& cursor : cursors)
      for (std::size_t word = first; word < end; ++word)
        cursor.add_word(word, wanted[word], scores.data() + (word - first) * 64);
    for (std::size_t word = first; word < end; ++word) {
      for (std::uint64_t bits = wanted[word]; bits != 0; bits &= bits - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(bits));
        const std::size_t document = word * 64 + bit;
        const double score = scores[(word - first) * 64 + bit];
        best.add(static_cast<Xapian::docid>(document),
                 recency != nullptr ? score + recency->of(document) : score);
      }
    }
    scores.fill(0);
  }
  return std::move(best).take();
}

}  // namespace morgue
