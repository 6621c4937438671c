// The article of a web page, the whole article, and nothing but the article.
//
//   page → blocks of text (paragraphs, headings, items) → the element whose blocks are most like an
//   article
//        → those of its blocks that belong to the article
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/extraction/block_verdict.h"
#include "corpus/extraction/dom.h"

namespace morgue::extraction {

struct ArticleText {
  std::string body;         // paragraphs separated by an empty line
  NodeIndex container = 0;  // the element they were found in
};

/// @param headline  what is known to be it is left out of the text
/// @param told      the text as the page's metadata gives it (JSON-LD's articleBody), may be empty
/// @param verdicts  if given: filled with all blocks in the order of the page
ArticleText find_article_text(const Dom& dom, std::string_view headline, std::string_view told = {},
                              std::vector<BlockVerdict>* verdicts = nullptr);

}  // namespace morgue::extraction
