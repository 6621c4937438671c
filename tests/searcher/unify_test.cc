// One name for one person or organisation across the archive, in facets, filters, results and on
// article pages alike.
#include "searcher/unify.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "searcher/searcher.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

class UnifiedNames : public testing::Test {
 protected:
  /// `count` articles of a day that name these persons.
  void articles(int count, const std::vector<std::string>& people,
                const std::string& day = "2016-12-19") {
    for (int i = 0; i < count; ++i)
      made_.push_back(
          test::article(fmt::format("a{}", made_.size()), day, "Talks", "Talks.", {}, people));
  }
  void organisations(int count, const std::vector<std::string>& names) {
    articles(count, {});
    for (std::size_t i = made_.size() - static_cast<std::size_t>(count); i < made_.size(); ++i)
      for (const std::string& name : names)
        made_[i].annotations.entities.push_back({EntityKind::Organisation, name, 1, true});
  }
  /// `count` articles that spell an acronym out.
  void spelling_out(int count, const std::string& name, const std::string& acronym) {
    organisations(count, {name});
    for (std::size_t i = made_.size() - static_cast<std::size_t>(count); i < made_.size(); ++i) {
      made_[i].article.headline = acronym;
      made_[i].annotations.mentions.push_back({0, static_cast<std::uint32_t>(acronym.size()), 0});
    }
  }
  void authority(const std::string& file, const std::string& text) {
    std::ofstream(archive().path() / file, std::ios::binary) << text;
  }

  test::TestArchive& archive() {
    if (!archive_) archive_.emplace(made_);
    return *archive_;
  }

  Answer search(const SearchRequest& request) {
    if (!opened_) opened_.emplace(archive().path());
    return opened_->borrow()->search(request);
  }

  std::vector<std::pair<std::string, std::uint64_t>> facet(Facet which = Facet::Person) {
    std::vector<std::pair<std::string, std::uint64_t>> values;
    const Answer answer = search({});
    for (const FacetValue& value : answer.facets[static_cast<std::size_t>(which)].values)
      values.emplace_back(value.value, value.count);
    return values;
  }

  std::uint64_t found(const std::string& query) {
    SearchRequest request;
    request.query = query;
    return search(request).total;
  }

  std::vector<test::AnnotatedArticle> made_;
  std::optional<test::TestArchive> archive_;
  std::optional<Archive> opened_;
};

TEST_F(UnifiedNames, SpellingsThatSoundAlikeAreOne) {
  articles(3, {"Sergei Lavrov"});
  articles(2, {"Sergey Lavrov"});
  articles(1, {"Joan Smith"});
  articles(1, {"John Smith"});
  EXPECT_THAT(facet(),
              ElementsAre(Pair("Sergei Lavrov", 5), Pair("Joan Smith", 1), Pair("John Smith", 1)));
  EXPECT_EQ(found("person:\"Sergey Lavrov\""), 5);
  EXPECT_EQ(found("person:\"Sergei Lavrov\""), 5);
  EXPECT_EQ(found("-person:\"Sergey Lavrov\""), 2);
}

TEST_F(UnifiedNames, AnArticleCountsOnceWhateverItSpells) {
  articles(1, {"Sergei Lavrov", "Sergey Lavrov"});
  EXPECT_THAT(facet(), ElementsAre(Pair("Sergei Lavrov", 1)));
}

TEST_F(UnifiedNames, MiddleNamesAreLeftOutWhereItIsClearWhoIsMeant) {
  articles(5, {"George W. Bush"});
  articles(2, {"George Bush"});
  articles(1, {"George H.W. Bush"});
  EXPECT_THAT(facet(), ElementsAre(Pair("George W. Bush", 7), Pair("George H.W. Bush", 1)));
}

