// What articles say of a name, what names share, and what tells two searches apart.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "searcher/searcher.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using test::AnnotatedArticle;
using test::article;
using test::TestArchive;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

/// An article on one person, with each place of the text that names it.
AnnotatedArticle on(const std::string& person, const std::string& id, const std::string& body,
                    const std::vector<std::string>& spellings) {
  AnnotatedArticle made = article(id, "2016-05-01", "News", body, {}, {person});
  const std::string text = text_of(made.article);
  for (const std::string& spelling : spellings) {
    const std::size_t at = text.find(spelling);
    made.annotations.mentions.push_back(
        {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + spelling.size()), 0});
  }
  return made;
}

std::vector<AnnotatedArticle> news() {
  std::vector<AnnotatedArticle> articles;
  for (int i = 0; i < 12; ++i) {
    const std::string n = std::to_string(i);
    articles.push_back(on("Ann Ash", "ann-" + n,
                          "President Ann Ash tested missiles again. The missile flew, and Mrs Ash, "
                          "president of the Isles, was pleased with what Zorn had made of it.",
                          {"Ann Ash", "Mrs Ash"}));
    articles.push_back(article("other-" + n, "2016-06-01", "News",
                               "The bakers of the town were pleased with what the harvest made.",
                               {}, {"Bo Birk"}));
    articles.push_back(article("third-" + n, "2016-07-01", "News", "Rain again over the town.", {},
                               {"Bo Birk", "Cy Cole"}));
  }
  return articles;
}

class Portraits : public testing::Test {
 protected:
  Portraits() : archive_(news()), opened_(archive_.path()) {}
  Portrait ann() {
    return opened_.borrow()->portrait({Facet::Person, "Ann Ash"}, EntityScope::Focus);
  }

  TestArchive archive_;
  Archive opened_;
};

class SharedArticles : public Portraits {};
class Comparisons : public Portraits {};

TEST_F(Portraits, AreDrawnByTheWordsThatAreUnusualInTheirArticles) {
  std::vector<std::string> words;
  const Portrait portrait = ann();
  for (const UnusualWord& each : portrait.words) {
    words.push_back(each.word);
    EXPECT_EQ(each.count, 12U) << each.word;
  }
  // As it is mostly written; names are listed elsewhere, and "again" is everywhere.
  EXPECT_THAT(words, Contains("tested"));
  EXPECT_TRUE(std::find(words.begin(), words.end(), "missile") != words.end() ||
              std::find(words.begin(), words.end(), "missiles") != words.end());
  for (const char* const other : {"ann", "ash", "zorn", "the", "pleased"})
    EXPECT_THAT(words, Not(Contains(other))) << other;
}

TEST_F(Portraits, HaveTheirOtherSpellingsAndTitles) {
  const Portrait portrait = ann();
  EXPECT_THAT(portrait.names, ElementsAre("Mrs Ash"));
  EXPECT_THAT(portrait.titles, Contains("President"));
  EXPECT_THAT(portrait.titles, Contains("president of the Isles"));
}

TEST_F(Portraits, OfNamesThatNoArticleHasAreDrawnByNothing) {
  const Portrait portrait =
      opened_.borrow()->portrait({Facet::Person, "Nobody At All"}, EntityScope::Focus);
  EXPECT_THAT(portrait.words, IsEmpty());
  EXPECT_THAT(portrait.names, IsEmpty());
  EXPECT_THAT(portrait.titles, IsEmpty());
}

TEST_F(SharedArticles, TieNames) {
  const Ties ties = opened_.borrow()->ties(
      Facet::Person, {"Bo Birk", "Cy Cole", "Ann Ash", "Nobody"}, EntityScope::Focus);
  EXPECT_EQ(ties.between(0, 0), 24U);
  EXPECT_EQ(ties.between(0, 1), 12U);
  EXPECT_EQ(ties.between(1, 0), 12U);
  EXPECT_EQ(ties.between(0, 2), 0U);
  EXPECT_EQ(ties.between(0, 3), 0U);
}

TEST_F(Comparisons, TellTwoSearchesApart) {
  SearchRequest missiles, town;
  missiles.query = "missiles OR harvest";
  town.query = "town";
  const Comparison comparison = opened_.borrow()->compare(missiles, town, 5);
  EXPECT_EQ(comparison.answers[0].total, 24U);
  EXPECT_EQ(comparison.answers[1].total, 24U);
  EXPECT_EQ(comparison.both, 12U);
  EXPECT_EQ(comparison.names[0].facet, Facet::Person);
  const auto& [first, second] = comparison.names[0].more;
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].value, "Ann Ash");
  EXPECT_THAT(first[0].articles, ElementsAre(12, 0));
  // Bo Birk is in half of the one and in all of the other.
  ASSERT_EQ(second.size(), 2U);
  EXPECT_EQ(second[0].value, "Bo Birk");
  EXPECT_THAT(second[0].articles, ElementsAre(12, 24));
  EXPECT_EQ(second[1].value, "Cy Cole");
  EXPECT_THAT(second[1].articles, ElementsAre(0, 12));
}

TEST_F(Comparisons, OfTwoEqualSearchesTellNothingApart) {
  SearchRequest town;
  town.query = "town";
  const Comparison comparison = opened_.borrow()->compare(town, town, 5);
  EXPECT_EQ(comparison.both, 24U);
  for (const Comparison::Names& names : comparison.names)
    for (const auto& side : names.more) EXPECT_THAT(side, IsEmpty());
}

TEST_F(Comparisons, AreMadeOverTheDaysOfEither) {
  SearchRequest missiles, town;
  missiles.query = "missiles";
  town.query = "town";
  const Comparison comparison = opened_.borrow()->compare(missiles, town, 5);
  ASSERT_FALSE(comparison.bars.empty());
  std::array<std::uint64_t, kSides> sums{};
  std::uint64_t archive = 0;
  for (const Comparison::Bar& bar : comparison.bars) {
    for (std::size_t side = 0; side < kSides; ++side) sums[side] += bar.articles[side];
    archive += bar.archive;
  }
  EXPECT_THAT(sums, ElementsAre(12, 24));
  EXPECT_EQ(archive, 36U);
  EXPECT_TRUE(comparison.bars.front().value.starts_with("2016-05"));
  EXPECT_TRUE(comparison.bars.back().value.starts_with("2016-07"));
}

}  // namespace
}  // namespace morgue
