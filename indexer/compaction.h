// Writing an archive anew without the gaps that updates and removals leave in its tables and token
// streams.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace morgue {

struct CompactionSummary {
  std::uint64_t bytes_before = 0, bytes_after = 0;  // of the database and the token streams
  std::uint64_t articles = 0;
  double seconds = 0;
};

/// The next generation of the archive holds the same documents under the same numbers, packed.
/// Readers go on meanwhile; killed at any moment, the archive is as before. Needs room for both.
/// O(bytes).
/// @param on_table  called with the name of each table as its turn comes
/// @throws Error  if there is no archive, or it cannot be written; it is then as before
CompactionSummary compact_archive(const std::filesystem::path& archive,
                                  const std::function<void(const std::string&)>& on_table);

}  // namespace morgue
