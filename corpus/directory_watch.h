// What changes in directories, and in all below them, told by the kernel (inotify): so that a
// change costs what has changed, and not a look at everything. Follows what walk() visits: linked
// directories too, hidden ones not.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace morgue {

struct Changes {
  /// Files that were closed after writing, moved, linked or removed, and directories that came or
  /// went: the paths that walk() gives them, or would have given.
  std::set<std::filesystem::path> paths;
  /// The kernel has lost count (its queue was full): anything may have changed.
  bool everything = false;

  bool empty() const { return paths.empty() && !everything; }
};

class DirectoryWatch {
 public:
  /// Changes are noticed from here on.
  /// @param directories      as they would be named to read_sources()
  /// @param directory_depth  as for walk()
  /// @throws Error  if one is no directory, or the limits of the kernel do not allow it
  DirectoryWatch(const std::vector<std::string>& directories, int directory_depth);
  ~DirectoryWatch();
  DirectoryWatch(const DirectoryWatch&) = delete;
  DirectoryWatch& operator=(const DirectoryWatch&) = delete;

  /// Is readable, for poll(), when collect() would find something.
  int descriptor() const { return notifications_; }

  /// Adds what has happened since the last call; does not wait. A file that is being written is not
  /// told of before it is closed.
  /// @throws Error  if one of the directories was itself removed or moved, or as the constructor
  void collect(Changes& changes);

  std::size_t directories() const { return watch_of_.size(); }

 private:
  void start();
  void add_below(const std::filesystem::path& root, const std::filesystem::path& part);
  void add(const std::filesystem::path& directory);
  void drop_below(const std::filesystem::path& path);
  void drop(int watch);
  void happened(int watch, unsigned what, const std::string& name, Changes& changes);
  void happened_in(const std::filesystem::path& directory, unsigned what, const std::string& name,
                   Changes& changes);

  std::vector<std::filesystem::path> roots_;
  int directory_depth_;
  int notifications_ = -1;
  std::map<std::filesystem::path, int> watch_of_;  // what is below a directory follows it
  // A directory that links lead to has several paths and one watch.
  std::unordered_map<int, std::vector<std::filesystem::path>> paths_of_;
};

/// Waits for changes, and until they have come to rest for `quiet`; `at_most` after the first they
/// are handed out all the same. Empty if the descriptor `stop` became readable before.
Changes wait_for_changes(DirectoryWatch& watch, int stop, std::chrono::milliseconds quiet,
                         std::chrono::milliseconds at_most);

/// Has anybody the file open for writing? False also if that cannot be told: of files of other
/// users, and on most network file systems.
/// @pre the signal SIGIO is ignored: it comes if somebody opens the file in this moment
bool is_being_written(const std::string& path);

}  // namespace morgue
