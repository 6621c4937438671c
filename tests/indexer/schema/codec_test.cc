#include "indexer/schema/codec.h"

#include <gtest/gtest.h>

#include "indexer/schema/facet_values.h"
#include "indexer/schema/stored_article.h"

namespace morgue::schema {
namespace {

StoredArticle an_article() {
  StoredArticle stored;
  Article& article = stored.article;
  article.id = "news/2016/aleppo.txt";
  article.source_path = "/archive/news/2016/aleppo.txt";
  article.line = 12;
  article.url = "https://halyard.example/aleppo";
  article.headline = "Iran and Russia discuss Syria";
  article.byline = "Anna Verbeek";
  article.dateline = Dateline{"TEHRAN", std::chrono::December / 19, "Halyard"};
  article.published = Published{std::chrono::year{2016} / 12 / 19, std::chrono::seconds{50'700},
                                std::chrono::minutes{210}};
  article.published_from = PublishedFrom::JsonLd;
  article.modified = Published{std::chrono::year{2016} / 12 / 21, std::nullopt, std::nullopt};
  article.language = "en";
  article.source = "Halyard Wire";
  article.section = "World";
  article.body = "Hassan Rouhani spoke in Tehran.\n\nRussia agreed.";
  stored.annotations.entities = {{EntityKind::Country, "IR", 0.9F, true},
                                 {EntityKind::Country, "RU", 0.25F, false},
                                 {EntityKind::Person, "Hassan Rouhani", 1, true}};
  stored.annotations.mentions = {{0, 4, 0}, {9, 15, 1}, {31, 45, 2}};
  stored.annotations.dates = {{50, 56, "2016-12"}};
  return stored;
}

TEST(StoredArticle, ComesBackAsItWas) {
  const StoredArticle stored = an_article();
  EXPECT_EQ(decode_article(encode_article(stored.article, stored.annotations)), stored);
}

TEST(StoredArticle, OfWhichNothingIsKnownComesBackEmpty) {
  Article article;
  article.id = "1";
  EXPECT_EQ(decode_article(encode_article(article, {})).article, article);
}

TEST(StoredArticle, OfAnOlderArchiveIsReadWithoutItsLastChange) {
  StoredArticle stored = an_article();
  stored.article.modified.reset();
  std::string older;
  put_varint(older, 1);
  for (const std::string& text : {stored.article.id, stored.article.source_path})
    put_string(older, text);
  put_varint(older, stored.article.line);
  for (const std::string& text :
       {stored.article.url, stored.article.headline, stored.article.byline})
    put_string(older, text);
  older += '\1';
  put_string(older, "TEHRAN");
  put_string(older, "Halyard");
  put_varint(older, 12);
  put_varint(older, 19);
  put_string(older, "2016-12-19T14:05:00+03:30");
  put_varint(older, 2);
  for (const std::string& text : {stored.article.language, stored.article.source,
                                  stored.article.section, stored.article.body})
    put_string(older, text);
  older += std::string(3, '\0');  // no entities, mentions, dates
  stored.annotations = {};
  EXPECT_EQ(decode_article(older), stored);
  older[0] = '\3';
  EXPECT_THROW(decode_article(older), Error);
}

TEST(StoredArticle, CutAnywhereIsAnErrorAndNeverAReadBeyondTheEnd) {
  const StoredArticle stored = an_article();
  const std::string bytes = encode_article(stored.article, stored.annotations);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_THROW(decode_article(std::string_view{bytes}.substr(0, size)), Error) << size;
}

TEST(StoredArticle, WithAnyByteChangedNeverCrashes) {
  const StoredArticle stored = an_article();
  const std::string bytes = encode_article(stored.article, stored.annotations);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const char value : {'\x00', '\x7f', '\xff'}) {
      std::string damaged = bytes;
      damaged[i] = value;
      try {
        const StoredArticle read = decode_article(damaged);
        for (const Mention& mention : read.annotations.mentions)
          EXPECT_LT(mention.entity, read.annotations.entities.size());
      } catch (const Error&) {
        // Told, not crashed: all that is asked.
      }
    }
  }
}

TEST(FacetValues, KeepNamesAndFocusInOrder) {
  const std::vector<Entity> entities = an_article().annotations.entities;
  const std::string bytes = encode_facet_values(entities, EntityKind::Country);
  const std::vector<FacetEntry> entries = decode_facet_values(bytes);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].name, "IR");
  EXPECT_TRUE(entries[0].focus);
  EXPECT_EQ(entries[1].name, "RU");
  EXPECT_FALSE(entries[1].focus);
  EXPECT_EQ(encode_facet_values(entities, EntityKind::Organisation), "");
}

TEST(Varint, HoldsEveryNumber) {
  for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128},
                                    std::uint64_t{1} << 32, UINT64_MAX}) {
    std::string bytes;
    put_varint(bytes, value);
    Decoder decoder{bytes, "test"};
    EXPECT_EQ(decoder.varint(), value);
    EXPECT_TRUE(decoder.done());
  }
}

}  // namespace
}  // namespace morgue::schema
