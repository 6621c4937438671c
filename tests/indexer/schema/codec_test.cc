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

StoredArticle read_back(std::string_view summary, std::string_view text) {
  StoredArticle stored = decode_summary(summary);
  decode_text(text, stored);
  return stored;
}

TEST(StoredArticle, ComesBackAsItWas) {
  const StoredArticle stored = an_article();
  EXPECT_EQ(read_back(encode_summary(stored.article, stored.annotations),
                      encode_text(stored.article, stored.annotations)),
            stored);
}

TEST(StoredArticle, OfWhichNothingIsKnownComesBackEmpty) {
  Article article;
  article.id = "1";
  EXPECT_EQ(read_back(encode_summary(article, {}), encode_text(article, {})).article, article);
}

TEST(StoredArticle, HasASummaryWithAllButTheText) {
  StoredArticle stored = an_article();
  const StoredArticle summary = decode_summary(encode_summary(stored.article, stored.annotations));
  stored.article.body.clear();
  stored.annotations.mentions.clear();
  stored.annotations.dates.clear();
  EXPECT_EQ(summary, stored);
}

TEST(StoredArticle, OfAnotherVersionIsAnError) {
  const StoredArticle stored = an_article();
  std::string summary = encode_summary(stored.article, stored.annotations);
  ++summary[0];
  EXPECT_THROW(decode_summary(summary), Error);
}

TEST(StoredArticle, CutAnywhereIsAnErrorAndNeverAReadBeyondTheEnd) {
  const StoredArticle stored = an_article();
  const std::string summary = encode_summary(stored.article, stored.annotations);
  const std::string text = encode_text(stored.article, stored.annotations);
  for (std::size_t size = 0; size < summary.size(); ++size)
    EXPECT_THROW(decode_summary(std::string_view{summary}.substr(0, size)), Error) << size;
  for (std::size_t size = 0; size < text.size(); ++size)
    EXPECT_THROW(read_back(summary, std::string_view{text}.substr(0, size)), Error) << size;
}

TEST(StoredArticle, WithAnyByteChangedNeverCrashes) {
  const StoredArticle stored = an_article();
  const std::string summary = encode_summary(stored.article, stored.annotations);
  const std::string text = encode_text(stored.article, stored.annotations);
  for (std::size_t i = 0; i < summary.size() + text.size(); ++i) {
    for (const char value : {'\x00', '\x7f', '\xff'}) {
      std::string damaged = summary + text;
      damaged[i] = value;
      const std::string_view bytes = damaged;
      try {
        const StoredArticle read =
            read_back(bytes.substr(0, summary.size()), bytes.substr(summary.size()));
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
