#include "web/access_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "corpus/error.h"
#include "tests/support/temp_directory.h"

namespace morgue::web {
namespace {

using testing::HasSubstr;
using testing::Not;

RequestHead some_head() {
  RequestHead head;
  head.method = "GET";
  head.target = "/?q=aleppo";
  head.visitor = "192.0.2.7";
  head.user = "ada";
  head.referer = "http://news.example/";
  head.user_agent = "Browser/1.0 (X; Y)";
  return head;
}

Served served(const RequestHead& head) {
  using namespace std::chrono;
  return {head, 200, 4711, microseconds{12345},
          sys_days{year{2026} / November / 27} + hours{2} + minutes{3} + milliseconds{4567}};
}

std::string contents(const std::filesystem::path& path) {
  std::ostringstream all;
  all << std::ifstream{path}.rdbuf();
  return all.str();
}

TEST(AccessLogLine, IsCombinedLogFormat) {
  EXPECT_EQ(log_line(LogFormat::Text, served(some_head())),
            "192.0.2.7 - ada [27/Nov/2026:02:03:04 +0000] \"GET /?q=aleppo HTTP/1.1\" 200 4711 "
            "\"http://news.example/\" \"Browser/1.0 (X; Y)\"\n");
}

TEST(AccessLogLine, IsAnObject) {
  EXPECT_EQ(
      log_line(LogFormat::Json, served(some_head())),
      R"x({"time":"2026-11-27T02:03:04.567Z","visitor":"192.0.2.7","user":"ada","method":"GET","target":"/?q=aleppo","version":"1.1","status":200,"bytes":4711,"seconds":0.012345,"referer":"http://news.example/","user_agent":"Browser/1.0 (X; Y)"})x"
      "\n");
}

TEST(AccessLogLine, OfARequestThatWasNotUnderstoodSaysSo) {
  RequestHead head;
  head.visitor = "::1";
  EXPECT_EQ(log_line(LogFormat::Text, {head, 400, 0, {}, {}}),
            "::1 - - [01/Jan/1970:00:00:00 +0000] \"-\" 400 0 \"-\" \"-\"\n");
  EXPECT_EQ(
      log_line(LogFormat::Json, {head, 400, 0, {}, {}}),
      R"({"time":"1970-01-01T00:00:00.000Z","visitor":"::1","status":400,"bytes":0,"seconds":0.0})"
      "\n");
}

TEST(AccessLogLine, CannotBeForged) {
  const std::string evil =
      "x\" 200 1 \"-\" \"-\"\r\n10.0.0.1 - - [01/Jan/2026] \\\"\x1b[2J\x7f\xff\xc3\xa4\u2028";
  RequestHead head = some_head();
  head.method = head.target = head.user = head.referer = head.user_agent = evil;
  for (const LogFormat format : {LogFormat::Text, LogFormat::Json}) {
    const std::string line = log_line(format, served(head));
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    for (const char c : line.substr(0, line.size() - 1)) EXPECT_TRUE(c >= ' ' && c <= '~');
  }
  const std::string text = log_line(LogFormat::Text, served(head));
  EXPECT_EQ(std::count(text.begin(), text.end(), '"'), 6);
  EXPECT_THAT(text, HasSubstr(R"(\x22 200 1)"));
  EXPECT_THAT(text, HasSubstr(R"(\x0d\x0a10.0.0.1)"));
  EXPECT_EQ(nlohmann::json::parse(log_line(LogFormat::Json, served(head)))["status"], 200);
}

TEST(AccessLog, AddsToAFileAndOpensItAgain) {
  const test::TempDirectory directory;
  const auto path = directory.path() / "access.log", moved = directory.path() / "access.log.1";
  std::ofstream{path} << "before\n";
  const RequestHead head = some_head();
  {
    AccessLog log{path.string(), LogFormat::Text};
    log.write(served(head));
    std::filesystem::rename(path, moved);
    log.reopen();
    while (!std::filesystem::exists(path)) std::this_thread::yield();
    log.write(served(head));
  }
  const std::string line = log_line(LogFormat::Text, served(head));
  EXPECT_EQ(contents(moved), "before\n" + line);
  EXPECT_EQ(contents(path), line);
}

TEST(AccessLog, LosesNothingThatIsWrittenQuickly) {
  const test::TempDirectory directory;
  const auto path = directory.path() / "access.log";
  const RequestHead head = some_head();
  {
    AccessLog log{path.string(), LogFormat::Json};
    for (int i = 0; i < 5000; ++i) log.write(served(head));
  }
  const std::string all = contents(path);
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 5000);
}

TEST(AccessLog, SaysWhichFileCannotBeWritten) {
  try {
    const AccessLog log{"/nowhere/access.log", LogFormat::Text};
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("'/nowhere/access.log': No such file or directory; name"));
  }
}

}  // namespace
}  // namespace morgue::web
