#include "searcher/term_vectors.h"

#include <algorithm>
#include <cmath>

#include "indexer/schema/frequency.h"
#include "indexer/schema/token_codes.h"

namespace morgue {
namespace {

constexpr double kSaturation = 1.2;  // BM25's k1: Robertson & Zaragoza 2009

TermVector of_length_one(TermVector vector) {
  float squares = 0;
  for (const TermWeight& each : vector) squares += each.weight * each.weight;
  for (TermWeight& each : vector) each.weight /= std::sqrt(squares);
  return vector;
}

}  // namespace

std::vector<std::string> TermVectors::significant_terms(Xapian::docid document, std::size_t limit) {
  const std::vector<Occurrence> occurrences = occurrences_in(document);
  std::vector<std::uint32_t> terms;
  terms.reserve(occurrences.size());
  for (const Occurrence& each : occurrences) terms.push_back(each.term);
  look_up(std::move(terms));
  std::vector<std::pair<double, std::string>> heaviest;
  for (const Occurrence& each : occurrences)
    if (frequencies_[each.term] > 1 && weight(each) > 0)
      heaviest.emplace_back(-weight(each), name(each.term));
  std::ranges::sort(heaviest);
  std::vector<std::string> significant;
  for (auto& [weight, name] : heaviest)
    if (significant.size() < limit) significant.push_back(std::move(name));
  return significant;
}

std::vector<TermVector> TermVectors::of(std::span<const Xapian::docid> documents) {
  std::vector<std::vector<Occurrence>> occurrences;
  occurrences.reserve(documents.size());
  for (const Xapian::docid document : documents) occurrences.push_back(occurrences_in(document));
  std::vector<std::uint32_t> documents_with(ids_.size(), 0);
  for (const auto& terms : occurrences)
    for (const Occurrence& each : terms) ++documents_with[each.term];
  std::vector<std::uint32_t> shared;
  for (std::uint32_t term = 0; term < documents_with.size(); ++term)
    if (documents_with[term] > 1) shared.push_back(term);
  look_up(std::move(shared));

  std::vector<TermVector> vectors;
  vectors.reserve(documents.size());
  for (const auto& terms : occurrences) {
    TermVector vector;
    for (const Occurrence& each : terms)
      if (documents_with[each.term] > 1)
        if (const double weighs = weight(each); weighs > 0)
          vector.push_back({each.term, static_cast<float>(weighs)});
    vectors.push_back(of_length_one(std::move(vector)));
  }
  return vectors;
}

std::vector<TermVectors::Occurrence> TermVectors::occurrences_in(Xapian::docid document) {
  const schema::TokenSections text = schema::split_sections(tokens_.codes(document));
  std::vector<std::uint32_t> headline, body;
  schema::TokenId id = 0;
  for (schema::TokenWalk walk{text.headline}; walk.next(id);) headline.push_back(number(id));
  for (schema::TokenWalk walk{text.body}; walk.next(id);) body.push_back(number(id));
  struct Counts {
    std::size_t headline = 0, body = 0;
  };
  std::vector<Counts> counts(ids_.size());
  std::vector<std::uint32_t> terms;
  const auto meet = [&](std::uint32_t term, std::size_t Counts::*section) {
    if (counts[term].headline + counts[term].body == 0) terms.push_back(term);
    ++(counts[term].*section);
  };
  for (const std::uint32_t term : headline) meet(term, &Counts::headline);
  for (const std::uint32_t term : body) meet(term, &Counts::body);
  std::vector<Occurrence> occurrences;
  occurrences.reserve(terms.size());
  for (const std::uint32_t term : terms)
    occurrences.push_back({term, schema::stored_frequency(counts[term].headline, counts[term].body,
                                                          headline.size() + body.size())});
  return occurrences;
}

std::uint32_t TermVectors::number(schema::TokenId id) {
  const auto [found, is_new] = numbers_.try_emplace(id, static_cast<std::uint32_t>(ids_.size()));
  if (is_new) {
    ids_.push_back(id);
    frequencies_.push_back(0);
  }
  return found->second;
}

void TermVectors::look_up(std::vector<std::uint32_t> terms) {
  std::erase_if(terms, [&](std::uint32_t term) { return frequencies_[term] > 0; });
  std::vector<std::string> names;
  names.reserve(terms.size());
  for (const std::uint32_t term : terms) names.push_back(name(term));
  const std::vector<Xapian::doccount> found = known_.of(database_, names);
  for (std::size_t i = 0; i < terms.size(); ++i) frequencies_[terms[i]] = found[i];
}

double TermVectors::weight(const Occurrence& occurrence) const {
  const double articles = database_.get_doccount();
  const double with_term = frequencies_[occurrence.term];
  if (2 * with_term > articles) return 0;
  const double tf = occurrence.frequency / schema::kFrequencyScale;
  return tf / (kSaturation + tf) * std::log((articles + 1) / (with_term + 0.5));
}

}  // namespace morgue
