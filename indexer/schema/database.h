// Opening an archive, for reading or writing, and what is kept beside its documents: format marks
// and file records. An archive of another format, stemmer or Xapian series is refused with a
// sentence that says what to do.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/schema/generations.h"

namespace morgue::schema {

/// The current generation of an archive. @throws Error  "cannot open archive '…': cause; way out"
Xapian::Database open_for_reading(const std::filesystem::path& archive);

/// A reader's handle on an archive that others write meanwhile. Belongs to one thread.
class ArchiveReader {
 public:
  /// @throws Error  as open_for_reading()
  explicit ArchiveReader(std::filesystem::path archive);

  Xapian::Database& database() { return database_; }
  /// Where the tables of the database lie.
  const std::filesystem::path& directory() const { return directory_; }

  /// Goes on to the newest committed state, of this generation or of one that took over. True if
  /// that is another one than before.
  /// @throws Error  if a new generation cannot be opened
  bool refresh();

  /// Did an error only mean that a writer was faster? Then refresh() and do the whole again.
  bool overtaken(const Xapian::DatabaseError& error) const;

 private:
  std::filesystem::path archive_;
  std::filesystem::path directory_;
  Xapian::Database database_;
};

/// The current generation, to be updated; an archive without any gets its first, empty one.
/// @throws Error  if the format does not fit
Xapian::WritableDatabase open_for_writing(const WriteLock& lock);

/// What is remembered of a source file, so that an unchanged one need not be read again. Committed
/// with the last of its articles.
struct FileRecord {
  std::string path;          // absolute
  std::string content_hash;  // of the bytes; see SourceFile
  int understanding = 0;     // kUnderstandingVersion when it was indexed
  std::uint64_t articles = 0;
  std::uint64_t skipped =
      0;  // items of it that could not be read; such a file is read again to report them

  bool operator==(const FileRecord&) const = default;
};

std::optional<FileRecord> find_file(const Xapian::Database& database, std::string_view path);
void put_file(Xapian::WritableDatabase& database, const FileRecord& record);
void remove_file(Xapian::WritableDatabase& database, std::string_view path);

/// Calls `visit` for every file record. O(files).
template <typename Visit>
void for_each_file(const Xapian::Database& database, Visit visit);

FileRecord decode_file_record(std::string_view bytes);

}  // namespace morgue::schema

#include "indexer/schema/schema.h"

template <typename Visit>
void morgue::schema::for_each_file(const Xapian::Database& database, Visit visit) {
  const std::string prefix{kFileKeyPrefix};
  for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
       ++key)
    visit(decode_file_record(database.get_metadata(*key)));
}
