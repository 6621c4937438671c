// Is an archive whole? Xapian's own tables first, then what we keep in them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace morgue {

struct CheckResult {
  std::uint64_t articles = 0;
  std::uint64_t problems = 0;
};

/// Reads everything. Each problem is told in one sentence; an archive of another format is one
/// problem, not an exception. O(size of the archive).
/// @throws Error  if there is no archive
CheckResult check_archive(const std::filesystem::path& directory,
                          const std::function<void(const std::string&)>& on_problem);

}  // namespace morgue
