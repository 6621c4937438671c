#include "web/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace morgue::web {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

TEST(Metrics, CountRepliesByAddressAndClassOfStatus) {
  Metrics metrics;
  metrics.count_reply("/article", 200, milliseconds{3});
  metrics.count_reply("/article", 304, milliseconds{0});
  metrics.count_reply("/article", 404, milliseconds{30});
  metrics.count_reply("/article", 200, milliseconds{20'000});
  metrics.count_reply("", 400, milliseconds{0});
  const std::string text = metrics.text({});
  for (const std::string_view line : {
           "# TYPE morgue_http_requests_total counter\n",
           "morgue_http_requests_total{route=\"/article\",status=\"2xx\"} 2\n",
           "morgue_http_requests_total{route=\"/article\",status=\"3xx\"} 1\n",
           "morgue_http_requests_total{route=\"/article\",status=\"4xx\"} 1\n",
           "morgue_http_requests_total{route=\"\",status=\"4xx\"} 1\n",
           "# TYPE morgue_http_request_duration_seconds histogram\n",
           "morgue_http_request_duration_seconds_bucket{route=\"/article\",le=\"0.0025\"} 1\n",
           "morgue_http_request_duration_seconds_bucket{route=\"/article\",le=\"0.005\"} 2\n",
           "morgue_http_request_duration_seconds_bucket{route=\"/article\",le=\"0.05\"} 3\n",
           "morgue_http_request_duration_seconds_bucket{route=\"/article\",le=\"10\"} 3\n",
           "morgue_http_request_duration_seconds_bucket{route=\"/article\",le=\"+Inf\"} 4\n",
           "morgue_http_request_duration_seconds_count{route=\"/article\"} 4\n",
           "morgue_http_request_duration_seconds_sum{route=\"/article\"} 20.033\n",
       })
    EXPECT_THAT(text, HasSubstr(line));
  EXPECT_THAT(text, Not(HasSubstr("5xx")));
}

TEST(Metrics, SayWhatIsSoNow) {
  Metrics metrics;
  metrics.count_sent(1000);
  metrics.count_sent(24);
  metrics.count_connection();
  const std::string text = metrics.text({7, 3, 4, 184, "abc-12"});
  for (const std::string_view line : {
           "morgue_http_sent_bytes_total 1024\n",
           "morgue_http_connections_total 1\n",
           "morgue_http_connections_open 7\n",
           "morgue_http_requests_under_way 3\n",
           "morgue_http_workers 4\n",
           "morgue_archive_articles 184\n",
           "morgue_archive_info{revision=\"abc-12\"} 1\n",
           "process_cpu_seconds_total ",
           "process_resident_memory_bytes ",
       })
    EXPECT_THAT(text, HasSubstr(line));
}

}  // namespace
}  // namespace morgue::web
