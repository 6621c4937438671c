#include <fmt/format.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <iostream>

#include "cli/index_options.h"
#include "corpus/directory_watch.h"
#include "corpus/error.h"
#include "corpus/walk.h"
#include "searcher/column_cache.h"

namespace morgue::cli {
namespace {

using std::chrono::milliseconds;

constexpr CommandHelp kHelp{
    "morgue watch DIR... [options]",
    "Keeps an archive up to date: does what 'morgue index DIR...' does, then waits for files to "
    "come, "
    "change,\n"
    "move or go, and indexes what has changed and nothing else. A running 'morgue serve' shows a "
    "new "
    "article\n"
    "about a second after its file was closed; a file that is still being written is left until it "
    "is closed.\n"
    "The articles of a file that is gone stay, unless --prune is given. Between two updates others "
    "may write the\n"
    "archive. Ends on SIGINT (Ctrl-C) and SIGTERM, with all that it has read in the archive.",
    "  morgue watch ~/news\n"
    "  morgue watch /srv/wire /srv/mail --archive /srv/morgue --prune --quiet\n"};

// Writing a file, and unpacking many, takes several events; a reader hardly notices a third of a
// second, and one who writes all the time does not keep the others waiting.
constexpr milliseconds kQuiet{300};
constexpr milliseconds kAtMost{1000};
constexpr milliseconds kUntilItIsTriedAgain{500};

/// The signals that end the program, as something to wait for along with others. Blocked before
/// any thread starts, so that none of them is ended by one.
class EndSignals {
 public:
  EndSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    file_ = signalfd(-1, &signals, SFD_CLOEXEC);
  }
  ~EndSignals() { close(file_); }
  EndSignals(const EndSignals&) = delete;
  EndSignals& operator=(const EndSignals&) = delete;

  int descriptor() const { return file_; }
  bool came_within(milliseconds patience) const {
    pollfd signal{file_, POLLIN, 0};
    return poll(&signal, 1, static_cast<int>(patience.count())) > 0;
  }

 private:
  int file_;
};

/// An archive among the files that are watched would report its own changes for ever.
void require_apart(const std::filesystem::path& archive, const std::vector<std::string>& sources) {
  for (const std::string& source : sources)
    if (is_at_or_below(std::filesystem::weakly_canonical(archive),
                       std::filesystem::weakly_canonical(source)))
      throw Error{fmt::format(
          "cannot watch '{}': the archive '{}' is in it; name a place outside with --archive",
          source, archive.string())};
}

bool has_changed(const IndexSummary& summary) {
  return summary.added + summary.updated + summary.removed + summary.skipped_total() > 0;
}

/// Indexes what has changed each time.
class Updates {
 public:
  Updates(IndexOptions options, const CommandLine& line)
      : options_(std::move(options)), quiet_(line.has("quiet")), report_(line) {}

  /// @throws BusyError  if another process writes the archive just now
  void index(const Changes& changes) {
    ProgressBar bar{!quiet_ && changes.everything && stderr_is_terminal()};
    IndexOptions options = options_;
    options.limits.now = current_time();
    if (!changes.everything) options.parts.emplace(changes.paths.begin(), changes.paths.end());
    options.on_progress = [&](const IndexProgress& progress) { bar.update(progress); };
    options.on_skipped = [&](const Skipped& skipped) { report_.add(skipped, bar); };
    report_.begin_run();
    const IndexSummary summary = run_index(options);
    bar.clear();
    if (!quiet_ && (changes.everything || has_changed(summary)))
      std::cerr << summary_line(summary) << '\n';
    leave_columns(options.archive);
  }

 private:
  IndexOptions options_;
  bool quiet_;
  ProblemReport report_;
};

/// Until a signal ends it.
void follow(DirectoryWatch& watch, const EndSignals& end, Updates& updates) {
  Changes changes;
  changes.everything = true;  // since the last time
  bool told = false;
  for (;;) {
    try {
      updates.index(changes);
      told = false;
      if (end.came_within(milliseconds{0})) return;
      changes = wait_for_changes(watch, end.descriptor(), kQuiet, kAtMost);
      if (changes.empty()) return;
    } catch (const BusyError&) {
      if (!told)
        std::cerr << "morgue: another process is writing the archive; what has changed waits until "
                     "that is done\n";
      told = true;
      if (end.came_within(kUntilItIsTriedAgain)) return;
      watch.collect(changes);
    }
  }
}

}  // namespace

int watch_command(const Arguments& arguments) {
  CommandLine line{kHelp};
  add_index_options(line);
  line.options().add_options()("quiet,q", "tell nothing but errors");
  line.take_words_as("directory");
  if (!line.parse(arguments)) return 0;
  if (!line.has("directory"))
    throw UsageError{"name at least one directory to watch; see 'morgue watch --help'"};

  const EndSignals end;
  std::signal(SIGIO, SIG_IGN);  // see is_being_written()
  IndexOptions options = index_options(line);
  options.sources = line.values()["directory"].as<std::vector<std::string>>();
  options.being_written = is_being_written;
  options.stop = [&end] { return end.came_within(milliseconds{0}); };
  require_apart(options.archive, options.sources);
  // Before the first look at everything, so that nothing is missed in between.
  DirectoryWatch watch{options.sources, options.limits.directory_depth};
  Updates updates{std::move(options), line};
  follow(watch, end, updates);
  return 0;
}

}  // namespace morgue::cli
