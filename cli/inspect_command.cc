#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/command_line.h"
#include "corpus/article_json.h"
#include "corpus/error.h"
#include "corpus/source.h"
#include "indexer/places/places.h"
#include "indexer/understanding.h"

namespace morgue::cli {
namespace {

constexpr CommandHelp kHelp{
    "morgue inspect SOURCE...",
    "Shows what would be indexed: one JSON object per article, with headline, byline, dateline, "
    "publication date,\n"
    "body, countries, people, organisations and where the text mentions them (bytes of headline, "
    "two line ends,\n"
    "body). Reads no archive and writes none. Skipped items are named on standard error.\n"
    "Not in this version: the fields `dates` (always empty) and `story`.",
    "  morgue inspect article.html\n"
    "  morgue inspect ~/news | jq -r '[.published, .headline] | @tsv'\n"};

class Printer : public SourceVisitor {
 public:
  bool wants(const SourceFile& /*file*/) override { return true; }
  void article(Article article) override {
    const Annotations annotations = understand(article);
    std::cout << to_json(article, annotations, country_name)
                     .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
              << '\n';
    ++articles;
  }
  void skipped(Skipped skipped) override {
    const std::string place =
        skipped.line > 0 ? fmt::format("{}:{}", skipped.path, skipped.line) : skipped.path;
    std::cerr << fmt::format("morgue: {} {}: {}: {}\n", skipped.doubtful ? "doubtful" : "skipped",
                             place, to_string(skipped.reason), skipped.detail);
    failures += skipped.doubtful ? 0 : 1;
  }
  void file_done(const SourceFile& /*file*/) override {}
  void consumed(std::uint64_t /*bytes*/) override {}

  std::uint64_t articles = 0;
  std::uint64_t failures = 0;
};

}  // namespace

int inspect_command(const Arguments& arguments) {
  CommandLine line{kHelp};
  line.take_words_as("source");
  if (!line.parse(arguments)) return 0;
  if (!line.has("source"))
    throw UsageError{
        "name at least one SOURCE: a directory, a file, or - for standard input; see 'morgue "
        "inspect --help'"};
  Printer printer;
  read_sources(line.values()["source"].as<std::vector<std::string>>(), {}, printer);
  std::cout.flush();
  return printer.articles == 0 && printer.failures > 0 ? 1 : 0;
}

}  // namespace morgue::cli
