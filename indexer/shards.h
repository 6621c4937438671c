// New documents on their way into an archive by the bulk. Xapian builds many small databases in
// less time and memory than a large one (its trees stay in the processor's cache), and merging
// them copies whole chunks of postings; see docs/adr/0009-generations.md.
//
//   documents in order --add()--> batch of some 300 --> shard, built on any thread
//   32 shards --> one of the next level --> ... --merge()--> the next generation of the archive
//
// Documents keep the numbers that they are given, so what comes out depends neither on the number
// of threads nor on where a shard ends.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "indexer/pipeline.h"
#include "indexer/schema/database.h"
#include "indexer/schema/document.h"

namespace morgue {

/// For the spelling dictionary: a word, and how many articles have it.
using SpellingWord = std::pair<std::string, Xapian::termcount>;

class Shards {
 public:
  /// @param directory  made when needed; its content is nobody else's
  /// @param builders   threads that build shards, at least 1
  /// @param shard_bytes  of text in a shard
  Shards(std::filesystem::path directory, unsigned builders, std::size_t shard_bytes);

  /// @param id  higher than all before
  void add(Xapian::docid id, schema::NewDocument document, std::size_t text_bytes);
  /// Behind the last article of the file. @pre no other source of the merge has a record of it
  void file_done(const schema::FileRecord& record);
  void add_words(std::vector<SpellingWord> words);

  bool empty() const { return articles_ == 0 && batch_.records.empty(); }
  std::size_t articles() const { return articles_; }
  std::size_t text_bytes() const { return text_bytes_; }

  /// Merges `base` and all that was added into a database at `output`, and forgets it here.
  void merge(const std::filesystem::path& base, const std::filesystem::path& output);

 private:
  struct Entry {
    Xapian::docid id = 0;
    schema::NewDocument made;
  };
  struct Batch {
    std::vector<Entry> entries;
    std::vector<schema::FileRecord> records;
    std::vector<SpellingWord> words;
    std::size_t text_bytes = 0;
  };
  struct Shard {
    std::filesystem::path path;
    unsigned level = 0;
  };
  class BuildJob;

  void build_batch();
  void built(std::filesystem::path path);
  std::filesystem::path new_path();

  std::filesystem::path directory_;
  unsigned builders_;
  std::size_t shard_bytes_;
  Batch batch_;
  std::size_t articles_ = 0, text_bytes_ = 0;
  std::size_t paths_ = 0;      // given out
  std::vector<Shard> shards_;  // in the order of their documents; belongs to the pipeline while
                               // there is one
  std::unique_ptr<Pipeline> building_;
};

/// Merges databases whose documents have different numbers into a new one, which keeps them.
/// O(bytes).
void merge_databases(const std::vector<std::filesystem::path>& sources,
                     const std::filesystem::path& output);

}  // namespace morgue
