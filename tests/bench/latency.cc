// How fast an archive is searched, in process and warm: a page of ten results, the same with all
// facets and histograms of all matches, and the same with snippets. Queries are drawn from the
// archive's own articles with a fixed seed: words by how rare they are, OR, AND, phrases, words
// with a facet chosen, and all articles with a facet chosen.
//
//   latency_bench ARCHIVE [SEED [KIND]]   prints microseconds of CPU: per query the median of
//                                         five rounds over all queries
#include <fmt/format.h>

#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <random>

#include "indexer/schema/article_store.h"
#include "indexer/schema/database.h"
#include "indexer/schema/words.h"
#include "searcher/searcher.h"

namespace {

using namespace morgue;

/// Draws words and pairs of neighbours from random articles.
class Words {
 public:
  Words(const std::string& archive, unsigned seed)
      : database_(schema::open_for_reading(archive)), articles_(database_), random_(seed) {}

  std::vector<std::string> article() {
    for (;;) {
      const auto document = static_cast<Xapian::docid>(1 + random_() % database_.get_lastdocid());
      try {
        const std::string body = articles_.article(document).article.body;
        std::vector<std::string> words;
        schema::WordScanner scanner{body};
        for (schema::Word word; scanner.next(word);) words.emplace_back(word.folded);
        if (words.size() > 20) return words;
      } catch (const Xapian::DocNotFoundError&) {
      }
    }
  }

  /// A word that this share of the articles have.
  std::string word(double least, double most) {
    for (;;) {
      const std::vector<std::string> words = article();
      const std::string& word = words[random_() % words.size()];
      const double share =
          static_cast<double>(database_.get_termfreq(stemmer_(word))) / database_.get_doccount();
      if (share >= least && share < most && word.size() > 2) return word;
    }
  }

  /// `count` words of one article, side by side or anywhere in it.
  std::vector<std::string> of_one_article(std::size_t count, bool neighbours) {
    const std::vector<std::string> words = article();
    std::vector<std::string> chosen;
    const std::size_t first = random_() % (words.size() - count);
    for (std::size_t i = 0; i < count; ++i)
      chosen.push_back(words[neighbours ? first + i : random_() % words.size()]);
    return chosen;
  }

 private:
  Xapian::Database database_;
  schema::ArticleReader articles_;
  schema::Stemmer stemmer_;
  std::mt19937 random_;
};

std::string joined(const std::vector<std::string>& words, std::string_view with) {
  return fmt::format("{}", fmt::join(words, with));
}

SearchRequest asking(std::string query) {
  SearchRequest request;
  request.query = std::move(query);
  return request;
}

using Queries = std::vector<SearchRequest>;

/// The mix of section 2 of the measurements that the goals come from: 600 queries.
std::vector<std::pair<std::string, Queries>> draw(Words& words, Searcher& searcher) {
  std::vector<std::pair<std::string, Queries>> kinds;
  const auto add = [&](const std::string& kind, int count,
                       const std::function<SearchRequest()>& one) {
    Queries queries;
    for (int i = 0; i < count; ++i) queries.push_back(one());
    kinds.emplace_back(kind, std::move(queries));
  };
  constexpr double kRare = 0.0005, kMedium = 0.01, kFrequent = 0.5;
  const auto medium = [&] { return words.word(kRare, 5 * kMedium); };
  add("rare word", 60, [&] { return asking(words.word(0, kRare)); });
  add("medium word", 60, [&] { return asking(words.word(kRare, kMedium)); });
  add("frequent word", 60, [&] { return asking(words.word(kMedium, kFrequent)); });
  add("OR of 2", 80, [&] { return asking(medium() + " OR " + medium()); });
  add("OR of 3", 80, [&] { return asking(medium() + " OR " + medium() + " OR " + medium()); });
  add("AND of 2", 80, [&] { return asking(joined(words.of_one_article(2, false), " ")); });
  add("phrase of 2", 40,
      [&] { return asking("\"" + joined(words.of_one_article(2, true), " ") + "\""); });
  add("phrase of 3", 40,
      [&] { return asking("\"" + joined(words.of_one_article(3, true), " ") + "\""); });
  const Answer everything = searcher.search({});
  const auto chosen = [&](SearchRequest request, std::size_t i) {
    const Facet facet = i % 2 == 0 ? Facet::Country : Facet::Person;
    const auto& values = everything.facets[static_cast<std::size_t>(facet)].values;
    if (!values.empty()) request.choice(facet).include = {values[i / 2 % values.size()].value};
    return request;
  };
  std::size_t next = 0;
  add("word and a facet", 50, [&] { return chosen(asking(words.word(kRare, kFrequent)), next++); });
  add("all and a facet", 50, [&] { return chosen({}, next++); });
  return kinds;
}

/// Of this thread's processor time: on a machine of its own that is the time a reader waits, on a
/// busy one it is what would be.
double now() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

constexpr int kRounds = 5;

/// One query, and what it took in each round.
struct Asked {
  SearchRequest request;
  std::uint64_t matches = 0;
  std::vector<double> microseconds;

