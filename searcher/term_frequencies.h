// How many articles have a term, kept from one request to the next: each look into the index reads
// a block of it, and articles that are compared have a thousand terms. Belongs to one revision of
// the archive. Safe to use from many threads.
#pragma once

#include <xapian.h>

#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace morgue {

class TermFrequencies {
 public:
  /// @param database  of the revision
  /// @return  by place in terms
  std::vector<Xapian::doccount> of(const Xapian::Database& database,
                                   std::span<const std::string> terms);

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, Xapian::doccount> known_;
};

}  // namespace morgue
