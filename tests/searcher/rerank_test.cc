// The order of results of long queries, as a reader sees it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "searcher/rerank.h"
#include "searcher/searcher.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using test::article;
using test::TestArchive;

std::vector<std::string> ids(const Answer& answer) {
  std::vector<std::string> found;
  for (const Result& result : answer.results) found.push_back(result.id);
  return found;
}

Answer search(Archive& archive, const std::string& query, std::size_t page = 1,
              std::size_t per_page = 10) {
  SearchRequest request;
  request.query = query;
  request.plain_words = true;
  request.page = page;
  request.per_page = per_page;
  return archive.borrow()->search(request);
}

/// "among" and "alone" have two words of the query each. What is like the one has others of them
/// too, what is like the other has one.
std::vector<test::AnnotatedArticle> dispute() {
  std::vector<test::AnnotatedArticle> articles{
      article("alone", "", "", "Ministers discuss gardens near rivers."),
      article("among", "", "", "Ministers discuss dockers at harbours.")};
  for (int i = 0; i < 12; ++i) {
    const std::string number = std::to_string(i);
    articles.push_back(article("dispute-" + number, "", "", "Wheat exports: dockers at harbours."));
    articles.push_back(article("garden-" + number, "", "", "Wheat in gardens near rivers."));
    articles.push_back(article("other-" + number, "", "", "Trams ran " + number));
    articles.push_back(article("more-" + number, "", "", "Snow fell " + number));
  }
  return articles;
}

std::size_t place(const std::vector<std::string>& order, const std::string& id) {
  return static_cast<std::size_t>(std::ranges::find(order, id) - order.begin());
}

TEST(LongQueries, PreferArticlesAmongOthersThatMatch) {
  const TestArchive archive{dispute()};
  Archive opened{archive.path()};
  const std::string query = "ministers discuss wheat exports abroad";
  const std::vector<std::string> order = ids(search(opened, query, 1, 50));
  EXPECT_LT(place(order, "among"), place(order, "alone"));
}

TEST(LongQueries, LeaveArticlesThatHaveAllTheWordsInFront) {
  TestArchive archive{dispute()};
  archive.add(
      {article("all", "", "", "Ministers discuss wheat exports abroad, gardens near rivers.")});
  Archive opened{archive.path()};
  const std::vector<std::string> order =
      ids(search(opened, "ministers discuss wheat exports abroad", 1, 50));
  EXPECT_EQ(order.front(), "all");
}

TEST(ShortQueries, AreRankedByTheirWordsAlone) {
  const TestArchive archive{dispute()};
  Archive opened{archive.path()};
  const Answer answer = search(opened, "ministers discuss abroad");
  ASSERT_EQ(answer.results.size(), 2U);
  EXPECT_EQ(answer.results[0].id, "alone");  // equal scores: as they were indexed
  EXPECT_EQ(answer.results[0].score, answer.results[1].score);
}

TEST(LongQueries, ShowEveryMatchOnceOnAllPagesWhateverTheirSize) {
  std::vector<test::AnnotatedArticle> articles;
  for (std::size_t i = 0; i < kReranked + 25; ++i)
    articles.push_back(article(std::to_string(i), "", "",
                               "Harbour dockers strike again" + std::string(i % 7, 'x') +
                                   " number " + std::to_string(i % 11) + " in Norvik."));
  const TestArchive archive{articles};
  Archive opened{archive.path()};
  const std::string query = "harbour dockers strike again in norvik";
  for (const std::size_t per_page : {7U, 10U, 50U, 60U}) {
    SCOPED_TRACE(per_page);
    std::set<std::string> seen;
    std::size_t shown = 0;
    double last = 1e9;
    for (std::size_t page = 1; shown < articles.size(); ++page) {
      const Answer answer = search(opened, query, page, per_page);
      ASSERT_FALSE(answer.results.empty());
      EXPECT_EQ(answer.total, articles.size());
      for (const Result& result : answer.results) {
        EXPECT_TRUE(seen.insert(result.id).second) << result.id;
        EXPECT_LE(result.score, last + 1e-9);
        last = result.score;
        ++shown;
      }
    }
    EXPECT_EQ(shown, articles.size());
  }
}

}  // namespace
}  // namespace morgue
