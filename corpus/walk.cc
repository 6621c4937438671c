// The walk. Depth first, names in byte order; an explicit stack of directories would save nothing,
// as depth is limited.
#include "corpus/walk.h"

#include <algorithm>
#include <array>
#include <vector>

#include "corpus/readers/fields.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

class Walk {
 public:
  Walk(int directory_depth, const WalkVisitor& visitor)
      : directory_depth_(directory_depth), visitor_(visitor) {}

  void visit(const fs::path& path, const std::string& id_path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);  // follows links
    switch (status.type()) {
      case fs::file_type::regular:
        visit_file(path, id_path);
        break;
      case fs::file_type::directory:
        enter(path, id_path);
        break;
      case fs::file_type::not_found:
        skip(path, SkipReason::Unreadable, dangling(path));
        break;
      case fs::file_type::fifo:
        skip(path, SkipReason::Unsupported, "a named pipe, not a file");
        break;
      case fs::file_type::socket:
        skip(path, SkipReason::Unsupported, "a socket, not a file");
        break;
      case fs::file_type::block:
      case fs::file_type::character:
        skip(path, SkipReason::Unsupported, "a device, not a file");
        break;
      default:
        skip(path, SkipReason::Unreadable,
             error ? error.message() : "neither a file nor a directory");
    }
  }

 private:
  void visit_file(const fs::path& path, const std::string& id_path) const {
    if (!above_.empty() && is_about_its_directory(path.filename().native())) {
      skip(
          path, SkipReason::NoArticle,
          "it is about the files beside it; name it as a source of its own if it is to be indexed");
    } else {
      visitor_.file({path, id_path});
    }
  }

  void skip(const fs::path& path, SkipReason reason, std::string detail) const {
    visitor_.skipped(Skipped{printable_path(path.native()), 0, reason, std::move(detail), false});
  }

  static std::string dangling(const fs::path& path) {
    std::error_code error;
    const fs::path target = fs::read_symlink(path, error);
    if (error) return "it vanished while its directory was being read";
    return "a symbolic link to '" + printable_path(target.native()) + "', which does not exist";
  }

  void enter(const fs::path& path, const std::string& id_path) {
    std::error_code error;
    const fs::path canonical = fs::canonical(path, error);
    if (error) return skip(path, SkipReason::Unreadable, error.message());
    if (std::ranges::find(above_, canonical) != above_.end())
      return skip(
          path, SkipReason::DirectoryLoop,
          "a symbolic link to '" + printable_path(canonical.native()) + "', which it is itself in");
    if (static_cast<int>(above_.size()) > directory_depth_)
      return skip(path, SkipReason::TooLarge,
                  "more than " + std::to_string(directory_depth_) +
                      " directories deep; give it as a source of its own");
    above_.push_back(canonical);
    const std::string above = id_path.empty() ? std::string() : id_path + "/";
    for (const std::string& name : names_in(path)) visit(path / name, above + name);
    above_.pop_back();
  }

  /// In byte order, without hidden ones.
  std::vector<std::string> names_in(const fs::path& directory) const {
    std::vector<std::string> names;
    std::error_code error;
    fs::directory_iterator entry(directory, error);
    while (!error && entry != fs::directory_iterator()) {
      std::string name = entry->path().filename().native();
      if (!name.starts_with('.')) names.push_back(std::move(name));
      entry.increment(error);
    }
    if (error) skip(directory, SkipReason::Unreadable, error.message());
    std::ranges::sort(names);
    return names;
  }

  int directory_depth_;
  const WalkVisitor& visitor_;
  std::vector<fs::path> above_;  // canonical paths of the directories around the present place
};

}  // namespace

/// license.txt.
bool is_about_its_directory(std::string_view name) {
  for (const std::string_view ending : {".md", ".txt"})
    if (name.ends_with(ending)) name.remove_suffix(ending.size());
  constexpr std::array<std::string_view, 6> kNames = {"README",  "LICENSE", "LICENCE",
                                                      "COPYING", "NOTICE",  "CHANGELOG"};
  return std::ranges::find(kNames, name) != kNames.end();
}

void walk(const std::filesystem::path& root, int directory_depth, const WalkVisitor& visitor) {
  Walk(directory_depth, visitor).visit(root, root.filename().native());
}

}  // namespace morgue
