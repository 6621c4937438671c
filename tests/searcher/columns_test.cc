// What facet columns are packed into, and that nothing damaged is taken for them.
#include "searcher/columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <random>

#include "corpus/error.h"
#include "searcher/bit_counts.h"
#include "searcher/column_builder.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;

TEST(Records, KeepWhatEachDocumentHasInItsOrder) {
  constexpr CounterNumbers kCounters{3'000'000};
  constexpr std::uint32_t kNumbers[] = {0, 63, 64, 128, 16'384, 2'999'999};
  RecordsBuilder builder{kCounters};
  builder.end_document(0);
  for (const std::uint32_t number : kNumbers) builder.add_in_focus(number);
  builder.add_year(kCounters.mentioning(1987));
  builder.add_merely_mentioned(300);
  builder.add_period(5);
  builder.add_period(200);
  builder.end_document(1'000);
  builder.add_merely_mentioned(7);
  builder.end_document(3);
  const Records records{kCounters, builder.arrays()};
  ASSERT_EQ(records.size(), 3U);
  std::vector<std::uint32_t> seen;
  const auto see = [&](std::uint32_t number) { seen.push_back(number); };
  EXPECT_EQ(records[1].day(), 1'000U);
  records[1].for_each_in_focus(see);
  EXPECT_THAT(seen, ElementsAreArray(kNumbers));
  seen.clear();
  records[1].for_each_period(see);
  EXPECT_THAT(seen, ElementsAre(5, 205));
  seen.clear();
  for (const std::size_t document : {0U, 1U, 2U, 3U}) {
    if (document != 1) records[document].for_each_in_focus(see);
    if (document != 1) records[document].for_each_period(see);
    records[document].for_each_merely_mentioned(see);
  }
  EXPECT_THAT(seen, ElementsAre(300, 7));
  const auto counters = records.counters(1);
  EXPECT_EQ(std::vector(counters.end() - 2, counters.end()),
            (std::vector{kCounters.mentioning(1987), kCounters.day(1'000)}));
}

TEST(BitCounts, CountEachBitOfAnyNumberOfWords) {
  for (const unsigned words : {0U, 1U, 254U, 255U, 256U, 1'000U}) {
    SCOPED_TRACE(words);
    BitCounts counts;
    std::array<std::uint32_t, 64> expected{};
    std::mt19937_64 random{words};
    for (unsigned i = 0; i < words; ++i) {
      const std::uint64_t word = random() | 1U << 7U;  // one bit is in all of them
      counts.add(word);
      for (std::size_t bit = 0; bit < 64; ++bit) expected[bit] += word >> bit & 1U;
    }
    EXPECT_EQ(counts.totals(), expected);
    EXPECT_EQ(counts.totals(), expected) << "asking changes nothing";
  }
}

TEST(ValuePostings, ListTheDocumentsOfEachValueAndWhichAreAboutIt) {
  ValuePostingsBuilder builder{{2, 0, 3}};
  builder.add(2, 1, false);
  builder.add(0, 5, true);
  builder.add(2, 5, true);
  builder.add(0, 6, false);
  builder.add(2, 100'000, true);
  builder.finish();
  const ValuePostings postings{builder.starts(), builder.bytes()};
  const auto of = [&](std::uint32_t value) {
    std::vector<std::pair<std::uint32_t, bool>> documents;
    postings.for_each(value, [&](std::uint32_t document, bool focus) {
      documents.emplace_back(document, focus);
    });
    return documents;
  };
  using Documents = std::vector<std::pair<std::uint32_t, bool>>;
  EXPECT_EQ(of(0), (Documents{{5, true}, {6, false}}));
  EXPECT_EQ(of(1), Documents{});
  EXPECT_EQ(of(2), (Documents{{1, false}, {5, true}, {100'000, true}}));
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
