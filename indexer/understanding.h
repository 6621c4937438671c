// From article to annotations: who, which organisation, which country, and how much the article is
// about each; and which dates it mentions. The interface stays; the methods behind it (names/,
// places/, dates/) are replaced as better ones are measured.
#pragma once

#include "corpus/annotations.h"
#include "corpus/article.h"

namespace morgue {

/// Goes up whenever the same bytes become another article or other annotations, so that an update
/// re-reads what was indexed by older rules. History:
///   2  the day of the last change; dates mentioned; names by a trained model
///   3  which countries an article is about
///   4  names by a model that is the mean of several runs; persons in focus; acronyms spelt out
///   5  towns of the state of Georgia; a few organisations
inline constexpr int kUnderstandingVersion = 6;

/// In the place of the version, of articles that are indexed without being understood.
inline constexpr int kNotUnderstood = 0;

/// Pure and safe to call from many threads. Expects a cleaned article (wire conventions applied).
/// O(bytes of text).
Annotations understand(const Article& article);

}  // namespace morgue
