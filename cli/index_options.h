// What `morgue index` and `morgue watch` share: their options, and how they tell what they did.
#pragma once

#include <cstddef>
#include <fstream>
#include <string>

#include "cli/command_line.h"
#include "cli/progress_bar.h"
#include "indexer/index_run.h"

namespace morgue::cli {

/// --archive, --prune, --report, --words-only and --threads.
void add_index_options(CommandLine& line);

/// What they say; without sources. @throws UsageError
IndexOptions index_options(const CommandLine& line);

/// Writes --report, and shows the first few problems of a run on the way unless --quiet.
class ProblemReport {
 public:
  /// @throws Error  if the report cannot be written
  explicit ProblemReport(const CommandLine& line);

  /// Another run begins: its first few problems are shown too.
  void begin_run();
  void add(const Skipped& skipped, ProgressBar& bar);

 private:
  bool quiet_;
  std::ofstream file_;
  std::size_t count_ = 0;
};

/// "5 articles: 1 added, 0 updated, 4 unchanged; 0.1 MB in 0.1 s (1.0 MB/s)"
std::string summary_line(const IndexSummary& summary);

}  // namespace morgue::cli
