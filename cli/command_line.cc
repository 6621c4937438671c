#include "cli/command_line.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <sstream>

#include "corpus/error.h"
#include "searcher/authority.h"

namespace morgue::cli {
namespace po = boost::program_options;

CommandLine::CommandLine(CommandHelp help) : help_(help), options_("Options", 100, 70) {
  options_.add_options()("help,h", "show this help");
}

void CommandLine::add_archive_option() {
  options_.add_options()("archive", po::value<std::string>()->value_name("DIR"),
                         "the archive (default: $MORGUE_ARCHIVE, else ./morgue-archive)");
}

void CommandLine::take_words_as(const char* name) {
  words_.add_options()(name, po::value<std::vector<std::string>>());
  positions_.add(name, -1);
}

bool CommandLine::parse(const Arguments& arguments) {
  po::options_description all;
  all.add(options_).add(words_);
  try {
    po::store(
        po::command_line_parser(arguments)
            .options(all)
            .positional(positions_)
            .style(po::command_line_style::unix_style & ~po::command_line_style::allow_guessing)
            .run(),
        values_);
    po::notify(values_);
  } catch (const po::error& error) {
    const std::string_view usage = help_.usage;
    const std::string name{usage.substr(0, usage.find(' ', usage.find(' ') + 1))};
    throw UsageError{fmt::format("{}; see '{} --help'", error.what(), name)};
  }
  if (!has("help")) return true;
  std::cout << help_text();
  return false;
}

std::string CommandLine::help_text() const {
  std::ostringstream out;
  out << "Usage: " << help_.usage << "\n\n" << help_.purpose << "\n\n" << options_;
  if (!help_.examples.empty()) out << "\nExamples:\n" << help_.examples << "\n";
  return out.str();
}

std::filesystem::path CommandLine::archive() const {
  if (has("archive")) return values_["archive"].as<std::string>();
  const char* from_environment =
      std::getenv("MORGUE_ARCHIVE");  // read once, before any thread starts
  return from_environment != nullptr && *from_environment != '\0' ? from_environment
                                                                  : "morgue-archive";
}

std::chrono::sys_seconds current_time() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

bool stderr_is_terminal() { return isatty(STDERR_FILENO) == 1; }

void warn_of_authority(const std::filesystem::path& archive) {
  for (const std::string& mistake : read_authority(archive).mistakes)
    std::cerr << "morgue: " << mistake << '\n';
}

std::string with_thousands(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

}  // namespace morgue::cli
