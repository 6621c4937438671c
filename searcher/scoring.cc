#include "searcher/scoring.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace morgue {
namespace {

constexpr std::size_t kTabulated = 256;

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

/// By how much a term adds to the scores of the 64 documents of one word of the bitmap.
/// @param wanted  those whose scores are wanted; of the others they may be anything
void add_word(const TermPostings& postings, const TermWeight& weight, std::size_t word,
              std::uint64_t wanted, double* scores) {
  const std::uint64_t all = postings.documents.words()[word];
  const std::uint64_t both = all & wanted;
  if (both == 0) return;
  const std::uint16_t* next = postings.frequencies.data() + postings.first_ranks[word];
  if (std::has_single_bit(both)) {
    scores[std::countr_zero(both)] += weight.of(next[std::popcount(all & (both - 1))]);
    return;
  }
  for (std::uint64_t bits = all; bits != 0; bits &= bits - 1)
    scores[std::countr_zero(bits)] += weight.of(*next++);
}

/// The best of what it is given in ascending order of documents.
class Best {
 public:
  explicit Best(std::size_t most) : most_(most) { heap_.reserve(most); }

  /// Whether a score is among the best for now; one that is not will not be later.
  bool takes(double score) const { return heap_.size() < most_ || score > heap_.front().second; }

  void add(Xapian::docid document, double score) {
    if (!takes(score)) return;
    if (heap_.size() == most_) {
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

const Xapian::BM25Weight& bm25() {
  thread_local const Xapian::BM25Weight weight{kBm25K1, 0, 1, 0, 0};
  return weight;
}

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
  const std::span<const std::uint64_t> words = among.words();
  Best best{most};
  for (std::size_t word = 0; word < words.size(); ++word) {
    const std::uint64_t wanted = words[word];
    // The most that a document of this word could have: added up as scores are, so never less than
    // one of them, however sums are rounded.
    double bound = 0;
    for (const Term& term : terms_) bound += term.weight.of(term.postings->highest[word]);
    if (recency != nullptr) bound += recency->most();
    if (wanted == 0 || !best.takes(bound)) continue;
    std::array<double, 64> scores{};
    for (const Term& term : terms_)
      add_word(*term.postings, term.weight, word, wanted, scores.data());
    for (std::uint64_t bits = wanted; bits != 0; bits &= bits - 1) {
      const auto bit = static_cast<std::size_t>(std::countr_zero(bits));
      const std::size_t document = word * 64 + bit;
      best.add(static_cast<Xapian::docid>(document),
               recency != nullptr ? scores[bit] + recency->of(document) : scores[bit]);
    }
  }
  return std::move(best).take();
}

}  // namespace morgue
