// An archive that grows while it is asked: every answer is of one revision, and none is left out.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "searcher/searcher.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

std::vector<test::AnnotatedArticle> ten_articles(int batch) {
  std::vector<test::AnnotatedArticle> articles;
  for (int i = 0; i < 10; ++i)
    articles.push_back(test::article(fmt::format("a{}-{}", batch, i), "2016-12-19", "Talks",
                                     "Oil talks.", {"IR"}, {}, fmt::format("Paper {}", batch)));
  return articles;
}

TEST(GrowingArchive, IsSeenAsItIsAfterEachCommit) {
  test::TestArchive archive{ten_articles(0)};
  Archive opened{archive.path()};
  for (int batch = 1; batch < 5; ++batch) {
    archive.add(ten_articles(batch));
    EXPECT_EQ(opened.borrow()->search({}).total, 10U * static_cast<unsigned>(batch + 1));
  }
}

TEST(GrowingArchive, AnswersEveryRequestFromOneRevision) {
  test::TestArchive archive{ten_articles(0)};
  Archive opened{archive.path()};
  std::atomic<bool> done = false;
  std::atomic<int> asked = 0;
  const auto ask = [&] {
    std::uint64_t before = 0;
    while (!done) {
      SearchRequest request;
      request.query = asked % 2 == 0 ? "oil" : "\"oil talks\"";
      const Answer answer = opened.borrow()->search(request);
      const auto& countries = answer.facets[static_cast<std::size_t>(Facet::Country)].values;
      ASSERT_EQ(countries.size(), 1U);
      EXPECT_EQ(answer.total % 10, 0U);  // whole commits
      EXPECT_EQ(countries.front().count, answer.total);
      EXPECT_EQ(answer.facets[static_cast<std::size_t>(Facet::Source)].distinct * 10, answer.total);
      EXPECT_EQ(answer.results.size(), 10U);
      EXPECT_GE(answer.total, before);  // what was seen stays seen
      before = answer.total;
      ++asked;
    }
  };
  std::jthread one{ask}, another{ask};
  for (int batch = 1; batch < 20; ++batch) archive.add(ten_articles(batch));
  while (asked < 20) std::this_thread::yield();
  done = true;
  one.join();
  another.join();
  EXPECT_EQ(opened.borrow()->search({}).total, 200U);
}

}  // namespace
}  // namespace morgue
