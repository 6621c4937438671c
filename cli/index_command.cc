#include <iostream>

#include "cli/index_options.h"
#include "corpus/error.h"
#include "searcher/column_cache.h"

namespace morgue::cli {
namespace {

constexpr CommandHelp kHelp{
    "morgue index SOURCE... [options]",
    "Reads news and brings an archive up to date: new and changed articles "
    "are indexed, unchanged ones are\n"
    "passed over. A SOURCE is a directory (read with everything below it), "
    "a file, or - for JSON lines on\n"
    "standard input. Formats: plain text, HTML, MHTML, JSON lines, ninjs, RSS and Atom, "
    "NITF,\nNewsML 1.x and G2, Reuters-21578 and TREC SGML, WARC and ARC, e-mail and "
    "mbox, ANPA and IPTC 7901 wire\ncopy; in zip, tar, gzip, xz, zstd and bzip2, two "
    "deep at most.\n"
    "The archive can be searched at every moment, and a run that was "
    "killed is carried on by the next.",
    "  morgue index ~/news\n"
    "  morgue index ~/news --prune --report skipped.jsonl\n"
    "  morgue index ~/archives-du-monde --words-only\n"
    "  zstd -dc news.jsonl.zst | morgue index - --archive /srv/morgue\n"};

}  // namespace

int index_command(const Arguments& arguments) {
  CommandLine line{kHelp};
  add_index_options(line);
  line.options().add_options()("quiet,q", "no progress bar and no list of skipped items");
  line.take_words_as("source");
  if (!line.parse(arguments)) return 0;
  if (!line.has("source"))
    throw UsageError{
        "name at least one SOURCE: a directory, a file, or - for standard input; see 'morgue index "
        "--help'"};

  IndexOptions options = index_options(line);
  options.sources = line.values()["source"].as<std::vector<std::string>>();
  ProblemReport report{line};
  ProgressBar bar{!line.has("quiet") && stderr_is_terminal()};
  options.on_progress = [&](const IndexProgress& progress) { bar.update(progress); };
  options.on_skipped = [&](const Skipped& skipped) { report.add(skipped, bar); };
  const IndexSummary summary = run_index(options);
  bar.clear();
  std::cerr << summary_line(summary) << '\n';
  leave_columns(options.archive);
  return summary.nothing_done() ? 1 : 0;
}

}  // namespace morgue::cli
