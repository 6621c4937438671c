#include "indexer/schema/database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/error.h"
#include "indexer/schema/schema.h"
#include "tests/support/temp_directory.h"

namespace morgue::schema {
namespace {

std::string refusal(const std::function<void()>& open) {
  try {
    open();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(OpeningAnArchive, ThatIsNotThereSaysHowToMakeOne) {
  const test::TempDirectory directory;
  const std::string message = refusal([&] { open_for_reading(directory.path() / "none"); });
  EXPECT_THAT(message,
              testing::AllOf(testing::HasSubstr("cannot open archive '"),
                             testing::HasSubstr("none"), testing::HasSubstr("morgue index DIR")));
}

TEST(OpeningAnArchive, ThatIsAnotherDirectoryLeavesItAlone) {
  const test::TempDirectory directory;
  directory.write("letters/diary.txt", "private");
  EXPECT_THAT(refusal([&] { open_for_reading(directory.path() / "letters"); }),
              testing::HasSubstr("is no archive"));
}

TEST(OpeningAnArchive, OfAnotherFormatStemmerOrSeriesIsRefusedWithTheWayOut) {
  const struct {
    std::string_view key;
    std::string value;
    std::string_view expected;
  } rows[] = {
      {kFormatKey, "0", "its format is 0, this build reads"},
      {kFormatKey, "", "does not say its format, it is damaged"},
      {kStemmerKey, "german", "its stemmer is 'german'"},
      {kXapianKey, "1.2", "it was written with Xapian 1.2"},
  };
  for (const auto& [key, value, expected] : rows) {
    SCOPED_TRACE(expected);
    const test::TempDirectory directory;
    const std::filesystem::path archive = directory.path() / "archive";
    {
      const WriteLock lock{archive};
      Xapian::WritableDatabase database = open_for_writing(lock);
      database.add_document(Xapian::Document{});
      database.set_metadata(std::string{key}, value);
      database.commit();
    }
    EXPECT_THAT(refusal([&] { open_for_reading(archive); }),
                testing::HasSubstr(std::string{expected}));
    const WriteLock lock{archive};
    EXPECT_THAT(refusal([&] { open_for_writing(lock); }),
                testing::HasSubstr(std::string{expected}));
  }
}

TEST(OpeningAnArchive, OfAnotherProgramIsLeftAlone) {
  const test::TempDirectory directory;
  const std::filesystem::path archive = directory.path() / "archive";
  Xapian::WritableDatabase{archive.string(), Xapian::DB_CREATE}.commit();
  EXPECT_THAT(refusal([&] { open_for_reading(archive); }),
              testing::HasSubstr("not written by morgue; name another directory"));
}

TEST(OpeningAnArchive, OfTheTimeBeforeGenerationsIsRefusedWithItsFormat) {
  const test::TempDirectory directory;
  const std::filesystem::path archive = directory.path() / "archive";
  {
    Xapian::WritableDatabase flat{archive.string(), Xapian::DB_CREATE};
    flat.set_metadata(std::string{kFormatKey}, "1");
    flat.commit();
  }
  const WriteLock lock{archive};
  EXPECT_THAT(refusal([&] { open_for_reading(archive); }), testing::HasSubstr("its format is 1"));
  EXPECT_THAT(refusal([&] { open_for_writing(lock); }), testing::HasSubstr("its format is 1"));
}

TEST(OpeningAnArchive, IsLeftToStockToolsAsWell) {
  const test::TempDirectory directory;
  const WriteLock lock{directory.path() / "archive"};
  open_for_writing(lock).add_document(Xapian::Document{});
  EXPECT_EQ(Xapian::Database{lock.archive().string()}.get_doccount(), 1U);
}

class Reading : public testing::Test {
 protected:
  /// An empty generation with one more document than the current one takes over.
  void flip() {
    {
      Xapian::WritableDatabase next{lock_.building().string(), Xapian::DB_CREATE};
      for (const std::string_view key : {kFormatKey, kStemmerKey, kFrequencyKey, kXapianKey})
        next.set_metadata(std::string{key}, first_.get_metadata(std::string{key}));
      for (Xapian::doccount i = 0; i <= reader_.database().get_doccount(); ++i)
        next.add_document(Xapian::Document{});
    }
    lock_.publish();
  }

  test::TempDirectory directory_;
  WriteLock lock_{directory_.path() / "archive"};
  Xapian::WritableDatabase first_ = open_for_writing(lock_);
  ArchiveReader reader_{lock_.archive()};
};

TEST_F(Reading, GoesOnInTheOldGenerationUntilItIsRefreshed) {
  flip();
  EXPECT_EQ(reader_.database().get_doccount(), 0U);
  reader_.refresh();
  EXPECT_EQ(reader_.database().get_doccount(), 1U);
  EXPECT_EQ(reader_.directory(), database_directory(lock_.archive()));
}

TEST_F(Reading, SeesCommitsInItsGenerationWhenRefreshed) {
  first_.add_document(Xapian::Document{});
  first_.commit();
  EXPECT_EQ(reader_.database().get_doccount(), 0U);
  reader_.refresh();
  EXPECT_EQ(reader_.database().get_doccount(), 1U);
}

TEST_F(Reading, TellsWhatAWriterDidFromDamage) {
  const Xapian::DatabaseModifiedError modified{"overwritten"};
  const Xapian::DatabaseCorruptError corrupt{"a block is missing"};
  EXPECT_TRUE(reader_.overtaken(modified));
  EXPECT_FALSE(reader_.overtaken(corrupt));
  flip();
  EXPECT_TRUE(reader_.overtaken(corrupt)) << "the files it was reading are gone";
}

TEST(FileRecord, IsFoundByPathAndCanBeRemoved) {
  const test::TempDirectory directory;
  const WriteLock lock{directory.path() / "archive"};
  Xapian::WritableDatabase database = open_for_writing(lock);
  const FileRecord record{"/news/" + std::string(400, 'x'), "abc", 3, 12, 1};
  put_file(database, record);
  EXPECT_EQ(find_file(database, record.path), record);
  EXPECT_EQ(find_file(database, "/news/other"), std::nullopt);
  std::size_t visited = 0;
  for_each_file(database, [&](const FileRecord& each) { visited += each == record ? 1 : 0; });
  EXPECT_EQ(visited, 1U);
  remove_file(database, record.path);
  EXPECT_EQ(find_file(database, record.path), std::nullopt);
}

}  // namespace
}  // namespace morgue::schema