TEST_F(UnifiedNames, MiddleNamesStayWhereItIsNotClear) {
  articles(4, {"George W. Bush"});
  articles(4, {"George H. Bush"});
  articles(2, {"George Bush"});
  EXPECT_THAT(facet(), ElementsAre(Pair("George H. Bush", 4), Pair("George W. Bush", 4),
                                   Pair("George Bush", 2)));
}

TEST_F(UnifiedNames, ARareSpellingOfAKnownNameIsThatName) {
  articles(30, {"Bogdan Kaminsky"});
  articles(1, {"Bogdan Kamensky"});
  articles(3, {"Mark Hansen"});
  articles(2, {"Mark Hanson"});
  EXPECT_THAT(facet(), ElementsAre(Pair("Bogdan Kaminsky", 31), Pair("Mark Hansen", 3),
                                   Pair("Mark Hanson", 2)));
}

TEST_F(UnifiedNames, AnInitialIsTheOnlyOneItCanBe) {
  articles(4, {"Hassan Rouhani"});
  articles(1, {"H. Rouhani"});
  articles(3, {"Anna Verbeek"});
  articles(3, {"Arthur Verbeek"});
  articles(1, {"A. Verbeek"});
  EXPECT_THAT(facet(), ElementsAre(Pair("Hassan Rouhani", 5), Pair("Anna Verbeek", 3),
                                   Pair("Arthur Verbeek", 3), Pair("A. Verbeek", 1)));
}

TEST_F(UnifiedNames, FamiliarGivenNamesAreTheSamePersonInTheSameCompany) {
  articles(3, {"Robert Halloran", "Anna Verbeek", "Ewa Lis"});
  articles(2, {"Bob Halloran", "Anna Verbeek"});
  articles(3, {"William Marsh", "Anna Verbeek"});
  articles(2, {"Bill Marsh", "Tom Oduya"});
  EXPECT_THAT(facet(),
              ElementsAre(Pair("Anna Verbeek", 8), Pair("Robert Halloran", 5), Pair("Ewa Lis", 3),
                          Pair("William Marsh", 3), Pair("Bill Marsh", 2), Pair("Tom Oduya", 2)));
}

TEST_F(UnifiedNames, AFamilyNameAloneIsWhoTheNewsWasAboutThen) {
  articles(6, {"James Baker"}, "1989-05-10");
  articles(6, {"Howard Baker"}, "1987-03-10");
  articles(1, {"Baker"}, "1989-06-01");
  articles(1, {"Baker"}, "1987-02-01");
  EXPECT_THAT(facet(), ElementsAre(Pair("Howard Baker", 7), Pair("James Baker", 7)));
  EXPECT_EQ(found("person:\"James Baker\" date:1989"), 7);
  EXPECT_EQ(found("person:baker"), 14);
}

TEST_F(UnifiedNames, AFamilyNameAloneStaysWhereItIsNotClear) {
  articles(5, {"James Baker"});
  articles(5, {"Howard Baker"});
  articles(1, {"Baker"});
  articles(1, {"Rare"});
  articles(2, {"Only Rare"});
  EXPECT_THAT(facet(), ElementsAre(Pair("Howard Baker", 5), Pair("James Baker", 5),
                                   Pair("Only Rare", 2), Pair("Baker", 1), Pair("Rare", 1)));
}

TEST_F(UnifiedNames, AGivenNameAloneIsNobodysFamilyName) {
  articles(3, {"Elton John"});
  articles(5, {"John Kerry"});
  articles(1, {"John"});
  EXPECT_THAT(facet(), ElementsAre(Pair("John Kerry", 5), Pair("Elton John", 3), Pair("John", 1)));
}

