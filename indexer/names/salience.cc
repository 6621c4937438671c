// What editors of Reuters-21578 tagged as PEOPLE follows a plain rule well: in the headline, in the
// first three sentences, or named twice.
#include "indexer/names/salience.h"

#include <algorithm>

namespace morgue {

std::uint32_t end_of_opening(const MarkedText& text) {
  constexpr int kOpeningSentences = 3;
  int sentences = 0;
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if (!text.token(i).in_headline && text.token(i).sentence_start &&
        ++sentences > kOpeningSentences)
      return i;
  return text.size();
}

Entity rated_entity(EntityKind kind, std::string key, const std::vector<TokenSpan>& mentions,
                    const MarkedText& text, std::uint32_t opening) {
  constexpr float kHeadline = 0.35F;
  constexpr float kEarly = 0.3F;
  constexpr float kOften = 0.35F;
  constexpr float kManyMentions = 5;
  const std::uint32_t first = mentions.front().first;
  const bool in_headline = text.token(first).in_headline;
  const float place = static_cast<float>(first) / static_cast<float>(std::max(1U, text.size()));
  const float count = std::min(1.0F, static_cast<float>(mentions.size()) / kManyMentions);
  Entity entity{kind, std::move(key)};
  entity.salience = (in_headline ? kHeadline : 0.0F) + kEarly * (1.0F - place) + kOften * count;
  entity.focus = in_headline || first < opening || mentions.size() >= 2;
  return entity;
}

}  // namespace morgue
