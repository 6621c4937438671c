#include <fmt/format.h>

#include <iostream>

#include "cli/command_line.h"
#include "indexer/compaction.h"
#include "searcher/column_cache.h"

namespace morgue::cli {
namespace {

constexpr CommandHelp kHelp{
    "morgue compact [options]",
    "Writes an archive anew, without the gaps that updates and removals have left in it. It can be "
    "searched meanwhile;\n"
    "a run that is killed leaves it as it was. Needs as much room on the disk as the archive has. "
    "After a first build\n"
    "there is nothing to gain.",
    "  morgue compact --archive /srv/morgue\n"};

double megabytes(std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; }

}  // namespace

int compact_command(const Arguments& arguments) {
  CommandLine line{kHelp};
  line.add_archive_option();
  line.options().add_options()("quiet,q", "do not show what is being done");
  if (!line.parse(arguments)) return 0;
  const bool visible = !line.has("quiet") && stderr_is_terminal();
  const CompactionSummary summary = compact_archive(line.archive(), [&](const std::string& table) {
    if (visible) std::cerr << fmt::format("\r\033[Kcompacting {} …", table) << std::flush;
  });
  if (visible) std::cerr << "\r\033[K";
  leave_columns(line.archive());
  std::cerr << fmt::format("{} articles: {:.1f} MB before, {:.1f} MB now; {:.1f} s\n",
                           with_thousands(summary.articles), megabytes(summary.bytes_before),
                           megabytes(summary.bytes_after), summary.seconds);
  return 0;
}

}  // namespace morgue::cli
