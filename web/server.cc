// HTTP in, HTTP out. Numbers here follow from how the library works: blocking sockets, a thread to
// a connection.
#include "web/server.h"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>
#include <utility>

#include "corpus/error.h"
#include "searcher/searcher.h"
#include "web/compression.h"
#include "web/routes.h"

namespace morgue {
namespace {

constexpr unsigned kThreads =
    24;  // connections at once; most of them idle between two requests of a browser
constexpr time_t kKeepAliveSeconds = 1;  // an idle connection holds a thread, and holds up the end
constexpr std::size_t kKeepAliveRequests = 1000;
constexpr time_t kReadSeconds = 2;
constexpr time_t kWriteSeconds = 10;
constexpr std::size_t kLargestPayload = 64u << 10;  // nothing here takes one

// No script, style or picture but our own, no frame, no form to elsewhere.
constexpr const char* kContentSecurityPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

/// The library's own SO_REUSEPORT would let a second server share the port and take half of the
/// visits.
void refuse_shared_port(socket_t socket) {
  const int yes = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

void send(const httplib::Request& request, httplib::Response& response, web::Reply reply) {
  response.status = reply.status;
  for (auto& [name, value] : reply.headers) response.set_header(name, value);
  response.set_header("Content-Security-Policy", kContentSecurityPolicy);
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Referrer-Policy", "same-origin");
  if (web::is_worth_compressing(reply.content_type, reply.body.size())) {
    response.set_header("Vary", "Accept-Encoding");
    if (web::accepts_gzip(request.get_header_value("Accept-Encoding"))) {
      if (std::string packed = web::gzip(reply.body); !packed.empty()) {
        response.set_header("Content-Encoding", "gzip");
        reply.body = std::move(packed);
      }
    }
  }
  if (reply.body.empty()) {
    response.set_content(std::string{}, reply.content_type);
    return;
  }
  // By a provider, because the library compresses plain content itself: by brotli at its slowest
  // setting.
  const auto body = std::make_shared<const std::string>(std::move(reply.body));
  response.set_content_provider(
      body->size(), reply.content_type,
      [body](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
        return sink.write(body->data() + offset, length);
      });
}

web::Reply answer(Archive& archive, const web::Visit& visit) {
  try {
    return web::route(archive, visit);
  } catch (const std::exception& error) {
    const std::string path = visit.path.substr(0, 200);
    std::fputs(fmt::format("morgue: {} {}: {}\n", visit.method, path, error.what()).c_str(),
               stderr);
    return web::error_reply(
        visit, 500, "Something went wrong here, not on your side. The server's log says what.");
  }
}

}  // namespace

struct Server::State {
  State(const ServeOptions& the_options, unsigned threads)
      : options(the_options), archive(the_options.archive) {
    // The library takes what it is given here and deletes it.
    http.new_task_queue = [threads] {
      return new httplib::ThreadPool(threads);  // NOLINT(cppcoreguidelines-owning-memory)
    };
    http.set_socket_options(refuse_shared_port);
    http.set_tcp_nodelay(true);
    http.set_keep_alive_timeout(kKeepAliveSeconds);
    http.set_keep_alive_max_count(kKeepAliveRequests);
    http.set_read_timeout(kReadSeconds);
    http.set_write_timeout(kWriteSeconds);
    http.set_payload_max_length(kLargestPayload);
    // Before the library's routing, which would match every path against regular expressions.
    http.set_pre_routing_handler(
        [this](const httplib::Request& request, httplib::Response& response) {
          const web::Visit visit = web::parse_target(request.method, request.target);
          send(request, response, answer(archive, visit));
          // What else a request may carry is not read, so the next one could not be told from it.
          if (request.method != "GET" && request.method != "HEAD")
            response.set_header("Connection", "close");
          return httplib::Server::HandlerResponse::Handled;
        });
    // Requests that the library itself refuses never reach the routes.
    http.set_error_handler(httplib::Server::HandlerWithResponse{
        [](const httplib::Request& request, httplib::Response& response) {
          if (!response.body.empty() || response.content_length_ > 0)
            return httplib::Server::HandlerResponse::Unhandled;
          const int status = response.status;
          send(request, response,
               web::text_reply(status, fmt::format("{} {}\n", status, web::status_name(status))));
          response.set_header("Connection", "close");
          return httplib::Server::HandlerResponse::Handled;
        }});
  }

  ServeOptions options;
  Archive archive;
  httplib::Server http;
  int port = 0;
};

Server::Server(const ServeOptions& options)
    : state_(std::make_unique<State>(options, options.threads == 0 ? kThreads : options.threads)) {
  State& state = *state_;
  errno = 0;
  if (options.port == 0) {
    state.port = state.http.bind_to_any_port(options.host);
  } else if (state.http.bind_to_port(options.host, options.port)) {
    state.port = options.port;
  } else {
    state.port = -1;
  }
  if (state.port > 0) return;
  const std::string cause = errno != 0 ? std::generic_category().message(errno)
                                       : std::string{"the address cannot be used"};
  throw Error{fmt::format("cannot listen on {}, port {}: {}; choose another with --host or --port",
                          options.host, options.port, cause)};
}

Server::~Server() = default;

std::string Server::url() const {
  const std::string& host = state_->options.host;
  const bool ipv6 = host.find(':') != std::string::npos;
  return fmt::format("http://{}{}{}:{}/", ipv6 ? "[" : "", host, ipv6 ? "]" : "", state_->port);
}

void Server::run() { state_->http.listen_after_bind(); }

void Server::stop() { state_->http.stop(); }

}  // namespace morgue
