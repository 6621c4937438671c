#include "searcher/date_order.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "searcher/searcher.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

constexpr int kArticles = 700;  // more than are held while the first are found

/// Its number is the id of an article, and the days since the first that it was published.
test::AnnotatedArticle published_on(int number) {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::year{2015} / 1 / 1} +
                                        std::chrono::days{number}};
  return test::article(
      std::to_string(number),
      fmt::format("{}-{:02}-{:02}", static_cast<int>(day.year()),
                  static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())),
      "Bread", "A baker bakes.");
}

std::vector<std::string> page_of(Archive& archive, Sort sort, std::size_t page,
                                 std::size_t per_page) {
  SearchRequest request;
  request.sort = sort;
  request.page = page;
  request.per_page = per_page;
  request.facets = request.snippets = false;
  std::vector<std::string> ids;
  for (const Result& result : archive.borrow()->search(request).results) ids.push_back(result.id);
  return ids;
}

TEST(DateOrder, PutsTheSameFirstInWhateverOrderAnArchiveIs) {
  std::vector<int> rising;
  for (int number = 0; number < kArticles; ++number) rising.push_back(number);
  const std::vector<int> falling{rising.rbegin(), rising.rend()};
  std::vector<int> mixed = rising;
  std::shuffle(mixed.begin(), mixed.end(), std::mt19937{1815});
  for (const std::vector<int>& written : {rising, falling, mixed}) {
    SCOPED_TRACE(written.front());
    std::vector<test::AnnotatedArticle> articles{test::article("undated", "", "Bread", "Baked.")};
    for (const int number : written) articles.push_back(published_on(number));
    const test::TestArchive archive{articles};
    Archive opened{archive.path()};
    for (const auto& [page, per_page] : {std::pair{1, 1}, {1, 7}, {2, 7}, {3, 100}, {7, 100}}) {
      SCOPED_TRACE(page);
      std::vector<std::string> oldest, newest;
      for (int place = (page - 1) * per_page; place < page * per_page; ++place) {
        oldest.push_back(std::to_string(place));
        newest.push_back(std::to_string(kArticles - 1 - place));
      }
      const auto shown = [&](Sort sort) {
        return page_of(opened, sort, static_cast<std::size_t>(page),
                       static_cast<std::size_t>(per_page));
      };
      EXPECT_EQ(shown(Sort::Oldest), oldest);
      EXPECT_EQ(shown(Sort::Newest), newest);
    }
    EXPECT_EQ(page_of(opened, Sort::Newest, 8, 100), std::vector<std::string>{"undated"});
    EXPECT_EQ(page_of(opened, Sort::Oldest, 8, 100), std::vector<std::string>{"undated"});
  }
}

}  // namespace
}  // namespace morgue
