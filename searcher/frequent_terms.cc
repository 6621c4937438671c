#include "searcher/frequent_terms.h"

#include <algorithm>
#include <limits>

namespace morgue {
namespace {

constexpr std::size_t kMostBytes = 32U << 20U;  // some 850 terms of 221,000 articles
constexpr std::size_t kFewestTerms = 64;        // of an archive of many millions

std::size_t bytes_of(const TermPostings& postings) {
  return postings.documents.words().size_bytes() +
         postings.frequencies.size() * sizeof(std::uint16_t);
}

}  // namespace

std::shared_ptr<const TermPostings> FrequentTerms::postings(const Xapian::Database& database,
                                                            const std::string& term) {
  constexpr Xapian::termcount kMost = std::numeric_limits<std::uint16_t>::max();
  if (auto kept = find(term)) return kept;
  auto read = std::make_shared<TermPostings>();
  read->documents = Bitmap{documents_};
  read->frequencies.reserve(database.get_termfreq(term));
  const auto end = database.postlist_end(term);
  for (auto posting = database.postlist_begin(term); posting != end; ++posting) {
    read->documents.insert(*posting);
    read->frequencies.push_back(static_cast<std::uint16_t>(std::min(posting.get_wdf(), kMost)));
  }
  if (is_frequent(read->frequencies.size())) keep(term, read);
  return read;
}

std::shared_ptr<const TermPostings> FrequentTerms::find(const std::string& term) {
  const std::lock_guard lock{mutex_};
  const auto found = by_term_.find(term);
  if (found == by_term_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found->second);
  return found->second->second;
}

void FrequentTerms::keep(const std::string& term, std::shared_ptr<const TermPostings> postings) {
  const std::lock_guard lock{mutex_};
  if (by_term_.contains(term)) return;  // another thread was faster
  bytes_ += bytes_of(*postings);
  kept_.emplace_front(term, std::move(postings));
  by_term_.emplace(term, kept_.begin());
  while (bytes_ > kMostBytes && kept_.size() > kFewestTerms) {
    bytes_ -= bytes_of(*kept_.back().second);
    by_term_.erase(kept_.back().first);
    kept_.pop_back();
  }
}

std::size_t FrequentTerms::size() const {
  const std::lock_guard lock{mutex_};
  return kept_.size();
}

std::size_t FrequentTerms::bytes() const {
  const std::lock_guard lock{mutex_};
  return bytes_;
}

}  // namespace morgue
