#include "searcher/peaks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/searcher.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using test::article;
using testing::IsEmpty;
using testing::SizeIs;

DateHistogram histogram_of(const std::vector<std::pair<int, int>>& matches_of_articles) {
  DateHistogram histogram;
  for (const auto& [matches, articles] : matches_of_articles) {
    DateBar bar;
    bar.count = static_cast<std::uint64_t>(matches);
    bar.archive = static_cast<std::uint64_t>(articles);
    histogram.bars.push_back(bar);
  }
  return histogram;
}

TEST(Peaks, AreWhereMoreMatchesThanTheArchiveExplains) {
  const struct {
    std::vector<std::pair<int, int>> bars;  // matches, all articles
    std::vector<std::size_t> peaks;
  } rows[] = {
      {{}, {}},
      {{{2, 100}, {2, 100}, {30, 100}, {2, 100}}, {2}},
      // The archive itself has more there.
      {{{2, 100}, {2, 100}, {30, 1500}, {2, 100}}, {}},
      // Few, where next to none was expected.
      {{{100, 10'000}, {100, 10'000}, {4, 20}, {100, 10'000}}, {2}},
      {{{100, 10'000}, {100, 10'000}, {2, 20}, {100, 10'000}}, {}},
      // High, and within chance.
      {{{10, 100}, {10, 100}, {15, 100}, {10, 100}}, {}},
      // A story lasts: of two side by side the higher.
      {{{1, 100}, {30, 100}, {40, 100}, {1, 100}, {1, 100}, {1, 100}, {35, 100}}, {2, 6}},
  };
  for (const auto& [bars, peaks] : rows) EXPECT_EQ(unusual_bars(histogram_of(bars)), peaks);
}

TEST(Peaks, AreAtMostSo) {
  std::vector<std::pair<int, int>> bars;
  for (int i = 0; i < 60; ++i) bars.emplace_back(i % 6 == 0 ? 40 : 0, 100);
  EXPECT_THAT(unusual_bars(histogram_of(bars)), SizeIs(kMostPeaks));
}

TEST(Peaks, OfASearchBearTheHeadlineOfTheBestArticle) {
  std::vector<test::AnnotatedArticle> articles;
  for (int day = 1; day <= 28; ++day) {
    const std::string date = "2016-02-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
    for (int i = 0; i < 8; ++i)
      articles.push_back(
          article(date + "/" + std::to_string(i), date, "Market of the day", "Bread."));
  }
  for (int i = 0; i < 8; ++i)
    articles.push_back(article("quake-" + std::to_string(i), "2016-02-14", "A quiet day",
                               "An earthquake far off."));
  articles.push_back(
      article("best", "2016-02-14", "Earthquake in Norvik", "The earthquake shook."));
  articles.push_back(article("early", "2016-02-03", "No earthquake", "All is well."));
  const test::TestArchive archive{articles};
  Archive opened{archive.path()};
  SearchRequest request;
  request.query = "earthquake";
  request.peaks = true;
  const Answer answer = opened.borrow()->search(request);
  ASSERT_THAT(answer.peaks, SizeIs(1));
  EXPECT_EQ(answer.peaks[0].value, "2016-02-14");
  EXPECT_EQ(answer.peaks[0].count, 9U);
  EXPECT_LT(answer.peaks[0].expected, 3);
  EXPECT_EQ(answer.peaks[0].id, "best");
  EXPECT_EQ(answer.peaks[0].headline, "Earthquake in Norvik");

  request.query.clear();  // everything is spread like the archive
  EXPECT_THAT(opened.borrow()->search(request).peaks, IsEmpty());
  request.query = "earthquake";
  request.peaks = false;
  EXPECT_THAT(opened.borrow()->search(request).peaks, IsEmpty());
}

}  // namespace
}  // namespace morgue
