#include "indexer/index_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>
#include <unordered_set>

#include "indexer/index_writer.h"
#include "indexer/known_articles.h"
#include "indexer/pipeline.h"
#include "indexer/schema/document.h"
#include "indexer/schema/term.h"
#include "indexer/story_filing.h"
#include "indexer/understanding.h"

namespace morgue {
namespace {

constexpr std::size_t kBytesUnderWay = 2u << 20;
constexpr std::size_t kJobOverhead = 512;  // so that tiny jobs are bounded too

// Words that spelling may suggest.
constexpr std::size_t kMinSpellingBytes = 4;
constexpr std::size_t kMaxSpellingBytes = 24;

std::vector<std::string> spelling_words(const Article& article) {
  std::unordered_set<std::string> words;
  for (const std::string_view text :
       {std::string_view{article.headline}, std::string_view{article.body}}) {
    schema::WordScanner scanner{text};
    schema::Word word;
    while (scanner.next(word)) {
      const std::string_view folded = word.folded;
      const bool usable =
          folded.size() >= kMinSpellingBytes && folded.size() <= kMaxSpellingBytes &&
          std::none_of(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
      if (usable) words.emplace(folded);
    }
  }
  return {words.begin(), words.end()};
}

class ArticleJob : public PipelineJob {
 public:
  ArticleJob(IndexWriter& writer, Article article, std::string hash, Xapian::docid replaces,
             bool words_only)
      : writer_(writer),
        article_(std::move(article)),
        hash_(std::move(hash)),
        replaces_(replaces),
        words_only_(words_only) {}

  void analyse() override {
    thread_local schema::Stemmer stemmer;
    tokens_ = schema::tokens_of(article_, stemmer);
    document_ = schema::make_document(article_, words_only_ ? Annotations{} : understand(article_),
                                      hash_, tokens_);
    propose_story(document_, article_);
    words_ = spelling_words(article_);
  }

  void write() override {
    writer_.write(std::move(document_), tokens_, replaces_,
                  article_.body.size() + article_.headline.size(), words_);
  }

 private:
  IndexWriter& writer_;
  Article article_;
  std::string hash_;
  Xapian::docid replaces_;
  bool words_only_;
  schema::DocumentTokens tokens_;
  Xapian::Document document_;
  std::vector<std::string> words_;
};

/// A step without analysis, in its turn on the writer thread.
class WriterJob : public PipelineJob {
 public:
  explicit WriterJob(std::function<void()> step) : step_(std::move(step)) {}
  void analyse() override {}
  void write() override { step_(); }

 private:
  std::function<void()> step_;
};

class IndexRun : public SourceVisitor {
 public:
  IndexRun(const IndexOptions& options, const SourceTotals& totals)
      : options_(options),
        threads_(options.threads != 0 ? options.threads
                                      : std::max(1U, std::thread::hardware_concurrency())),
        writer_(options.archive, threads_),
        known_(options.archive),
        pipeline_(threads_, kBytesUnderWay) {
    progress_.total_bytes = totals.bytes;
  }

  IndexSummary run() {
    const auto start = std::chrono::steady_clock::now();
    read_sources(options_.sources, options_.limits, *this);
    pipeline_.finish();
    if (options_.prune) prune();
    writer_.commit();
    summary_.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return summary_;
  }

  bool wants(const SourceFile& file) override {
    files_seen_.insert(hash64(file.path));
    if (file.content_hash.empty()) return true;
    const auto record = known_.find_file(file.path);
    const bool unchanged = record && record->content_hash == file.content_hash &&
                           record->skipped == 0 && record->understanding == understanding();
    if (!unchanged) return true;
    summary_.unchanged += record->articles;
    count_articles(record->articles);
    return false;
  }

  void file_begun(const SourceFile& /*file*/) override {
    file_articles_ = 0;
    file_skipped_ = 0;
  }

  void article(Article article) override {
    if (!resolve_id(article)) return;
    ++file_articles_;
    std::string hash = schema::article_hash(article, understanding());
    const auto known = known_.find(article.id);
    if (known && known->hash == hash) {
      ++summary_.unchanged;
      push_step([this, document = known->document] { writer_.keep(document); });
    } else {
      ++(known ? summary_.updated : summary_.added);
      const std::size_t bytes = article.body.size() + kJobOverhead;
      pipeline_.push(std::make_unique<ArticleJob>(writer_, std::move(article), std::move(hash),
                                                  known ? known->document : 0, options_.words_only),
                     bytes);
    }
    count_articles(1);
  }

  void skipped(Skipped skipped) override {
    if (skipped.doubtful) {
      ++summary_.doubtful;
    } else {
      ++summary_.skipped[skipped.reason];
      ++file_skipped_;
    }
    if (options_.on_skipped) options_.on_skipped(skipped);
  }

  void file_done(const SourceFile& file) override {
    files_read_.insert(hash64(file.path));
    const schema::FileRecord record{file.path, file.content_hash, understanding(), file_articles_,
                                    file_skipped_};
    push_step([this, record] { writer_.file_done(record); });
  }

  void consumed(std::uint64_t bytes) override {
    summary_.bytes += bytes;
    progress_.bytes += bytes;
    if (options_.on_progress) options_.on_progress(progress_);
  }

 private:
  int understanding() const { return options_.words_only ? kNotUnderstood : kUnderstandingVersion; }

  void push_step(std::function<void()> step) {
    pipeline_.push(std::make_unique<WriterJob>(std::move(step)), kJobOverhead);
  }

  void count_articles(std::uint64_t count) {
    progress_.articles += count;
    if (options_.on_progress) options_.on_progress(progress_);
  }

  /// Two articles never share an id, and none is lost for it: the later one gets an id with a
  /// suffix of its own, the same in every run. False if it repeats an earlier article of this run
  /// to the letter.
  bool resolve_id(Article& article) {
    const std::string content = schema::article_hash(article, understanding());
    if (!contents_seen_.insert(hash64(content))) {
      skipped(
          {article.source_path, article.line, SkipReason::DuplicateId,
           fmt::format("repeats the article '{}' of this run to the letter; kept once", article.id),
           false});
      return false;
    }
    if (!ids_seen_.insert(hash64(article.id))) {
      rename(article, content, "an earlier article of this run");
      return true;
    }
    const auto known = known_.find(article.id);
    if (!known || known->hash == content) return true;
    const std::string other = known_.source_path(known->document);
    std::error_code error;
    const bool moved =
        other == "-" || article.source_path == "-" || !std::filesystem::exists(other, error);
    if (other != article.source_path && !moved)
      rename(article, article.source_path, "'" + other + "'");
    return true;
  }

  void rename(Article& article, const std::string& distinct, const std::string& owner) {
    const std::string taken = article.id;
    article.id += "~" + schema::to_hex(schema::content_hash(distinct)).substr(0, 8);
    ids_seen_.insert(hash64(article.id));
    skipped(
        {article.source_path, article.line, SkipReason::DuplicateId,
         fmt::format("the id '{}' already belongs to {}; kept as '{}'", taken, owner, article.id),
         true});
  }

  /// Under the sources of this run, what is no more goes: files that have vanished, and articles
  /// that are no longer in their file.
  void prune() {
    for (const std::string& path : writer_.files()) {
      const std::uint64_t hash = hash64(path);
      if (files_read_.contains(hash)) {
        summary_.removed += writer_.remove_unseen_of_file(path);
      } else if (!files_seen_.contains(hash) && is_under_sources(path) && has_vanished(path)) {
        summary_.removed += writer_.remove_file(path);
      }
    }
  }

  bool is_under_sources(const std::string& path) const {
    return std::any_of(
        options_.sources.begin(), options_.sources.end(), [&](const std::string& source) {
          std::error_code error;
          const std::string root = std::filesystem::weakly_canonical(source, error).string();
          return !error &&
                 (path == root || path.starts_with(root.ends_with('/') ? root : root + "/"));
        });
  }

  /// A file that merely cannot be reached just now (permissions, a share that is not mounted) has
  /// not vanished.
  static bool has_vanished(const std::string& path) {
    std::error_code error;
    return std::filesystem::status(path, error).type() == std::filesystem::file_type::not_found;
  }

  const IndexOptions& options_;
  unsigned threads_;
  IndexWriter writer_;
  KnownArticles known_;
  IndexSummary summary_;
  IndexProgress progress_;
  HashSet ids_seen_, contents_seen_, files_seen_, files_read_;
  std::uint64_t file_articles_ = 0, file_skipped_ = 0;
  Pipeline pipeline_;  // last: its threads use what stands above
};

}  // namespace

std::uint64_t IndexSummary::skipped_total() const {
  std::uint64_t total = 0;
  for (const auto& [reason, count] : skipped) total += count;
  return total;
}

IndexSummary run_index(const IndexOptions& options) {
  // First, so that a source that does not exist makes no archive.
  const SourceTotals totals = measure_sources(options.sources);
  return schema::writing(options.archive, [&] { return IndexRun{options, totals}.run(); });
}

}  // namespace morgue
