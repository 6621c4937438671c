#include "indexer/index_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>
#include <unordered_set>
#include <utility>
#include <vector>

#include "indexer/freed_memory.h"
#include "indexer/index_writer.h"
#include "indexer/known_articles.h"
#include "indexer/pipeline.h"
#include "indexer/schema/appearances.h"
#include "indexer/schema/article_store.h"
#include "indexer/schema/document.h"
#include "indexer/schema/term.h"
#include "indexer/schema/writing.h"
#include "indexer/stories/signature.h"
#include "indexer/story_filing.h"
#include "indexer/understanding.h"

namespace morgue {
namespace {

constexpr std::size_t kBytesUnderWay = 2u << 20;
constexpr std::size_t kJobOverhead = 512;  // so that tiny jobs are bounded too

// Words that spelling may suggest.
constexpr std::size_t kMinSpellingBytes = 4;
constexpr std::size_t kMaxSpellingBytes = 24;

bool may_be_suggested(std::string_view folded) {
  return folded.size() >= kMinSpellingBytes && folded.size() <= kMaxSpellingBytes &&
         std::none_of(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class ArticleJob : public PipelineJob {
 public:
  ArticleJob(IndexWriter& writer, Article article, std::string hash, Xapian::docid replaces,
             bool words_only, const std::shared_ptr<const schema::TextCodec>& codec)
      : writer_(writer),
        article_(std::move(article)),
        hash_(std::move(hash)),
        replaces_(replaces),
        words_only_(words_only),
        codec_(codec) {}

  void analyse() override {
    thread_local schema::Stemmer stemmer;
    SignatureBuilder signature;
    schema::Appearances seen;
    made_.words = schema::tokens_of(
        article_, stemmer,
        [&](std::string_view folded, const schema::Stemmer::Known& word, bool in_body) {
          if (in_body) signature.add(folded, word.hash);
          const std::size_t before = seen.size();
          if (seen.place_of(word.word) == before && may_be_suggested(folded))
            words_.emplace_back(folded);
        });
    const Annotations annotations = words_only_ ? Annotations{} : understand(article_);
    made_.document = schema::make_document_without_words(article_, annotations, hash_);
    propose_story(made_.document, article_, signature.signature());
    made_.article = schema::compress_article(*codec_, article_, annotations);
  }

  void write() override {
    writer_.write(std::move(made_), replaces_, article_.body.size() + article_.headline.size(),
                  words_);
  }

 private:
  IndexWriter& writer_;
  Article article_;
  std::string hash_;
  Xapian::docid replaces_;
  bool words_only_;
  const std::shared_ptr<const schema::TextCodec>& codec_;  // there when it is analysed
  schema::NewDocument made_;
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
    if (writer_.codec()->has_dictionary()) codec_ = writer_.codec();
  }

  IndexSummary run() {
    const auto start = std::chrono::steady_clock::now();
    try {
      if (options_.parts)
        read_parts(options_.sources, *options_.parts, options_.limits, *this);
      else
        read_sources(options_.sources, options_.limits, *this);
    } catch (const Stop&) {
      summary_.stopped = true;
    }
    if (!codec_) begin_writing();
    pipeline_.finish();
    if (options_.prune && !summary_.stopped) prune();
    writer_.commit();
    summary_.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return summary_;
  }

  bool wants(const SourceFile& file) override {
    stop_if_asked();
    files_seen_.insert(hash64(file.path));
    if (file.content_hash.empty()) return true;
    if (options_.being_written && options_.being_written(file.path)) return false;
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
    stop_if_asked();
    std::string hash = schema::article_hash(article, understanding());
    if (!resolve_id(article, hash)) return;
    ++file_articles_;
    const auto known = known_.find(article.id);
    if (known && known->hash == hash) {
      ++summary_.unchanged;
      push_step([this, document = known->document] { writer_.keep(document); });
    } else {
      ++(known ? summary_.updated : summary_.added);
      const std::size_t bytes = article.body.size() + kJobOverhead;
      if (!codec_) take_sample(article);
      push(std::make_unique<ArticleJob>(writer_, std::move(article), std::move(hash),
                                        known ? known->document : 0, options_.words_only, codec_),
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
  struct Stop {};

  void stop_if_asked() const {
    if (options_.stop && options_.stop()) throw Stop{};
  }

  int understanding() const { return options_.words_only ? kNotUnderstood : kUnderstandingVersion; }

  void push_step(std::function<void()> step) {
    push(std::make_unique<WriterJob>(std::move(step)), kJobOverhead);
  }

  /// What comes before the dictionary waits for it.
  void push(std::unique_ptr<PipelineJob> job, std::size_t bytes) {
    if (codec_)
      pipeline_.push(std::move(job), bytes);
    else
      waiting_.emplace_back(std::move(job), bytes);
  }

  void take_sample(const Article& article) {
    samples_.push_back(schema::encode_summary(article, {}));
    samples_.push_back(schema::encode_text(article, {}));
    sample_bytes_ += article.body.size();
    if (samples_.size() >= 2 * schema::kSampleArticles || sample_bytes_ >= schema::kSampleBytes)
      begin_writing();
  }

  /// The first articles of an archive make its dictionary.
  void begin_writing() {
    if (samples_.size() < 2 * schema::kFewestSamples) samples_.clear();
    codec_ = std::make_shared<const schema::TextCodec>(
        schema::make_dictionary(std::exchange(samples_, {})));
    if (codec_->has_dictionary()) push_step([this] { writer_.set_dictionary(*codec_); });
    // Not those that come from here on.
    for (auto& [job, bytes] : std::exchange(waiting_, {})) pipeline_.push(std::move(job), bytes);
  }

  void count_articles(std::uint64_t count) {
    progress_.articles += count;
    if (options_.on_progress) options_.on_progress(progress_);
  }

  /// Two articles never share an id, and none is lost for it: the later one gets an id with a
  /// suffix of its own, the same in every run. False if it repeats an earlier article of this run
  /// to the letter.
  /// @param hash  of the article; follows its id
  bool resolve_id(Article& article, std::string& hash) {
    if (!contents_seen_.insert(hash64(hash))) {
      skipped(
          {article.source_path, article.line, SkipReason::DuplicateId,
           fmt::format("repeats the article '{}' of this run to the letter; kept once", article.id),
           false});
      return false;
    }
    if (!ids_seen_.insert(hash64(article.id))) {
      rename(article, hash, hash, "an earlier article of this run");
      return true;
    }
    const auto known = known_.find(article.id);
    if (!known || known->hash == hash) return true;
    const std::string other = known_.source_path(known->document);
    std::error_code error;
    const bool moved =
        other == "-" || article.source_path == "-" || !std::filesystem::exists(other, error);
    if (other != article.source_path && !moved)
      rename(article, hash, article.source_path, "'" + other + "'");
    return true;
  }

  void rename(Article& article, std::string& hash, const std::string& distinct,
              const std::string& owner) {
    const std::string taken = article.id;
    article.id += "~" + schema::to_hex(schema::content_hash(distinct)).substr(0, 8);
    hash = schema::article_hash(article, understanding());
    ids_seen_.insert(hash64(article.id));
    skipped(
        {article.source_path, article.line, SkipReason::DuplicateId,
         fmt::format("the id '{}' already belongs to {}; kept as '{}'", taken, owner, article.id),
         true});
  }

  /// Of what this run looked at, what is no more goes: files that have vanished, and articles that
  /// are no longer in their file.
  void prune() {
    const std::unordered_set<std::string> looked_at = places_looked_at();
    for (const std::string& path : writer_.files()) {
      const std::uint64_t hash = hash64(path);
      if (files_read_.contains(hash)) {
        summary_.removed += writer_.remove_unseen_of_file(path);
      } else if (!files_seen_.contains(hash) && is_under(looked_at, path) && has_vanished(path)) {
        summary_.removed += writer_.remove_file(path);
      }
    }
  }

  std::unordered_set<std::string> places_looked_at() const {
    std::unordered_set<std::string> places;
    if (options_.parts) {
      for (const std::filesystem::path& part : *options_.parts) places.insert(part.native());
      return places;
    }
    for (const std::string& source : options_.sources) {
      std::error_code error;
      const std::filesystem::path root = std::filesystem::weakly_canonical(source, error);
      if (!error) places.insert(root.native());
    }
    return places;
  }

  static bool is_under(const std::unordered_set<std::string>& places, std::filesystem::path path) {
    while (!places.contains(path.native())) {
      if (!path.has_relative_path()) return false;
      path = path.parent_path();
    }
    return true;
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
  std::shared_ptr<const schema::TextCodec> codec_;  // once it is known
  std::vector<std::string> samples_;                // until then
  std::size_t sample_bytes_ = 0;
  std::vector<std::pair<std::unique_ptr<PipelineJob>, std::size_t>> waiting_;
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
  const SourceTotals totals = options.parts ? SourceTotals{} : measure_sources(options.sources);
  IndexSummary summary = schema::writing(options.archive, [&] {
    return IndexRun{options, totals}.run();
  });
  return_freed_memory();  // columns are made next, mostly
  return summary;
}

}  // namespace morgue
