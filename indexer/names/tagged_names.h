// The trained name finder applied to an article: which spans are names, and of what kind.
#pragma once

#include <vector>

#include "indexer/names/marked_text.h"

namespace morgue {

struct TaggedNames {
  std::vector<TokenSpan> persons;  // each in text order, none overlapping another
  std::vector<TokenSpan> places;
  std::vector<TokenSpan> organisations;
};

/// With the model that is compiled in. Safe from any thread.
TaggedNames tag_names(const MarkedText& text);

}  // namespace morgue
