// One connection: requests in, replies out, one after the other, without a thread of its own. Only
// server.cc includes this, and it alone pays for the templates of Boost.Beast.
//
//   await_request ─▶ read_head ─▶ answer (a worker) ─▶ send ─▶ next_piece ⇄ send_piece ─▶ finish
//         ▲                          refuse ─────────────┘                                  │
//         └──────────────────────────────────────────────────────────────────── keeps ──────┤
//                                                                     part ◀──── ends ──────┘
//
// All of it runs on the one thread of the io_context, but what makes replies: that runs on a
// worker. Every time limit is for a step as a whole. A visitor who sends a byte a second has no
// more time than one who sends nothing.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream_base.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "web/callers.h"
#include "web/reply.h"
#include "web/request_head.h"
#include "web/service.h"

namespace morgue {

namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr std::chrono::seconds kHeadTime{10};  // for a request, from its first byte to its last
constexpr std::chrono::seconds kIdleTime{30};  // between two requests; browsers come back in these
constexpr std::chrono::seconds kPartTime{1};   // for what a visitor sends whom nobody listens to
// For a reply or a piece of one, and a second more for each of these: 2 KB/s is the slowest line.
constexpr std::chrono::seconds kSendTime{20};
constexpr std::size_t kSlowestPerSecond = 2u << 10;
constexpr std::size_t kMostRequests = 1000;  // of one connection; then load is spread anew
// Four times the longest address that the routes take, percent-coded, and its headers.
constexpr std::uint32_t kMostHeadBytes = 32u << 10;
constexpr std::size_t kMostPartedBytes = 256u << 10;
constexpr std::uint64_t kLargestPayload = 64u << 10;  // nothing here takes one

/// Which status says what is wrong with a request that the parser refuses.
inline int status_of(const beast::error_code& error, bool target_is_known) {
  if (error == http::error::header_limit) return target_is_known ? 431 : 414;
  if (error == http::error::body_limit) return 413;
  if (error == http::error::bad_version) return 505;
  return 400;
}

/// "Fri, 27 Nov 2026 02:27:24 GMT"
inline std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

template <typename Stream>
class Connection final : public Visitor, public std::enable_shared_from_this<Connection<Stream>> {
 public:
  Connection(Service& service, Stream stream) : Visitor(service), stream_(std::move(stream)) {
    beast::error_code error;
    const auto peer = socket().remote_endpoint(error);
    if (!error) peer_ = web::plain_address(peer.address().to_string());
  }

  ~Connection() override { record(); }

  void start() {
    if constexpr (kSecure) {
      wait();
      give(kHeadTime);
      stream_.async_handshake(asio::ssl::stream_base::server,
                              [self = self()](beast::error_code error) {
                                if (error) return self->close();
                                self->await_request();
                              });
    } else {
      await_request();
    }
  }

  void close() override { beast::get_lowest_layer(stream_).close(); }

 private:
  using Self = std::shared_ptr<Connection>;
  using Bytes = std::size_t;
  using Clock = std::chrono::steady_clock;
  static constexpr bool kSecure = !std::is_same_v<Stream, beast::tcp_stream>;

  Self self() { return this->shared_from_this(); }
  asio::ip::tcp::socket& socket() { return beast::get_lowest_layer(stream_).socket(); }
  void give(std::chrono::seconds time) { beast::get_lowest_layer(stream_).expires_after(time); }
  static std::chrono::seconds time_for(std::size_t bytes) {
    return kSendTime + std::chrono::seconds{bytes / kSlowestPerSecond};
  }

  void await_request() {
    parser_.emplace();
    parser_->header_limit(kMostHeadBytes);
    parser_->body_limit(kLargestPayload);
    wait();
    if (buffer_.size() > 0) return read_head();  // sent without waiting for the last reply
    buffer_.shrink_to_fit();
    give(requests_ == 0 ? kHeadTime : kIdleTime);
    stream_.async_read_some(buffer_.prepare(kFirstRead),
                            [self = self()](beast::error_code error, Bytes bytes) {
                              if (error) return self->close();
                              self->buffer_.commit(bytes);
                              self->read_head();
                            });
  }

