#include "indexer/index_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/error.h"
#include "indexer/check.h"
#include "indexer/compaction.h"
#include "indexer/schema/document.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/term.h"
#include "indexer/story_filing.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using testing::IsEmpty;

class Writer : public testing::Test {
 protected:
  static std::string text(int number) {
    std::string body;
    for (int word = 0; word < 400; ++word)
      body += "word" + std::to_string((number + 1) * (word + 7) % 997) + ' ';
    return body;
  }

  void write(IndexWriter& writer, int number, const std::string& body, Xapian::docid replaces = 0) {
    const test::AnnotatedArticle made =
        test::article("a" + std::to_string(number), "2016-12-19", "Story", body, {"FR"});
    const std::string hash = schema::article_hash(made.article, 1);
    Xapian::Document document =
        schema::make_document_without_words(made.article, made.annotations, hash);
    propose_story(document, made.article);
    writer.write({std::move(document), schema::tokens_of(made.article, stemmer_),
                  schema::compress_article(*writer.codec(), made.article, made.annotations)},
                 replaces, body.size(), {"spelling"});
  }

  std::filesystem::path archive(const std::string& name) const { return directory_.path() / name; }

  void build(const std::string& name, int articles, unsigned builders, WriterBounds bounds) {
    IndexWriter writer{archive(name), builders, bounds};
    for (int number = 0; number < articles; ++number) write(writer, number, text(number));
    writer.file_done({"/news", "hash", 1, static_cast<std::uint64_t>(articles), 0});
    writer.commit();
  }

  /// Each document with its number and all that is in it.
  std::vector<std::string> content(const std::string& name) const {
    const Xapian::Database database = schema::open_for_reading(archive(name));
    schema::ArticleReader articles{database};
    std::vector<std::string> all;
    for (auto posting = database.postlist_begin(std::string{});
         posting != database.postlist_end(std::string{}); ++posting) {
      const Xapian::Document document = database.get_document(*posting);
      std::string line =
          std::to_string(*posting) + document.serialise() + articles.article(*posting).article.body;
      for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
        line += *term + std::to_string(term.get_wdf());
      all.push_back(std::move(line));
    }
    return all;
  }

  std::vector<std::string> problems(const std::string& name) const {
    std::vector<std::string> problems;
    check_archive(archive(name), [&](const std::string& problem) { problems.push_back(problem); });
    return problems;
  }

  static WriterBounds small() {
    WriterBounds bounds;
    bounds.shard_bytes = 5'000;  // two articles
    bounds.first_merge_bytes = 60'000;
    return bounds;
  }

  test::TempDirectory directory_;
  schema::Stemmer stemmer_;
};

TEST_F(Writer, MakesTheSameArchiveWhateverTheShardsAndThreads) {
  build("one", 300, 1, {});
  const std::vector<std::string> expected = content("one");
  ASSERT_EQ(expected.size(), 300U);
  for (const unsigned builders : {1U, 4U}) {
    const std::string name = std::to_string(builders);
    build(name, 300, builders, small());
    EXPECT_EQ(content(name), expected);
    EXPECT_THAT(problems(name), IsEmpty());
    const Xapian::Database database = schema::open_for_reading(archive(name));
    EXPECT_TRUE(schema::find_file(database, "/news"));
    EXPECT_EQ(database.get_spelling_suggestion("speling"), "spelling");
  }
}

TEST_F(Writer, MergesOnTheWaySoThatAKilledRunHasNotBeenForNothing) {
  IndexWriter writer{archive("a"), 2, small()};
  std::vector<Xapian::doccount> committed;
  for (int number = 0; number < 300; ++number) {
    write(writer, number, text(number));
    const Xapian::doccount now = schema::open_for_reading(archive("a")).get_doccount();
    if (now != 0 && (committed.empty() || committed.back() != now)) committed.push_back(now);
  }
  ASSERT_GE(committed.size(), 3U);
  for (std::size_t i = 1; i < committed.size(); ++i)
    EXPECT_GE(committed[i], 2 * committed[i - 1]) << "each merge doubles it, or it would be O(n²)";
}

TEST_F(Writer, AddsFewToManyInTheirGeneration) {
  build("a", 100, 1, {});
  const auto generation = schema::database_directory(archive("a"));
  IndexWriter writer{archive("a")};
  for (int number = 100; number < 120; ++number) write(writer, number, text(number));
  write(writer, 3, "changed", 4);
  writer.commit();
  EXPECT_EQ(schema::database_directory(archive("a")), generation);
  EXPECT_EQ(content("a").size(), 120U);
}

