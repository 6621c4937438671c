#include "indexer/schema/token_stream_writer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "corpus/error.h"
#include "indexer/schema/codec.h"
#include "indexer/schema/token_files.h"

namespace morgue::schema {
namespace {

constexpr std::size_t kPendingBytes = 1U << 20;

// The first 127 words of every dictionary, which get the codes of one byte: some of the commonest
// in news. Which ones changes nothing but the size, by about a tenth.
constexpr std::string_view kCommonStems =
    "the to of in a and it said for on that is with was at by from as be he year us has will but "
    "an have his are not compani percent would were had billion which new last mln share market "
    "up bank this one or more week they their about price who been than after also govern expect "
    "two trade all month report we other quarter million over unit rate first time no when out "
    "into some there could per plan nation say may group end if state industri three onli day "
    "includ world increas busi i most offici make sinc countri presid own like while against now "
    "deal under her she him its did do so what can befor between minist polit parti peopl";

void put_little_endian(std::string& out, std::uint32_t value) {
  for (std::size_t i = 0; i < sizeof value; ++i) {
    out += static_cast<char>(value & 0xFFU);
    value >>= 8;
  }
}

}  // namespace

TokenStreamWriter::File::~File() {
  if (descriptor_ >= 0) close(descriptor_);
}

void TokenStreamWriter::File::fail() const {
  throw Error{
      fmt::format("cannot write '{}': {}; the archive is as it was last committed, run 'morgue "
                  "index' again when "
                  "that is mended",
                  path_.string(), std::strerror(errno))};
}

void TokenStreamWriter::File::open(const std::filesystem::path& path, std::uint64_t keep) {
  path_ = path;
  descriptor_ = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (descriptor_ < 0 || ftruncate(descriptor_, static_cast<off_t>(keep)) != 0) fail();
}

/// A new file of that name. Who has the old one mapped keeps it.
void TokenStreamWriter::File::create(const std::filesystem::path& path) {
  if (descriptor_ >= 0) close(descriptor_);
  path_ = path;
  if (unlink(path.c_str()) != 0 && errno != ENOENT) fail();
  descriptor_ = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor_ < 0) fail();
}

void TokenStreamWriter::File::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void TokenStreamWriter::File::sync() {
  if (fdatasync(descriptor_) != 0) fail();
}

TokenStreamWriter::TokenStreamWriter(const std::filesystem::path& directory,
                                     std::string_view extent)
    : directory_(directory) {
  if (carry_on(extent)) return;
  started_anew_ = !extent.empty();
  start();
}

bool TokenStreamWriter::carry_on(std::string_view text) {
  const auto extent = decode_extent(text);
  if (!extent || extent->stream_bytes < kStreamMark.size()) return false;
  std::error_code error;
  const std::filesystem::path stream = directory_ / kStreamFile;
  const std::uint64_t size = std::filesystem::file_size(stream, error);
  if (error || size < extent->stream_bytes) return false;
  const auto words = read_dictionary(directory_, *extent);
  if (!words || !dictionary_.append(*words)) return false;
  stream_file_.open(stream, extent->stream_bytes);
  dictionary_file_.open(directory_ / kDictionaryFile, extent->dictionary_bytes);
  stream_bytes_ = extent->stream_bytes;
  dictionary_written_ = dictionary_.bytes().size();
  return true;
}

void TokenStreamWriter::start() {
  dictionary_ = {};
  stream_file_.create(directory_ / kStreamFile);
  dictionary_file_.create(directory_ / kDictionaryFile);
  stream_file_.append(kStreamMark);
  dictionary_file_.append(kDictionaryMark);
  stream_bytes_ = kStreamMark.size();
  dictionary_written_ = 0;
  for (std::string_view rest = kCommonStems; !rest.empty();) {
    const std::size_t blank = std::min(rest.find(' '), rest.size());
    dictionary_.add(rest.substr(0, blank));
    rest.remove_prefix(std::min(blank + 1, rest.size()));
  }
  // The names of the files must be on disk before a commit speaks of them.
  const int directory = ::open(directory_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory >= 0) {
    fsync(directory);
    close(directory);
  }
}

std::string TokenStreamWriter::append(const DocumentTokens& tokens, std::string_view content_hash) {
  std::string value;
  put_varint(value, stream_bytes_);
  const std::string codes =
      encode_tokens(tokens, [this](std::string_view term) { return dictionary_.add(term); });
  const std::size_t before = pending_.size();
  put_varint(pending_, codes.size());
  put_little_endian(pending_, token_check(codes, document_word(content_hash)));
  pending_ += codes;
  stream_bytes_ += pending_.size() - before;
  if (pending_.size() >= kPendingBytes) {
    stream_file_.append(pending_);
    pending_.clear();
  }
  return value;
}

std::string TokenStreamWriter::sync() {
  stream_file_.append(pending_);
  pending_.clear();
  const std::string_view words = dictionary_.bytes();
  dictionary_file_.append(words.substr(dictionary_written_));
  dictionary_written_ = words.size();
  stream_file_.sync();
  dictionary_file_.sync();
  return encode_extent(
      {stream_bytes_, kDictionaryMark.size() + words.size(), hash_of_words(words)});
}

}  // namespace morgue::schema
