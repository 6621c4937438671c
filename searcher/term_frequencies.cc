#include "searcher/term_frequencies.h"

#include <algorithm>

namespace morgue {
namespace {

constexpr std::size_t kMostKnown = 100'000;  // terms: some 7 MB

}  // namespace

std::vector<Xapian::doccount> TermFrequencies::of(const Xapian::Database& database,
                                                  std::span<const std::string> terms) {
  constexpr auto kUnknown = static_cast<Xapian::doccount>(-1);
  std::vector<Xapian::doccount> frequencies(terms.size(), kUnknown);
  {
    const std::lock_guard lock{mutex_};
    for (std::size_t i = 0; i < terms.size(); ++i)
      if (const auto known = known_.find(terms[i]); known != known_.end())
        frequencies[i] = known->second;
  }
  std::vector<std::size_t> looked_up;
  for (std::size_t i = 0; i < terms.size(); ++i)
    if (frequencies[i] == kUnknown) looked_up.push_back(i);
  // In the order of the archive, so that neighbours come from one block: half the time.
  std::ranges::sort(looked_up, {}, [&](std::size_t i) -> const std::string& { return terms[i]; });
  for (const std::size_t i : looked_up) frequencies[i] = database.get_termfreq(terms[i]);
  const std::lock_guard lock{mutex_};
  // Beginning anew is cheaper than remembering which were of use.
  if (known_.size() + looked_up.size() > kMostKnown) known_.clear();
  for (const std::size_t i : looked_up) known_.emplace(terms[i], frequencies[i]);
  return frequencies;
}

}  // namespace morgue
