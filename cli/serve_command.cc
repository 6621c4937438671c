#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <future>
#include <iostream>
#include <thread>

#include "cli/command_line.h"
#include "corpus/error.h"
#include "web/server.h"

namespace morgue::cli {
namespace {

namespace po = boost::program_options;

constexpr CommandHelp kHelp{
    "morgue serve [options]",
    "Serves an archive to browsers: search, article, person and country pages, and the JSON API. "
    "Prints its address\n"
    "when it is ready. Reachable from this machine alone unless --host says otherwise. New "
    "articles are seen without\n"
    "a restart. Ends on Ctrl-C or SIGTERM.",
    "  morgue serve\n"
    "  morgue serve --archive /srv/morgue --port 9000\n"
    "  morgue serve --host 0.0.0.0        # for the whole network: there is no password\n"};

constexpr std::chrono::milliseconds kLongestEnd{1500};

}  // namespace

int serve_command(const Arguments& arguments) {
  CommandLine line{kHelp};
  line.add_archive_option();
  line.options().add_options()(
      "host", po::value<std::string>()->value_name("ADDRESS")->default_value("127.0.0.1"),
      "the address to listen on");
  line.options().add_options()("port", po::value<int>()->value_name("N")->default_value(8080),
                               "the port to listen on; 0 takes any free one");
  if (!line.parse(arguments)) return 0;

  ServeOptions options;
  options.archive = line.archive();
  options.host = line.values()["host"].as<std::string>();
  options.port = line.values()["port"].as<int>();
  if (options.port < 0 || options.port > 65535)
    throw UsageError{"--port takes a number from 0 to 65535"};

  // Blocked before any thread starts, so that the signals reach the thread that waits for them and
  // no other.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  Server server{options};
  warn_of_authority(options.archive);
  std::cout << fmt::format("Serving '{}' at {}\n", options.archive.string(), server.url())
            << std::flush;
  std::promise<void> ended;
  std::thread waiter{[&] {
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop();
    // A visitor who sends a request byte by byte would hold up the end. The server only reads, so
    // nothing is lost.
    if (ended.get_future().wait_for(kLongestEnd) == std::future_status::timeout) std::_Exit(0);
  }};
  server.run();
  ended.set_value();
  // If run() ended by itself, the waiter still waits. The signal is blocked everywhere and only
  // ends its sigwait().
  pthread_kill(waiter.native_handle(), SIGTERM);  // NOLINT(bugprone-bad-signal-to-kill-thread)
  waiter.join();
  return 0;
}

}  // namespace morgue::cli
