// Listens, lets visitors in, and sees them out. What happens to one of them: connection.h.
#include "web/server.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/ssl.hpp>
#include <cstdio>
#include <string>
#include <thread>
#include <utility>

#include "corpus/error.h"
#include "web/connection.h"
#include "web/service.h"
#include "web/tls.h"

namespace morgue {
namespace {

using asio::ip::tcp;
using beast::error_code;

// A connection that waits takes some KB and a descriptor. More than these, and the one that has
// waited longest for its next request makes room.
constexpr std::size_t kMostConnections = 2000;
constexpr rlim_t kOtherDescriptors = 256;        // tables of the archive, a dozen for each worker
constexpr std::chrono::milliseconds kEnd{1200};  // for what is being answered
constexpr std::chrono::milliseconds kBreather{100};  // when descriptors run out all the same

/// Routes are work for the processor on data in memory: with more workers than cores every one of
/// them is slower and none is sooner. But at least two, or one slow question holds up everybody;
/// and two for each core, because those that are slow are much slower than most, and most need not
/// queue behind them. What that costs is memory: a searcher each.
unsigned sensible_workers() { return std::max(2U, 2 * std::thread::hardware_concurrency()); }

/// As many connections as there are descriptors for; asks for more of these if need be.
std::size_t most_connections() {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return kMostConnections;
  const rlim_t wanted = kMostConnections + kOtherDescriptors;
  if (files.rlim_cur < wanted) {
    files.rlim_cur = std::min(wanted, files.rlim_max);
    if (setrlimit(RLIMIT_NOFILE, &files) != 0) getrlimit(RLIMIT_NOFILE, &files);
  }
  const rlim_t left = files.rlim_cur - std::min(files.rlim_cur, kOtherDescriptors);
  return static_cast<std::size_t>(std::clamp<rlim_t>(left, 16, kMostConnections));
}

/// The first of the host's addresses that can be listened on.
error_code listen_on(tcp::acceptor& acceptor, const std::string& host, int port) {
  error_code error;
  tcp::resolver resolver{acceptor.get_executor()};
  const auto found = resolver.resolve(host, std::to_string(port), tcp::resolver::passive, error);
  if (error) return error;
  for (const auto& each : found) {
    error_code ignored;
    acceptor.close(ignored);
    acceptor.open(each.endpoint().protocol(), error);
    // Not SO_REUSEPORT: a second server would share the port and take half of the visits.
    if (!error) acceptor.set_option(asio::socket_base::reuse_address{true}, error);
    if (!error && each.endpoint().address().is_v6())
      acceptor.set_option(asio::ip::v6_only{false}, ignored);
    if (!error) acceptor.bind(each.endpoint(), error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (!error) return {};
  }
  return error;
}

}  // namespace

struct Server::State {
  explicit State(const ServeOptions& the_options)
      : options(the_options),
        service(options.archive, options.workers == 0 ? sensible_workers() : options.workers),
        most(most_connections()) {
    service.proxies = web::TrustedProxies{options.trusted_proxies};
    service.names = web::HostNames{options.host_names, !web::is_loopback(options.host)};
    if (!options.tls_certificate.empty()) read_certificate();
    if (!options.passwords.empty()) {
      service.passwords_need_tls = !tls && !web::is_loopback(options.host);
      if (service.passwords_need_tls && service.proxies.empty())
        throw UsageError{fmt::format(
            "with --auth and --host {}, passwords would cross the network readable: add --tls "
            "CERT,KEY, or listen on 127.0.0.1, or name the proxy that has TLS with --trusted-proxy "
            "ADDRESS",
            options.host)};
      read_passwords();
    }
    if (const error_code error = listen_on(acceptor, options.host, options.port))
      throw Error{
          fmt::format("cannot listen on {}, port {}: {}; choose another with --host or --port",
                      options.host, options.port, error.message())};
    if (!options.access_log.empty())
      service.access_log =
          std::make_unique<web::AccessLog>(options.access_log, options.access_log_format);
    service.on_parting = [this] { on_parting(); };
  }

