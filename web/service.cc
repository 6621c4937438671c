#include "web/service.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <utility>

#include "web/delivery.h"
#include "web/routes.h"

namespace morgue {
namespace {

// Who has waited longer for a worker has gone, or asks again by now.
constexpr std::chrono::seconds kLongestWait{10};
constexpr std::size_t kMostChecks = 32;  // passwords that wait: two seconds

std::string_view path_of(const web::RequestHead& head) {
  return std::string_view{head.target}.substr(0, head.target.find('?'));
}

/// In words alone: it is made where everybody's connections are served, and so must cost nothing.
web::Reply refused(const web::RequestHead& head, int status, std::string_view detail) {
  web::Reply reply = path_of(head).starts_with("/api/")
                         ? web::problem_reply(status, detail)
                         : web::text_reply(status, std::string{detail} + "\n");
  if (status == 503) reply.with("Retry-After", "3");
  return web::made_ready(std::move(reply), {});
}

web::Reply metrics_reply(Service& service) {
  const ArchiveSummary summary = service.archive.borrow()->summary();
  web::Reply reply{200,
                   "text/plain; version=0.0.4; charset=utf-8",
                   service.metrics.text({service.open, service.under_way, service.threads,
                                         summary.articles, summary.revision}),
                   {{"Cache-Control", "no-store"}, {"X-Robots-Tag", "noindex"}}};
  return reply;
}

web::Reply routed(Archive& archive, const web::RequestHead& head) {
  web::Visit visit = web::parse_target(head.method, head.target);
  visit.origin = web::origin_of(head.host, head.secure);
  visit.if_none_match = head.if_none_match;
  if (std::chrono::steady_clock::now() - head.came > kLongestWait)
    return web::error_reply(visit, 503, "Too much is asked at once. Try again in a minute.")
        .with("Retry-After", "60");
  return web::route(archive, visit);
}

}  // namespace

Service::Service(const std::filesystem::path& directory, unsigned workers_at_most)
    : archive(directory), threads(workers_at_most), workers(workers_at_most) {}

std::optional<web::Reply> Service::answer_at_once(web::RequestHead& head) {
  const std::string credentials = std::exchange(head.authorization, {});
  web::Visit visit;
  visit.method = head.method;
  visit.path = path_of(head);
  if (std::optional<web::Reply> life = web::sign_of_life(visit))
    return web::made_ready(*std::move(life), head.accept_encoding);
  if (visit.path == "/readyz") return std::nullopt;  // for machines, which know no name
  if (head.host.empty() && head.version >= 11)
    return refused(head, 400,
                   "A request of HTTP/1.1 says for which Host it is; this one does not.");
  if (!head.host.empty() && !names.answers_for(head.host))
    return refused(head, 421,
                   "This server does not answer for the name that it was called by. If that is a "
                   "name of its own, it is to be started with --host-name NAME.");
  if (!passwords) return std::nullopt;
  if (passwords_need_tls && !head.secure && !proxies.trusts(head.peer) &&
      !web::is_loopback(head.peer))
    return refused(head, 403, "A password is sent by https here, and not like this.");
  const auto claimed = web::parse_basic(credentials);
  if (!claimed) return unauthorised(head);
  if (passwords->knows(*claimed)) {
    head.user = claimed->user;
    return std::nullopt;
  }
  if (checking >= kMostChecks)
    return refused(head, 503, "Too many passwords are being checked. Try again in a moment.");
  head.authorization = credentials;
  return std::nullopt;
}

bool Service::check(web::RequestHead& head, web::Passwords& passwords) {
  const auto claimed = web::parse_basic(std::exchange(head.authorization, {}));
  if (!claimed || !passwords.check(*claimed)) return false;
  head.user = claimed->user;
  return true;
}

web::Reply Service::unauthorised(const web::RequestHead& head) const {
  return refused(head, 401, "This archive is read by those who have a name and a password for it.")
      .with("WWW-Authenticate", "Basic realm=\"morgue\", charset=\"UTF-8\"");
}

web::Reply Service::answer(const web::RequestHead& head) {
  try {
    const bool of_server =
        path_of(head) == web::kMetricsPath && (head.method == "GET" || head.is_head());
    return web::made_ready(of_server ? metrics_reply(*this) : routed(archive, head),
                           head.accept_encoding);
  } catch (const std::exception& error) {
    log_failure(head, error);
    return web::made_ready(
        web::error_reply(
            web::parse_target(head.method, head.target), 500,
            "Something went wrong here, not on your side. The server's log says what."),
        {});
  }
}

web::Reply Service::refusal(int status) const {
  return web::made_ready(
      web::text_reply(status, fmt::format("{} {}\n", status, web::status_name(status))), {});
}

void Service::log_failure(const web::RequestHead& head, const std::exception& error) const {
  std::fputs(
      fmt::format("morgue: {} {}: {}\n", head.method, path_of(head).substr(0, 200), error.what())
          .c_str(),
      stderr);
}

void Service::count(const web::RequestHead& head, int status) {
  metrics.count_reply(web::address_of(path_of(head)), status,
                      std::chrono::steady_clock::now() - head.came);
}

void Service::record(const web::RequestHead& head, int status, std::size_t bytes) {
  metrics.count_sent(bytes);
  if (!access_log) return;
  const auto took = std::chrono::steady_clock::now() - head.came;
  access_log->write({head, status, bytes, took, std::chrono::system_clock::now() - took});
}

}  // namespace morgue
