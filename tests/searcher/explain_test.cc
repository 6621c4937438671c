#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/searcher.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using test::article;

class Explaining : public testing::Test {
 protected:
  Explaining()
      : archive_(
            {article("a", "2016-12-19", "Oil prices", "Prices of oil rose. Iran said so.", {"IR"},
                     {"Hassan Rouhani"}),
             article("b", "2016-11-30", "OPEC cuts", "Oil ministers agreed on a price.", {"AT"}),
             article("c", "2017-05-20", "Election", "Iranians vote; sanctions end.", {"IR"})}),
        opened_(archive_.path()) {}

  Answer explained(const std::string& query) {
    SearchRequest request;
    request.query = query;
    request.explain = true;
    return opened_.borrow()->search(request);
  }

  test::TestArchive archive_;
  Archive opened_;
};

TEST_F(Explaining, SaysHowEachConstructIsUnderstoodAndHowManyArticlesItFinds) {
  const struct {
    std::string query, means;
    std::uint64_t articles;
  } rows[] = {
      {"", "every article", 3},
      {"prices", "the word \"prices\" in all its forms (stem price), in headline or body", 2},
      {"headline:oil", "the word \"oil\" in all its forms (stem oil), in the headline", 1},
      {"byline:verbeek", "the word \"verbeek\" as it is, in the byline", 0},
      {"\"oil prices\"",
       "the phrase \"oil prices\" in all forms (stems oil, price), in headline or body", 1},
      {"atleast2:oil",
       "the word \"oil\" in all its forms (stem oil), in headline or body, 2 times "
       "or more",
       1},
      {"oil NEAR/5 price", "words at most 5 apart, in either order", 2},
      {"iran*", "words that begin with \"iran\", in headline or body", 2},
      {"oil price", "all of", 2},
      {"oil election price", "the best partial matches of", 3},
      {"oil OR election", "any of", 3},
      {"-oil", "not", 1},
      {"country:persia", "about the country Iran (IR)", 2},
      {"region:\"middle east\"", "about the region Middle East", 2},
      {"person:rouhani", "about the person Hassan Rouhani", 1},
      {"source:halyard", "from the source Halyard Wire", 3},
      {"language:en", "in the language en", 3},
      {"date:2016-12", "published from 2016-12-01 to 2016-12-31", 1},
      {"date:2016-12-19", "published on 2016-12-19", 1},
      {"date:..2016", "published up to 2016-12-31", 2},
      {"about:1998..", "mentioning a date from 1998-01-01", 0},
      {"person:oil", "the words \"oil\": nothing is known as person:\"oil\"", 2},
  };
  for (const auto& [query, means, articles] : rows) {
    SCOPED_TRACE(query);
    const Answer answer = explained(query);
    ASSERT_TRUE(answer.explanation);
    EXPECT_EQ(answer.explanation->means, means);
    EXPECT_EQ(answer.explanation->articles, articles);
    EXPECT_EQ(answer.total, articles);
  }
}

TEST_F(Explaining, TakesAQueryApart) {
  const Answer answer = explained("sanction* iran -country:austria");
  const std::vector<ExplainedPart>& parts = answer.explanation->parts;
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0].words.at(0).word, "sanction*");
  EXPECT_THAT(parts[0].words.at(0).forms, testing::ElementsAre("sanction"));
  EXPECT_EQ(parts[1].words.at(0).articles, 1U);
  EXPECT_EQ(parts[2].parts.at(0).means, "about the country Austria (AT)");
}

TEST_F(Explaining, SharesAScoreOutAmongTheWords) {
  for (const std::string query : {"oil price", "oil OR headline:oil OR iran*", "\"oil prices\"",
                                  "oil NEAR/5 price country:iran"}) {
    SCOPED_TRACE(query);
    const Answer answer = explained(query);
    ASSERT_FALSE(answer.results.empty());
    for (const Result& result : answer.results) {
      double sum = 0;
      for (const Contribution& part : result.contributions) sum += part.score;
      EXPECT_GT(result.score, 0);
      EXPECT_NEAR(sum, result.score, 1e-9);
    }
  }
}

TEST_F(Explaining, SaysHowOftenAWordStandsWhere) {
  const Answer answer = explained("headline:oil OR price");
  ASSERT_EQ(answer.results.at(0).id, "a");
  const std::vector<Contribution>& parts = answer.results.at(0).contributions;
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_GE(parts[0].score, parts[1].score);
  for (const Contribution& part : parts) {
    const bool of_headline = part.field == "headline";
    EXPECT_EQ(part.word, of_headline ? "oil" : "price");
    EXPECT_EQ(part.headline, 1U);
    EXPECT_EQ(part.body, of_headline ? 0U : 1U);
  }
}

TEST_F(Explaining, IsDoneOnlyWhenAskedFor) {
  SearchRequest request;
  request.query = "oil";
  const Answer answer = opened_.borrow()->search(request);
  EXPECT_FALSE(answer.explanation);
  EXPECT_TRUE(answer.results.at(0).contributions.empty());
}

}  // namespace
}  // namespace morgue
