#include "searcher/flat_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "indexer/schema/term.h"

namespace morgue {
namespace {

constexpr std::size_t kAlignment = 8;
constexpr std::size_t kHashBytes = 16;

/// All that comes before the hash: the arrays are read as they lie, so they must be of a machine
/// that writes numbers the same way.
struct Head {
  char magic[12] = {'m', 'o', 'r', 'g', 'u', 'e', ' ', 'f', 'l', 'a', 't', '\n'};
  std::uint32_t version_and_order = 0x01020301;
  std::uint64_t length = 0;
};
constexpr std::size_t kHeadBytes = sizeof(Head) + kHashBytes;
static_assert(kHeadBytes % kAlignment == 0);

std::size_t padded(std::size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

bool has_head(std::string_view bytes) {
  Head expected;
  expected.length = bytes.size();
  return bytes.size() >= kHeadBytes && std::memcmp(bytes.data(), &expected, sizeof expected) == 0;
}

bool has_its_hash(std::string_view bytes) {
  return schema::content_hash(bytes.substr(kHeadBytes)) == bytes.substr(sizeof(Head), kHashBytes);
}

}  // namespace

std::optional<FlatBytes> FlatBytes::map(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  struct stat status {};
  void* mapped = MAP_FAILED;
  if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
    mapped =
        ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE, file, 0);
  ::close(file);
  if (mapped == MAP_FAILED) return std::nullopt;
  FlatBytes bytes;
  bytes.mapped_ = mapped;
  bytes.view_ = {static_cast<const char*>(mapped), static_cast<std::size_t>(status.st_size)};
  return bytes;
}

FlatBytes::FlatBytes(FlatBytes&& other) noexcept
    : memory_(std::move(other.memory_)),
      mapped_(std::exchange(other.mapped_, nullptr)),
      view_(other.view_) {}

FlatBytes::~FlatBytes() {
  if (mapped_ != nullptr) ::munmap(mapped_, view_.size());
}

FlatWriter::FlatWriter(std::string_view key) : bytes_(kHeadBytes, '\0') {
  put_bytes(key.data(), key.size());
}

void FlatWriter::put_bytes(const void* data, std::size_t size) {
  const std::uint64_t length = size;
  bytes_.append(reinterpret_cast<const char*>(&length), sizeof length);
  bytes_.append(static_cast<const char*>(data), size);
  bytes_.resize(padded(bytes_.size()), '\0');
}

std::string FlatWriter::finish() && {
  Head head;
  head.length = bytes_.size();
  std::memcpy(bytes_.data(), &head, sizeof head);
  const std::string hash = schema::content_hash(std::string_view{bytes_}.substr(kHeadBytes));
  std::memcpy(bytes_.data() + sizeof head, hash.data(), kHashBytes);
  return std::move(bytes_);
}

bool is_whole(std::string_view bytes) { return has_head(bytes) && has_its_hash(bytes); }

FlatReader::FlatReader(std::string_view bytes, std::string_view key) {
  good_ = has_head(bytes);
  if (!good_) return;
  rest_ = bytes.substr(kHeadBytes);
  // The key first: it is short, and nearly always what is wrong.
  good_ = take_bytes() == key && good_ && has_its_hash(bytes);
}

std::string_view FlatReader::take_bytes() {
  std::uint64_t length = 0;
  good_ = good_ && rest_.size() >= sizeof length;
  if (good_) std::memcpy(&length, rest_.data(), sizeof length);
  if (!good_ || length > rest_.size() - sizeof length ||
      padded(length) > rest_.size() - sizeof length) {
    good_ = false;
    return {};
  }
  const std::string_view bytes = rest_.substr(sizeof length, length);
  rest_.remove_prefix(sizeof length + padded(length));
  return bytes;
}

}  // namespace morgue
