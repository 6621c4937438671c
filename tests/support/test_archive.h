// A small archive made of articles and annotations given in the test, without reading or
// understanding anything.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "corpus/annotations.h"
#include "corpus/article.h"
#include "indexer/schema/article_store.h"
#include "indexer/schema/database.h"
#include "indexer/schema/document.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/token_stream_writer.h"
#include "indexer/story_filing.h"
#include "indexer/understanding.h"
#include "tests/support/temp_directory.h"

namespace morgue::test {

struct AnnotatedArticle {
  Article article;
  Annotations annotations;
};

inline std::optional<Published> day(const std::string& iso) {
  return iso.empty() ? std::nullopt : parse_iso(iso);
}

/// An article in a line: who and what it is about are in focus.
inline AnnotatedArticle article(const std::string& id, const std::string& published,
                                const std::string& headline, const std::string& body,
                                const std::vector<std::string>& countries = {},
                                const std::vector<std::string>& people = {},
                                const std::string& source = "Halyard Wire") {
  AnnotatedArticle made;
  made.article.id = id;
  made.article.source_path = "/news/" + id;
  made.article.published = day(published);
  made.article.published_from =
      made.article.published ? PublishedFrom::Metadata : PublishedFrom::None;
  made.article.headline = headline;
  made.article.body = body;
  made.article.source = source;
  made.article.language = "en";
  for (const std::string& country : countries)
    made.annotations.entities.push_back({EntityKind::Country, country, 1, true});
  for (const std::string& person : people)
    made.annotations.entities.push_back({EntityKind::Person, person, 1, true});
  return made;
}

class TestArchive {
 public:
  explicit TestArchive(const std::vector<AnnotatedArticle>& articles) { add(articles); }

  void add(const std::vector<AnnotatedArticle>& articles) {
    const schema::WriteLock lock{path()};
    Xapian::WritableDatabase database = schema::open_for_writing(lock);
    const std::string key{schema::kTokensKey};
    schema::TokenStreamWriter streams{schema::database_directory(path()),
                                      database.get_metadata(key)};
    schema::Stemmer stemmer;
    StoryFiling stories;
    for (const AnnotatedArticle& each : articles) {
      const std::string hash = schema::article_hash(each.article, kUnderstandingVersion);
      const schema::DocumentTokens tokens = schema::tokens_of(each.article, stemmer);
      Xapian::Document document =
          schema::make_document(each.article, each.annotations, hash, tokens);
      document.add_value(schema::kTokensSlot, streams.append(tokens, hash));
      propose_story(document, each.article);
      stories.file(document, database, 0);
      schema::put_article(
          database, database.add_document(document),
          schema::compress_article(schema::TextCodec{}, each.article, each.annotations));
      for (const std::string& text : {each.article.headline, each.article.body}) {
        schema::WordScanner scanner{text};
        schema::Word word;
        while (scanner.next(word)) database.add_spelling(std::string{word.folded});
      }
    }
    database.set_metadata(key, streams.sync());
    database.commit();
  }

  std::filesystem::path path() const { return directory_.path() / "archive"; }
  /// Where its tables and token streams lie.
  std::filesystem::path tables() const { return schema::database_directory(path()); }

 private:
  TempDirectory directory_;
};

}  // namespace morgue::test
