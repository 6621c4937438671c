// Appends to the token streams of an archive. Belongs to the writer of the archive and knows
// nothing of which database the documents go into:
//
//   document.add_value(kTokensSlot, streams.append(tokens, hash));
//   ...
//   database.set_metadata(kTokensKey, streams.sync());      // then, and only then:
//   database.commit();
//
// So what is committed is always on disk. What a run that was killed left behind the committed end
// is cut off when the next one opens. Nothing is ever overwritten: readers of earlier revisions go
// on with what they have mapped.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "indexer/schema/document_tokens.h"
#include "indexer/schema/token_dictionary.h"

namespace morgue::schema {

class TokenStreamWriter {
 public:
  /// Carries on, or makes the files anew: if there are none yet, or if they are not what was
  /// committed (then earlier documents have no record: see started_anew()).
  /// @param directory  of the database, must exist
  /// @param extent     what the database has under kTokensKey, empty if nothing
  /// @throws Error     if the files cannot be written
  TokenStreamWriter(const std::filesystem::path& directory, std::string_view extent);

  /// The files were missing or damaged, and documents that were written before lack their record.
  bool started_anew() const { return started_anew_; }

  /// Appends the record of a document and returns the value of its kTokensSlot. O(words).
  /// @param content_hash  the document's kContentHashSlot
  std::string append(const DocumentTokens& tokens, std::string_view content_hash);

  /// Writes everything to the disk and returns what belongs under kTokensKey in the same commit.
  std::string sync();

 private:
  /// A file that is only appended to.
  class File {
   public:
    File() = default;
    ~File();
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    void open(const std::filesystem::path& path, std::uint64_t keep);
    void create(const std::filesystem::path& path);
    void append(std::string_view bytes);
    void sync();

   private:
    [[noreturn]] void fail() const;
    std::filesystem::path path_;
    int descriptor_ = -1;
  };

  bool carry_on(std::string_view extent);
  void start();

  std::filesystem::path directory_;
  File stream_file_, dictionary_file_;
  TokenDictionary dictionary_;
  std::string pending_;             // records not yet written
  std::uint64_t stream_bytes_ = 0;  // written and pending
  std::size_t dictionary_written_ = 0;
  bool started_anew_ = false;
};

}  // namespace morgue::schema
