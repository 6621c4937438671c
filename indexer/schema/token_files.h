// The two files of the token streams and what makes them trustworthy. They lie beside the tables of
// the database, only grow, and hold nothing that the stored texts do not: whoever cannot use them
// tokenises the text again.
//
//   tokens.dict    mark, words (TokenDictionary)
//   tokens.stream  mark, { record }
//   record         := varint bytes of codes · check, 4 bytes little endian · codes
//
// A document's slot kTokensSlot holds where its record begins, kTokensKey of the database how much
// of the files belongs to the revision. What lies behind that is of a run that was killed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace morgue::schema {

inline constexpr std::string_view kDictionaryFile = "tokens.dict";
inline constexpr std::string_view kStreamFile = "tokens.stream";
inline constexpr std::string_view kDictionaryMark = "morgdic1";
inline constexpr std::string_view kStreamMark = "morgtok1";

/// What a revision of the archive holds of the files, as text under kTokensKey.
struct TokenExtent {
  std::uint64_t stream_bytes = 0;      // with the mark
  std::uint64_t dictionary_bytes = 0;  // with the mark
  std::uint64_t dictionary_hash = 0;   // XXH3-64 of the words

  bool operator==(const TokenExtent&) const = default;
};
std::string encode_extent(const TokenExtent& extent);
std::optional<TokenExtent> decode_extent(std::string_view text);

std::uint64_t hash_of_words(std::string_view dictionary_bytes);

/// The check word of a record: it holds for these codes of the document with this content hash, and
/// for no others. XXH3-64 of the codes, folded with the first bytes of the hash.
std::uint32_t token_check(std::string_view codes, std::uint32_t document_word);
std::uint32_t document_word(std::string_view content_hash);

/// Gives a new generation of the database the files of the one before: under two names as long as
/// both are there, or a copy where the file system cannot.
/// @throws std::filesystem::filesystem_error
void share_token_files(const std::filesystem::path& from, const std::filesystem::path& to);

/// The words of the dictionary as of a revision; nothing if the file is not what was committed.
std::optional<std::string> read_dictionary(const std::filesystem::path& directory,
                                           const TokenExtent& extent);

/// What the files take on disk, 0 if there are none.
std::uint64_t bytes_of_token_files(const std::filesystem::path& directory);

}  // namespace morgue::schema