TEST_F(Writer, KeepsNumbersWhenManyAreAddedToFewWithGaps) {
  build("a", 10, 1, {});
  {
    IndexWriter writer{archive("a")};
    for (const char* id : {"a0", "a4", "a9"}) EXPECT_TRUE(writer.remove_article(id));
    writer.commit();
  }
  const std::vector<std::string> before = content("a");
  {
    IndexWriter writer{archive("a"), 2, small()};
    for (int number = 20; number < 80; ++number) write(writer, number, text(number));
    write(writer, 1, "changed meanwhile", 2);
    writer.keep(3);
    writer.file_done({"/news", "new", 1, 60, 0});
    writer.commit();
    EXPECT_EQ(writer.remove_unseen_of_file("/news/a2"), 0U);
    EXPECT_EQ(writer.remove_unseen_of_file("/news/a3"), 1U) << "neither written nor kept";
    EXPECT_EQ(writer.remove_unseen_of_file("/news/a30"), 0U);
    writer.commit();
  }
  const std::vector<std::string> after = content("a");
  ASSERT_EQ(after.size(), 66U);
  EXPECT_EQ(after[1], before[1]);
  EXPECT_THAT(after[0], testing::HasSubstr("changed meanwhile"));
  EXPECT_EQ(schema::find_file(schema::open_for_reading(archive("a")), "/news")->content_hash,
            "new");
  EXPECT_THAT(problems("a"), IsEmpty());
}

TEST_F(Writer, GivesAnArchiveADictionaryOnceItIsLargeEnough) {
  for (int number = 0; number < 70; ++number) {
    IndexWriter writer{archive("a")};
    EXPECT_EQ(writer.codec()->has_dictionary(), number >= 64) << number;
    write(writer, number, "The talks in Geneva about the ceasefire went on, " + text(number));
    writer.commit();
  }
  EXPECT_THAT(problems("a"), IsEmpty());
  const std::vector<std::string> articles = content("a");
  for (const int number : {0, 69})
    EXPECT_THAT(articles[static_cast<std::size_t>(number)],
                testing::HasSubstr("ceasefire went on, " + text(number)));
}

TEST_F(Writer, SuggestsWordsOfOneArticleInASmallArchiveOnly) {
  for (const int articles : {10, 1100}) {
    SCOPED_TRACE(articles);
    const std::string name = std::to_string(articles);
    IndexWriter writer{archive(name)};
    for (int number = 0; number < articles; ++number) {
      const test::AnnotatedArticle made =
          test::article(std::to_string(number), "", number == 0 ? "Aleppo" : "Oil", "");
      writer.write({schema::make_document_without_words(made.article, {}, std::string(16, 'h')),
                    schema::tokens_of(made.article, stemmer_),
                    schema::compress_article(*writer.codec(), made.article, {})},
                   0, 10, {number == 0 ? "aleppo" : "harbour"});
    }
    writer.commit();
    const Xapian::Database database = schema::open_for_reading(archive(name));
    EXPECT_EQ(database.get_spelling_suggestion("alepo"), articles == 10 ? "aleppo" : "");
    EXPECT_EQ(database.get_spelling_suggestion("harbor"), "harbour");
  }
}

class Compaction : public Writer {
 protected:
  CompactionSummary compact() {
    tables_.clear();
    return compact_archive(archive("a"),
                           [this](const std::string& table) { tables_.push_back(table); });
  }
  std::vector<std::string> tables_;
};

TEST_F(Compaction, KeepsEveryDocumentAndNumberAndGivesTheSpaceOfOldOnesBack) {
  build("a", 60, 1, {});
  {
    IndexWriter writer{archive("a")};
    for (int number = 0; number < 60; ++number)
      write(writer, number, text(number + 500), static_cast<Xapian::docid>(number + 1));
    writer.remove_article("a0");
    writer.commit();
  }
  const auto numbers = [&] {
    std::vector<std::string> ids;
    const Xapian::Database database = schema::open_for_reading(archive("a"));
    schema::ArticleReader articles{database};
    for (auto posting = database.postlist_begin(std::string{});
         posting != database.postlist_end(std::string{}); ++posting)
      ids.push_back(std::to_string(*posting) + articles.summary(*posting).article.id);
    return ids;
  };
  const std::vector<std::string> before = numbers();
  const CompactionSummary summary = compact();
  EXPECT_EQ(summary.articles, 59U);
  EXPECT_LT(summary.bytes_after, summary.bytes_before);
  EXPECT_EQ(numbers(), before);
  EXPECT_THAT(problems("a"), IsEmpty());
  EXPECT_THAT(tables_, testing::Contains("token streams")) << "half of them was garbage";
  compact();
  EXPECT_THAT(tables_, testing::Not(testing::Contains("token streams")));
  EXPECT_EQ(numbers(), before);
  EXPECT_THAT(problems("a"), IsEmpty());
}

TEST_F(Compaction, OfAnArchiveThatIsNotThereMakesNone) {
  EXPECT_THROW(compact(), Error);
  EXPECT_FALSE(std::filesystem::exists(archive("a")));
}

}  // namespace
}  // namespace morgue
