#include "corpus/directory_watch.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

#include "corpus/error.h"
#include "corpus/walk.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kNoticed = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
                              IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

std::string cannot_watch(const fs::path& directory) {
  return "cannot watch '" + directory.native() + "': ";
}

fs::path resolve_directory(const std::string& name) {
  std::error_code error;
  fs::path path = fs::canonical(name, error);
  if (error) throw Error(cannot_watch(name) + error.message() + "; name a directory");
  if (!fs::is_directory(path))
    throw Error(cannot_watch(name) + "it is no directory; name the one that it is in");
  return path;
}

/// A new name of what is complete already: a symbolic link, or a second hard link. A new file is
/// told of when it is closed.
bool is_link(const fs::path& path) {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0) return false;
  return S_ISLNK(status.st_mode) || (S_ISREG(status.st_mode) && status.st_nlink > 1);
}

}  // namespace

DirectoryWatch::DirectoryWatch(const std::vector<std::string>& directories, int directory_depth)
    : directory_depth_(directory_depth) {
  for (const std::string& directory : directories) roots_.push_back(resolve_directory(directory));
  start();
}

DirectoryWatch::~DirectoryWatch() {
  if (notifications_ >= 0) close(notifications_);
}

void DirectoryWatch::start() {
  if (notifications_ >= 0) close(notifications_);
  watch_of_.clear();
  paths_of_.clear();
  notifications_ = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (notifications_ < 0) {
    const int cause = errno;
    throw Error(cannot_watch(roots_.front()) +
                (cause == EMFILE
                     ? "too many programs of this user watch directories; raise the limit with "
                       "'sysctl fs.inotify.max_user_instances=1024'"
                     : std::generic_category().message(cause) +
                           "; use 'morgue index' from time to time instead"));
  }
  for (const fs::path& root : roots_) {
    add(root);  // walk() reports what cannot be opened; of a root it is an error
    add_below(root, root);
  }
}

/// Watches all directories at or below the part.
void DirectoryWatch::add_below(const fs::path& root, const fs::path& part) {
  const WalkVisitor visitor{[](const WalkedFile&) {}, [](const Skipped&) {},
                            [this](const fs::path& directory) { add(directory); }};
  walk_part(root, part, directory_depth_, visitor);
}

void DirectoryWatch::add(const fs::path& directory) {
  if (watch_of_.contains(directory)) return;
  const int watch = inotify_add_watch(notifications_, directory.c_str(), kNoticed);
  if (watch < 0) {
    const int cause = errno;
    if (cause == ENOSPC)
      throw Error(cannot_watch(directory) + "more than the " + std::to_string(watch_of_.size()) +
                  " directories that are watched by now are not allowed; raise the limit with "
                  "'sysctl fs.inotify.max_user_watches=1048576'");
    const bool is_root = std::ranges::find(roots_, directory) != roots_.end();
    // One below may have vanished again, or be closed to us, which reading it reports.
    if (!is_root && cause != ENOMEM) return;
    throw Error(cannot_watch(directory) + std::generic_category().message(cause) +
                "; make it readable, or name another");
  }
  watch_of_.emplace(directory, watch);
  paths_of_[watch].push_back(directory);
}

/// The directory has another path now, or is no more; and so have all below it.
void DirectoryWatch::drop_below(const fs::path& path) {
  auto each = watch_of_.find(path);
  while (each != watch_of_.end() && is_at_or_below(each->first, path)) {
    const auto paths = paths_of_.find(each->second);
    std::erase(paths->second, each->first);
    if (paths->second.empty()) {
      inotify_rm_watch(notifications_, each->second);
      paths_of_.erase(paths);
    }
    each = watch_of_.erase(each);
  }
}

/// The kernel watches it no longer.
void DirectoryWatch::drop(int watch) {
  const auto paths = paths_of_.find(watch);
  if (paths == paths_of_.end()) return;
  for (const fs::path& path : paths->second) watch_of_.erase(path);
  paths_of_.erase(paths);
}

void DirectoryWatch::collect(Changes& changes) {
  alignas(inotify_event) std::array<char, std::size_t{64} * 1024>
      buffer;  // NOLINT(*-member-init): read() fills it
  for (;;) {
    const ssize_t size = read(notifications_, buffer.data(), buffer.size());
    if (size <= 0) return;
    const inotify_event* event = nullptr;
    for (const char* at = buffer.data(); at < buffer.data() + size;
         at += sizeof(inotify_event) + event->len) {
      event = reinterpret_cast<const inotify_event*>(at);
      if ((event->mask & IN_Q_OVERFLOW) != 0) {
        changes.everything = true;
        start();  // directories may have come and gone unnoticed
        break;
      }
      happened(event->wd, event->mask, event->len > 0 ? event->name : "", changes);
    }
  }
}

void DirectoryWatch::happened(int watch, unsigned what, const std::string& name, Changes& changes) {
  const auto found = paths_of_.find(watch);
  if (found == paths_of_.end()) return;  // dropped, and what happened there is told of its new path
  const std::vector<fs::path> paths = found->second;
  if ((what & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)) != 0) {
    for (const fs::path& path : paths)
      if (std::ranges::find(roots_, path) != roots_.end())
        throw Error("cannot watch '" + path.native() +
                    "' any longer: it was removed, moved or unmounted; start again when it is "
                    "there, nothing that was indexed is lost");
  }
  if ((what & IN_IGNORED) != 0) return drop(watch);
  if (name.empty() || name.starts_with('.')) return;
  for (const fs::path& path : paths) happened_in(path, what, name, changes);
}

void DirectoryWatch::happened_in(const fs::path& directory, unsigned what, const std::string& name,
                                 Changes& changes) {
  const fs::path path = directory / name;
  const bool came = (what & (IN_CREATE | IN_MOVED_TO)) != 0;
  if ((what & (IN_DELETE | IN_MOVED_FROM)) != 0) drop_below(path);
  std::error_code vanished;
  if (came && fs::is_directory(path, vanished)) {
    for (const fs::path& root : roots_)
      if (is_at_or_below(path, root)) add_below(root, path);
  } else if ((what & IN_CREATE) != 0 && !is_link(path)) {
    return;
  }
  changes.paths.insert(path);
}

Changes wait_for_changes(DirectoryWatch& watch, int stop, std::chrono::milliseconds quiet,
                         std::chrono::milliseconds at_most) {
  using Clock = std::chrono::steady_clock;
  Changes changes;
  Clock::time_point deadline;
  for (;;) {
    std::array<pollfd, 2> either{{{watch.descriptor(), POLLIN, 0}, {stop, POLLIN, 0}}};
    int patience = -1;
    if (!changes.empty()) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
      if (left.count() <= 0) return changes;
      patience = static_cast<int>(std::min(quiet, left).count());
    }
    const int ready = poll(either.data(), either.size(), patience);
    if (ready == 0) return changes;
    if (ready < 0) continue;  // interrupted
    if (either[1].revents != 0) return {};
    const bool first = changes.empty();
    watch.collect(changes);
    if (first) deadline = Clock::now() + at_most;
  }
}

bool is_being_written(const std::string& path) {
  // A lease for reading is refused while a file is open for writing.
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return false;
  const bool refused = fcntl(file, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
  if (!refused) fcntl(file, F_SETLEASE, F_UNLCK);
  close(file);
  return refused;
}

}  // namespace morgue
