#include "indexer/check.h"

#include <fmt/format.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_line.h"
#include "corpus/error.h"
#include "corpus/readers/fields.h"
#include "corpus/text/text.h"
#include "indexer/schema/generations.h"
#include "searcher/authority.h"
#include "searcher/column_cache.h"

namespace morgue::cli {
namespace {

constexpr CommandHelp kHelp{
    "morgue check [options]",
    "Reads a whole archive and says what is damaged in it, a line for each finding. Exit status 0 "
    "if it is whole,\n"
    "1 if not. A damaged archive is made again from its sources: index them into a new directory.",
    "  morgue check --archive /srv/morgue\n"};

void tell(const std::string& problem) {
  // What is quoted from a damaged file may be any bytes.
  std::cout << "problem: " << one_line(to_utf8(problem)) << std::endl;
}

int check(const CommandLine& line) {
  CheckResult result = check_archive(line.archive(), tell);
  std::vector<std::string> beside_it = read_authority(line.archive()).mistakes;
  if (std::string problem = problem_of_columns(line.archive()); !problem.empty())
    beside_it.push_back(std::move(problem));
  for (const std::string& problem : beside_it) tell(problem);
  result.problems += beside_it.size();
  std::cout << fmt::format("{} articles checked, {}\n", with_thousands(result.articles),
                           result.problems == 0 ? "no problem found"
                                                : fmt::format("{} problem{} found", result.problems,
                                                              result.problems == 1 ? "" : "s"));
  return result.problems == 0 ? 0 : 1;
}

/// Xapian trusts what is in its tables, so reading damaged ones may crash. That is a finding too,
/// so the work is done by a child, whose end is judged here.
int check_in_a_child(const CommandLine& line) {
  std::cout.flush();
  const pid_t child = fork();
  if (child <= 0) return check(line);  // the child; or without one, if there cannot be any
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  const int signal = WTERMSIG(status);
  constexpr std::array kCrashes = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
  if (std::ranges::find(kCrashes, signal) == kCrashes.end())
    throw Error{
        fmt::format("the check was ended by a signal ({}); run it again", strsignal(signal))};
  tell(fmt::format(
      "the tables in '{}' are damaged, reading them ends in a crash ({}); index the sources again "
      "into a new directory",
      schema::database_directory(line.archive()).string(), strsignal(signal)));
  std::cout << "the check could not be finished\n";
  return 1;
}

}  // namespace

int check_command(const Arguments& arguments) {
  CommandLine line{kHelp};
  line.add_archive_option();
  if (!line.parse(arguments)) return 0;
  return check_in_a_child(line);
}

}  // namespace morgue::cli
