// How fast the dates of articles are found: dates_bench FILE.jsonl... reads articles as `morgue
// index` does, then finds their dates five times over. Reading and tokenising are not counted.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "corpus/source.h"
#include "indexer/dates/dates.h"

namespace {

using Clock = std::chrono::steady_clock;

class Collector : public morgue::SourceVisitor {
 public:
  bool wants(const morgue::SourceFile& /*file*/) override { return true; }
  void file_begun(const morgue::SourceFile& /*file*/) override {}
  void article(morgue::Article article) override { articles.push_back(std::move(article)); }
  void skipped(morgue::Skipped /*skipped*/) override {}
  void file_done(const morgue::SourceFile& /*file*/) override {}
  void consumed(std::uint64_t /*bytes*/) override {}

  std::vector<morgue::Article> articles;
};

}  // namespace

int main(int argc, char** argv) {
  Collector collector;
  const std::vector<std::string> sources(argv + 1, argv + argc);
  morgue::read_sources(sources, {}, collector);
  std::vector<morgue::TokenisedText> texts;
  std::size_t bytes = 0;
  std::size_t tokens = 0;
  for (const morgue::Article& article : collector.articles) {
    texts.push_back(morgue::tokenise(article.headline, article.body));
    bytes += texts.back().text.size();
    tokens += texts.back().tokens.size();
  }
  constexpr int kRounds = 5;
  std::vector<double> seconds;
  std::size_t dates = 0;
  for (int round = 0; round < kRounds; ++round) {
    const Clock::time_point start = Clock::now();
    dates = 0;
    for (std::size_t i = 0; i < texts.size(); ++i)
      dates += morgue::find_dates(collector.articles[i], texts[i], {}).size();
    seconds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
  }
  std::sort(seconds.begin(), seconds.end());
  const double median = seconds[kRounds / 2];
  std::printf("%zu articles, %zu dates, %.1f MB: %.1f MB/s, %.2f million tokens/s (median of %d)\n",
              texts.size(), dates, static_cast<double>(bytes) / 1e6,
              static_cast<double>(bytes) / 1e6 / median, static_cast<double>(tokens) / 1e6 / median,
              kRounds);
  return texts.empty() ? 1 : 0;
}
