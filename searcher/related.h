// Articles on the same matter as one article. Its most significant terms are one bounded query,
// which finds candidates; these are compared with it by all their words, each together with its
// neighbours (neighbourhood.h).
#pragma once

#include <xapian.h>

#include <vector>

#include "indexer/schema/token_reader.h"
#include "searcher/term_frequencies.h"

namespace morgue {

struct RelatedDocument {
  Xapian::docid document = 0;
  double similarity = 0;  // 0 to 1
};

/// The documents most like one, best first.
/// @param tokens, frequencies  of the database's revision
/// @param left_out  these are not among them: copies of the same story, say
/// @param limit     at most so many; the more, the more candidates are compared, 50 at least
/// @param weight    ranks the candidates
/// Time does not grow with the archive but for the posting lists of the terms.
std::vector<RelatedDocument> related_documents(const Xapian::Database& database,
                                               schema::TokenReader& tokens,
                                               TermFrequencies& frequencies, Xapian::docid document,
                                               const std::vector<Xapian::docid>& left_out,
                                               std::size_t limit, const Xapian::Weight& weight);

}  // namespace morgue
