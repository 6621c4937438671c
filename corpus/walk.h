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
};

/// @param root             canonical path of a source argument, a file or a directory
/// @param directory_depth  directories below this many others are skipped
void walk(const std::filesystem::path& root, int directory_depth, const WalkVisitor& visitor);

}  // namespace morgue
