#include "indexer/schema/token_files.h"

#include <fmt/format.h>

#include <charconv>
#include <fstream>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace morgue::schema {

std::string encode_extent(const TokenExtent& extent) {
  return fmt::format("{} {} {:016x}", extent.stream_bytes, extent.dictionary_bytes,
                     extent.dictionary_hash);
}

std::optional<TokenExtent> decode_extent(std::string_view text) {
  TokenExtent extent;
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  const auto number = [&](std::uint64_t& value, int base) {
    while (at != end && *at == ' ') ++at;
    const auto [next, error] = std::from_chars(at, end, value, base);
    at = next;
    return error == std::errc{};
  };
  const bool whole = number(extent.stream_bytes, 10) && number(extent.dictionary_bytes, 10) &&
                     number(extent.dictionary_hash, 16) && at == end;
  if (!whole) return std::nullopt;
  return extent;
}

std::uint64_t hash_of_words(std::string_view dictionary_bytes) {
  return XXH3_64bits(dictionary_bytes.data(), dictionary_bytes.size());
}

std::uint32_t document_word(std::string_view content_hash) {
  std::uint32_t word = 0;
  for (std::size_t i = 0; i < sizeof word && i < content_hash.size(); ++i)
    word = word << 8 | static_cast<unsigned char>(content_hash[i]);
  return word;
}

std::uint32_t token_check(std::string_view codes, std::uint32_t document_word) {
  return static_cast<std::uint32_t>(XXH3_64bits(codes.data(), codes.size())) ^ document_word;
}

void share_token_files(const std::filesystem::path& from, const std::filesystem::path& to) {
  for (const std::string_view name : {kDictionaryFile, kStreamFile}) {
    std::error_code cannot;
    std::filesystem::create_hard_link(from / name, to / name, cannot);
    if (cannot) std::filesystem::copy_file(from / name, to / name);
  }
}

std::optional<std::string> read_dictionary(const std::filesystem::path& directory,
                                           const TokenExtent& extent) {
  const std::filesystem::path path = directory / kDictionaryFile;
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(path, error);
  if (error || extent.dictionary_bytes < kDictionaryMark.size() || size < extent.dictionary_bytes)
    return std::nullopt;
  std::string bytes(extent.dictionary_bytes, '\0');
  std::ifstream file{path, std::ios::binary};
  if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return std::nullopt;
  if (!bytes.starts_with(kDictionaryMark)) return std::nullopt;
  bytes.erase(0, kDictionaryMark.size());
  if (hash_of_words(bytes) != extent.dictionary_hash) return std::nullopt;
  return bytes;
}

std::uint64_t bytes_of_token_files(const std::filesystem::path& directory) {
  std::uint64_t bytes = 0;
  for (const std::string_view name : {kDictionaryFile, kStreamFile}) {
    std::error_code error;
    const std::uint64_t size = std::filesystem::file_size(directory / name, error);
    if (!error) bytes += size;
  }
  return bytes;
}

}  // namespace morgue::schema
