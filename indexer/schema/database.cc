#include "indexer/schema/database.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "corpus/error.h"
#include "indexer/schema/codec.h"
#include "indexer/schema/frequency.h"
#include "indexer/schema/term.h"

namespace morgue::schema {
namespace {

namespace fs = std::filesystem;

std::string xapian_series() {
  return fmt::format("{}.{}", Xapian::major_version(), Xapian::minor_version());
}

std::string metadata(const Xapian::Database& database, std::string_view key) {
  return database.get_metadata(std::string{key});
}

/// Throws unless this build can read the archive.
void require_format(const Xapian::Database& database, const std::string& cannot,
                    const fs::path& tables) {
  const std::string format = metadata(database, kFormatKey);
  if (format.empty() && has_generations(tables.parent_path()))
    throw Error{
        fmt::format("{}'{}' does not say its format, it is damaged; index the sources "
                    "again into a new directory",
                    cannot, tables.string())};
  if (format.empty())
    throw Error{cannot +
                "it is a Xapian database, but not written by morgue; name another directory with "
                "--archive"};
  if (format != std::to_string(kFormatVersion))
    throw Error{fmt::format(
        "{}its format is {}, this build reads {}; index the sources again into a new directory",
        cannot, format, kFormatVersion)};
  const std::string stemmer = metadata(database, kStemmerKey);
  if (stemmer != kStemmer)
    throw Error{fmt::format(
        "{}its stemmer is '{}', this build uses '{}'; index the sources again into a new directory",
        cannot, stemmer, kStemmer)};
  const std::string rule = metadata(database, kFrequencyKey);
  if (rule != kFrequencyRule)
    throw Error{fmt::format(
        "{}its frequencies are '{}', this build uses '{}'; index the sources again into a new "
        "directory",
        cannot, rule, kFrequencyRule)};
  const std::string series = metadata(database, kXapianKey);
  if (series != xapian_series())
    throw Error{
        fmt::format("{}it was written with Xapian {}, this build has {}; index the sources again "
                    "into a new directory",
                    cannot, series, xapian_series())};
}

void create_database(const fs::path& directory) {
  Xapian::WritableDatabase database{directory.string(),
                                    Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS};
  database.set_metadata(std::string{kFormatKey}, std::to_string(kFormatVersion));
  database.set_metadata(std::string{kStemmerKey}, std::string{kStemmer});
  database.set_metadata(std::string{kFrequencyKey}, std::string{kFrequencyRule});
  database.set_metadata(std::string{kXapianKey}, xapian_series());
  database.set_metadata(std::string{kCreatedByKey}, "morgue");
  database.commit();
}

Xapian::Database open_generation(const fs::path& archive, const fs::path& directory,
                                 const std::string& cannot) {
  std::error_code error;
  if (!fs::exists(archive, error))
    throw Error{cannot +
                "there is none; make it with 'morgue index DIR', or name another with --archive"};
  if (!has_tables(directory)) {
    if (directory != archive)
      throw Error{
          fmt::format("{}'{}' is damaged or gone; index the sources again into a new "
                      "directory",
                      cannot, directory.string())};
    if (has_generations(archive))
      throw Error{cannot + "its file XAPIANDB is missing or damaged; 'morgue index' mends it"};
    throw Error{cannot +
                "the directory is no archive; make one with 'morgue index DIR', or name another "
                "with --archive"};
  }
  // Two commits between the opening and the first look, and the state that was opened is gone.
  constexpr int kAttempts = 20;
  for (int attempt = 1;; ++attempt) {
    try {
      Xapian::Database database{directory.string()};
      require_format(database, cannot, directory);
      return database;
    } catch (const Xapian::Error& xapian) {
      const bool overtaken = std::string_view{xapian.get_type()} == "DatabaseModifiedError";
      if (overtaken && attempt < kAttempts) continue;
      throw Error{cannot + xapian.get_description() +
                  "; run 'morgue check', or index the sources again into a new directory"};
    }
  }
}

std::string file_key(std::string_view path) {
  return std::string{kFileKeyPrefix} + to_hex(content_hash(path));
}

}  // namespace

ArchiveReader::ArchiveReader(fs::path archive)
    : archive_(std::move(archive)), directory_(database_directory(archive_)) {
  const std::string cannot = fmt::format("cannot open archive '{}': ", archive_.string());
  for (;;) {
    try {
      database_ = open_generation(archive_, directory_, cannot);
      return;
    } catch (const Error&) {
      // Removed between the look at XAPIANDB and the opening, if there is a newer one.
      const fs::path newest = database_directory(archive_);
      if (newest == directory_) throw;
      directory_ = newest;
    }
  }
}

bool ArchiveReader::refresh() {
  try {
    if (database_directory(archive_) == directory_) return database_.reopen();
  } catch (const Xapian::DatabaseError&) {
    if (database_directory(archive_) == directory_) throw;  // else removed in this moment
  }
  *this = ArchiveReader{archive_};
  return true;
}

bool ArchiveReader::overtaken(const Xapian::DatabaseError& error) const {
  return std::string_view{error.get_type()} == "DatabaseModifiedError" ||
         database_directory(archive_) != directory_;
}

Xapian::Database open_for_reading(const fs::path& archive) {
  return ArchiveReader{archive}.database();
}

Xapian::WritableDatabase open_for_writing(const WriteLock& lock) {
  const fs::path& archive = lock.archive();
  const std::string cannot = fmt::format("cannot write archive '{}': ", archive.string());
  try {
    if (!current_generation(archive)) {
      if (has_tables(archive)) {
        require_format(Xapian::Database{archive.string()}, cannot, archive);
        throw Error{cannot + "it has no generations; index the sources again into a new directory"};
      }
      create_database(lock.building());
      lock.publish();
    }
    const fs::path tables = database_directory(archive);
    Xapian::WritableDatabase database{tables.string(), Xapian::DB_OPEN};
    require_format(database, cannot, tables);
    return database;
  } catch (const fs::filesystem_error& error) {
    throw Error{cannot + error.what()};
  } catch (const Xapian::Error& xapian) {
    throw Error{cannot + xapian.get_description() +
                "; run 'morgue check', or index the sources again into a new directory"};
  }
}

namespace {

constexpr std::size_t kCheckBytes = 8;

std::string check_of(std::string_view bytes) { return content_hash(bytes).substr(0, kCheckBytes); }

}  // namespace

FileRecord decode_file_record(std::string_view bytes) {
  const std::string_view check = bytes.substr(bytes.size() - std::min(bytes.size(), kCheckBytes));
  bytes.remove_suffix(check.size());
  Decoder in{bytes, "a file record"};
  if (check != check_of(bytes)) in.fail();
  FileRecord record;
  record.path = in.string();
  record.content_hash = in.string();
  record.understanding = static_cast<int>(in.number());
  record.articles = in.varint();
  record.skipped = in.varint();
  return record;
}

std::optional<FileRecord> find_file(const Xapian::Database& database, std::string_view path) {
  const std::string bytes = database.get_metadata(file_key(path));
  if (bytes.empty()) return std::nullopt;
  return decode_file_record(bytes);
}

void put_file(Xapian::WritableDatabase& database, const FileRecord& record) {
  std::string bytes;
  put_string(bytes, record.path);
  put_string(bytes, record.content_hash);
  put_varint(bytes, static_cast<std::uint64_t>(record.understanding));
  put_varint(bytes, record.articles);
  put_varint(bytes, record.skipped);
  bytes += check_of(bytes);
  database.set_metadata(file_key(record.path), bytes);
}

void remove_file(Xapian::WritableDatabase& database, std::string_view path) {
  database.set_metadata(file_key(path), std::string{});
}

}  // namespace morgue::schema
