#include "indexer/schema/article_store.h"

#include "corpus/error.h"
#include "indexer/schema/schema.h"

namespace morgue::schema {
namespace {

/// High byte first, so that entries lie in the order of their documents.
std::string key_of(std::string_view prefix, Xapian::docid document) {
  std::string key{prefix};
  for (int shift = 24; shift >= 0; shift -= 8)
    key += static_cast<char>(static_cast<unsigned char>(document >> static_cast<unsigned>(shift)));
  return key;
}

std::size_t count_keys(const Xapian::Database& database, std::string_view prefix) {
  std::size_t count = 0;
  for (auto key = database.metadata_keys_begin(std::string{prefix});
       key != database.metadata_keys_end(std::string{prefix}); ++key)
    ++count;
  return count;
}

}  // namespace

std::shared_ptr<const TextCodec> text_codec_of(const Xapian::Database& database) {
  return std::make_shared<const TextCodec>(database.get_metadata(std::string{kDictionaryKey}));
}

void put_dictionary(Xapian::WritableDatabase& database, const TextCodec& codec) {
  database.set_metadata(std::string{kDictionaryKey}, codec.dictionary());
}

std::vector<std::string> sample_articles(const Xapian::Database& database) {
  std::vector<std::string> samples;
  if (database.get_doccount() < kFewestSamples) return samples;
  const auto codec = text_codec_of(database);
  std::size_t bytes = 0;
  for (auto posting = database.postlist_begin({}); posting != database.postlist_end({});
       ++posting) {
    if (samples.size() >= 2 * kSampleArticles || bytes >= kSampleBytes) break;
    for (const std::string_view prefix : {kSummaryKeyPrefix, kTextKeyPrefix}) {
      samples.push_back(codec->decompress(database.get_metadata(key_of(prefix, *posting))));
      bytes += samples.back().size();
    }
  }
  return samples;
}

StoredBytes compress_article(const TextCodec& codec, const Article& article,
                             const Annotations& annotations) {
  return {codec.compress(encode_summary(article, annotations)),
          codec.compress(encode_text(article, annotations))};
}

void put_article(Xapian::WritableDatabase& database, Xapian::docid document,
                 const StoredBytes& bytes) {
  database.set_metadata(key_of(kSummaryKeyPrefix, document), bytes.summary);
  database.set_metadata(key_of(kTextKeyPrefix, document), bytes.text);
}

void remove_article(Xapian::WritableDatabase& database, Xapian::docid document) {
  database.delete_document(document);
  put_article(database, document, {});
}

StoredCounts count_stored(const Xapian::Database& database) {
  return {count_keys(database, kSummaryKeyPrefix), count_keys(database, kTextKeyPrefix)};
}

std::string ArticleReader::stored(std::string_view prefix, Xapian::docid document) {
  const std::string bytes = database_.get_metadata(key_of(prefix, document));
  if (bytes.empty()) {
    database_.get_document(document);  // throws if there is none
    throw Error{"an article is missing in the archive's tables; run 'morgue check'"};
  }
  if (!codec_) codec_ = text_codec_of(database_);
  return codec_->decompress(bytes);
}

StoredArticle ArticleReader::summary(Xapian::docid document) {
  return decode_summary(stored(kSummaryKeyPrefix, document));
}

StoredArticle ArticleReader::article(Xapian::docid document) {
  StoredArticle stored = summary(document);
  complete(stored, document);
  return stored;
}

void ArticleReader::complete(StoredArticle& summary, Xapian::docid document) {
  decode_text(stored(kTextKeyPrefix, document), summary);
}

}  // namespace morgue::schema
