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
  EXPECT_THAT(refusal([&] { open_for_writing(directory.path() / "letters"); }),
              testing::HasSubstr("holds other files"));
  EXPECT_THAT(refusal([&] { open_for_writing(directory.path() / "letters" / "diary.txt"); }),
              testing::HasSubstr("it is a file"));
  EXPECT_FALSE(std::filesystem::exists(directory.path() / "letters" / "iamglass"));
}

TEST(OpeningAnArchive, OfAnotherFormatStemmerOrSeriesIsRefusedWithTheWayOut) {
  const struct {
    std::string_view key;
    std::string value;
    std::string_view expected;
  } rows[] = {
      {kFormatKey, "0", "its format is 0, this build reads"},
      {kFormatKey, "", "not written by morgue"},
      {kStemmerKey, "german", "its stemmer is 'german'"},
      {kXapianKey, "1.2", "it was written with Xapian 1.2"},
  };
  for (const auto& [key, value, expected] : rows) {
    SCOPED_TRACE(expected);
    const test::TempDirectory directory;
    const std::filesystem::path archive = directory.path() / "archive";
    {
      Xapian::WritableDatabase database = open_for_writing(archive);
      database.add_document(Xapian::Document{});
      database.set_metadata(std::string{key}, value);
      database.commit();
    }
    EXPECT_THAT(refusal([&] { open_for_reading(archive); }),
                testing::HasSubstr(std::string{expected}));
    EXPECT_THAT(refusal([&] { open_for_writing(archive); }),
                testing::HasSubstr(std::string{expected}));
  }
}

TEST(OpeningAnArchive, ThatWasKilledBeforeItsFirstCommitStartsAnew) {
  const test::TempDirectory directory;
  const std::filesystem::path archive = directory.path() / "archive";
  { Xapian::WritableDatabase empty{archive.string(), Xapian::DB_CREATE}; }
  EXPECT_NO_THROW(open_for_writing(archive));
  EXPECT_NO_THROW(open_for_reading(archive));
}

TEST(OpeningAnArchive, ThatAnotherProcessWritesIsRefused) {
  const test::TempDirectory directory;
  const Xapian::WritableDatabase first = open_for_writing(directory.path() / "archive");
  EXPECT_THAT(refusal([&] { open_for_writing(directory.path() / "archive"); }),
              testing::HasSubstr("another process is writing it"));
}

TEST(FileRecord, IsFoundByPathAndCanBeRemoved) {
  const test::TempDirectory directory;
  Xapian::WritableDatabase database = open_for_writing(directory.path() / "archive");
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
