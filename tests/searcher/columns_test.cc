// What facet columns are packed into, and that nothing damaged is taken for them.
#include "searcher/columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "corpus/error.h"
#include "searcher/column_builder.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using testing::ElementsAre;

std::vector<std::uint32_t> of(const Rows& rows, std::size_t document) {
  std::vector<std::uint32_t> numbers;
  rows.for_each(document, [&](std::uint32_t number) { numbers.push_back(number); });
  return numbers;
}

TEST(Rows, KeepTheNumbersOfEachDocumentInTheirOrder) {
  RowsBuilder builder;
  builder.end_document();
  for (const std::uint32_t number : {0U, 127U, 128U, 16'383U, 16'384U, 2'097'152U, 0xFFFFFFFFU})
    builder.add(number);
  builder.end_document();
  const Rows rows{builder.starts(), builder.bytes()};
  EXPECT_EQ(rows.size(), 2U);
  EXPECT_THAT(of(rows, 0), ElementsAre());
  EXPECT_THAT(of(rows, 1), ElementsAre(0, 127, 128, 16'383, 16'384, 2'097'152, 0xFFFFFFFFU));
  EXPECT_THAT(of(rows, 2), ElementsAre());
}

std::string two_arrays() {
  FlatWriter writer{"revision 7"};
  writer.put(std::vector<std::uint32_t>{1, 2, 3});
  writer.put(std::string{"names"});
  return std::move(writer).finish();
}

TEST(FlatFile, GivesBackWhatWasPut) {
  const std::string bytes = two_arrays();
  FlatReader reader{bytes, "revision 7"};
  EXPECT_THAT(reader.take<std::uint32_t>(), ElementsAre(1, 2, 3));
  EXPECT_THAT(reader.take<char>(), ElementsAre('n', 'a', 'm', 'e', 's'));
  EXPECT_TRUE(reader.good());
  EXPECT_TRUE(reader.take<char>().empty());
  EXPECT_FALSE(reader.good());
}

TEST(FlatFile, OfAnotherRevisionIsRefused) {
  const std::string bytes = two_arrays();
  EXPECT_FALSE((FlatReader{bytes, "revision 8"}.good()));
  EXPECT_FALSE((FlatReader{bytes, ""}.good()));
}

TEST(FlatFile, IsRefusedWhateverByteIsDamagedAndWhereverItIsCut) {
  const std::string whole = two_arrays();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    EXPECT_FALSE((FlatReader{damaged, "revision 7"}.good())) << at;
    EXPECT_FALSE((FlatReader{std::string_view{whole}.substr(0, at), "revision 7"}.good())) << at;
  }
  EXPECT_FALSE((FlatReader{whole + "more", "revision 7"}.good()));
}

TEST(FlatBytes, OfAFileThatCannotBeReadAreNone) {
  const test::TempDirectory directory;
  EXPECT_FALSE(FlatBytes::map(directory.path() / "none"));
  EXPECT_FALSE(FlatBytes::map(directory.path()));
  std::ofstream{directory.path() / "empty"};
  EXPECT_FALSE(FlatBytes::map(directory.path() / "empty"));
}

class PackedColumns : public testing::Test {
 protected:
  PackedColumns()
      : archive_({test::article("a", "2016-12-19", "Talks", "Talks.", {"IR"}, {"Hassan Rouhani"}),
                  test::article("b", "2016-12-20", "Talks", "Talks.", {"IR", "RU"},
                                {"Hassan Rouhani", "Vladimir Putin"}),
                  test::article("c", "", "Talks", "Talks.")}),
        database_(schema::open_for_reading(archive_.path())),
        columns_(build_columns(database_, archive_.path(), "r")) {}

  std::vector<std::string> labels(Facet facet) const {
    std::vector<std::string> labels;
    const FacetColumn column = columns_->facet(facet);
    for (const ValueId value : column.values()) labels.emplace_back(column.label(value));
    return labels;
  }

  test::TestArchive archive_;
  Xapian::Database database_;
  std::shared_ptr<const Columns> columns_;
};

TEST_F(PackedColumns, ListValuesByHowManyArticlesAreAboutThem) {
  EXPECT_THAT(labels(Facet::Country), ElementsAre("IR", "RU"));
  EXPECT_THAT(labels(Facet::Person), ElementsAre("Hassan Rouhani", "Vladimir Putin"));
  EXPECT_THAT(labels(Facet::Year), ElementsAre());
}

TEST_F(PackedColumns, FindANameInItsOwnFacetAlone) {
  const FacetColumn people = columns_->facet(Facet::Person);
  const auto found = people.find("hassan  ROUHANI");
  ASSERT_TRUE(found);
  EXPECT_EQ(people.label(*found), "Hassan Rouhani");
  EXPECT_EQ(people.in_focus(*found), 2U);
  EXPECT_FALSE(people.find("IR"));
  EXPECT_FALSE(columns_->facet(Facet::Organisation).find("Hassan Rouhani"));
}

TEST_F(PackedColumns, KnowTheDayOfEachDocument) {
  EXPECT_EQ(columns_->day(1), 20161219);
  EXPECT_EQ(columns_->day(2), 20161220);
  EXPECT_EQ(columns_->day(3), 0);
  EXPECT_THAT(columns_->days, ElementsAre(0, 20161219, 20161220));
}

TEST_F(PackedColumns, AreRefusedUnderAnotherRevision) {
  const std::string bytes{columns_->bytes()};
  EXPECT_NO_THROW((Columns{FlatBytes{bytes}, "r"}));
  EXPECT_THROW((Columns{FlatBytes{bytes}, "s"}), Error);
  EXPECT_THROW((Columns{FlatBytes{bytes.substr(0, 100)}, "r"}), Error);
}

}  // namespace
}  // namespace morgue
