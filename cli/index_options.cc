#include "cli/index_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "corpus/error.h"

namespace morgue::cli {
namespace {

namespace po = boost::program_options;

constexpr std::size_t kMostShown = 10;

}  // namespace

void add_index_options(CommandLine& line) {
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
}

IndexOptions index_options(const CommandLine& line) {
  IndexOptions options;
  options.archive = line.archive();
  options.prune = line.has("prune");
  options.words_only = line.has("words-only");
  options.limits.now = current_time();
  if (line.has("threads")) {
    options.threads = line.values()["threads"].as<unsigned>();
    if (options.threads < 1 || options.threads > 256)
      throw UsageError{"--threads takes a number from 1 to 256"};
  }
  return options;
}

ProblemReport::ProblemReport(const CommandLine& line) : quiet_(line.has("quiet")) {
  if (!line.has("report")) return;
  const std::string path = line.values()["report"].as<std::string>();
  file_.open(path, std::ios::binary);
  if (!file_)
    throw Error{fmt::format(
        "cannot write the report '{}'; name a file in a directory you can write with --report",
        path)};
}

void ProblemReport::begin_run() { count_ = 0; }

void ProblemReport::add(const Skipped& skipped, ProgressBar& bar) {
  if (file_.is_open()) {
    nlohmann::ordered_json json;
    json["path"] = skipped.path;
    if (skipped.line > 0) json["line"] = skipped.line;
    json["reason"] = to_string(skipped.reason);
    json["detail"] = skipped.detail;
    json["indexed"] = skipped.doubtful;
    file_ << json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
  }
  if (skipped.doubtful || quiet_) return;
  if (++count_ > kMostShown) return;
  bar.clear();
  const std::string place =
      skipped.line > 0 ? fmt::format("{}:{}", skipped.path, skipped.line) : skipped.path;
  std::cerr << fmt::format("morgue: skipped {}: {}: {}\n", place, to_string(skipped.reason),
                           skipped.detail);
  if (count_ == kMostShown && !file_.is_open())
    std::cerr << "morgue: more is not shown here; --report FILE keeps it all\n";
}

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

}  // namespace morgue::cli
