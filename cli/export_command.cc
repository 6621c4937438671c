#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "cli/command_line.h"
#include "cli/search_options.h"
#include "corpus/error.h"
#include "searcher/export/export.h"
#include "searcher/searcher.h"

namespace morgue::cli {
namespace {

namespace po = boost::program_options;

constexpr CommandHelp kHelp{
    "morgue export QUERY --format FORMAT [options]",
    "Prints every article that a search finds, for spreadsheets, scripts and reference managers. "
    "QUERY is what 'morgue search'\n"
    "takes; --all stands for the whole archive. What is printed does not wait for all of it to be "
    "read, and takes no more\n"
    "memory for a million articles than for ten.",
    "  morgue export 'aleppo country:iran date:2016' --format csv > aleppo.csv\n"
    "  morgue export 'person:\"Hassan Rouhani\"' --format bibtex --sort oldest > rouhani.bib\n"
    "  morgue export --all --format jsonl | zstd > archive.jsonl.zst\n"};

ExportFormat format_option(const CommandLine& line) {
  if (!line.has("format"))
    throw UsageError{fmt::format("in which format? Add --format: {}", export_format_names(false))};
  const auto name = line.values()["format"].as<std::string>();
  if (const auto format = export_format_named(name)) return *format;
  throw UsageError{fmt::format("--format takes {}, not '{}'", export_format_names(false), name)};
}

/// Half a file must not look like a whole one.
void print(const std::string& piece) {
  if (std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size() &&
      std::fflush(stdout) == 0)
    return;
  throw Error{fmt::format("cannot write what is exported: {}; it is not whole",
                          std::generic_category().message(errno))};
}

}  // namespace

int export_command(const Arguments& arguments) {
  CommandLine line{kHelp};
  line.add_archive_option();
  auto add = line.options().add_options();
  add("format,f", po::value<std::string>()->value_name("FORMAT"),
      "csv, jsonl (JSON lines, as 'morgue inspect' prints them), bibtex, ris or csl (CSL-JSON)");
  add("all", "every article of the archive");
  add("sort", po::value<std::string>()->value_name("ORDER")->default_value("relevance"),
      "relevance (the best 10,000; behind them the others, newest first); recent: likewise, with a "
      "part for recent articles; newest or oldest");
  add("stories", po::value<std::string>()->value_name("WHICH")->default_value("all"),
      "all: every article; collapse: each story once, whoever published it");
  add("names", po::value<std::string>()->value_name("WHICH")->default_value("about"),
      "list the countries, people and organisations that an article is about, or any that it "
      "mentions (JSON lines have all)");
  line.take_words_as("query");
  if (!line.parse(arguments)) return 0;
  const ExportFormat format = format_option(line);
  if (line.has("all") == line.has("query"))
    throw UsageError{line.has("all") ? "--all and a QUERY exclude each other; leave one out"
                                     : "what is to be exported? Give a QUERY, or --all"};
  SearchRequest request;
  request.sort = sort_named(line.values()["sort"].as<std::string>());
  request.stories = stories_named(line.values()["stories"].as<std::string>());
  request.scope = scope_named(line.values()["names"].as<std::string>());
  if (line.has("query"))
    request.query = joined(line.values()["query"].as<std::vector<std::string>>());

  Archive archive{line.archive()};
  warn_of_authority(line.archive());
  Listing listing = archive.borrow()->every_match(request, facts_of(format).content);
  print_understanding(listing.answer, request);
  Export file{format, request.scope, std::move(listing.articles)};
  while (const auto piece = file.next()) print(*piece);
  return 0;
}

}  // namespace morgue::cli
