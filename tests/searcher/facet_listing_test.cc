// The values of a facet that a name was typed for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/searcher.h"
#include "searcher/value_names.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using test::article;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(TypedName, BeginsWordsOfANameInAnyOrder) {
  const struct {
    std::string typed, name;
    bool begins;
  } rows[] = {
      {"mer", "angela merkel", true},
      {"MER ang", "angela merkel", true},
      {"mer x", "angela merkel", false},
      {"erkel", "angela merkel", false},
      {"erdoğ", "recep tayyip erdogan", true},
      {"assad", "bashar al-assad", true},
      {"al-assad", "bashar al-assad", true},
      {"neill", "eugene o'neill", true},
      {"u.s. st", "us steel", true},
      {"us", "u.s. steel", true},
      {"", "anyone", true},
      {"北", "北京日报", true},
  };
  for (const auto& [typed, name, begins] : rows)
    EXPECT_EQ(TypedName{typed}.begins_words_of(name), begins) << typed << " in " << name;
}

class FacetListings : public testing::Test {
 protected:
  FacetListings()
      : archive_({article("1", "2016-01-01", "Oil", "Oil.", {"IR", "GB"}, {"Sergei Lavrov"}),
                  article("2", "2016-01-02", "Oil", "Oil again.", {"IR"}, {"Sergey Lavrov"}),
                  article("3", "2016-01-03", "Oil", "More oil.", {"DE"},
                          {"Sergei Lavrov", "Angela Merkel"}),
                  article("4", "", "Gas", "Gas.", {"DE"}, {"Angela Merkel", "Mercedes Sosa"})}),
        opened_(archive_.path()) {}

  std::vector<std::string> labels(Facet facet, const std::string& like,
                                  const SearchRequest& request = {}) {
    std::vector<std::string> labels;
    const FacetAnswer answer = opened_.borrow()->list_facet(request, {facet, like, 0, 100});
    for (const FacetValue& value : answer.counts.values) labels.push_back(value.label);
    return labels;
  }

  test::TestArchive archive_;
  Archive opened_;
};

TEST_F(FacetListings, HoldWhatIsCalledSoMostFrequentFirst) {
  EXPECT_THAT(labels(Facet::Person, "mer"), ElementsAre("Angela Merkel", "Mercedes Sosa"));
  EXPECT_THAT(labels(Facet::Person, "merk"), ElementsAre("Angela Merkel"));
  EXPECT_THAT(labels(Facet::Person, "nobody"), IsEmpty());
}

TEST_F(FacetListings, KnowTheOtherNamesOfAValue) {
  EXPECT_THAT(labels(Facet::Person, "sergey"), ElementsAre("Sergei Lavrov"));
  EXPECT_THAT(labels(Facet::Country, "pers"), ElementsAre("Iran"));
  EXPECT_THAT(labels(Facet::Country, "u.k."), ElementsAre("United Kingdom"));
  EXPECT_THAT(labels(Facet::Country, "de"), ElementsAre("Germany"));  // its code
  EXPECT_THAT(labels(Facet::Country, "gb"), ElementsAre("United Kingdom"));
  EXPECT_THAT(labels(Facet::Region, "mid"), ElementsAre("Middle East"));
  EXPECT_THAT(labels(Facet::Language, "engl"), ElementsAre("English"));
  EXPECT_THAT(labels(Facet::Year, "20"), ElementsAre("2016"));
  EXPECT_THAT(labels(Facet::Year, "no"), ElementsAre("No date"));
}

TEST_F(FacetListings, AreOfTheMatchesWithTheirFiltersButTheirOwn) {
  SearchRequest request;
  request.query = "oil";
  EXPECT_THAT(labels(Facet::Person, "me", request), ElementsAre("Angela Merkel"));
  request.choice(Facet::Country).include = {"IR"};
  EXPECT_THAT(labels(Facet::Person, "me", request), IsEmpty());
  EXPECT_THAT(labels(Facet::Country, "ger", request), ElementsAre("Germany"));
}

TEST_F(FacetListings, AreBounded) {
  const Archive::Lease searcher = opened_.borrow();
  EXPECT_THROW(searcher->list_facet({}, {Facet::Person, "", 0, 0}), RequestError);
  EXPECT_THROW(searcher->list_facet({}, {Facet::Person, "", 0, 1001}), RequestError);
  EXPECT_THROW(searcher->list_facet({}, {Facet::Person, std::string(101, 'x'), 0, 1}),
               RequestError);
  const FacetAnswer beyond = searcher->list_facet({}, {Facet::Person, "", 1000, 10});
  EXPECT_THAT(beyond.counts.values, IsEmpty());
  EXPECT_EQ(beyond.counts.distinct, 3U);
  EXPECT_EQ(beyond.search.total, 4U);
}

TEST_F(FacetListings, ByCountAndBySignificanceAreTheSameOverTheWholeArchive) {
  SearchRequest request;
  request.facet_order = FacetOrder::Significance;
  EXPECT_EQ(labels(Facet::Person, "", request), labels(Facet::Person, ""));
  request.query = "gas";
  EXPECT_THAT(labels(Facet::Person, "", request), ElementsAre("Mercedes Sosa"));
}

}  // namespace
}  // namespace morgue
