// Related articles as a reader asks for them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "searcher/searcher.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using test::article;
using test::TestArchive;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::vector<test::AnnotatedArticle> filler() {
  std::vector<test::AnnotatedArticle> articles;
  for (const std::string town : {"Alm", "Brod", "Crane", "Dorn", "Elm", "Fosse", "Glen", "Hask"})
    articles.push_back(article("town-" + town, "2016-01-01", "The market of " + town,
                               "The bakers of " + town + " open early."));
  return articles;
}

class Related : public testing::Test {
 protected:
  Related() : archive_(filler()) {
    archive_.add({
        article("quake", "2016-03-01", "Earthquake shakes Norvik",
                "The earthquake destroyed the harbour of Norvik. Rescuers dig."),
        article("rescue", "2016-03-02", "Rescuers find survivors in Norvik",
                "Two days after the earthquake rescuers found survivors near the harbour."),
        article("aid", "2016-03-05", "Aid flights reach Norvik",
                "Tents and blankets for the survivors arrived by air."),
        article("same", "2016-03-06", "", ""),
    });
  }

  std::vector<std::string> related(const std::string& id, std::size_t limit = 10) {
    Archive opened{archive_.path()};
    const auto results = opened.borrow()->related(id, limit);
    std::vector<std::string> ids;
    for (const Result& result : results.value()) ids.push_back(result.id);
    return ids;
  }

  TestArchive archive_;
};

TEST_F(Related, ArticlesOnTheSameMatterComeFirst) {
  EXPECT_THAT(related("quake", 2), ElementsAre("rescue", "aid"));
  EXPECT_THAT(related("aid", 1), ElementsAre("rescue"));
}

TEST_F(Related, AreNeverTheArticleItself) {
  EXPECT_THAT(related("quake", 100), Not(Contains("quake")));
}

TEST_F(Related, AreNoneForAnArticleWithoutWords) { EXPECT_THAT(related("same"), IsEmpty()); }

TEST_F(Related, SayHowSimilarTheyAreBestFirst) {
  Archive opened{archive_.path()};
  const auto results = opened.borrow()->related("quake", 10);
  ASSERT_TRUE(results.has_value());
  ASSERT_GE(results->size(), 2U);
  for (const Result& result : *results) {
    EXPECT_GE(result.score, 0);
    EXPECT_LE(result.score, 1.000001);
  }
  EXPECT_TRUE(std::ranges::is_sorted(*results, std::greater{}, &Result::score));
  EXPECT_EQ(results->front().headline, "Rescuers find survivors in Norvik");
}

TEST_F(Related, AreNothingForAnIdThatTheArchiveDoesNotHave) {
  Archive opened{archive_.path()};
  EXPECT_FALSE(opened.borrow()->related("nobody", 10).has_value());
}

TEST_F(Related, AreBounded) {
  Archive opened{archive_.path()};
  EXPECT_THROW(opened.borrow()->related("quake", 0), RequestError);
  EXPECT_THROW(opened.borrow()->related("quake", kMaxRelated + 1), RequestError);
}

}  // namespace
}  // namespace morgue
