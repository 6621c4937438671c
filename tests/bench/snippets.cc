// Where the time of a result goes: snippets_bench ARCHIVE QUERY... finds up to 100 articles for
// each query, then makes their results step by step, and prints the microseconds of CPU that each
// step takes for one article: the median of five rounds over all of them. What a whole result takes
// is told from pages of 100 and of one.
#include <ctime>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "indexer/schema/article_store.h"
#include "indexer/schema/database.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/term.h"
#include "searcher/highlight.h"
#include "searcher/searcher.h"
#include "searcher/sentences.h"

namespace {

constexpr int kRounds = 5;
constexpr int kCallsARound = 3;

struct Found {
  morgue::HighlightTerms terms;
  Xapian::docid document = 0;
  morgue::schema::StoredArticle stored;
};

double cpu_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

void print(const char* step, std::vector<double> rounds, double bytes) {
  std::sort(rounds.begin(), rounds.end());
  std::printf("%-34s %7.2f us  %7.0f bytes\n", step, rounds[kRounds / 2], bytes);
}

/// Prints the time that `make` takes for one article; it returns how many bytes it made, so that
/// nothing is optimised away.
template <typename Make>
void measure(const char* step, const std::vector<Found>& articles, Make make) {
  std::vector<double> rounds;
  std::size_t bytes = 0;
  for (int round = 0; round < kRounds; ++round) {
    const double start = cpu_microseconds();
    for (int call = 0; call < kCallsARound; ++call)
      for (const Found& found : articles) bytes += make(found);
    rounds.push_back((cpu_microseconds() - start) / kCallsARound /
                     static_cast<double>(articles.size()));
  }
  print(
      step, std::move(rounds),
      static_cast<double>(bytes) / (kRounds * kCallsARound) / static_cast<double>(articles.size()));
}

morgue::SearchRequest page_of(const char* query, std::size_t results) {
  morgue::SearchRequest request;
  request.query = query;
  request.per_page = results;
  request.facets = false;
  return request;
}

void measure_results(morgue::Searcher& searcher, int queries, char** query) {
  std::vector<double> rounds;
  double bytes = 0;
  for (int round = 0; round < kRounds; ++round) {
    double taken = 0;
    double results = 0;
    bytes = 0;
    for (int i = 0; i < queries; ++i) {
      const double start = cpu_microseconds();
      const morgue::Answer one = searcher.search(page_of(query[i], 1));
      const double between = cpu_microseconds();
      const morgue::Answer page = searcher.search(page_of(query[i], 100));
      taken += cpu_microseconds() - between - (between - start);
      results += static_cast<double>(page.results.size() - one.results.size());
      for (const morgue::Result& result : page.results)
        bytes += static_cast<double>(result.snippet_html.size());
    }
    rounds.push_back(taken / std::max(results, 1.0));
    bytes /= std::max(results, 1.0);
  }
  print("whole result", std::move(rounds), bytes);
}

std::vector<Found> find_articles(const Xapian::Database& database, morgue::Searcher& searcher,
                                 int queries, char** query) {
  std::vector<Found> articles;
  morgue::schema::ArticleReader stored{database};
  for (int i = 0; i < queries; ++i) {
    const morgue::Answer answer = searcher.search(page_of(query[i], 100));
    for (const morgue::Result& result : answer.results) {
      const std::string id = morgue::schema::term_for(morgue::schema::kId, result.id);
      Found found{searcher.highlight_terms(query[i]), *database.postlist_begin(id), {}};
      found.stored = stored.article(found.document);
      articles.push_back(std::move(found));
    }
  }
  return articles;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: snippets_bench ARCHIVE QUERY...\n", stderr);
    return 2;
  }
  try {
    const Xapian::Database database = morgue::schema::open_for_reading(argv[1]);
    morgue::Archive archive{argv[1]};
    const auto searcher = archive.borrow();
    const std::vector<Found> articles = find_articles(database, *searcher, argc - 2, argv + 2);
    if (articles.empty()) throw morgue::Error{"no article matches"};
    std::printf("%zu results\n", articles.size());
    morgue::schema::ArticleReader reader{database};
    measure("read the summary", articles, [&](const Found& found) {
      return reader.summary(found.document).article.headline.size();
    });
    measure("read the article", articles,
            [&](const Found& found) { return reader.article(found.document).article.body.size(); });
    measure("sentences of the body", articles, [](const Found& found) {
      return morgue::sentences_of(found.stored.article.body).size();
    });
    measure("matches in the body", articles, [](const Found& found) {
      return morgue::find_matches(found.stored.article.body, found.terms).size();
    });
    measure("snippet, with both of these", articles, [](const Found& found) {
      return morgue::snippet(found.stored.article.body, found.terms).size();
    });
    measure("headline", articles, [](const Found& found) {
      return morgue::highlight_line(found.stored.article.headline, found.terms).size();
    });
    measure_results(*searcher, argc - 2, argv + 2);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "snippets_bench: %s\n", error.what());
    return 1;
  }
  return 0;
}
