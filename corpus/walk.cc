// The walk. Depth first, names in byte order; an explicit stack of directories would save nothing,
// as depth is limited.
#include "corpus/walk.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
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

  void visit_part(fs::path path, std::string id_path, const fs::path& part) {
    for (auto name = std::next(part.begin(), std::distance(path.begin(), path.end()));
         name != part.end(); ++name) {
      std::error_code error;
      const fs::path next = path / *name;
      if (is_hidden(name->native()) || !fs::exists(fs::symlink_status(next, error))) return;
      if (!go_into(path)) return;
      path = next;
      id_path = below(id_path) + name->native();
    }
    visit(path, id_path);
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
    if (!go_into(path)) return;
    if (visitor_.directory) visitor_.directory(path);
    for (const std::string& name : names_in(path)) visit(path / name, below(id_path) + name);
    above_.pop_back();
  }

  /// Puts the directory on above_. False, and the reason is told, if it is not to be read.
  bool go_into(const fs::path& path) {
    std::error_code error;
    fs::path canonical = fs::canonical(path, error);
    if (error) {
      skip(path, SkipReason::Unreadable, error.message());
    } else if (std::ranges::find(above_, canonical) != above_.end()) {
      skip(
          path, SkipReason::DirectoryLoop,
          "a symbolic link to '" + printable_path(canonical.native()) + "', which it is itself in");
    } else if (static_cast<int>(above_.size()) > directory_depth_) {
      skip(path, SkipReason::TooLarge,
           "more than " + std::to_string(directory_depth_) +
               " directories deep; give it as a source of its own");
    } else {
      above_.push_back(std::move(canonical));
      return true;
    }
    return false;
  }

  static std::string below(const std::string& id_path) {
    return id_path.empty() ? std::string() : id_path + "/";
  }

  static bool is_hidden(std::string_view name) { return name.starts_with('.'); }

  /// In byte order, without hidden ones.
  std::vector<std::string> names_in(const fs::path& directory) const {
    std::vector<std::string> names;
    std::error_code error;
    fs::directory_iterator entry(directory, error);
    while (!error && entry != fs::directory_iterator()) {
      std::string name = entry->path().filename().native();
      if (!is_hidden(name)) names.push_back(std::move(name));
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

void walk_part(const fs::path& root, const fs::path& part, int directory_depth,
               const WalkVisitor& visitor) {
  Walk(directory_depth, visitor).visit_part(root, root.filename().native(), part);
}

bool is_at_or_below(const fs::path& path, const fs::path& above) {
  return std::ranges::mismatch(above, path).in1 == above.end();
}

}  // namespace morgue
