// Which countries an article is about, of all that it names. One sum of what speaks for a country
// (dateline, headline, how early, how often, how strongly and next to how many others), made a
// probability: that is its salience, and the likely ones are the focus. Finding the names is
// another question: matcher.h.
#pragma once

#include <vector>

#include "corpus/annotations.h"
#include "indexer/places/gazetteer.h"
#include "indexer/places/matcher.h"
#include "indexer/tokens/tokeniser.h"

namespace morgue {

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
