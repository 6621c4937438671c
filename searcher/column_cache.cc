#include "searcher/column_cache.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "corpus/error.h"
#include "indexer/schema/database.h"
#include "searcher/column_builder.h"

namespace morgue {
namespace {

constexpr std::string_view kBeingWritten = ".tmp";

bool write_all(const std::filesystem::path& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) return false;
  bool good = true;
  while (good && !bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    good = written > 0;
    if (good) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::close(file) == 0 && good;
}

/// What a run left behind that was killed while it wrote.
void remove_leftovers(const std::filesystem::path& directory) {
  std::error_code error;
  const std::string begins = std::string{kColumnsFile} + ".";
  for (std::filesystem::directory_iterator entry{directory, error}, end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with(begins) && name.ends_with(kBeingWritten))
      std::filesystem::remove(entry->path(), error);
  }
}

/// Under a name of its own first: who has the old file mapped must not see it change. Without
/// fsync: what a power cut leaves behind is not whole, and refused.
void leave(const std::filesystem::path& directory, std::string_view bytes) {
  remove_leftovers(directory);
  const std::filesystem::path own =
      directory / fmt::format("{}.{}{}", kColumnsFile, ::getpid(), kBeingWritten);
  std::error_code error;
  if (write_all(own, bytes)) std::filesystem::rename(own, directory / kColumnsFile, error);
  std::filesystem::remove(own, error);
}

std::shared_ptr<const Columns> map_columns(const std::filesystem::path& directory,
                                           const std::string& revision) {
  auto bytes = FlatBytes::map(directory / kColumnsFile);
  if (!bytes) return nullptr;
  try {
    return std::make_shared<const Columns>(*std::move(bytes), revision);
  } catch (const Error&) {
    return nullptr;
  }
}

}  // namespace

std::shared_ptr<const Columns> open_columns(const Xapian::Database& database,
                                            const std::filesystem::path& archive) {
  const std::string revision = revision_of(database, archive);
  const std::filesystem::path directory = schema::database_directory(archive);
  if (auto columns = map_columns(directory, revision)) return columns;
  auto built = build_columns(database, archive, revision);
  leave(directory, built->bytes());
  // Mapped they are shared with other processes, and can be let go of when memory is short.
  if (auto columns = map_columns(directory, revision)) return columns;
  return built;
}

std::string problem_of_columns(const std::filesystem::path& archive) {
  const std::filesystem::path file = schema::database_directory(archive) / kColumnsFile;
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return {};
  const auto bytes = FlatBytes::map(file);
  if (bytes && is_whole(bytes->view())) return {};
  return fmt::format(
      "'{}' is damaged; counts are right all the same, whoever searches makes it anew: remove it, "
      "or run 'morgue search'",
      file.string());
}

void leave_columns(const std::filesystem::path& archive) noexcept {
  try {
    open_columns(schema::open_for_reading(archive), archive);
  } catch (...) {
  }
}

}  // namespace morgue
