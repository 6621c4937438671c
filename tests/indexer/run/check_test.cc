// What `morgue check` says about damage, and that the next run of `morgue index` mends what it can.
#include "indexer/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/index_writer.h"
#include "indexer/schema/document.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/token_files.h"
#include "indexer/schema/token_streams.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> problems_of(const std::filesystem::path& archive) {
  std::vector<std::string> problems;
  check_archive(archive, [&](const std::string& problem) { problems.push_back(problem); });
  return problems;
}

std::vector<test::AnnotatedArticle> three() {
  return {test::article("a", "2016-12-19", "Oil", "Prices rose."),
          test::article("b", "2016-12-19", "War", "Talks failed."),
          test::article("c", "", "Bread", "A baker bakes.")};
}

TEST(Check, FindsNothingWrongWithAWholeArchive) {
  const test::TestArchive archive{three()};
  EXPECT_THAT(problems_of(archive.path()), IsEmpty());
}

TEST(Check, FindsNothingWrongWithAnArchiveBeforeItsFirstDocument) {
  const test::TempDirectory directory;
  { IndexWriter writer{directory.path() / "archive"}; }
  EXPECT_THAT(problems_of(directory.path() / "archive"), IsEmpty());
}

TEST(Check, NamesTheDocumentWhoseTokenStreamIsDamaged) {
  const test::TestArchive archive{three()};
  const std::filesystem::path stream = archive.tables() / schema::kStreamFile;
  {
    std::fstream file{stream, std::ios::binary | std::ios::in | std::ios::out};
    file.seekp(-1, std::ios::end);
    file.put('\0');
  }
  EXPECT_THAT(problems_of(archive.path()),
              ElementsAre(testing::AllOf(HasSubstr("document 3: its token stream is missing or "
                                                   "damaged"),
                                         HasSubstr("run 'morgue index'"))));
}

TEST(Check, SaysOnceThatTheFilesAreGone) {
  for (const std::string_view gone : {schema::kStreamFile, schema::kDictionaryFile}) {
    const test::TestArchive archive{three()};
    std::filesystem::remove(archive.tables() / gone);
    EXPECT_THAT(problems_of(archive.path()),
                ElementsAre(HasSubstr("the files of the token streams are missing or damaged")));
  }
}

TEST(Check, FindsATokenStreamThatIsNotThatOfTheText) {
  const test::TestArchive archive{three()};
  {
    const schema::WriteLock lock{archive.path()};
    Xapian::WritableDatabase database = schema::open_for_writing(lock);
    const std::string key{schema::kTokensKey};
    schema::TokenStreamWriter streams{archive.tables(), database.get_metadata(key)};
    Xapian::Document document = database.get_document(2);
    document.add_value(schema::kTokensSlot,
                       streams.append(schema::DocumentTokens{{"other"}, {}, {0}, {}},
                                      document.get_value(schema::kContentHashSlot)));
    database.replace_document(2, document);
    database.set_metadata(key, streams.sync());
    database.commit();
  }
  EXPECT_THAT(problems_of(archive.path()),
              ElementsAre(HasSubstr("document 2: its token stream is not that of its text")));
}

TEST(IndexWriter, MakesTokenStreamsAnewThatAreGone) {
  for (const std::string_view gone : {schema::kStreamFile, schema::kDictionaryFile}) {
    const test::TestArchive archive{three()};
    std::filesystem::remove(archive.tables() / gone);
    { IndexWriter writer{archive.path()}; }
    EXPECT_THAT(problems_of(archive.path()), IsEmpty());
    const schema::TokenStreams streams{archive.tables(), schema::open_for_reading(archive.path())};
    EXPECT_TRUE(streams.codes(1).has_value());
  }
}

TEST(IndexWriter, LeavesNothingThatItDidNotCommit) {
  const test::TestArchive archive{three()};
  const std::string before = schema::open_for_reading(archive.path()).get_document(1).get_data();
  {
    schema::Stemmer stemmer;
    IndexWriter writer{archive.path()};
    // More than Xapian would take without committing by itself.
    for (int number = 0; number < 10'050; ++number) {
      const test::AnnotatedArticle made = test::article("a", "", std::to_string(number), "");
      const schema::DocumentTokens tokens = schema::tokens_of(made.article, stemmer);
      const std::string hash = schema::article_hash(made.article, 1);
      writer.write(schema::make_document(made.article, {}, hash, tokens), tokens, 1, 10, {});
    }
  }
  EXPECT_EQ(schema::open_for_reading(archive.path()).get_document(1).get_data(), before);
  EXPECT_THAT(problems_of(archive.path()), IsEmpty());
}

}  // namespace
}  // namespace morgue
