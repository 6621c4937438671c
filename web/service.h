// What all connections of a server share: the archive and the workers that read it, who is there,
// and who of them could go.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <exception>
#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <utility>

#include "searcher/searcher.h"
#include "web/access_log.h"
#include "web/callers.h"
#include "web/metrics.h"
#include "web/passwords.h"
#include "web/reply.h"
#include "web/request_head.h"

namespace morgue {

namespace asio = boost::asio;

class Visitor;

struct Service {
  Service(const std::filesystem::path& directory, unsigned workers_at_most);

  /// The reply to a request, ready to be sent, if it costs nothing: a sign of life, or a refusal of
  /// who may not come in. Else it is for a worker; but first, if `authorization` is left in the
  /// head, for check().
  std::optional<web::Reply> answer_at_once(web::RequestHead& head);
  /// Made on the keeper: is the password of the head one of these? Sets the user then.
  static bool check(web::RequestHead& head, web::Passwords& passwords);
  web::Reply unauthorised(const web::RequestHead& head) const;
  /// Made on a worker.
  web::Reply answer(const web::RequestHead& head);
  /// To a request that the HTTP library does not understand.
  web::Reply refusal(int status) const;
  void log_failure(const web::RequestHead& head, const std::exception& error) const;
  /// A reply is ready to be sent.
  void count(const web::RequestHead& head, int status);
  /// It has been sent, or as much of it as could be.
  void record(const web::RequestHead& head, int status, std::size_t bytes);

  Archive archive;
  std::unique_ptr<web::AccessLog> access_log;  // null: none is kept
  web::TrustedProxies proxies;
  web::HostNames names{{}, true};
  std::shared_ptr<web::Passwords> passwords;  // null: whoever comes may read
  bool passwords_need_tls = false;  // unless a proxy that is trusted, or this machine, brings them
  std::size_t checking = 0;         // passwords, on the keeper
  web::Metrics metrics;
  unsigned threads;                        // of the workers
  std::atomic<std::size_t> under_way = 0;  // requests that wait for a worker or have one
  std::atomic<std::size_t> open = 0;       // connections
  std::list<Visitor*> waiting;             // those that owe us a request, longest first
  bool stopping = false;
  std::function<void()> on_parting;  // a connection has gone
  // Last, and in this order: while they end, connections are destroyed.
  asio::io_context io{1};
  asio::thread_pool workers;
  // Checks passwords, one at a time: who sends wrong ones by the dozen waits for himself, and not
  // for the workers of those who are known.
  asio::thread_pool keeper{1};
};

/// A connection, as far as it is one of many. Lives on the thread of the io_context.
class Visitor {
 public:
  explicit Visitor(Service& service) : service_(service) {
    ++service_.open;
    service_.metrics.count_connection();
  }
  virtual ~Visitor() {
    stop_waiting();
    --service_.open;
    if (service_.on_parting) service_.on_parting();
  }
  Visitor(const Visitor&) = delete;
  Visitor& operator=(const Visitor&) = delete;

  /// Ends it at once.
  virtual void close() = 0;
  void send_away() {
    stop_waiting();
    close();
  }

 protected:
  Service& service() const { return service_; }
  void wait() {
    if (!place_) place_ = service_.waiting.insert(service_.waiting.end(), this);
  }
  void stop_waiting() {
    if (place_) service_.waiting.erase(*std::exchange(place_, std::nullopt));
  }

 private:
  Service& service_;
  std::optional<std::list<Visitor*>::iterator> place_;
};

}  // namespace morgue
