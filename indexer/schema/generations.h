// The directory of an archive: which database in it is current, and how the next one takes over.
// Knows files alone, no Xapian.
//
//   ARCHIVE/XAPIANDB        "glass generation-3": a Xapian stub, so stock tools open ARCHIVE too
//           generation-3/   the glass database it names, and what lies beside its tables
//           building/       the next generation, until it is complete
//           shards/         parts of it
//           morgue.lock     locked by the one process that writes
//           aliases.tsv, stop.tsv: the users' own
//
// Updates are committed into the current generation. A new one is made by bulk building and by
// compaction; it takes over by an atomic rename. Readers that have the old one open go on with it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace morgue::schema {

/// The database directory of the current generation, one small file read. Nothing if the archive
/// has none, or what XAPIANDB says is not ours.
std::optional<std::filesystem::path> current_generation(const std::filesystem::path& archive);

/// Where the tables are: the current generation; the archive itself if it has none.
std::filesystem::path database_directory(const std::filesystem::path& archive);

/// Does a directory hold a glass database?
bool has_tables(const std::filesystem::path& directory);

/// Does an archive hold generations, though it may not say which is current?
bool has_generations(const std::filesystem::path& archive);

/// Waits until a file or directory is on the disk. @throws std::filesystem::filesystem_error
void sync_path(const std::filesystem::path& path);

/// The right to write an archive. One at a time, in this process and all others; the kernel takes
/// it back from a process that dies.
class WriteLock {
 public:
  /// Makes the directory if there is none, and removes what a killed run has left behind. If
  /// XAPIANDB is lost, the newest generation is current: all are complete.
  /// @throws BusyError  if another holds the lock
  /// @throws Error      if the directory holds something else, or cannot be written
  explicit WriteLock(const std::filesystem::path& archive);
  ~WriteLock();  // removes what was not published
  WriteLock(const WriteLock&) = delete;
  WriteLock& operator=(const WriteLock&) = delete;

  const std::filesystem::path& archive() const { return archive_; }

  /// Where the next generation is to be made: nothing is there.
  std::filesystem::path building() const { return archive_ / "building"; }
  /// Where parts of it are to be kept.
  std::filesystem::path shards() const { return archive_ / "shards"; }

  /// Makes what is in building() the current generation, and removes the one before. Killed in
  /// between, the archive has the one or the other.
  /// @throws std::filesystem::filesystem_error  and then the old one is still current
  void publish() const;

  /// Removes everything of ours that is not the current generation.
  void remove_leftovers() const;

 private:
  std::filesystem::path archive_;
  int file_ = -1;
};

}  // namespace morgue::schema
