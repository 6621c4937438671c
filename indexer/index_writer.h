// The one writer of an archive: documents in, an archive that is complete and searchable at every
// moment. Killed at any time, the next run carries on from what was committed or merged last.
// Belongs to the writer thread.
//
// Updates, and new articles as long as they are few beside what is there, go to the current
// generation in bounded commits. When they are many, as in a first build, they go to shards, which
// are merged with the archive into a new generation when they outweigh it, and at the end: each
// byte is merged O(log n) times, and a kill costs what has come since the archive was half as
// large, at most.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/schema/database.h"
#include "indexer/schema/token_stream_writer.h"
#include "indexer/schema/words.h"
#include "indexer/shards.h"
#include "indexer/story_filing.h"

namespace morgue {

/// Sizes that tests make small.
struct WriterBounds {
  std::size_t shard_bytes = 1u << 20;         // of text in a shard; some 300 articles
  std::size_t first_merge_bytes = 64u << 20;  // of text in all shards before the first merge
};

class IndexWriter {
 public:
  /// @throws Error  see schema::open_for_writing()
  /// @param builders  threads that build shards, at least 1
  explicit IndexWriter(const std::filesystem::path& archive, unsigned builders = 1,
                       WriterBounds bounds = {});

  /// @param document    its story is decided here: see StoryFiling
  /// @param tokens      what the document was made with
  /// @param replaces    the document of an earlier version of the article, 0 if it is new
  /// @param text_bytes  size of the article, for the commit bound
  /// @param words       its words, for spelling
  void write(Xapian::Document document, const schema::DocumentTokens& tokens,
             Xapian::docid replaces, std::size_t text_bytes, const std::vector<std::string>& words);

  /// The article is there and unchanged: prune() keeps it.
  void keep(Xapian::docid document);

  void file_done(const schema::FileRecord& record);

  /// Removes the articles of a file that were not written or kept in this run. Returns how many.
  std::size_t remove_unseen_of_file(std::string_view path);
  /// Removes all articles of a file that is no more, and its record. Returns how many.
  std::size_t remove_file(std::string_view path);
  /// False if there is none of that id.
  bool remove_article(std::string_view id);

  /// Paths of all files that articles were read from.
  std::vector<std::string> files();

  void commit();

 private:
  void open();
  void add(Xapian::Document document, std::size_t text_bytes);
  void mark_seen(Xapian::docid document);
  void commit_if_large(std::size_t text_bytes);
  void commit_directly();
  void add_words_to_shards();
  void merge_shards();
  void merge();
  bool is_suggested(const std::string& word, Xapian::termcount articles);

  WriterBounds bounds_;
  schema::WriteLock lock_;
  // Always in a transaction: else Xapian commits by itself after 10,000 changes, and when an
  // exception closes it, and knows nothing of the token streams.
  Xapian::WritableDatabase database_;
  std::optional<schema::TokenStreamWriter> streams_;  // of the current generation
  StoryFiling stories_;
  Shards shards_;
  bool by_the_bulk_ = false;         // from then on, new documents go to the shards
  Xapian::docid last_document_ = 0;  // the highest number given out
  Xapian::doccount articles_ = 0;    // in the current generation when it was opened or merged
  std::size_t added_directly_ = 0;
  std::vector<bool> seen_;  // by docid, in this run
  std::size_t pending_bytes_ = 0;
  std::unordered_map<std::string, Xapian::termcount> pending_words_;
  schema::Stemmer stemmer_;
};

}  // namespace morgue
