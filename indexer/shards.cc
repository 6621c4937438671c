#include "indexer/shards.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/freed_memory.h"
#include "indexer/schema/article_store.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

// A merge has the files of its sources open: five each.
constexpr std::size_t kShardsToMerge = 32;

}  // namespace

void merge_databases(const std::vector<fs::path>& sources, const fs::path& output) {
  Xapian::Database all;
  for (const fs::path& source : sources) all.add_database(Xapian::Database{source.string()});
  all.compact(output.string(), Xapian::DBCOMPACT_NO_RENUMBER);
}

class Shards::BuildJob : public PipelineJob {
 public:
  BuildJob(Shards& shards, Batch batch, fs::path path)
      : shards_(shards), batch_(std::move(batch)), path_(std::move(path)) {}

  void analyse() override {
    // Not synced: what is not merged does not outlive the run.
    Xapian::WritableDatabase database{
        path_.string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC};
    for (Entry& entry : batch_.entries) {
      schema::NewDocument made = std::exchange(entry.made, {});
      schema::add_words(made.document, made.words);
      database.replace_document(entry.id, made.document);
      schema::put_article(database, entry.id, made.article);
    }
    for (const schema::FileRecord& record : batch_.records) schema::put_file(database, record);
    for (const auto& [word, articles] : batch_.words) database.add_spelling(word, articles);
    database.commit();
    batch_ = {};
  }

  void write() override { shards_.built(path_); }

 private:
  Shards& shards_;
  Batch batch_;
  fs::path path_;
};

Shards::Shards(fs::path directory, unsigned builders, std::size_t shard_bytes)
    : directory_(std::move(directory)),
      builders_(std::max(1U, builders)),
      shard_bytes_(shard_bytes) {}

void Shards::add(Xapian::docid id, schema::NewDocument document, std::size_t text_bytes) {
  batch_.entries.push_back({id, std::move(document)});
  batch_.text_bytes += text_bytes;
  text_bytes_ += text_bytes;
  ++articles_;
  if (batch_.text_bytes >= shard_bytes_) build_batch();
}

void Shards::file_done(const schema::FileRecord& record) { batch_.records.push_back(record); }

void Shards::add_words(std::vector<SpellingWord> words) {
  batch_.words = std::move(words);
  build_batch();
}

fs::path Shards::new_path() { return directory_ / std::to_string(paths_++); }

void Shards::build_batch() {
  if (batch_.entries.empty() && batch_.records.empty() && batch_.words.empty()) return;
  fs::create_directories(directory_);
  if (!building_)
    building_ = std::make_unique<Pipeline>(builders_, std::size_t{2} * builders_ * shard_bytes_);
  const std::size_t bytes = std::max(batch_.text_bytes, std::size_t{1});
  building_->push(std::make_unique<BuildJob>(*this, std::exchange(batch_, {}), new_path()), bytes);
}

/// On the pipeline's writer thread, in the order of the batches.
void Shards::built(fs::path path) {
  shards_.push_back({std::move(path)});
  for (;;) {
    const unsigned level = shards_.back().level;
    const auto first = std::find_if(shards_.begin(), shards_.end(),
                                    [&](const Shard& shard) { return shard.level == level; });
    if (std::distance(first, shards_.end()) < static_cast<std::ptrdiff_t>(kShardsToMerge)) return;
    std::vector<fs::path> sources;
    for (auto shard = first; shard != shards_.end(); ++shard) sources.push_back(shard->path);
    const fs::path merged = sources.front().string() + "+";
    merge_databases(sources, merged);
    for (const fs::path& source : sources) fs::remove_all(source);
    shards_.erase(first, shards_.end());
    shards_.push_back({merged, level + 1});
  }
}

void Shards::merge(const fs::path& base, const fs::path& output) {
  build_batch();
  if (building_) building_->finish();
  building_.reset();
  std::vector<fs::path> sources{base};
  for (const Shard& shard : shards_) sources.push_back(shard.path);
  return_freed_memory();
  merge_databases(sources, output);
  fs::remove_all(directory_);
  shards_.clear();
  articles_ = text_bytes_ = 0;
}

}  // namespace morgue
