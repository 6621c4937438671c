// What the lexicon tells the tagger about the words of a text: their classes, and where they stand
// in a phrase of the tables.
#pragma once

#include <span>
#include <string_view>

#include "indexer/tagger/features.h"

namespace morgue {

/// Fills classes and phrase of the tokens.
/// @param folded  the tokens' words as append_folded() makes them
void mark_by_lexicon(std::span<TaggerToken> tokens, std::span<const std::string_view> folded);

}  // namespace morgue
