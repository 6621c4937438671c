// An article and its annotations as one string: the document's data, so that the archive is
// self-contained. Xapian compresses it.
//
//   version byte · fields in the order of struct Article · entities · mentions (start as
//   difference, length, entity) · dates
#pragma once

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

std::string encode_article(const Article& article, const Annotations& annotations);

/// @throws Error if damaged
StoredArticle decode_article(std::string_view bytes);

}  // namespace morgue::schema
