#include <fmt/format.h>

#include <iostream>

#include "cli/command_line.h"
#include "corpus/error.h"
#include "indexer/index_writer.h"
#include "indexer/schema/writing.h"
#include "searcher/searcher.h"

namespace morgue::cli {
namespace {

constexpr CommandHelp kHelp{"morgue remove ID... [options]",
                            "Removes articles from an archive by their ids, as search --json and "
                            "inspect print them. They come back when their\n"
                            "source is indexed again, unless it has been removed too. Exit status "
                            "1 if none of the ids was there.",
                            "  morgue remove news/2016/aleppo.txt\n"};

}  // namespace

int remove_command(const Arguments& arguments) {
  CommandLine line{kHelp};
  line.add_archive_option();
  line.take_words_as("id");
  if (!line.parse(arguments)) return 0;
  if (!line.has("id")) throw UsageError{"name at least one article ID; see 'morgue remove --help'"};
  Archive existing{
      line.archive()};  // a clear error if there is none, instead of a new and empty one
  std::size_t removed = 0;
  schema::writing(line.archive(), [&] {
    IndexWriter writer{line.archive()};
    for (const std::string& id : line.values()["id"].as<std::vector<std::string>>()) {
      if (writer.remove_article(id))
        ++removed;
      else
        std::cerr << fmt::format("morgue: the archive has no article '{}'\n", id);
    }
    writer.commit();
  });
  std::cerr << fmt::format("{} removed\n", removed);
  return removed > 0 ? 0 : 1;
}

}  // namespace morgue::cli
