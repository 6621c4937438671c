#include "searcher/highlight_terms.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace morgue {

HighlightTerms::Rarity HighlightTerms::rarity(std::uint64_t documents_with,
                                              std::uint64_t documents) {
  const auto having = static_cast<double>(std::max<std::uint64_t>(documents_with, 1));
  const auto all = std::max(static_cast<double>(documents), having);
  return 1 + static_cast<Rarity>(std::lround(8 * std::log2(all / having)));
}

void HighlightTerms::add_group(const std::vector<std::pair<std::string, Rarity>>& words,
                               unsigned window) {
  if (words.size() == 1) add(words.front().first, words.front().second);
  if (words.size() < 2) return;
  Group& group = groups.emplace_back();
  group.window = window;
  for (const auto& [stem, rarity] : words) {
    stems.try_emplace(stem, Stem{rarity, false});
    group.stems.push_back(stem);
  }
}

}  // namespace morgue
