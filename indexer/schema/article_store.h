// The articles of an archive: the summary and the text of each are metadata entries under the
// number of its document. Apart, because a result list needs the one and not the other; metadata,
// because Xapian would compress the data of a document again, and worse than TextCodec.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/schema/stored_article.h"
#include "indexer/schema/text_codec.h"

namespace morgue::schema {

/// With the archive's dictionary, if it has one.
std::shared_ptr<const TextCodec> text_codec_of(const Xapian::Database& database);
void put_dictionary(Xapian::WritableDatabase& database, const TextCodec& codec);

/// To make a dictionary from: summaries and texts of the first articles, kSampleArticles at most.
/// None if they are fewer than kFewestSamples.
std::vector<std::string> sample_articles(const Xapian::Database& database);

/// An article as it is stored, compressed with the archive's dictionary or none.
struct StoredBytes {
  std::string summary, text;
};
StoredBytes compress_article(const TextCodec& codec, const Article& article,
                             const Annotations& annotations);

void put_article(Xapian::WritableDatabase& database, Xapian::docid document,
                 const StoredBytes& bytes);

/// The document and what is stored under its number.
void remove_article(Xapian::WritableDatabase& database, Xapian::docid document);

/// How many summaries and texts there are: as many as documents, each. O(documents).
struct StoredCounts {
  std::size_t summaries = 0, texts = 0;
};
StoredCounts count_stored(const Xapian::Database& database);

/// Reads articles. Belongs to one thread and one revision.
class ArticleReader {
 public:
  explicit ArticleReader(Xapian::Database database) : database_(std::move(database)) {}

  /// Without body, mentions and dates: some 5 µs.
  /// @throws Xapian::DocNotFoundError, and Error if damaged
  StoredArticle summary(Xapian::docid document);

  /// Some 20 µs. @throws Xapian::DocNotFoundError, and Error if damaged
  StoredArticle article(Xapian::docid document);

  /// Adds what a summary lacks.
  void complete(StoredArticle& stored, Xapian::docid document);

 private:
  std::string stored(std::string_view prefix, Xapian::docid document);

  Xapian::Database database_;
  std::shared_ptr<const TextCodec> codec_;  // when needed
};

}  // namespace morgue::schema
