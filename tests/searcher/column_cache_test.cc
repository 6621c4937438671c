// The file that keeps the columns: used if it is right, and never in the way if it is not.
#include "searcher/column_cache.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "indexer/schema/generations.h"
#include "searcher/column_builder.h"
#include "searcher/searcher.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

class ColumnCache : public testing::Test {
 protected:
  std::shared_ptr<const Columns> open() {
    return open_columns(schema::open_for_reading(archive_.path()), archive_.path());
  }
  fs::path file() const { return schema::database_directory(archive_.path()) / kColumnsFile; }
  std::string bytes() const {
    std::ifstream in{file(), std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  void write(const std::string& bytes) const {
    fs::remove(file());  // what is mapped stays as it is
    std::ofstream{file(), std::ios::binary} << bytes;
  }
  std::size_t articles_about_iran() {
    const auto columns = open();
    const FacetColumn countries = columns->facet(Facet::Country);
    const auto iran = countries.find("IR");
    return iran ? countries.in_focus(*iran) : 0;
  }

  test::TestArchive archive_{{test::article("a", "2016-12-19", "Talks", "Talks.", {"IR"}),
                              test::article("b", "2016-12-20", "Talks", "Talks.", {"IR", "RU"})}};
};

TEST_F(ColumnCache, IsLeftByTheFirstReaderAndMappedByTheNext) {
  EXPECT_FALSE(fs::exists(file()));
  open();
  EXPECT_TRUE(fs::exists(file()));
  const auto written = fs::last_write_time(file());
  EXPECT_TRUE(open()->is_mapped());
  EXPECT_EQ(fs::last_write_time(file()), written);
}

TEST_F(ColumnCache, HoldsWhatIsMadeFromTheArchive) {
  const auto cached = open();
  const Xapian::Database database = schema::open_for_reading(archive_.path());
  const auto made =
      build_columns(database, archive_.path(), revision_of(database, archive_.path()));
  EXPECT_EQ(cached->bytes(), made->bytes());
}

TEST_F(ColumnCache, IsMadeAgainAfterACommit) {
  open();
  archive_.add({test::article("c", "2016-12-21", "Talks", "Talks.", {"IR"})});
  EXPECT_EQ(articles_about_iran(), 3U);
  EXPECT_TRUE(open()->is_mapped());
}

TEST_F(ColumnCache, IsMadeAgainWhenUsersSayOtherwiseOfNames) {
  const auto before = open();
  std::ofstream{archive_.path() / "stop.tsv"} << "organisation\tReuter\n";
  EXPECT_NE(open()->revision, before->revision);
  EXPECT_TRUE(open()->is_mapped());
}

TEST_F(ColumnCache, ThatIsDamagedIsIgnoredAndReplaced) {
  open();
  const std::string whole = bytes();
  std::string flipped = whole;
  flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 1);
  for (const std::string& damaged :
       {std::string{}, std::string{"no columns"}, whole.substr(0, whole.size() / 2), flipped}) {
    write(damaged);
    EXPECT_EQ(articles_about_iran(), 2U);
    EXPECT_EQ(bytes(), whole);
  }
}

TEST_F(ColumnCache, OfAnotherArchiveIsIgnored) {
  const test::TestArchive other{{test::article("x", "2016-12-19", "Talks", "Talks.", {"FR"})}};
  open_columns(schema::open_for_reading(other.path()), other.path());
  fs::copy_file(schema::database_directory(other.path()) / kColumnsFile, file());
  EXPECT_EQ(articles_about_iran(), 2U);
}

TEST_F(ColumnCache, ThatCannotBeWrittenFailsNothing) {
  fs::create_directories(file() / "in the way");
  EXPECT_EQ(articles_about_iran(), 2U);
  EXPECT_FALSE(open()->is_mapped());
  leave_columns(archive_.path());
  leave_columns(archive_.path() / "no archive");
}

TEST_F(ColumnCache, LeavesNoPartsBehind) {
  const fs::path directory = schema::database_directory(archive_.path());
  std::ofstream{directory / "columns.4711.tmp"} << "of a run that was killed";
  open();
  for (const fs::directory_entry& entry : fs::directory_iterator{directory})
    EXPECT_NE(entry.path().extension(), ".tmp");
}

}  // namespace
}  // namespace morgue
