// The one writer of an archive: documents in, bounded commits. What it has committed is complete
// and searchable; killed at any moment, the next run carries on from there. Belongs to the writer
// thread.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/schema/database.h"
#include "indexer/schema/token_stream_writer.h"
#include "indexer/story_filing.h"

namespace morgue {

class IndexWriter {
 public:
  /// @throws Error  see schema::open_for_writing()
  explicit IndexWriter(const std::filesystem::path& archive);

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
  void rewrite_token_streams();
  void mark_seen(Xapian::docid document);
  void commit_if_large(std::size_t text_bytes);

  // Always in a transaction: else Xapian commits by itself after 10,000 changes, and when an
  // exception closes it, and knows nothing of the token streams.
  Xapian::WritableDatabase database_;
  schema::TokenStreamWriter streams_;
  StoryFiling stories_;
  std::vector<bool> seen_;  // by docid, in this run
  std::size_t pending_bytes_ = 0;
  std::unordered_map<std::string, Xapian::termcount> pending_words_;
};

}  // namespace morgue