TEST_F(UnifiedNames, ResultsAndArticlesShowTheNameOfTheFacet) {
  articles(4, {"Hassan Rouhani"});
  articles(1, {"Rouhani"});
  made_.back().article.id = "alone";
  made_.back().article.headline = "Rouhani alone";
  made_.back().annotations.mentions.push_back({0, 7, 0});
  SearchRequest request;
  request.query = "headline:alone";
  const Answer answer = search(request);
  ASSERT_EQ(answer.results.size(), 1);
  EXPECT_THAT(answer.results[0].people, ElementsAre("Hassan Rouhani"));
  const auto view = opened_->borrow()->article("alone");
  ASSERT_TRUE(view);
  ASSERT_EQ(view->annotations.entities.size(), 1);
  EXPECT_EQ(view->annotations.entities[0].key, "Hassan Rouhani");
  ASSERT_EQ(view->annotations.mentions.size(), 1);
  EXPECT_EQ(view->annotations.mentions[0].entity, 0);
}

TEST_F(UnifiedNames, LegalFormsMakeNoOtherOrganisation) {
  organisations(3, {"Acme Widgets"});
  organisations(2, {"Acme Widgets Inc"});
  organisations(1, {"Acme Lenders"});
  EXPECT_THAT(facet(Facet::Organisation),
              ElementsAre(Pair("Acme Widgets", 5), Pair("Acme Lenders", 1)));
  EXPECT_EQ(found("org:\"acme widgets inc\""), 5);
}

TEST_F(UnifiedNames, AQueryMayGiveALegalFormThatNoArticleDoes) {
  organisations(2, {"Acme Widgets Inc"});
  for (const char* const query : {"org:\"acme widgets\"", "org:\"acme widgets plc\"",
                                  "org:\"Acme Widgets Corp.\"", "org:acme"})
    EXPECT_EQ(found(query), 2) << query;
}

TEST_F(UnifiedNames, OfTheTableAreFoundByTheirOtherNames) {
  organisations(3, {"United Nations"});
  organisations(2, {"U.N. Security Council"});
  organisations(1, {"The Who"});
  EXPECT_EQ(found("org:UN"), 3);
  EXPECT_EQ(found("org:u.n."), 3);
  EXPECT_EQ(found("org:UNSC"), 2);
  EXPECT_EQ(found("org:who"), 1);  // the archive has no World Health Organization
  SearchRequest request;
  request.choice(Facet::Organisation).include = {"UN"};
  EXPECT_EQ(search(request).total, 3);
  EXPECT_EQ(opened_->borrow()->canonical(Facet::Organisation, "un"), "United Nations");
  EXPECT_THAT(
      facet(Facet::Organisation),
      ElementsAre(Pair("United Nations", 3), Pair("U.N. Security Council", 2), Pair("The Who", 1)));
}

TEST_F(UnifiedNames, AnAcronymAloneIsWhatTheArticlesThatSpellItOutSay) {
  spelling_out(3, "Islamic Revolutionary Guard Corps", "IRGC");
  spelling_out(2, "Islamic Revolutionary Guards Corps", "IRGC");
  organisations(4, {"IRGC"});
  EXPECT_THAT(facet(Facet::Organisation),
              ElementsAre(Pair("Islamic Revolutionary Guard Corps", 9)));
  EXPECT_EQ(found("org:irgc"), 9);
  EXPECT_EQ(found("org:\"islamic revolutionary guards corps\""), 9);
}

TEST_F(UnifiedNames, AnAcronymStaysWhereItIsNotClear) {
  spelling_out(4, "Allied Pilots Association", "APA");
  spelling_out(3, "Airline Partners Australia", "APA");
  organisations(1, {"APA"});
  spelling_out(1, "Korea Exchange Bank", "KEB");  // one article alone
  organisations(1, {"KEB"});
  spelling_out(2, "British National Party", "BNP");
  organisations(5, {"BNP Paribas"});
  organisations(1, {"BNP"});
  spelling_out(3, "Transparency International", "TI");
  organisations(1, {"TI"});  // two letters
  EXPECT_THAT(facet(Facet::Organisation), testing::IsSupersetOf({Pair("APA", 1), Pair("KEB", 1),
                                                                 Pair("BNP", 1), Pair("TI", 1)}));
}

