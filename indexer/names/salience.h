// How much an article is about a person or an organisation. For persons, one weighted sum of what
// speaks for them, made a probability: that is their salience, and the likely ones are the focus.
// The weights are learned: scripts/train-salience.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/annotations.h"
#include "indexer/names/marked_text.h"
#include "indexer/tokens/tokeniser.h"

namespace morgue {

/// What the sum is made of, for one person of an article; or what each of it weighs.
struct PersonTerms {
  double headline = 0;  // 1 if the headline names them
  double early = 0;     // of the first mention: from 1, the first word of the text, to 0
  double often = 0;     // log(1 + mentions)
  double share = 0;     // of the mentions of all persons
};

struct PersonTerm {
  std::string_view name;
  double PersonTerms::*value;
};

inline constexpr std::array kPersonTerms{
    PersonTerm{"headline", &PersonTerms::headline},
    PersonTerm{"early", &PersonTerms::early},
    PersonTerm{"often", &PersonTerms::often},
    PersonTerm{"share", &PersonTerms::share},
};

/// What rated_person() sums up; on its own for learning the weights.
/// @param mentions      in text order, at least one
/// @param all_mentions  how often the article mentions any person
PersonTerms person_terms(const TokenisedText& text, const std::vector<TokenSpan>& mentions,
                         std::size_t all_mentions);

/// Parameters as for person_terms().
Entity rated_person(std::string name, const TokenisedText& text,
                    const std::vector<TokenSpan>& mentions, std::size_t all_mentions);

/// One past the last token of the opening: the headline and the first three sentences of the body.
std::uint32_t end_of_opening(const TokenisedText& text);

/// In focus if it is named in the opening, or twice.
/// @param mentions  in text order, at least one
/// @param opening   end_of_opening(text)
Entity rated_organisation(std::string name, const TokenisedText& text,
                          const std::vector<TokenSpan>& mentions, std::uint32_t opening);

}  // namespace morgue
