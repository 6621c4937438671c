#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "searcher/recency.h"
#include "searcher/searcher.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using test::article;
using testing::ElementsAre;

std::vector<std::string> ids(const Answer& answer) {
  std::vector<std::string> ids;
  for (const Result& result : answer.results) ids.push_back(result.id);
  return ids;
}

SearchRequest recent(const std::string& query) {
  SearchRequest request;
  request.query = query;
  request.sort = Sort::Recent;
  request.explain = true;
  request.per_page = 100;
  return request;
}

/// Of one text, at several ages; the archive ends with an article on something else.
test::TestArchive bread() {
  return test::TestArchive{
      {article("old", "2006-01-01", "Bread", "A baker bakes.", {}, {}, "A"),
       article("undated", "", "Bread", "A baker bakes.", {}, {}, "B"),
       article("half", "2016-07-05", "Bread", "A baker bakes.", {}, {}, "C"),
       article("new", "2017-01-01", "Bread", "A baker bakes.", {}, {}, "D"),
       article("newest", "2017-01-01", "Other", "Nothing of the kind.", {}, {}, "E")}};
}

TEST(SortedByRecent, ANewerOneOfTwoThatMatchAlikeComesFirst) {
  const test::TestArchive archive = bread();
  Archive opened{archive.path()};
  EXPECT_THAT(ids(opened.borrow()->search(recent("bread"))),
              ElementsAre("new", "half", "old", "undated"));
}

TEST(SortedByRecent, AgeHasHalfLivesAndIsCountedFromTheNewestArticle) {
  const test::TestArchive archive = bread();
  Archive opened{archive.path()};
  const Answer answer = opened.borrow()->search(recent("bread"));
  ASSERT_EQ(answer.results.size(), 4U);
  ASSERT_TRUE(answer.results[0].recency && answer.results[1].recency);
  EXPECT_EQ(answer.results[0].recency->days, 0);
  EXPECT_EQ(answer.results[1].recency->days, 180);
  EXPECT_EQ(kHalfLifeDays, 180);
  EXPECT_GT(answer.results[0].recency->score, 0);
  EXPECT_NEAR(answer.results[1].recency->score, answer.results[0].recency->score / 2, 1e-9);
  EXPECT_FALSE(answer.results[3].recency);
  for (const Result& result : answer.results) {
    double sum = result.recency ? result.recency->score : 0;
    for (const Contribution& part : result.contributions) sum += part.score;
    EXPECT_NEAR(sum, result.score, 1e-9) << result.id;
  }
}

TEST(SortedByRecent, ABetterMatchIsNotOvertakenByAgeAlone) {
  std::vector<test::AnnotatedArticle> articles{
      article("both", "2006-01-01", "Gold theft", "Gold stolen: the theft of the gold."),
      article("one", "2017-01-01", "Harbour", "A theft.")};
  for (int i = 0; i < 40; ++i)
    articles.push_back(article(fmt::format("o{}", i), "2016-05-05", "Trams", "Trams run."));
  const test::TestArchive archive(articles);
  Archive opened{archive.path()};
  EXPECT_THAT(ids(opened.borrow()->search(recent("gold OR theft"))), ElementsAre("both", "one"));
}

TEST(SortedByRecent, WithoutWordsIsByDate) {
  const test::TestArchive archive = bread();
  Archive opened{archive.path()};
  SearchRequest newest = recent("");
  newest.sort = Sort::Newest;
  EXPECT_EQ(ids(opened.borrow()->search(recent(""))), ids(opened.borrow()->search(newest)));
}

TEST(SortedByRecent, PagesAreTheWholeListInItsOrderOfScores) {
  std::vector<test::AnnotatedArticle> articles;
  for (int i = 0; i < 300; ++i) {
    std::string body = "Tram";
    for (int more = 0; more < i % 7; ++more) body += " tram line";
    articles.push_back(article(fmt::format("a{}", i),
                               i % 11 == 0 ? "" : fmt::format("{}-03-0{}", 2010 + i % 8, 1 + i % 9),
                               i % 5 == 0 ? "Tram" : "News", body));
  }
  const test::TestArchive archive(articles);
  Archive opened{archive.path()};
  const Archive::Lease searcher = opened.borrow();
  std::vector<std::string> paged;
  double before = INFINITY;
  SearchRequest request = recent("tram");
  request.per_page = 7;
  for (;; ++request.page) {
    const Answer answer = searcher->search(request);
    EXPECT_EQ(answer.total, 300U);
    for (const Result& result : answer.results) {
      EXPECT_LE(result.score, before);
      before = result.score;
      double sum = result.recency ? result.recency->score : 0;
      for (const Contribution& part : result.contributions) sum += part.score;
      EXPECT_NEAR(sum, result.score, 1e-9) << result.id;
    }
    for (const std::string& id : ids(answer)) paged.push_back(id);
    if (answer.results.empty()) break;
  }
  EXPECT_EQ(paged.size(), 300U);
  EXPECT_EQ((std::set<std::string>{paged.begin(), paged.end()}).size(), 300U);
  request.per_page = 100;
  request.page = 2;
  EXPECT_EQ(ids(searcher->search(request)),
            (std::vector<std::string>{paged.begin() + 100, paged.begin() + 200}));
}

}  // namespace
}  // namespace morgue
