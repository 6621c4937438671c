#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "cli/command_line.h"
#include "indexer/schema/generations.h"
#include "indexer/schema/token_files.h"
#include "searcher/searcher.h"

namespace morgue::cli {
namespace {

constexpr CommandHelp kHelp{"morgue stats [options]",
                            "Shows what an archive holds and how large it is.",
                            "  morgue stats --archive /srv/morgue\n"};

std::uint64_t bytes_of(const std::filesystem::path& directory) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{directory, error})
    if (const auto size = entry.file_size(error); !error) bytes += size;
  return bytes;
}

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

}  // namespace

int stats_command(const Arguments& arguments) {
  CommandLine line{kHelp};
  line.add_archive_option();
  if (!line.parse(arguments)) return 0;
  Archive archive{line.archive()};
  warn_of_authority(line.archive());
  const ArchiveSummary summary = archive.borrow()->summary();
  const auto row = [](std::string_view name, const std::string& value) {
    std::cout << fmt::format("{:<15}{}\n", name, value);
  };
  row("articles", with_thousands(summary.articles));
  row("with a date", with_thousands(summary.dated));
  if (!summary.first_day.empty()) row("days", summary.first_day + " to " + summary.last_day);
  row("countries", with_thousands(summary.countries));
  row("people", with_thousands(summary.people));
  row("organisations", with_thousands(summary.organisations));
  row("sources", with_thousands(summary.sources));
  row("size", megabytes(bytes_of(line.archive())));
  row("token streams",
      megabytes(schema::bytes_of_token_files(schema::database_directory(line.archive()))));
  row("revision", summary.revision);
  return 0;
}

}  // namespace morgue::cli
