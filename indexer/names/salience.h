// How much an article is about an entity.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/annotations.h"
#include "indexer/names/marked_text.h"

namespace morgue {

/// One past the last token of the opening: the headline and the first three sentences of the body.
std::uint32_t end_of_opening(const MarkedText& text);

/// @param mentions  in text order, at least one
/// @param opening   end_of_opening(text)
Entity rated_entity(EntityKind kind, std::string key, const std::vector<TokenSpan>& mentions,
                    const MarkedText& text, std::uint32_t opening);

}  // namespace morgue
