// An article and its annotations as two strings, so that the archive is self-contained: what a
// result list shows, and the rest, which is several times as large.
//
//   summary: version · fields in the order of struct Article, but for the body · entities
//   text:    body · mentions (start as difference, length, entity) · dates
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/annotations.h"
#include "corpus/article.h"

namespace morgue::schema {

struct StoredArticle {
  Article article;
  Annotations annotations;

  bool operator==(const StoredArticle&) const = default;
};

std::string encode_summary(const Article& article, const Annotations& annotations);
/// With another line than the article has.
std::string encode_summary(const Article& article, const Annotations& annotations,
                           std::uint64_t line);
std::string encode_text(const Article& article, const Annotations& annotations);

/// Without body, mentions and dates. @throws Error if damaged
StoredArticle decode_summary(std::string_view bytes);

/// Adds body, mentions and dates to what decode_summary() gave. @throws Error if damaged
void decode_text(std::string_view bytes, StoredArticle& stored);

}  // namespace morgue::schema
