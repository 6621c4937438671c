// From article to annotations: who, which organisation, which country, and how much the article is
// about each. The interface stays; the methods behind it (names/, places/) are replaced as better
// ones are measured.
#pragma once

#include "corpus/annotations.h"
#include "corpus/article.h"

namespace morgue {

/// Goes up whenever annotations change for the same article, so that an update re-reads what was
/// indexed by older rules.
inline constexpr int kUnderstandingVersion = 2;

/// Pure and safe to call from many threads. Expects a cleaned article (wire conventions applied).
/// O(bytes of text).
Annotations understand(const Article& article);

}  // namespace morgue
