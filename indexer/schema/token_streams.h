// The token streams of one revision of an archive, for reading: what words a document has, in
// order, as the codes of token_codes.h. Shared by all threads. Memory: the dictionary and 13 bytes
// a document; the streams themselves are mapped, not read.
//
// The mapping never reaches behind what was committed, and a record is used only if it is whole,
// belongs to its document and has its check word, so damaged files cost time and no answers. (What
// no mapping survives is a file that another program truncates while it is mapped.)
#pragma once

#include <xapian.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/schema/token_dictionary.h"

namespace morgue::schema {

class TokenStreams {
 public:
  /// Opens what belongs to the revision that `database` has open. Never fails for what is wrong
  /// with the files: usable() tells. O(documents + words).
  /// @throws Xapian::DatabaseModifiedError
  TokenStreams(const std::filesystem::path& directory, const Xapian::Database& database);
  ~TokenStreams();
  TokenStreams(const TokenStreams&) = delete;
  TokenStreams& operator=(const TokenStreams&) = delete;

  /// False if a file is missing, shorter than committed, or the dictionary is not the one
  /// committed.
  bool usable() const { return usable_; }

  const TokenDictionary& dictionary() const { return dictionary_; }

  /// The codes of a document; nothing if it has no usable record. Valid as long as this object.
  /// The check word is verified at the first call for a document and remembered.
  std::optional<std::string_view> codes(Xapian::docid document) const;

  /// Asks memory for the codes of a document that is looked at soon.
  void expect(Xapian::docid document) const {
    constexpr std::size_t kLine = 64;
    constexpr std::size_t kLines = 4;  // the next ones are asked for by whoever walks on
    if (document >= offsets_.size() || offsets_[document] >= stream_.size()) return;
    const char* const codes = stream_.data() + offsets_[document];
    for (std::size_t line = 0; line < kLines; ++line) __builtin_prefetch(codes + line * kLine);
  }

 private:
  enum class State : std::uint8_t { Unknown, Good, Bad };

  bool map_stream(const std::filesystem::path& directory, std::uint64_t bytes);
  void load_offsets(const Xapian::Database& database);

  TokenDictionary dictionary_;
  std::string_view stream_;  // mapped
  bool usable_ = false;
  std::vector<std::uint64_t> offsets_;         // by docid; 0: no record
  std::vector<std::uint32_t> document_words_;  // by docid
  mutable std::vector<std::atomic<State>> states_;
};

}  // namespace morgue::schema
