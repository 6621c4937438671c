#include "indexer/schema/generations.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <string_view>
#include <system_error>
#include <vector>

#include "corpus/error.h"

namespace morgue::schema {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStub = "XAPIANDB";  // Xapian's name for it
constexpr std::string_view kNewStub = "XAPIANDB.new";
constexpr std::string_view kLockFile = "morgue.lock";
constexpr std::string_view kGlassFile = "iamglass";  // in every glass database
constexpr std::string_view kStubBegin = "glass ";
constexpr std::string_view kGeneration = "generation-";

[[noreturn]] void fail(const char* what, const fs::path& path) {
  throw fs::filesystem_error{what, path, std::error_code{errno, std::generic_category()}};
}

/// A file descriptor that is closed with its scope.
class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags)
      : file_(open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
  ~Descriptor() {
    if (file_ >= 0) close(file_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return file_; }

 private:
  int file_;
};

/// The number in "generation-3"; nothing for any other name.
std::optional<std::uint64_t> generation_number(std::string_view name) {
  if (!name.starts_with(kGeneration)) return std::nullopt;
  name.remove_prefix(kGeneration.size());
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc{} || end != name.data() + name.size()) return std::nullopt;
  return number;
}

bool is_ours_to_remove(const std::string& name) {
  return name == "building" || name == "shards" || name == kNewStub || generation_number(name);
}

/// The highest number of a generation, 0 if there is none.
std::uint64_t last_generation(const fs::path& archive) {
  std::uint64_t last = 0;
  std::error_code none;
  for (fs::directory_iterator entry{archive, none}, end; entry != end; entry.increment(none))
    if (const auto number = generation_number(entry->path().filename().string()))
      last = std::max(last, *number);
  return last;
}

std::string name_of(std::uint64_t generation) {
  return fmt::format("{}{}", kGeneration, generation);
}

/// Names the generation as the current one, atomically.
void write_stub(const fs::path& archive, std::uint64_t generation) {
  const std::string line = fmt::format("{}{}\n", kStubBegin, name_of(generation));
  {
    const Descriptor stub{archive / kNewStub, O_WRONLY | O_CREAT | O_TRUNC};
    if (stub.get() < 0 ||
        write(stub.get(), line.data(), line.size()) != static_cast<ssize_t>(line.size()) ||
        fsync(stub.get()) != 0)
      fail("cannot write", archive / kNewStub);
  }
  fs::rename(archive / kNewStub, archive / kStub);
  sync_path(archive);
}

/// A directory with other things in it is not ours to write into.
void require_archive_or_empty(const fs::path& archive, const std::string& cannot) {
  std::error_code error;
  const fs::file_status status = fs::status(archive, error);
  if (!fs::exists(status)) return;
  if (!fs::is_directory(status))
    throw Error{cannot + "it is a file; name a directory with --archive"};
  if (fs::exists(archive / kStub, error)) {
    if (current_generation(archive) || fs::exists(archive / kLockFile, error)) return;
    throw Error{cannot +
                "its file XAPIANDB is damaged or not written by morgue; name another directory "
                "with --archive"};
  }
  // With the lock, but without XAPIANDB: killed before there was a first generation.
  for (const std::string_view ours : {kLockFile, kGlassFile})
    if (fs::exists(archive / ours, error)) return;
  if (!fs::is_empty(archive, error) || error)
    throw Error{cannot +
                "the directory holds other files and no archive; name an empty or new one with "
                "--archive"};
}

}  // namespace

std::optional<fs::path> current_generation(const fs::path& archive) {
  const Descriptor stub{archive / kStub, O_RDONLY};
  if (stub.get() < 0) return std::nullopt;
  char bytes[64];
  const ssize_t size = read(stub.get(), bytes, sizeof bytes);
  if (size <= 0) return std::nullopt;
  std::string_view line{bytes, static_cast<std::size_t>(size)};
  if (!line.ends_with('\n') || !line.starts_with(kStubBegin)) return std::nullopt;
  line.remove_prefix(kStubBegin.size());
  line.remove_suffix(1);
  if (!generation_number(line)) return std::nullopt;
  return archive / line;
}

fs::path database_directory(const fs::path& archive) {
  return current_generation(archive).value_or(archive);
}

bool has_tables(const fs::path& directory) {
  std::error_code error;
  return fs::exists(directory / kGlassFile, error);
}

bool has_generations(const fs::path& archive) { return last_generation(archive) != 0; }

void sync_path(const fs::path& path) {
  const Descriptor file{path, O_RDONLY};
  if (file.get() < 0 || fsync(file.get()) != 0) fail("cannot sync", path);
}

WriteLock::WriteLock(const fs::path& archive) : archive_(archive) {
  const std::string cannot = fmt::format("cannot write archive '{}': ", archive.string());
  require_archive_or_empty(archive, cannot);
  std::error_code error;
  fs::create_directories(archive, error);
  if (error) throw Error{cannot + error.message() + "; name another directory with --archive"};
  file_ = open((archive / kLockFile).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file_ < 0)
    throw Error{cannot + std::generic_category().message(errno) +
                "; make the directory writable, or name another with --archive"};
  if (flock(file_, LOCK_EX | LOCK_NB) != 0) {
    const int cause = errno;
    close(file_);
    if (cause == EWOULDBLOCK)
      throw BusyError{cannot + "another process is writing it; wait until that is done"};
    throw Error{cannot + "it cannot be locked: " + std::generic_category().message(cause) +
                "; name a directory on another file system with --archive"};
  }
  try {
    const std::uint64_t last = last_generation(archive);
    if (!current_generation(archive) && last != 0) write_stub(archive, last);
    remove_leftovers();
  } catch (const fs::filesystem_error& failure) {
    close(file_);
    throw Error{cannot + failure.what()};
  }
}

WriteLock::~WriteLock() {
  remove_leftovers();
  close(file_);
}

void WriteLock::publish() const {
  for (const auto& entry : fs::directory_iterator{building()}) sync_path(entry.path());
  sync_path(building());
  const std::uint64_t next = last_generation(archive_) + 1;
  fs::rename(building(), archive_ / name_of(next));
  sync_path(archive_);
  write_stub(archive_, next);
  remove_leftovers();
}

void WriteLock::remove_leftovers() const {
  const auto current = current_generation(archive_);
  std::error_code ignored;  // what cannot be removed now is removed by the next run
  std::vector<fs::path> leftovers;
  for (fs::directory_iterator entry{archive_, ignored}, end; entry != end; entry.increment(ignored))
    if (is_ours_to_remove(entry->path().filename().string()) && entry->path() != current)
      leftovers.push_back(entry->path());
  for (const fs::path& each : leftovers) fs::remove_all(each, ignored);
}

}  // namespace morgue::schema
