// Documents as weighted terms, for what compares documents with each other: the stems of headline
// and body, from the token streams, where reading a document takes a tenth of the time that its
// term list takes.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/schema/token_reader.h"
#include "searcher/term_frequencies.h"

namespace morgue {

struct TermWeight {
  std::uint32_t term = 0;  // a number, the same in all vectors of one TermVectors
  float weight = 0;
};

/// Each term once, in no order; of length 1 unless empty.
using TermVector = std::vector<TermWeight>;

/// A term weighs tf / (k1 + tf) · ln(N / df), tf being the frequency as the index has it,
/// normalised by length (schema/frequency.h); it weighs nothing if more than half of the archive
/// has it. For one request.
class TermVectors {
 public:
  /// @param tokens, known  of the database's revision
  TermVectors(const Xapian::Database& database, schema::TokenReader& tokens, TermFrequencies& known)
      : database_(database), tokens_(tokens), known_(known) {}

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
  std::uint32_t number(schema::TokenId id);
  std::string name(std::uint32_t term) const { return std::string{tokens_.term(ids_[term])}; }
  void look_up(std::vector<std::uint32_t> terms);
  double weight(const Occurrence& occurrence) const;

  const Xapian::Database& database_;
  schema::TokenReader& tokens_;
  TermFrequencies& known_;
  std::unordered_map<schema::TokenId, std::uint32_t> numbers_;
  std::vector<schema::TokenId> ids_;           // by number
  std::vector<Xapian::doccount> frequencies_;  // 0: not looked up yet
};

}  // namespace morgue