  void read_head() {
    give(kHeadTime);
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = self()](beast::error_code error, Bytes /*bytes*/) {
                              self->stop_waiting();
                              self->on_head(error);
                            });
  }

  void on_head(beast::error_code error) {
    head_ = web::RequestHead{};
    head_.peer = head_.visitor = peer_;
    head_.came = Clock::now();
    if (error) {
      static const auto& parsing = make_error_code(http::error::bad_method).category();
      if (error.category() != parsing || error == http::error::end_of_stream) return close();
      keep_ = false;
      const int status = status_of(error, !parser_->get().target().empty());
      return send(service().refusal(status));
    }
    const auto& request = parser_->get();
    const auto field = [&](http::field name) { return std::string{request[name]}; };
    head_.method = std::string{request.method_string()};
    head_.target = std::string{request.target()};
    head_.version = request.version();
    head_.host = field(http::field::host);
    head_.accept_encoding = field(http::field::accept_encoding);
    head_.if_none_match = field(http::field::if_none_match);
    head_.referer = field(http::field::referer);
    head_.user_agent = field(http::field::user_agent);
    head_.forwarded = field(http::field::forwarded);
    head_.x_forwarded_for = std::string{request["X-Forwarded-For"]};
    head_.x_forwarded_proto = std::string{request["X-Forwarded-Proto"]};
    head_.authorization = field(http::field::authorization);
    head_.secure = kSecure;
    web::take_host_of_target(head_);
    web::recognise(head_, service().proxies);
    // What else a request may carry is not read, so the next one could not be told from it.
    const bool carries_nothing = (head_.method == "GET" || head_.is_head()) &&
                                 !parser_->chunked() && parser_->content_length().value_or(0) == 0;
    keep_ = carries_nothing && request.keep_alive() && ++requests_ < kMostRequests;
    if (std::optional<web::Reply> reply = service().answer_at_once(head_))
      return send(*std::move(reply));
    if (!head_.authorization.empty()) return check_password();
    answer();
  }

  void check_password() {
    ++service().checking;
    asio::post(service().keeper, [self = self(), passwords = service().passwords]() mutable {
      const bool right = Service::check(self->head_, *passwords);
      go_on(std::move(self), [right](Connection& connection) {
        --connection.service().checking;
        if (right) return connection.answer();
        connection.send(connection.service().unauthorised(connection.head_));
      });
    });
  }

  void answer() {
    ++service().under_way;
    asio::post(service().workers, [self = self()]() mutable {
      web::Reply reply = self->service().answer(self->head_);
      --self->service().under_way;
      go_on(std::move(self), [reply = std::move(reply)](Connection& connection) mutable {
        connection.send(std::move(reply));
      });
    });
  }

  /// From a worker back to the thread of the connections. The worker lets go of the connection, or
  /// it might be the one that ends it.
  template <typename Step>
  static void go_on(Self self, Step step) {
    asio::io_context& io = self->service().io;
    asio::post(io, [self = std::move(self), step = std::move(step)]() mutable { step(*self); });
  }

  void send(web::Reply reply) {
    if (service().stopping || (reply.pieces && head_.version < 11)) keep_ = false;
    sent_bytes_ = 0;
    service().count(head_, reply.status);
    response_.emplace(static_cast<http::status>(reply.status), head_.version);
    for (const auto& [name, value] : reply.headers)
      // The library would send a line break as it is, and what follows as another header.
      if (value.find_first_of(std::string_view{"\r\n\0", 3}) == std::string::npos)
        response_->insert(name, value);
    response_->set(http::field::date, http_date());
    if (!reply.content_type.empty()) response_->set(http::field::content_type, reply.content_type);
    response_->keep_alive(keep_);
    if (reply.pieces) {
      // In chunks, so that its end can be told from a connection that broke; of HTTP/1.0, which
      // knows no chunks, the end is that of the connection.
      response_->chunked(head_.version >= 11);
    } else if (reply.status != 304) {
      response_->content_length(reply.body.size());
    }
    const bool has_body = !head_.is_head() && reply.status != 304;
    pieces_ = has_body ? std::move(reply.pieces) : nullptr;
    if (has_body) response_->body() = std::move(reply.body);
    serializer_.emplace(*response_);
    give(time_for(response_->body().size()));
    auto sent = [self = self()](beast::error_code error, Bytes bytes) {
      self->sent_bytes_ += bytes;
      if (error) return self->close();
      if (self->pieces_) return self->next_piece();
      self->finish();
    };
    if (pieces_ || !has_body)
      http::async_write_header(stream_, *serializer_, std::move(sent));
    else
      http::async_write(stream_, *serializer_, std::move(sent));
  }

  /// The next one is made when the last one is sent, so a slow visitor costs no more than one.
  void next_piece() {
    asio::post(service().workers, [self = self()]() mutable {
      std::optional<std::string> piece;
      bool broken = false;
      try {
        piece = self->pieces_();
      } catch (const std::exception& error) {
        self->service().log_failure(self->head_, error);
        broken = true;
      }
      go_on(std::move(self), [broken, piece = std::move(piece)](Connection& connection) mutable {
        if (broken) return connection.break_off();
        connection.send_piece(std::move(piece));
      });
    });
  }

  void send_piece(std::optional<std::string> piece) {
    const bool last = !piece;
    piece_ = std::move(piece).value_or(std::string{});
    auto sent = [self = self(), last](beast::error_code error, Bytes bytes) {
      self->sent_bytes_ += bytes;
      if (error) return self->close();
      if (!last) return self->next_piece();
      self->finish();
    };
    give(time_for(piece_.size()));
    if (!response_->chunked()) {
      if (last) return finish();
      asio::async_write(stream_, asio::buffer(piece_), std::move(sent));
    } else if (last) {
      asio::async_write(stream_, http::make_chunk_last(), std::move(sent));
    } else {
      asio::async_write(stream_, http::make_chunk(asio::const_buffer{piece_.data(), piece_.size()}),
                        std::move(sent));
    }
  }

  /// So that a visitor who knows no chunks sees as well that something is missing: an end that is
  /// an error.
  void break_off() {
    beast::error_code ignored;
    socket().set_option(asio::socket_base::linger{true, 0}, ignored);
    close();
  }

  /// Once for each reply, whether it came to its end or the visitor went away.
  void record() {
    if (response_) service().record(head_, static_cast<int>(response_->result_int()), sent_bytes_);
    response_.reset();
  }

  void finish() {
    record();
    serializer_.reset();
    pieces_ = nullptr;
    piece_ = {};
    if (keep_ && !service().stopping) return await_request();
    part();
  }

  /// Says good-bye and listens until the other side has done so: what it has sent and nobody read
  /// would make the kernel take back the reply.
  void part() {
    wait();
    buffer_.clear();
    give(kPartTime);
    if constexpr (kSecure)
      stream_.async_shutdown([self = self()](beast::error_code /*error*/) { self->hang_up(); });
    else
      hang_up();
  }

  void hang_up() {
    beast::error_code ignored;
    socket().shutdown(asio::socket_base::shutdown_send, ignored);
    listen_on(0);
  }

  void listen_on(std::size_t heard) {
    beast::get_lowest_layer(stream_).async_read_some(
        buffer_.prepare(kPartRead), [self = self(), heard](beast::error_code error, Bytes bytes) {
          if (error || heard + bytes > kMostPartedBytes) return self->close();
          self->listen_on(heard + bytes);
        });
  }

  static constexpr std::size_t kFirstRead = 1024;
  static constexpr std::size_t kPartRead = 4096;

  Stream stream_;
  std::string peer_;
  // More than a head may have, or the limit would never be seen.
  beast::flat_buffer buffer_{2 * std::size_t{kMostHeadBytes}};
  std::optional<http::request_parser<http::empty_body>> parser_;
  web::RequestHead head_;
  bool keep_ = false;
  std::size_t requests_ = 0;
  std::size_t sent_bytes_ = 0;  // of this reply
  std::optional<http::response<http::string_body>> response_;
  std::optional<http::response_serializer<http::string_body>> serializer_;
  web::Pieces pieces_;
  std::string piece_;
};

}  // namespace morgue
