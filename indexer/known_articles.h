// What the archive already holds, asked while it is being written: for each article that is read,
// is it new, changed or unchanged? Reads committed states only, through a handle of its own, so
// that it can be asked on the reading thread.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/database.h"

namespace morgue {

/// A set of 64-bit hashes by open addressing: 8 bytes at a load of at most a half. Remembers what
/// was seen in a run.
class HashSet {
 public:
  /// False if it was there already. A collision of 64-bit hashes counts as there.
  bool insert(std::uint64_t hash);
  bool contains(std::uint64_t hash) const;

 private:
  std::size_t slot_of(std::uint64_t hash) const;
  void grow();
  std::vector<std::uint64_t> slots_;  // 0 is free
  std::size_t size_ = 0;
};

std::uint64_t hash64(std::string_view bytes);

struct KnownArticle {
  Xapian::docid document = 0;
  std::string hash;  // article_hash() when it was indexed
};

class KnownArticles {
 public:
  explicit KnownArticles(const std::filesystem::path& archive);

  std::optional<KnownArticle> find(std::string_view id);
  std::optional<schema::FileRecord> find_file(std::string_view path);
  /// The file from which a known article was read.
  std::string source_path(Xapian::docid document);

 private:
  /// A reader's state is good until the writer has committed twice; then it starts anew on the
  /// newest one. The question gets the database.
  template <typename Ask>
  auto ask(Ask question);

  schema::ArchiveReader reader_;
};

}  // namespace morgue
