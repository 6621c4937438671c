#include "web/metrics.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace morgue::web {
namespace {

using Out = std::back_insert_iterator<std::string>;

void begin(Out out, std::string_view name, std::string_view kind, std::string_view help) {
  fmt::format_to(out, "# HELP {0} {2}\n# TYPE {0} {1}\n", name, kind, help);
}

template <typename Number>
void single(Out out, std::string_view name, std::string_view kind, std::string_view help,
            Number value) {
  begin(out, name, kind, help);
  fmt::format_to(out, "{} {}\n", name, value);
}

/// Names that Prometheus gives to what every process has.
void process(Out out) {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  single(out, "process_cpu_seconds_total", "counter", "Processor time, user and system.",
         seconds(used.ru_utime) + seconds(used.ru_stime));
  std::uint64_t all = 0, resident = 0;
  if (std::ifstream{"/proc/self/statm"} >> all >> resident)
    single(out, "process_resident_memory_bytes", "gauge", "Memory, that of mapped files included.",
           resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)));
}

}  // namespace

void Metrics::count_reply(std::string_view route, int status, std::chrono::duration<double> took) {
  const std::lock_guard lock{mutex_};
  auto found = routes_.find(route);
  if (found == routes_.end()) found = routes_.try_emplace(std::string{route}).first;
  OfRoute& of_route = found->second;
  ++of_route.by_class[static_cast<std::size_t>(std::clamp(status / 100, 1, 5))];
  ++of_route.count;
  of_route.seconds += took.count();
  const auto* const bucket = std::lower_bound(kBuckets.begin(), kBuckets.end(), took.count());
  if (bucket != kBuckets.end())
    ++of_route.by_time[static_cast<std::size_t>(bucket - kBuckets.begin())];
}

void Metrics::count_sent(std::size_t bytes) {
  const std::lock_guard lock{mutex_};
  sent_bytes_ += bytes;
}

void Metrics::count_connection() {
  const std::lock_guard lock{mutex_};
  ++connections_;
}

std::string Metrics::text(const Gauges& gauges) const {
  std::string text;
  const Out out{text};
  const std::lock_guard lock{mutex_};
  constexpr std::string_view kRequests = "morgue_http_requests_total";
  begin(out, kRequests, "counter", "Replies by address and class of status.");
  for (const auto& [route, of_route] : routes_)
    for (std::size_t status = 1; status < of_route.by_class.size(); ++status)
      if (of_route.by_class[status] > 0)
        fmt::format_to(out, "{}{{route=\"{}\",status=\"{}xx\"}} {}\n", kRequests, route, status,
                       of_route.by_class[status]);
  constexpr std::string_view kDuration = "morgue_http_request_duration_seconds";
  begin(out, kDuration, "histogram", "From the end of a request until its reply was ready.");
  for (const auto& [route, of_route] : routes_) {
    std::uint64_t until = 0;
    for (std::size_t bucket = 0; bucket < kBuckets.size(); ++bucket) {
      until += of_route.by_time[bucket];
      fmt::format_to(out, "{}_bucket{{route=\"{}\",le=\"{}\"}} {}\n", kDuration, route,
                     kBuckets[bucket], until);
    }
    fmt::format_to(out,
                   "{0}_bucket{{route=\"{1}\",le=\"+Inf\"}} {2}\n{0}_sum{{route=\"{1}\"}} {3}\n"
                   "{0}_count{{route=\"{1}\"}} {2}\n",
                   kDuration, route, of_route.count, of_route.seconds);
  }
  single(out, "morgue_http_sent_bytes_total", "counter", "Bytes of replies.", sent_bytes_);
  single(out, "morgue_http_connections_total", "counter", "Connections accepted.", connections_);
  single(out, "morgue_http_connections_open", "gauge", "Connections now.", gauges.connections_open);
  single(out, "morgue_http_requests_under_way", "gauge",
         "Requests that wait for a worker or have one.", gauges.requests_under_way);
  single(out, "morgue_http_workers", "gauge", "Answers that can be made at once.", gauges.workers);
  single(out, "morgue_archive_articles", "gauge", "Articles in the archive.", gauges.articles);
  begin(out, "morgue_archive_info", "gauge", "The revision of the archive, which changes with it.");
  fmt::format_to(out, "morgue_archive_info{{revision=\"{}\"}} 1\n", gauges.revision);
  process(out);
  return text;
}

}  // namespace morgue::web
