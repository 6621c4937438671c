// The second look at the best partial matches of a long query. Where no article has all the words,
// it is chance which of them one has: an article among others that match well is more likely meant
// than one that stands alone. So each score is averaged with those of the articles most like it
// ("score regularization", Diaz 2005). Whoever asks for what is there, in few words or in an
// article's own, gets it ranked by these words alone.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <utility>
#include <vector>

#include "indexer/schema/token_reader.h"
#include "searcher/bitmap.h"
#include "searcher/ranking.h"
#include "searcher/term_frequencies.h"

namespace morgue {

/// A query of so many different words is a long one (Bendersky & Croft 2008).
inline constexpr std::size_t kLongQueryWords = 5;
/// How many of the best are looked at again. What is behind them keeps its place, so that pages
/// hold every match once whichever is asked for.
inline constexpr std::size_t kReranked = 50;

/// Puts the first kReranked of a ranking, or all if it has fewer, into their final order. Their
/// scores stay above those of the rest. Reads these documents: a millisecond or two.
/// @param tokens, frequencies  of the database's revision
/// @param complete  documents that have all the words: their scores do not sink
/// @param ranking   from the first match on
void rerank_by_neighbours(const Xapian::Database& database, schema::TokenReader& tokens,
                          TermFrequencies& frequencies, const Bitmap& complete, Ranking& ranking);

}  // namespace morgue
