// What the server has done, as Prometheus reads it (text format 0.0.4).
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace morgue::web {

/// What is so at this moment.
struct Gauges {
  std::size_t connections_open = 0;
  std::size_t requests_under_way = 0;  // waiting for a worker, or being answered by one
  unsigned workers = 0;
  std::uint64_t articles = 0;
  std::string revision;
};

/// Counters; of any thread.
class Metrics {
 public:
  /// @param route  an entry of addresses(), and so one of a few; empty: none of them, or a request
  /// that was not understood
  /// @param took  from the end of the request until the reply was ready to be sent: what the server
  /// needs, not what the visitor's line does
  void count_reply(std::string_view route, int status, std::chrono::duration<double> took);
  void count_sent(std::size_t bytes);
  void count_connection();

  std::string text(const Gauges& gauges) const;

 private:
  // Upper ends of the buckets, in seconds: a cached asset to a question that had to wait.
  static constexpr std::array kBuckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                       0.25,  0.5,    1.0,   2.5,  5.0,   10.0};
  struct OfRoute {
    std::array<std::uint64_t, 6> by_class{};  // [2]: 200 to 299
    std::array<std::uint64_t, kBuckets.size()> by_time{};
    std::uint64_t count = 0;
    double seconds = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::string, OfRoute, std::less<>> routes_;
  std::uint64_t sent_bytes_ = 0;
  std::uint64_t connections_ = 0;
};

}  // namespace morgue::web
