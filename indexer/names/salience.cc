// The weights for persons are those of a logistic regression, learned by scripts/train-salience on
// what the editors of Reuters-21578 tagged as PEOPLE before 26 March 1987; which terms the sum has
// was chosen on the same articles.
#include "indexer/names/salience.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace morgue {
namespace {

constexpr double kBias = -2.3;
constexpr PersonTerms kWeights{.headline = 2.15, .early = 0.9, .often = 1.6, .share = 3.4};
constexpr double kFocus = 0.46;

double place_of(const TokenisedText& text, std::uint32_t token) {
  return static_cast<double>(token) /
         static_cast<double>(std::max<std::size_t>(1, text.tokens.size()));
}

}  // namespace

PersonTerms person_terms(const TokenisedText& text, const std::vector<TokenSpan>& mentions,
                         std::size_t all_mentions) {
  const std::uint32_t first = mentions.front().first;
  const auto count = static_cast<double>(mentions.size());
  // One mention of nobody, lest a person named once in passing has them all.
  return {.headline = text.tokens[first].in_headline ? 1.0 : 0.0,
          .early = 1.0 - place_of(text, first),
          .often = std::log1p(count),
          .share = count / static_cast<double>(all_mentions + 1)};
}

Entity rated_person(std::string name, const TokenisedText& text,
                    const std::vector<TokenSpan>& mentions, std::size_t all_mentions) {
  const PersonTerms terms = person_terms(text, mentions, all_mentions);
  double sum = kBias;
  for (const PersonTerm& term : kPersonTerms) sum += kWeights.*term.value * terms.*term.value;
  const double salience = 1.0 / (1.0 + std::exp(-sum));
  return {EntityKind::Person, std::move(name), static_cast<float>(salience), salience >= kFocus};
}

std::uint32_t end_of_opening(const TokenisedText& text) {
  constexpr int kOpeningSentences = 3;
  const auto size = static_cast<std::uint32_t>(text.tokens.size());
  int sentences = 0;
  for (std::uint32_t i = 0; i < size; ++i)
    if (!text.tokens[i].in_headline && text.tokens[i].sentence_start &&
        ++sentences > kOpeningSentences)
      return i;
  return size;
}

Entity rated_organisation(std::string name, const TokenisedText& text,
                          const std::vector<TokenSpan>& mentions, std::uint32_t opening) {
  constexpr double kHeadline = 0.35;
  constexpr double kEarly = 0.3;
  constexpr double kOften = 0.35;
  constexpr double kManyMentions = 5;
  const std::uint32_t first = mentions.front().first;
  const bool in_headline = text.tokens[first].in_headline;
  const double often = std::min(1.0, static_cast<double>(mentions.size()) / kManyMentions);
  const double salience =
      (in_headline ? kHeadline : 0.0) + kEarly * (1.0 - place_of(text, first)) + kOften * often;
  return {EntityKind::Organisation, std::move(name), static_cast<float>(salience),
          in_headline || first < opening || mentions.size() >= 2};
}

}  // namespace morgue
