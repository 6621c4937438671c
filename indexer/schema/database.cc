#include "indexer/schema/database.h"

#include <fmt/format.h>

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
void require_format(const Xapian::Database& database, const std::string& cannot) {
  const std::string format = metadata(database, kFormatKey);
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

void write_format(Xapian::WritableDatabase& database) {
  database.set_metadata(std::string{kFormatKey}, std::to_string(kFormatVersion));
  database.set_metadata(std::string{kStemmerKey}, std::string{kStemmer});
  database.set_metadata(std::string{kFrequencyKey}, std::string{kFrequencyRule});
  database.set_metadata(std::string{kXapianKey}, xapian_series());
  database.set_metadata(std::string{kCreatedByKey}, "morgue");
  database.commit();
}

/// A directory with files in it that is no Xapian database is not ours to write into.
void require_archive_or_empty(const fs::path& directory, const std::string& cannot) {
  std::error_code error;
  const fs::file_status status = fs::status(directory, error);
  if (!fs::exists(status)) return;
  if (!fs::is_directory(status))
    throw Error{cannot + "it is a file; name a directory with --archive"};
  if (fs::exists(directory / "iamglass", error)) return;
  if (!fs::is_empty(directory, error) || error)
    throw Error{
        cannot +
        "the directory holds other files and no archive; name an empty or new one with --archive"};
}

std::string file_key(std::string_view path) {
  return std::string{kFileKeyPrefix} + to_hex(content_hash(path));
}

}  // namespace

Xapian::Database open_for_reading(const fs::path& directory) {
  const std::string cannot = fmt::format("cannot open archive '{}': ", directory.string());
  std::error_code error;
  if (!fs::exists(directory, error))
    throw Error{cannot +
                "there is none; make it with 'morgue index DIR', or name another with --archive"};
  if (!fs::exists(directory / "iamglass", error))
    throw Error{cannot +
                "the directory is no archive; make one with 'morgue index DIR', or name another "
                "with --archive"};
  try {
    Xapian::Database database{directory.string()};
    require_format(database, cannot);
    return database;
  } catch (const Xapian::Error& xapian) {
    throw Error{cannot + xapian.get_description() +
                "; run 'morgue check', or index the sources again into a new directory"};
  }
}

Xapian::WritableDatabase open_for_writing(const fs::path& directory) {
  const std::string cannot = fmt::format("cannot write archive '{}': ", directory.string());
  require_archive_or_empty(directory, cannot);
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) throw Error{cannot + error.message() + "; name another directory with --archive"};
  try {
    Xapian::WritableDatabase database{directory.string(),
                                      Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS};
    // Empty and without marks: new, or a run was killed before its first commit.
    const bool fresh = database.get_doccount() == 0 && metadata(database, kFormatKey).empty() &&
                       database.get_lastdocid() == 0;
    if (fresh)
      write_format(database);
    else
      require_format(database, cannot);
    return database;
  } catch (const Xapian::DatabaseLockError&) {
    throw Error{cannot + "another process is writing it; wait until that is done"};
  } catch (const Xapian::Error& xapian) {
    throw Error{cannot + xapian.get_description() +
                "; run 'morgue check', or index the sources again into a new directory"};
  }
}

FileRecord decode_file_record(std::string_view bytes) {
  Decoder in{bytes, "a file record"};
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
  database.set_metadata(file_key(record.path), bytes);
}

void remove_file(Xapian::WritableDatabase& database, std::string_view path) {
  database.set_metadata(file_key(path), std::string{});
}

}  // namespace morgue::schema
