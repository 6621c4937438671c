// Which countries an article is about, of all that it names. One weighted sum of what speaks for a
// country and against it, made a probability: that is its salience, and the likely ones are the
// focus. Finding the names is another question: matcher.h. The weights are learned:
// scripts/train-salience.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "corpus/annotations.h"
#include "indexer/places/gazetteer.h"
#include "indexer/places/matcher.h"
#include "indexer/tokens/tokeniser.h"

namespace morgue {

/// What the sum is made of, for one country of an article; or what each of it weighs. A mention
/// counts up to 1: a country's own name does, its cities and institutions less.
struct SalienceTerms {
  double dateline = 0;        // 1 if it is in the dateline
  double other_dateline = 0;  // 1 if the dateline has countries, but not this one
  double headline = 0;        // 1 if the headline mentions it
  double other_headline = 0;  // 1 if the headline mentions countries, but not this one
  double early = 0;           // of the first mention: from 1, the first word of the text, to 0
  double often = 0;           // log(1 + mentions)
  double share = 0;           // of all mentions; the dateline counts as some
};

struct SalienceTerm {
  std::string_view name;
  double SalienceTerms::*value;
};

inline constexpr std::array kSalienceTerms{
    SalienceTerm{"dateline", &SalienceTerms::dateline},
    SalienceTerm{"other_dateline", &SalienceTerms::other_dateline},
    SalienceTerm{"headline", &SalienceTerms::headline},
    SalienceTerm{"other_headline", &SalienceTerms::other_headline},
    SalienceTerm{"early", &SalienceTerms::early},
    SalienceTerm{"often", &SalienceTerms::often},
    SalienceTerm{"share", &SalienceTerms::share},
};

struct CountryTerms {
  CountryId country = kNoCountry;
  SalienceTerms terms;
};

/// The terms of every country that is matched or in the dateline, those of the dateline first, the
/// others in the order of their first match. What rated_countries() sums up; on its own for
/// learning the weights. Parameters as there.
std::vector<CountryTerms> salience_terms(const TokenisedText& text,
                                         const std::vector<PlaceMatch>& matches,
                                         const std::vector<CountryId>& dateline);

/// One entity for every country that is matched or in the dateline, most salient first.
///
/// Money ("Swiss franc") and what is named after a country ("Air France") are no evidence: a
/// country named in no other way is listed, and never in focus. Nothing is assumed of an article
/// that names no country.
///
/// @param matches   of match_places(), in text order
/// @param dateline  of countries_of_dateline(); may be empty
std::vector<Entity> rated_countries(const TokenisedText& text,
                                    const std::vector<PlaceMatch>& matches,
                                    const std::vector<CountryId>& dateline);

}  // namespace morgue
