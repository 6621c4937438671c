// What a page says about its article: JSON-LD first, then meta tags (OpenGraph and others),
// microdata, and what is visible.
#pragma once

#include "corpus/article.h"
#include "corpus/extraction/dom.h"
#include "corpus/extraction/json_ld.h"

namespace morgue::extraction {

/// Fills url, headline, byline, published, modified, language, source and section, as far as the
/// page tells.
void read_metadata(const Dom& dom, const std::optional<JsonLdArticle>& json_ld, Article& article);

}  // namespace morgue::extraction
