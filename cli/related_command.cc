#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/command_line.h"
#include "corpus/error.h"
#include "searcher/answer_json.h"
#include "searcher/searcher.h"

namespace morgue::cli {
namespace {

namespace po = boost::program_options;

constexpr CommandHelp kHelp{"morgue related ID [options]",
                            "Lists the articles most like one, each with its similarity (0 to 1), "
                            "date and source. They are "
                            "found by the words\n"
                            "that tell the article from others, and compared by all their words.",
                            "  morgue related news/2016/12/19-aleppo.txt\n"
                            "  morgue related 4711 --limit 20 --json\n"};

void print_related(const std::vector<Result>& related) {
  for (const Result& result : related) {
    std::string facts = result.published ? to_iso(*result.published).substr(0, 10) : "no date";
    if (!result.source.empty()) facts += ", " + result.source;
    std::cout << fmt::format("{:.2f}  {}\n      {}  [{}]\n", result.score, result.headline, facts,
                             result.id);
  }
}

}  // namespace

int related_command(const Arguments& arguments) {
  CommandLine line{kHelp};
  line.add_archive_option();
  auto add = line.options().add_options();
  add("json", "print the list as the API gives it");
  add("limit,n", po::value<std::size_t>()->value_name("N")->default_value(10),
      "how many articles at most");
  line.take_words_as("id");
  if (!line.parse(arguments)) return 0;
  if (!line.has("id") || line.values()["id"].as<std::vector<std::string>>().size() != 1)
    throw UsageError{"which article? Give one ID, as 'morgue search' prints it in brackets"};
  const auto limit = line.values()["limit"].as<std::size_t>();
  if (limit < 1 || limit > kMaxRelated)
    throw UsageError{fmt::format("--limit takes a number from 1 to {}", kMaxRelated)};
  const std::string id = line.values()["id"].as<std::vector<std::string>>().front();

  Archive archive{line.archive()};
  warn_of_authority(line.archive());
  const auto related = archive.borrow()->related(id, limit);
  if (!related) throw Error{fmt::format("the archive has no article with the id '{}'", id)};
  if (line.has("json"))
    std::cout
        << related_json(id, *related).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
        << '\n';
  else
    print_related(*related);
  return 0;
}

}  // namespace morgue::cli
