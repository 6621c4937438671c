#include "indexer/schema/token_streams.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/schema/codec.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/token_files.h"

namespace morgue::schema {
namespace {

constexpr std::size_t kCheckBytes = sizeof(std::uint32_t);

std::uint32_t little_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = kCheckBytes; i > 0; --i)
    value = value << 8 | static_cast<unsigned char>(bytes[i - 1]);
  return value;
}

std::uint64_t offset_of(const std::string& value) {
  try {
    return Decoder{value, "a token stream offset"}.varint();
  } catch (const Error&) {
    return 0;
  }
}

}  // namespace

TokenStreams::TokenStreams(const std::filesystem::path& directory,
                           const Xapian::Database& database) {
  const std::string text = database.get_metadata(std::string{kTokensKey});
  usable_ = text.empty();  // no document was committed yet
  const auto extent = decode_extent(text);
  if (!extent) return;
  const auto words = read_dictionary(directory, *extent);
  if (!words || !dictionary_.append(*words) || !map_stream(directory, extent->stream_bytes)) {
    dictionary_ = {};
    return;
  }
  usable_ = true;
  load_offsets(database);
}

TokenStreams::~TokenStreams() {
  // munmap() wants back what mmap() gave, which was not const.
  if (!stream_.empty()) munmap(const_cast<char*>(stream_.data()), stream_.size());
}

bool TokenStreams::map_stream(const std::filesystem::path& directory, std::uint64_t bytes) {
  const int file = open((directory / kStreamFile).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  struct stat status {};
  const bool whole = fstat(file, &status) == 0 && bytes >= kStreamMark.size() &&
                     static_cast<std::uint64_t>(status.st_size) >= bytes;
  void* const mapped = whole ? mmap(nullptr, bytes, PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;
  close(file);
  if (mapped == MAP_FAILED) return false;
  stream_ = {static_cast<const char*>(mapped), bytes};
  return stream_.starts_with(kStreamMark);
}

void TokenStreams::load_offsets(const Xapian::Database& database) {
  const std::size_t documents = std::size_t{database.get_lastdocid()} + 1;
  offsets_.assign(documents, 0);
  document_words_.assign(documents, 0);
  states_ = std::vector<std::atomic<State>>(documents);
  auto hash = database.valuestream_begin(kContentHashSlot);
  const auto last_hash = database.valuestream_end(kContentHashSlot);
  for (auto value = database.valuestream_begin(kTokensSlot);
       value != database.valuestream_end(kTokensSlot); ++value) {
    const Xapian::docid document = value.get_docid();
    if (hash != last_hash) hash.skip_to(document);
    if (hash == last_hash) break;
    if (hash.get_docid() != document) continue;
    offsets_[document] = offset_of(*value);
    document_words_[document] = document_word(*hash);
  }
}

std::optional<std::string_view> TokenStreams::codes(Xapian::docid document) const {
  if (document >= offsets_.size() || offsets_[document] == 0) return std::nullopt;
  const std::uint64_t offset = offsets_[document];
  const State known = states_[document].load(std::memory_order_relaxed);
  if (known == State::Bad || offset >= stream_.size()) return std::nullopt;

  // Good or not, the bounds are looked at: that costs less than a promise about the bytes.
  std::string_view rest = stream_.substr(offset);
  std::uint64_t size = 0;
  for (unsigned shift = 0; shift < 64 && !rest.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(rest.front());
    rest.remove_prefix(1);
    size |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if (byte < 0x80) break;
  }
  const bool whole = rest.size() >= kCheckBytes && size <= rest.size() - kCheckBytes;
  if (!whole) return std::nullopt;
  const std::string_view codes = rest.substr(kCheckBytes, size);
  if (known == State::Good) return codes;
  const bool good = little_endian(rest) == token_check(codes, document_words_[document]);
  states_[document].store(good ? State::Good : State::Bad, std::memory_order_relaxed);
  return good ? std::optional{codes} : std::nullopt;
}

}  // namespace morgue::schema
