#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/command_line.h"
#include "cli/progress_bar.h"
#include "corpus/error.h"
#include "indexer/index_run.h"
#include "searcher/column_cache.h"

namespace morgue::cli {
namespace {

namespace po = boost::program_options;

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

constexpr std::size_t kMostShown = 10;

/// Writes --report, and shows the first few problems on the way.
class ProblemReport {
 public:
  explicit ProblemReport(const std::string& path) {
    if (path.empty()) return;
    file_.open(path, std::ios::binary);
    if (!file_)
      throw Error{fmt::format(
          "cannot write the report '{}'; name a file in a directory you can write with --report",
          path)};
  }

  void add(const Skipped& skipped, ProgressBar& bar) {
    if (file_.is_open()) {
      nlohmann::ordered_json json;
      json["path"] = skipped.path;
      if (skipped.line > 0) json["line"] = skipped.line;
      json["reason"] = to_string(skipped.reason);
      json["detail"] = skipped.detail;
      json["indexed"] = skipped.doubtful;
      file_ << json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    }
    if (skipped.doubtful) return;
    if (++count_ > kMostShown) return;
    bar.clear();
    const std::string place =
        skipped.line > 0 ? fmt::format("{}:{}", skipped.path, skipped.line) : skipped.path;
    std::cerr << fmt::format("morgue: skipped {}: {}: {}\n", place, to_string(skipped.reason),
                             skipped.detail);
    if (count_ == kMostShown && !file_.is_open())
      std::cerr << "morgue: more is not shown here; --report FILE keeps it all\n";
  }

 private:
  std::ofstream file_;
  std::size_t count_ = 0;
};

std::string summary_line(const IndexSummary& summary) {
  std::string line =
      fmt::format("{} articles: {} added, {} updated, {} unchanged",
                  with_thousands(summary.added + summary.updated + summary.unchanged),
                  with_thousands(summary.added), with_thousands(summary.updated),
                  with_thousands(summary.unchanged));
  if (summary.removed > 0) line += fmt::format(", {} removed", with_thousands(summary.removed));
  if (summary.skipped_total() > 0) {
    line += fmt::format("; {} skipped (", with_thousands(summary.skipped_total()));
    bool first = true;
    for (const auto& [reason, count] : summary.skipped) {
      line += fmt::format("{}{} {}", first ? "" : ", ", with_thousands(count), to_string(reason));
      first = false;
    }
    line += ")";
  }
  if (summary.doubtful > 0) line += fmt::format("; {} doubtful", with_thousands(summary.doubtful));
  const double megabytes = static_cast<double>(summary.bytes) / 1e6;
  const double seconds = std::max(summary.seconds, 1e-3);
  return line + fmt::format("; {:.1f} MB in {:.1f} s ({:.1f} MB/s)", megabytes, summary.seconds,
                            megabytes / seconds);
}

}  // namespace

int index_command(const Arguments& arguments) {
  CommandLine line{kHelp};
  line.add_archive_option();
  line.options().add_options()(
      "prune",
      "remove the articles of files that have vanished, or that are no longer in their file");
  line.options().add_options()(
      "report", po::value<std::string>()->value_name("FILE"),
      "write every skipped or doubtful item and the reason, as JSON lines");
  line.options().add_options()(
      "words-only",
      "look for no names, countries or dates in the articles: faster, and search by words, date, "
      "source, section and language alone; a run without it adds them");
  line.options().add_options()("threads", po::value<unsigned>()->value_name("N"),
                               "threads that analyse articles (default: one per core)");
  line.options().add_options()("quiet,q", "no progress bar and no list of skipped items");
  line.take_words_as("source");
  if (!line.parse(arguments)) return 0;
  if (!line.has("source"))
    throw UsageError{
        "name at least one SOURCE: a directory, a file, or - for standard input; see 'morgue index "
        "--help'"};

  IndexOptions options;
  options.archive = line.archive();
  options.sources = line.values()["source"].as<std::vector<std::string>>();
  options.prune = line.has("prune");
  options.words_only = line.has("words-only");
  options.limits.now = current_time();
  if (line.has("threads")) {
    options.threads = line.values()["threads"].as<unsigned>();
    if (options.threads < 1 || options.threads > 256)
      throw UsageError{"--threads takes a number from 1 to 256"};
  }

  const bool quiet = line.has("quiet");
  ProblemReport report{line.has("report") ? line.values()["report"].as<std::string>() : ""};
  ProgressBar bar{!quiet && stderr_is_terminal()};
  options.on_progress = [&](const IndexProgress& progress) { bar.update(progress); };
  options.on_skipped = [&](const Skipped& skipped) { report.add(skipped, bar); };
  const IndexSummary summary = run_index(options);
  bar.clear();
  std::cerr << summary_line(summary) << '\n';
  leave_columns(options.archive);
  return summary.nothing_done() ? 1 : 0;
}

}  // namespace morgue::cli
