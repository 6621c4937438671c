#include "indexer/check.h"

#include <fmt/format.h>

#include <iostream>

#include "cli/command_line.h"
#include "searcher/authority.h"

namespace morgue::cli {
namespace {

constexpr CommandHelp kHelp{
    "morgue check [options]",
    "Reads a whole archive and says what is damaged in it, a line for each finding. Exit status 0 "
    "if it is whole,\n"
    "1 if not. A damaged archive is made again from its sources: index them into a new directory.",
    "  morgue check --archive /srv/morgue\n"};

}  // namespace

int check_command(const Arguments& arguments) {
  CommandLine line{kHelp};
  line.add_archive_option();
  if (!line.parse(arguments)) return 0;
  CheckResult result = check_archive(line.archive(), [](const std::string& problem) {
    std::cout << "problem: " << problem << '\n';
  });
  for (const std::string& mistake : read_authority(line.archive()).mistakes) {
    std::cout << "problem: " << mistake << '\n';
    ++result.problems;
  }
  std::cout << fmt::format("{} articles checked, {}\n", with_thousands(result.articles),
                           result.problems == 0
                               ? "no problem found"
                               : fmt::format("{} problems found", result.problems));
  return result.problems == 0 ? 0 : 1;
}

}  // namespace morgue::cli
