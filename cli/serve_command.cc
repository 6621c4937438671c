#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <future>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

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
    "a restart. Ends on Ctrl-C or SIGTERM, when what is being answered is finished. SIGHUP opens "
    "the access log again\n"
    "and reads certificate and passwords anew, if there are any.\n\n"
    "On the loopback address it answers for localhost, for addresses, and for the names of "
    "--host-name, and no others:\n"
    "pages of strangers could have a browser read the archive under a name of theirs.",
    "  morgue serve\n"
    "  morgue serve --archive /srv/morgue --port 9000\n"
    "  morgue serve --host 0.0.0.0        # for the whole network: there is no password\n"
    "  morgue serve --host 0.0.0.0 --port 443 --tls cert.pem,key.pem --auth users\n"
    "  morgue serve --trusted-proxy 127.0.0.1 --host-name news.example    # behind nginx on this "
    "machine\n"
    "  htpasswd -B -C 10 -c users ada     # makes the file of --auth\n"};

constexpr std::chrono::milliseconds kLongestEnd{1500};

void add_access_options(CommandLine& line) {
  line.options().add_options()("tls", po::value<std::string>()->value_name("CERT,KEY"),
                               "serve https (TLS 1.2 or newer) with these PEM files");
  line.options().add_options()(
      "auth", po::value<std::string>()->value_name("FILE"),
      "ask for a name and a password of FILE: htpasswd's, bcrypt only. Beyond loopback it needs "
      "--tls, or --trusted-proxy for a proxy that has TLS");
  line.options().add_options()(
      "trusted-proxy", po::value<std::vector<std::string>>()->value_name("ADDRESS")->composing(),
      "believe what this address, or network, says of its visitors (Forwarded, X-Forwarded-For, "
      "X-Forwarded-Proto); can be given more than once");
  line.options().add_options()(
      "host-name", po::value<std::vector<std::string>>()->value_name("NAME")->composing(),
      "answer for this name, and for no others but localhost and addresses; can be given more than "
      "once");
}

void read_access_options(const CommandLine& line, ServeOptions& options) {
  const auto list_of = [&](const char* name) {
    return line.has(name) ? line.values()[name].as<std::vector<std::string>>()
                          : std::vector<std::string>{};
  };
  options.trusted_proxies = list_of("trusted-proxy");
  options.host_names = list_of("host-name");
  if (line.has("auth")) {
    options.passwords = line.values()["auth"].as<std::string>();
    if (options.passwords.empty()) throw UsageError{"--auth takes a file"};
  }
  if (!line.has("tls")) return;
  const std::string& files = line.values()["tls"].as<std::string>();
  const std::size_t comma = std::min(files.find(','), files.size());
  options.tls_certificate = files.substr(0, comma);
  options.tls_key = files.substr(std::min(comma + 1, files.size()));
  if (options.tls_certificate.empty() || options.tls_key.empty())
    throw UsageError{
        fmt::format("--tls takes two files, CERT,KEY, such as cert.pem,key.pem, not '{}'", files)};
}

void read_log_options(const CommandLine& line, ServeOptions& options) {
  if (line.has("access-log")) options.access_log = line.values()["access-log"].as<std::string>();
  const std::string& format = line.values()["access-log-format"].as<std::string>();
  if (format != "text" && format != "json")
    throw UsageError{"--access-log-format takes text or json"};
  if (format == "json") options.access_log_format = web::LogFormat::Json;
}

}  // namespace

int serve_command(const Arguments& arguments) {
  CommandLine line{kHelp};
  line.add_archive_option();
  line.options().add_options()(
      "host", po::value<std::string>()->value_name("ADDRESS")->default_value("127.0.0.1"),
      "the address to listen on");
  line.options().add_options()("port", po::value<int>()->value_name("N")->default_value(8080),
                               "the port to listen on; 0 takes any free one");
  line.options().add_options()("workers", po::value<unsigned>()->value_name("N"),
                               "answers made at once (default: two for each core)");
  line.options().add_options()(
      "access-log", po::value<std::string>()->value_name("FILE"),
      "add a line for each request to FILE, '-' for standard output; opened again on SIGHUP");
  line.options().add_options()(
      "access-log-format", po::value<std::string>()->value_name("FORMAT")->default_value("text"),
      "text (Combined Log Format) or json (an object a line)");
  add_access_options(line);
  if (!line.parse(arguments)) return 0;

  ServeOptions options;
  options.archive = line.archive();
  options.host = line.values()["host"].as<std::string>();
  options.port = line.values()["port"].as<int>();
  if (options.port < 0 || options.port > 65535)
    throw UsageError{"--port takes a number from 0 to 65535"};

  if (line.has("workers")) {
    options.workers = line.values()["workers"].as<unsigned>();
    if (options.workers < 1 || options.workers > 256)
      throw UsageError{"--workers takes a number from 1 to 256"};
  }
  if (options.host.empty()) throw UsageError{"--host takes an address, such as 127.0.0.1"};

  read_log_options(line, options);
  read_access_options(line, options);

  // Blocked before any thread starts, so that the signals reach the thread that waits for them and
  // no other.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  // Else there is nothing to read again, and a terminal that goes away ends its server.
  if (!options.access_log.empty() || !options.passwords.empty() || !options.tls_key.empty())
    sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  Server server{options};
  warn_of_authority(options.archive);
  std::cout << fmt::format("Serving '{}' at {}\n", options.archive.string(), server.url())
            << std::flush;
  std::promise<void> ended;
  std::thread waiter{[&] {
    int signal = 0;
    while (sigwait(&signals, &signal) == 0 && signal == SIGHUP) server.reload();
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
