// One run of `morgue index`: sources in, an archive up to date out. New and changed articles are
// indexed, unchanged ones passed over.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "corpus/record.h"
#include "corpus/source.h"

namespace morgue {

struct IndexProgress {
  std::uint64_t bytes = 0;        // read so far
  std::uint64_t total_bytes = 0;  // 0 if unknown (standard input)
  std::uint64_t articles = 0;     // added, updated or unchanged so far
};

struct IndexOptions {
  std::filesystem::path archive;
  std::vector<std::string> sources;
  /// Only what lies at or below these paths in the sources is looked at, and with `prune` only what
  /// was there is removed; see read_parts(). Absent: everything.
  std::optional<std::vector<std::filesystem::path>> parts;
  bool prune = false;       // remove articles whose file, or place in a file, is no more
  bool words_only = false;  // names, countries and dates mentioned are not looked for
  ReadLimits limits;
  unsigned threads = 0;                            // that analyse; 0: one per core
  std::function<void(const Skipped&)> on_skipped;  // everything that was not indexed or is doubtful
  std::function<void(const IndexProgress&)>
      on_progress;  // often; the caller decides how often to draw
  /// Is somebody still writing the file? Then it is left for a later run, and nothing of it is
  /// removed. Absent: nobody is.
  std::function<bool(const std::string& path)> being_written;
  /// Asked for each file and article: is the run to end early? What was read by then is indexed,
  /// nothing is pruned, and the next run carries on. Absent: never.
  std::function<bool()> stop;
};

struct IndexSummary {
  std::uint64_t added = 0, updated = 0, unchanged = 0, removed = 0, doubtful = 0;
  std::map<SkipReason, std::uint64_t> skipped;
  std::uint64_t bytes = 0;  // of input
  double seconds = 0;
  bool stopped = false;  // before all was read

  std::uint64_t skipped_total() const;
  /// Nothing could be done: no article came out, and something went wrong.
  bool nothing_done() const {
    return added + updated + unchanged + removed == 0 && skipped_total() > 0;
  }
};

/// @throws Error  if a source does not exist or the archive cannot be written
IndexSummary run_index(const IndexOptions& options);

}  // namespace morgue
