// Walking source arguments: every file in a stable order, and a word about what is no file and no
// directory.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "corpus/record.h"

namespace morgue {

struct WalkedFile {
  std::filesystem::path path;  // absolute
  std::string id_path;         // the source argument's own name and the way down from it
};

/// Names by which a directory speaks of itself: "README", "README.md", "LICENSE" … In capitals
/// only: a story may well be called license.txt.
bool is_about_its_directory(std::string_view name);

struct WalkVisitor {
  std::function<void(const WalkedFile&)> file;
  std::function<void(Skipped)> skipped;  // loops, special files, what cannot be opened
  /// Each directory before what is in it; may be empty.
  std::function<void(const std::filesystem::path&)> directory = {};
};

/// @param root             canonical path of a source argument, a file or a directory
/// @param directory_depth  directories below this many others are skipped
void walk(const std::filesystem::path& root, int directory_depth, const WalkVisitor& visitor);

/// What walk() would visit at or below `part`, and nothing else of the root: O(what is there). If
/// walk() does not come by there, because it is hidden, or no more, nothing is visited.
/// @param part  the root, or the root and names behind it
void walk_part(const std::filesystem::path& root, const std::filesystem::path& part,
               int directory_depth, const WalkVisitor& visitor);

/// Is `path` the other path, or below it? Both without dots and double slashes.
bool is_at_or_below(const std::filesystem::path& path, const std::filesystem::path& above);

}  // namespace morgue
