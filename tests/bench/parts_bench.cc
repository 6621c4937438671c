// The parts that indexing and searching are made of, on one core, on the sample archive:
//
//   parts_bench [--benchmark_filter=REGEX]
//
// Bytes per second are of the articles' text (headlines and bodies).
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/source.h"
#include "indexer/schema/document.h"
#include "indexer/schema/stored_article.h"
#include "indexer/schema/text_codec.h"
#include "indexer/schema/words.h"
#include "indexer/understanding.h"
#include "searcher/highlight.h"
#include "searcher/searcher.h"
#include "tests/support/test_archive.h"

namespace {

using morgue::test::AnnotatedArticle;

class Collector : public morgue::SourceVisitor {
 public:
  bool wants(const morgue::SourceFile& /*file*/) override { return true; }
  void file_begun(const morgue::SourceFile& /*file*/) override {}
  void article(morgue::Article article) override {
    morgue::Annotations annotations = morgue::understand(article);
    articles.push_back({std::move(article), std::move(annotations)});
  }
  void skipped(morgue::Skipped /*skipped*/) override {}
  void file_done(const morgue::SourceFile& /*file*/) override {}
  void consumed(std::uint64_t /*bytes*/) override {}

  std::vector<AnnotatedArticle> articles;
};

const std::vector<AnnotatedArticle>& sample() {
  static const std::vector<AnnotatedArticle> articles = [] {
    Collector collector;
    const std::vector<std::string> sources{MORGUE_SAMPLE_DIR};
    morgue::read_sources(sources, {}, collector);
    return std::move(collector.articles);
  }();
  return articles;
}

void count_text(benchmark::State& state) {
  std::size_t bytes = 0;
  for (const AnnotatedArticle& each : sample())
    bytes += each.article.headline.size() + each.article.body.size();
  state.SetBytesProcessed(
      static_cast<std::int64_t>(static_cast<std::size_t>(state.iterations()) * bytes));
  state.SetItemsProcessed(
      static_cast<std::int64_t>(static_cast<std::size_t>(state.iterations()) * sample().size()));
}

/// One iteration is all articles.
template <typename Work>
void over_the_sample(benchmark::State& state, Work work) {
  sample();
  for (auto _ : state)
    for (const AnnotatedArticle& each : sample()) work(each);
  count_text(state);
}

void words(benchmark::State& state) {
  over_the_sample(state, [](const AnnotatedArticle& each) {
    morgue::schema::WordScanner scanner{each.article.body};
    morgue::schema::Word word;
    while (scanner.next(word)) benchmark::DoNotOptimize(word.folded);
  });
}
BENCHMARK(words)->Unit(benchmark::kMillisecond);

void words_and_stems(benchmark::State& state) {
  morgue::schema::Stemmer stemmer;
  over_the_sample(state, [&](const AnnotatedArticle& each) {
    morgue::schema::WordScanner scanner{each.article.body};
    morgue::schema::Word word;
    while (scanner.next(word)) benchmark::DoNotOptimize(stemmer(word.folded).data());
  });
}
BENCHMARK(words_and_stems)->Unit(benchmark::kMillisecond);

void understanding(benchmark::State& state) {
  over_the_sample(state, [](const AnnotatedArticle& each) {
    benchmark::DoNotOptimize(morgue::understand(each.article));
  });
}
BENCHMARK(understanding)->Unit(benchmark::kMillisecond);

void document(benchmark::State& state) {
  morgue::schema::Stemmer stemmer;
  over_the_sample(state, [&](const AnnotatedArticle& each) {
    const std::string hash = morgue::schema::article_hash(each.article, 1);
    benchmark::DoNotOptimize(morgue::schema::make_document(
        each.article, each.annotations, hash, morgue::schema::tokens_of(each.article, stemmer)));
  });
}
BENCHMARK(document)->Unit(benchmark::kMillisecond);

const morgue::schema::TextCodec& codec() {
  static const morgue::schema::TextCodec made{[] {
    std::vector<std::string> bodies;
    for (const AnnotatedArticle& each : sample()) bodies.push_back(each.article.body);
    return morgue::schema::make_dictionary(bodies);
  }()};
  return made;
}

void encode(benchmark::State& state) {
  over_the_sample(state, [](const AnnotatedArticle& each) {
    benchmark::DoNotOptimize(morgue::schema::encode_summary(each.article, each.annotations));
    benchmark::DoNotOptimize(
        codec().compress(morgue::schema::encode_text(each.article, each.annotations)));
  });
}
BENCHMARK(encode)->Unit(benchmark::kMillisecond);

void decode(benchmark::State& state) {
  std::vector<std::pair<std::string, std::string>> stored;
  for (const AnnotatedArticle& each : sample())
    stored.emplace_back(
        morgue::schema::encode_summary(each.article, each.annotations),
        codec().compress(morgue::schema::encode_text(each.article, each.annotations)));
  for (auto _ : state)
    for (const auto& [summary, text] : stored) {
      morgue::schema::StoredArticle article = morgue::schema::decode_summary(summary);
      morgue::schema::decode_text(codec().decompress(text), article);
      benchmark::DoNotOptimize(article);
    }
  count_text(state);
}
BENCHMARK(decode)->Unit(benchmark::kMillisecond);

/// The sample ten times over as one archive, made once.
morgue::Searcher& searcher() {
  static morgue::test::TestArchive files = [] {
    std::vector<AnnotatedArticle> articles;
    for (int copy = 0; copy < 10; ++copy)
      for (AnnotatedArticle each : sample()) {
        each.article.id += '#' + std::to_string(copy);
        articles.push_back(std::move(each));
      }
    return morgue::test::TestArchive{articles};
  }();
  static morgue::Archive archive{files.path()};
  static const morgue::Archive::Lease lease = archive.borrow();
  return *lease;
}

/// A page of one article of all there are; the difference is what counting costs.
void page_of_everything(benchmark::State& state, bool facets) {
  morgue::SearchRequest request;
  request.per_page = 1;
  request.facets = facets;
  const std::uint64_t matches = searcher().search(request).total;
  for (auto _ : state) benchmark::DoNotOptimize(searcher().search(request));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(matches));
}
BENCHMARK_CAPTURE(page_of_everything, without_facets, false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(page_of_everything, with_facets, true)->Unit(benchmark::kMicrosecond);

void snippet(benchmark::State& state) {
  const morgue::HighlightTerms terms = searcher().highlight_terms("council harbour vote");
  over_the_sample(state, [&](const AnnotatedArticle& each) {
    benchmark::DoNotOptimize(morgue::snippet(each.article.body, terms));
  });
}
BENCHMARK(snippet)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
