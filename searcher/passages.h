// Which parts of a text are shown for a query.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "searcher/matches.h"
#include "searcher/sentences.h"

namespace morgue {

/// Sentences and parts of sentences, in order, apart; none only if the text has nothing but white
/// space. Chosen first is the sentence that answers the weightiest parts of the query (of equals
/// the earlier), or that part of a sentence longer than `bytes`; then another one for what it does
/// not answer. What follows them fills the room that is left. Without a match it is the opening of
/// the text.
///
/// Together at most 4/3 of `bytes`. O(matches + sentences), where sentences are no longer than
/// `bytes`; a match in a longer one costs as many steps as there are others within `bytes`.
std::vector<Span> choose_passages(std::string_view text, const Matches& matches, std::size_t bytes);

}  // namespace morgue