  void read_certificate() {
    tls.emplace(make_tls_context(options.tls_certificate, options.tls_key));
  }

  void read_passwords() { service.passwords = std::make_shared<web::Passwords>(options.passwords); }

  void reload() {
    if (service.access_log) service.access_log->reopen();
    try {
      if (tls) read_certificate();
      if (service.passwords) read_passwords();
    } catch (const Error& error) {
      std::fputs(
          fmt::format("morgue: {}; what was read before stays in force\n", error.what()).c_str(),
          stderr);
    }
  }

  void accept() {
    acceptor.async_accept([this](error_code error, tcp::socket socket) {
      if (service.stopping) return;
      if (error) return take_breath();
      admit(std::move(socket));
      make_room();
    });
  }

  void admit(tcp::socket socket) {
    error_code ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    beast::tcp_stream stream{std::move(socket)};
    using Secure = beast::ssl_stream<beast::tcp_stream>;
    if (tls)
      std::make_shared<Connection<Secure>>(service, Secure{std::move(stream), *tls})->start();
    else
      std::make_shared<Connection<beast::tcp_stream>>(service, std::move(stream))->start();
  }

  /// For the next one. If all are being answered, it waits in the kernel's queue until one has
  /// gone.
  void make_room() {
    full = service.open >= most && service.waiting.empty();
    if (full) return;
    if (service.open >= most) service.waiting.front()->send_away();
    accept();
  }

  /// No descriptor was left, or the visitor has gone already.
  void take_breath() {
    timer.expires_after(kBreather);
    timer.async_wait([this](error_code error) {
      if (!error && !service.stopping) make_room();
    });
  }

  void on_parting() {
    if (service.stopping) {
      if (service.open == 0) service.io.stop();
    } else if (full) {
      make_room();
    }
  }

  void begin_to_end() {
    if (std::exchange(service.stopping, true)) return;
    error_code ignored;
    acceptor.close(ignored);
    while (!service.waiting.empty()) service.waiting.front()->send_away();
    if (service.open == 0) return service.io.stop();
    timer.expires_after(kEnd);
    timer.async_wait([this](error_code /*error*/) { service.io.stop(); });
  }

  ServeOptions options;
  Service service;
  std::size_t most;
  std::optional<asio::ssl::context> tls;
  bool full = false;  // nobody is let in until somebody has gone
  tcp::acceptor acceptor{service.io};
  asio::steady_timer timer{service.io};
};

Server::Server(const ServeOptions& options) : state_(std::make_unique<State>(options)) {}

Server::~Server() { state_->service.on_parting = nullptr; }

std::string Server::url() const {
  const std::string& host = state_->options.host;
  const bool ipv6 = host.find(':') != std::string::npos;
  return fmt::format("http{}://{}{}{}:{}/", state_->tls ? "s" : "", ipv6 ? "[" : "", host,
                     ipv6 ? "]" : "", state_->acceptor.local_endpoint().port());
}

void Server::run() {
  const auto until_stopped = asio::make_work_guard(state_->service.io);
  state_->accept();
  // What is thrown on the way, for want of memory say, ends the connection that it was thrown for.
  for (bool ended = false; !ended;) {
    try {
      state_->service.io.run();
      ended = true;
    } catch (const std::exception& error) {
      std::fputs(fmt::format("morgue: a connection was lost: {}\n", error.what()).c_str(), stderr);
    }
  }
  for (asio::thread_pool* pool : {&state_->service.workers, &state_->service.keeper}) {
    pool->stop();
    pool->join();
  }
}

void Server::stop() {
  asio::post(state_->service.io, [state = state_.get()] { state->begin_to_end(); });
}

void Server::reload() {
  asio::post(state_->service.io, [state = state_.get()] { state->reload(); });
}

}  // namespace morgue
