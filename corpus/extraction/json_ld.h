// JSON-LD: what a page says of itself in the vocabulary of schema.org.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/extraction/dom.h"

namespace morgue::extraction {

/// Strings as the page has them, on one line; empty if absent.
struct JsonLdArticle {
  std::string headline;
  std::string published;
  std::string modified;
  std::string author;  // several joined by ", "
  std::string publisher;
  std::string agency;  // for whom the author writes: sourceOrganization, provider
  std::string section;
  std::string language;
  std::string url;
  std::string body;  // "articleBody", without tags: of some pages all the text, of others its start
};

/// The first object that is an article (NewsArticle, BlogPosting, …), in whichever list or graph.
/// Broken JSON counts as none.
std::optional<JsonLdArticle> read_json_ld(const Dom& dom);

}  // namespace morgue::extraction
