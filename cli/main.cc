// The program `morgue`: finds the command, runs it, turns errors into exit statuses. Results go to
// standard output, everything else to standard error.
#include <fmt/format.h>

#include <array>
#include <csignal>
#include <exception>
#include <iostream>
#include <string_view>

#include "cli/commands.h"
#include "corpus/error.h"

namespace morgue::cli {
namespace {

struct Command {
  std::string_view name;
  std::string_view purpose;
  int (*run)(const Arguments&);
};

constexpr std::array kCommands{
    Command{"index", "read news and build or update an archive", index_command},
    Command{"watch", "keep an archive up to date with directories", watch_command},
    Command{"inspect", "show what would be indexed, as JSON lines", inspect_command},
    Command{"search", "search an archive in the terminal", search_command},
    Command{"related", "list the articles most like one", related_command},
    Command{"serve", "search an archive in a browser", serve_command},
    Command{"stats", "size and counts of an archive", stats_command},
    Command{"check", "look for damage in an archive", check_command},
    Command{"remove", "remove articles from an archive", remove_command},
    Command{"export", "print every match as CSV, JSON lines, BibTeX or RIS", export_command},
    Command{"compact", "make an archive smaller", compact_command},
};

void print_help(std::ostream& out) {
  out << "morgue: a full-text search engine for news archives\n\nUsage: morgue COMMAND "
         "[options]\n\nCommands:\n";
  for (const Command& command : kCommands)
    out << fmt::format("  {:<9} {}\n", command.name, command.purpose);
  out << "\nEach command explains itself: morgue COMMAND --help\n"
         "\nExamples:\n"
         "  morgue index ~/news\n"
         "  morgue search 'aleppo country:iran date:2016-12'\n"
         "  morgue serve\n"
         "\nExit status: 0 done, 1 failed, 2 wrong usage.\n";
}

int run(const Arguments& arguments) {
  if (arguments.empty()) {
    print_help(std::cerr);
    return 2;
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h" || name == "help") {
    print_help(std::cout);
    return 0;
  }
  if (name == "--version") {
    std::cout << "morgue " MORGUE_VERSION "\n";
    return 0;
  }
  for (const Command& command : kCommands) {
    if (command.name != name) continue;
    return command.run({arguments.begin() + 1, arguments.end()});
  }
  throw UsageError{fmt::format("there is no command '{}'; see 'morgue --help'", name)};
}

}  // namespace
}  // namespace morgue::cli

int main(int argc, char** argv) {
  std::signal(SIGPIPE,
              SIG_IGN);  // `morgue search … | head` ends by a failed write, not by a signal
  std::ios::sync_with_stdio(false);
  try {
    return morgue::cli::run({argv + 1, argv + argc});
  } catch (const morgue::UsageError& error) {
    std::cerr << "morgue: " << error.what() << '\n';
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "morgue: " << error.what() << '\n';
    return 1;
  }
}
