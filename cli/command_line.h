// What all commands share in reading their command lines: --help with examples, --archive, errors
// that name the option.
#pragma once

#include <boost/program_options.hpp>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "cli/commands.h"

namespace morgue::cli {

struct CommandHelp {
  std::string_view usage;     // "morgue index SOURCE... [options]"
  std::string_view purpose;   // a paragraph
  std::string_view examples;  // lines, each beginning with two blanks
};

/// The options of a command, with --help added.
class CommandLine {
 public:
  explicit CommandLine(CommandHelp help);

  /// Options to be added to.
  boost::program_options::options_description& options() { return options_; }
  /// Adds --archive, with $MORGUE_ARCHIVE and ./morgue-archive behind it.
  void add_archive_option();
  /// Words without an option go to the option `name`.
  void take_words_as(const char* name);

  /// False if help was asked for and printed. @throws UsageError
  bool parse(const Arguments& arguments);

  const boost::program_options::variables_map& values() const { return values_; }
  bool has(const char* name) const { return values_.count(name) > 0; }
  std::filesystem::path archive() const;

 private:
  std::string help_text() const;

  CommandHelp help_;
  boost::program_options::options_description options_;
  boost::program_options::options_description words_;
  boost::program_options::positional_options_description positions_;
  boost::program_options::variables_map values_;
};

/// Is standard error a terminal that a progress bar can be drawn on?
bool stderr_is_terminal();

/// For what must not be later than now.
std::chrono::sys_seconds current_time();

/// Says on standard error which lines of an archive's authority files say nothing, and why.
void warn_of_authority(const std::filesystem::path& archive);

/// "1,234,567"
std::string with_thousands(std::uint64_t number);

}  // namespace morgue::cli
