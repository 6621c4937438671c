// Documents as weighted terms, for what compares documents with each other. Made from the term
// lists of the archive: the stems of headline and body, and with them the words of names.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace morgue {

struct TermWeight {
  std::uint32_t term = 0;  // a number, the same in all vectors of one TermVectors
  float weight = 0;
};

/// Ascending by term, of length 1 unless empty.
using TermVector = std::vector<TermWeight>;

/// A term weighs tf / (k1 + tf) · ln(N / df), tf being the stored frequency, normalised by length
/// (schema/frequency.h); it weighs nothing if more than half of the archive has
/// it. For one request: remembers what it looked up, most of the cost.
class TermVectors {
 public:
  explicit TermVectors(const Xapian::Database& database) : database_(database) {}

  /// The terms of a document that weigh most and that others have too, heaviest first.
  std::vector<std::string> significant_terms(Xapian::docid document, std::size_t limit);

  /// The vectors of some documents, to compare them: without terms that only one of them has.
  std::vector<TermVector> of(std::span<const Xapian::docid> documents);

 private:
  struct Occurrence {
    std::uint32_t term;
    Xapian::termcount frequency;  // within the document
  };

  std::vector<Occurrence> occurrences_in(Xapian::docid document);
  void look_up(std::vector<std::uint32_t> terms);
  double weight(const Occurrence& occurrence) const;

  const Xapian::Database& database_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> names_;      // of numbers_, whose nodes stay where they are
  std::vector<Xapian::doccount> frequencies_;  // 0: not looked up yet
};

}  // namespace morgue