TEST_F(UnifiedNames, AnAcronymIsInCapitals) {
  spelling_out(3, "Save Our Lakes", "SOL");
  organisations(2, {"Sol"});
  EXPECT_THAT(facet(Facet::Organisation), ElementsAre(Pair("Save Our Lakes", 3), Pair("Sol", 2)));
}

TEST_F(UnifiedNames, AnAcronymStaysApartIfTheUsersSaySo) {
  spelling_out(3, "Islamic Revolutionary Guard Corps", "IRGC");
  organisations(2, {"IRGC"});
  authority("aliases.tsv", "organisation\tIRGC\tIRGC\n");
  EXPECT_THAT(facet(Facet::Organisation),
              ElementsAre(Pair("Islamic Revolutionary Guard Corps", 3), Pair("IRGC", 2)));
}

TEST_F(UnifiedNames, AreWhatTheUsersSayWithoutIndexingAgain) {
  articles(3, {"Muammar Gaddafi"});
  articles(2, {"The Colonel"});
  EXPECT_THAT(facet(), ElementsAre(Pair("Muammar Gaddafi", 3), Pair("The Colonel", 2)));
  authority("aliases.tsv",
            "person\tThe Colonel\tColonel Gaddafi\nperson\tMuammar "
            "Gaddafi\tColonel Gaddafi\n");
  EXPECT_THAT(facet(), ElementsAre(Pair("Colonel Gaddafi", 5)));
  EXPECT_EQ(found("person:\"muammar gaddafi\""), 5);
  EXPECT_EQ(opened_->borrow()->canonical(Facet::Person, "the colonel"), "Colonel Gaddafi");
  std::filesystem::remove(archive().path() / "aliases.tsv");
  EXPECT_THAT(facet(), ElementsAre(Pair("Muammar Gaddafi", 3), Pair("The Colonel", 2)));
}

TEST_F(UnifiedNames, StayApartIfTheUsersSaySo) {
  articles(5, {"George W. Bush"});
  articles(2, {"George Bush"});
  authority("aliases.tsv", "person\tGeorge Bush\tGeorge Bush\n");
  EXPECT_THAT(facet(), ElementsAre(Pair("George W. Bush", 5), Pair("George Bush", 2)));
}

TEST_F(UnifiedNames, AreNowhereIfTheUsersStopThem) {
  articles(2, {"Reuter", "Hassan Rouhani"});
  made_.back().article.id = "last";
  authority("stop.tsv", "person\treuter\n");
  EXPECT_THAT(facet(), ElementsAre(Pair("Hassan Rouhani", 2)));
  EXPECT_THAT(search({}).results[0].people, ElementsAre("Hassan Rouhani"));
  EXPECT_EQ(opened_->borrow()->article("last")->annotations.entities.size(), 1);
  EXPECT_THAT(opened_->borrow()->suggest("reu", 5), IsEmpty());
}

TEST_F(UnifiedNames, SurviveUsersWhoGoRoundInCircles) {
  articles(2, {"Anna Verbeek"});
  articles(1, {"Tom Oduya"});
  authority("aliases.tsv", "person\tAnna Verbeek\tTom Oduya\nperson\tTom Oduya\tAnna Verbeek\n");
  EXPECT_THAT(facet(), ElementsAre(Pair("Tom Oduya", 3)));
}

TEST_F(UnifiedNames, AreSuggestedOnceWithTheirCount) {
  articles(3, {"Sergei Lavrov"});
  articles(2, {"Sergey Lavrov"});
  search({});
  const std::vector<Suggestion> suggestions = opened_->borrow()->suggest("serg", 5);
  ASSERT_EQ(suggestions.size(), 1);
  EXPECT_EQ(suggestions[0].value, "Sergei Lavrov");
  EXPECT_EQ(suggestions[0].count, 5);
}

}  // namespace
}  // namespace morgue
