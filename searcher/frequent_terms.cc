#include "searcher/frequent_terms.h"

#include <algorithm>
#include <limits>

namespace morgue {
namespace {

// What is kept may take so much. Of an archive of any size these are a thousand terms and more:
// with fewer, what one search keeps drives out what the next one needs.
constexpr std::size_t kMostBytes = 32U << 20U;
constexpr std::size_t kBytesForEachDocument = 400;

}  // namespace

TermPostings::TermPostings(const Xapian::Database& database, const std::string& term,
                           std::size_t size)
    : documents(size), first_ranks(documents.words().size()), highest(documents.words().size()) {
  constexpr Xapian::termcount kMost = std::numeric_limits<std::uint16_t>::max();
  frequencies.reserve(database.get_termfreq(term));
  const auto end = database.postlist_end(term);
  for (auto posting = database.postlist_begin(term); posting != end; ++posting) {
    const Xapian::docid document = *posting;
    const auto frequency = static_cast<std::uint16_t>(std::min(posting.get_wdf(), kMost));
    std::uint16_t& highest_here = highest[document / 64];
    if (highest_here == 0)
      first_ranks[document / 64] = static_cast<std::uint32_t>(frequencies.size());
    // A term that stands for something else than words may have no frequency.
    highest_here = std::max<std::uint16_t>({highest_here, frequency, 1});
    documents.insert(document);
    frequencies.push_back(frequency);
  }
}

std::size_t TermPostings::bytes() const {
  return documents.words().size_bytes() + frequencies.size() * sizeof(frequencies.front()) +
         first_ranks.size() * sizeof(first_ranks.front()) +
         highest.size() * sizeof(highest.front());
}

std::shared_ptr<const TermPostings> FrequentTerms::postings(const Xapian::Database& database,
                                                            const std::string& term) {
  if (auto kept = find(term)) return kept;
  auto read = std::make_shared<const TermPostings>(database, term, documents_);
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
  bytes_ += postings->bytes();
  kept_.emplace_front(term, std::move(postings));
  by_term_.emplace(term, kept_.begin());
  const std::size_t most = std::max(kMostBytes, kBytesForEachDocument * documents_);
  while (bytes_ > most) {
    bytes_ -= kept_.back().second->bytes();
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
