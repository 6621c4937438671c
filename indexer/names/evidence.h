// How much speaks for a candidate being a person.
#pragma once

#include "indexer/names/candidates.h"

namespace morgue {

/// So much evidence makes a person.
inline constexpr float kEnoughEvidence = 2.5F;

/// From the words themselves and from what stands around them in this one place.
float evidence_for(const PersonCandidate& candidate, const MarkedText& text);

/// "Edward Jones analyst", "at Raymond James": the way firms are named that bear persons' names.
bool is_named_as_firm(TokenSpan span, const MarkedText& text);

}  // namespace morgue
