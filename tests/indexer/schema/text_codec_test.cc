#include "indexer/schema/text_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/error.h"
#include "indexer/schema/article_store.h"
#include "tests/support/test_archive.h"

namespace morgue::schema {
namespace {

std::string text(unsigned number) {
  return "ALEPPO, Syria (Halyard) - Convoy " + std::to_string(number * 7919) +
         " left the eastern part of the city on Monday, the Red Crescent said. The ceasefire that "
         "was agreed upon last week held for day " +
         std::to_string(number) + ", according to observers.\n";
}

std::vector<std::string> texts(unsigned count) {
  std::vector<std::string> all;
  for (unsigned number = 0; number < count; ++number) all.push_back(text(number));
  return all;
}

TEST(TextCodec, GivesBackWhatItTookWithADictionaryAndWithout) {
  const TextCodec with{make_dictionary(texts(200))};
  const TextCodec without;
  ASSERT_TRUE(with.has_dictionary());
  const std::string samples[] = {"", "a", text(1000), std::string(100'000, '\0'), "\xff\xfe"};
  for (const std::string& sample : samples) {
    EXPECT_EQ(with.decompress(with.compress(sample)), sample);
    EXPECT_EQ(without.decompress(without.compress(sample)), sample);
    EXPECT_EQ(with.decompress(without.compress(sample)), sample);
  }
}

TEST(TextCodec, NeedsLessRoomWithWhatTheTextsHaveInCommon) {
  const TextCodec with{make_dictionary(texts(200))};
  EXPECT_LT(2 * with.compress(text(1000)).size(), TextCodec{}.compress(text(1000)).size());
}

TEST(TextCodec, MakesNoDictionaryOfNothing) {
  EXPECT_EQ(make_dictionary({}), "");
  EXPECT_EQ(make_dictionary(std::vector<std::string>(1000)), "");
  EXPECT_EQ(make_dictionary(texts(200)), make_dictionary(texts(200)));
}

TEST(TextCodec, SaysThatItsBytesAreDamaged) {
  const TextCodec with{make_dictionary(texts(200))};
  const std::string bytes = with.compress(text(1000));
  EXPECT_THROW(TextCodec{}.decompress(bytes), Error) << "the dictionary is missing";
  EXPECT_THROW(with.decompress(""), Error);
  EXPECT_THROW(with.decompress("\2" + bytes.substr(1)), Error);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_THROW(with.decompress(std::string_view{bytes}.substr(0, size)), Error) << size;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    try {
      with.decompress(damaged);
    } catch (const Error&) {
      // Told, not crashed: all that is asked.
    }
  }
}

TEST(ArticleReader, ReadsTheSummaryAloneOrTheWholeArticle) {
  const test::AnnotatedArticle made =
      test::article("a", "2016-12-19", "Talks", "They met.", {"IR"}, {"Hassan Rouhani"});
  const test::TestArchive archive{{made}};
  ArticleReader articles{open_for_reading(archive.path())};
  EXPECT_EQ(articles.summary(1).article.headline, "Talks");
  EXPECT_EQ(articles.summary(1).article.body, "");
  EXPECT_EQ(articles.article(1).article, made.article);
  EXPECT_EQ(articles.article(1).annotations, made.annotations);
  EXPECT_THROW(articles.article(2), Xapian::DocNotFoundError);
}

TEST(StoredArticles, GoWithTheirDocuments) {
  const test::TestArchive archive{
      {test::article("a", "", "A", "One."), test::article("b", "", "B", "Two.")}};
  {
    const WriteLock lock{archive.path()};
    Xapian::WritableDatabase database = open_for_writing(lock);
    EXPECT_EQ(count_stored(database).texts, 2U);
    remove_article(database, 1);
    database.commit();
  }
  const Xapian::Database database = open_for_reading(archive.path());
  EXPECT_EQ(count_stored(database).summaries, 1U);
  EXPECT_EQ(count_stored(database).texts, 1U);
  EXPECT_EQ(database.get_doccount(), 1U);
  EXPECT_EQ(ArticleReader{database}.article(2).article.body, "Two.");
  EXPECT_THROW(ArticleReader{database}.article(1), Xapian::DocNotFoundError);
}

}  // namespace
}  // namespace morgue::schema
