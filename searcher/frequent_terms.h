// The posting lists of frequent terms, kept from one search to the next: "the" is read from the
// index once, not in every search that has it. Belongs to one revision of the archive. Safe to use
// from many threads.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "searcher/bitmap.h"

namespace morgue {

/// Where a term is, and how often: frequency.h.
struct TermPostings {
  /// @param size  bits of the bitmap
  TermPostings(const Xapian::Database& database, const std::string& term, std::size_t size);

  std::size_t bytes() const;

  Bitmap documents;
  std::vector<std::uint16_t> frequencies;  // stored ones, by rank of the document in `documents`;
                                           // what is more than 65,535 counts as that

  // Of each word of the bitmap:
  std::vector<std::uint32_t> first_ranks;  // of its first document
  std::vector<std::uint16_t> highest;      // of its documents' frequencies; 0 if it has none
};

class FrequentTerms {
 public:
  /// A list of a 128th of the archive takes as long to read as a few dozen bitmaps to combine.
  static constexpr std::size_t kFrequent = 128;

  /// @param documents  a bitmap has so many bits
  explicit FrequentTerms(std::size_t documents)
      : FrequentTerms{documents, documents / kFrequent + 1} {}
  /// @param least  documents of a term that is frequent
  FrequentTerms(std::size_t documents, std::size_t least) : documents_(documents), least_(least) {}

  /// Whether the postings of a term that has so many are worth keeping: reading fewer again costs
  /// little.
  bool is_frequent(std::size_t termfreq) const { return termfreq >= least_; }

  /// Those that are kept, or else read; if there are many, then from now on kept, in the place of
  /// those that were not asked for the longest.
  /// @param database  of the revision
  std::shared_ptr<const TermPostings> postings(const Xapian::Database& database,
                                               const std::string& term);

  /// Nothing if they are not kept.
  std::shared_ptr<const TermPostings> find(const std::string& term);

  std::size_t size() const;
  std::size_t bytes() const;

 private:
  using Kept = std::list<std::pair<std::string, std::shared_ptr<const TermPostings>>>;

  void keep(const std::string& term, std::shared_ptr<const TermPostings> postings);

  std::size_t documents_, least_;
  mutable std::mutex mutex_;
  std::size_t bytes_ = 0;
  Kept kept_;  // last asked for first
  std::unordered_map<std::string, Kept::iterator> by_term_;
};

}  // namespace morgue
