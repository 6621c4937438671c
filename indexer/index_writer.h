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
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/article_store.h"
#include "indexer/schema/database.h"
#include "indexer/schema/document.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/token_stream_writer.h"
#include "indexer/schema/words.h"
#include "indexer/shards.h"
#include "indexer/story_filing.h"
#include "indexer/word_counts.h"

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
  /// @param replaces    the document of an earlier version of the article, 0 if it is new
  /// @param text_bytes  size of the article, for the commit bound
  /// @param words       its words, for spelling
  void write(schema::NewDocument document, Xapian::docid replaces, std::size_t text_bytes,
             const std::vector<std::string>& words);

  /// For the texts of documents; without a dictionary if the archive has none yet. As it was when
  /// the writer was made.
  std::shared_ptr<const schema::TextCodec> codec() const { return codec_; }
  /// Gives the archive the dictionary that texts are compressed with from now on.
  /// @pre it has none
  void set_dictionary(const schema::TextCodec& codec);

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

  /// Does nothing if nothing has changed: readers keep what they made for the revision.
  void commit();

 private:
  void open();
  void add(schema::NewDocument document, std::size_t text_bytes);
  void put(Xapian::docid id, schema::NewDocument document, std::size_t text_bytes);
  void remove(const std::vector<Xapian::docid>& documents);
  std::vector<Xapian::docid> documents_with(const std::string& term) const;
  void mark_seen(Xapian::docid document);
  void commit_if_large(std::size_t text_bytes);
  void commit_directly();
  std::vector<SpellingWord> take_suggested_words();
  void add_words_to_shards();
  void merge_shards();
  void merge();
  bool is_suggested(std::string_view word, Xapian::termcount articles);

  WriterBounds bounds_;
  schema::WriteLock lock_;
  // Always in a transaction: else Xapian commits by itself after 10,000 changes, and when an
  // exception closes it, and knows nothing of the token streams.
  Xapian::WritableDatabase database_;
  std::shared_ptr<const schema::TextCodec> codec_;
  std::optional<schema::TokenStreamWriter> streams_;  // of the current generation
  StoryFiling stories_;
  Shards shards_;
  bool changed_ = false;             // since it was opened
  bool by_the_bulk_ = false;         // from then on, new documents go to the shards
  Xapian::docid last_document_ = 0;  // the highest number given out
  Xapian::doccount articles_ = 0;    // in the current generation when it was opened or merged
  std::size_t added_directly_ = 0;
  std::vector<bool> seen_;  // by docid, in this run
  std::size_t pending_bytes_ = 0;
  WordCounts pending_words_;
  Xapian::Stem stem_{std::string{schema::kStemmer}};  // no word comes twice
};

}  // namespace morgue