  void ask(Searcher& searcher) {
    const double start = now();
    matches = searcher.search(request).total;
    microseconds.push_back(now() - start);
  }

  double median() {
    std::sort(microseconds.begin(), microseconds.end());
    return microseconds[microseconds.size() / 2];
  }
};

double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

struct Times {
  std::vector<double> ranked, facets, snippets, matches;

  void add(const Times& other) {
    const auto append = [](std::vector<double>& to, const std::vector<double>& from) {
      to.insert(to.end(), from.begin(), from.end());
    };
    append(ranked, other.ranked);
    append(facets, other.facets);
    append(snippets, other.snippets);
    append(matches, other.matches);
  }

  void print(const std::string& kind) const {
    const auto row = [](const std::vector<double>& values) {
      return fmt::format("{:>7.0f} {:>7.0f} {:>7.0f}", percentile(values, 0.5),
                         percentile(values, 0.95), percentile(values, 0.99));
    };
    fmt::print("{:<17} {:>9.0f}   {}   {}   {}\n", kind, percentile(matches, 0.5), row(ranked),
               row(facets), row(snippets));
  }
};

/// @param only  the kind of queries to ask; empty: all
void run(const std::string& path, unsigned seed, std::string_view only) {
  Archive archive{path};
  const Archive::Lease searcher = archive.borrow();
  Words words{path, seed};
  const auto kinds = draw(words, *searcher);
  fmt::print("{} articles; us, p50 p95 p99\n", searcher->summary().articles);
  fmt::print("{:<17} {:>9}   {:<23}   {:<23}   {:<23}\n", "", "matches", "ranked page", "+ facets",
             "+ snippets");
  // Round after round over all queries, as different readers would ask: what is remembered from one
  // search to the next has to last until another one can use it.
  std::map<std::string, Times> times;
  const auto measure = [&](bool facets, bool snippets, std::vector<double> Times::*taken) {
    std::map<std::string, std::vector<Asked>> asked;
    for (const auto& [kind, queries] : kinds)
      for (SearchRequest request : queries) {
        if (!only.empty() && kind != only) continue;
        request.facets = facets;
        request.snippets = snippets;
        asked[kind].push_back({std::move(request), 0, {}});
      }
    for (int round = 0; round < kRounds; ++round)
      for (auto& [kind, queries] : asked)
        for (Asked& query : queries) query.ask(*searcher);
    for (auto& [kind, queries] : asked)
      for (Asked& query : queries) {
        (times[kind].*taken).push_back(query.median());
        if (snippets) times[kind].matches.push_back(static_cast<double>(query.matches));
      }
  };
  measure(false, false, &Times::ranked);
  measure(true, false, &Times::facets);
  measure(true, true, &Times::snippets);
  Times all;
  for (const auto& [kind, queries] : kinds)
    if (const auto taken = times.find(kind); taken != times.end()) {
      taken->second.print(kind);
      all.add(taken->second);
    }
  all.print("all");
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::cerr << "usage: latency_bench ARCHIVE [SEED [KIND]]\n";
    return 2;
  }
  try {
    run(arguments[1], count > 2 ? static_cast<unsigned>(std::atoi(arguments[2])) : 1,
        count > 3 ? arguments[3] : "");
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
