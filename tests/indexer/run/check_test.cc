// What `morgue check` says about damage, and that the next run of `morgue index` mends what it can.
#include "indexer/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

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

TEST(Check, FindsWhatADocumentSaysAgainstItsOwnText) {
  const struct {
    const char* what;
    std::function<void(Xapian::Document&)> damage;
    const char* said;
  } rows[] = {
      {"a term too many", [](Xapian::Document& d) { d.add_boolean_term("XPER:nobody"); },
       "article 'b': its terms and its text disagree"},
      {"a term too few", [](Xapian::Document& d) { d.remove_term("talk"); },
       "article 'b': its terms and its text disagree"},
      {"another frequency", [](Xapian::Document& d) { d.add_term("talk", 3); },
       "article 'b': its terms and its text disagree"},
      {"another day", [](Xapian::Document& d) { d.add_value(schema::kPublishedSlot, "20161220"); },
       "value slot 0"},
      {"a country", [](Xapian::Document& d) { d.add_value(schema::kCountrySlot, "\x02IR\x01"); },
       "value slot 1"},
      {"another source", [](Xapian::Document& d) { d.add_value(schema::kSourceSlot, "Orrery"); },
       "value slot 4"},
      {"another hash",
       [](Xapian::Document& d) { d.add_value(schema::kContentHashSlot, "0123456789abcdef"); },
       "its text is not that of its content hash"},
      {"no story", [](Xapian::Document& d) { d.remove_value(schema::kStorySlot); },
       "its story (slot 11) is missing or damaged"},
      {"half a story", [](Xapian::Document& d) { d.add_value(schema::kStorySlot, "1234"); },
       "its story (slot 11) is missing or damaged"},
      {"another signature",
       [](Xapian::Document& d) { d.add_value(schema::kStorySignatureSlot, "other"); },
       "value slot 12"},
      {"a slot that nobody knows", [](Xapian::Document& d) { d.add_value(99, "x"); },
       "value slots that its text does not give"},
      {"a place in the streams that is none",
       [](Xapian::Document& d) { d.add_value(schema::kTokensSlot, "\x09"); },
       "its token stream is missing or damaged"},
  };
  for (const auto& [what, damage, said] : rows) {
    SCOPED_TRACE(what);
    const test::TestArchive archive{three()};
    {
      const schema::WriteLock lock{archive.path()};
      Xapian::WritableDatabase database = schema::open_for_writing(lock);
      Xapian::Document document = database.get_document(2);
      damage(document);
      database.replace_document(2, document);
    }
    const std::vector<std::string> problems = problems_of(archive.path());
    ASSERT_FALSE(problems.empty());
    EXPECT_THAT(problems.front(), HasSubstr(said));
  }
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
  const auto body = [&] {
    return schema::ArticleReader{schema::open_for_reading(archive.path())}.article(1).article.body;
  };
  const std::string before = body();
  {
    schema::Stemmer stemmer;
    IndexWriter writer{archive.path()};
    // More than Xapian would take without committing by itself.
    for (int number = 0; number < 10'050; ++number) {
      const test::AnnotatedArticle made = test::article("a", "", std::to_string(number), "");
      const std::string hash = schema::article_hash(made.article, 1);
      writer.write({schema::make_document_without_words(made.article, {}, hash),
                    schema::tokens_of(made.article, stemmer),
                    schema::compress_article(*writer.codec(), made.article, {})},
                   1, 10, {});
    }
  }
  EXPECT_EQ(body(), before);
  EXPECT_THAT(problems_of(archive.path()), IsEmpty());
}

}  // namespace
}  // namespace morgue
