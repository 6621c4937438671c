#include "searcher/term_vectors.h"

#include <algorithm>
#include <cmath>

#include "indexer/schema/frequency.h"

namespace morgue {
namespace {

constexpr double kSaturation = 1.2;  // BM25's k1: Robertson & Zaragoza 2009

/// Prefixes are capitals and words are folded, so a capital begins what is no word of the text.
bool is_word(const std::string& term) { return term[0] < 'A' || term[0] > 'Z'; }

TermVector of_length_one(TermVector vector) {
  float squares = 0;
  for (const TermWeight& each : vector) squares += each.weight * each.weight;
  for (TermWeight& each : vector) each.weight /= std::sqrt(squares);
  std::ranges::sort(vector, {}, &TermWeight::term);
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
      heaviest.emplace_back(-weight(each), *names_[each.term]);
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
  std::vector<std::uint32_t> documents_with(names_.size(), 0);
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
  std::vector<Occurrence> occurrences;
  const auto end = database_.termlist_end(document);
  for (auto at = database_.termlist_begin(document); at != end; ++at) {
    std::string term = *at;
    if (!is_word(term)) continue;
    const auto number = static_cast<std::uint32_t>(names_.size());
    const auto [found, is_new] = numbers_.try_emplace(std::move(term), number);
    if (is_new) {
      names_.push_back(&found->first);
      frequencies_.push_back(0);
    }
    occurrences.push_back({found->second, at.get_wdf()});
  }
  return occurrences;
}

/// In the order of the archive, so that neighbours come from one block: half the time.
void TermVectors::look_up(std::vector<std::uint32_t> terms) {
  std::erase_if(terms, [&](std::uint32_t term) { return frequencies_[term] > 0; });
  std::ranges::sort(terms, {},
                    [&](std::uint32_t term) -> const std::string& { return *names_[term]; });
  for (const std::uint32_t term : terms) frequencies_[term] = database_.get_termfreq(*names_[term]);
}

double TermVectors::weight(const Occurrence& occurrence) const {
  const double articles = database_.get_doccount();
  const double with_term = frequencies_[occurrence.term];
  if (2 * with_term > articles) return 0;
  const double tf = occurrence.frequency / schema::kFrequencyScale;
  return tf / (kSaturation + tf) * std::log((articles + 1) / (with_term + 0.5));
}

}  // namespace morgue
