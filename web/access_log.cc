#include "web/access_log.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "corpus/error.h"

namespace morgue::web {
namespace {

constexpr std::size_t kMostWaitingBytes = 4u << 20;

/// @param blank_too  where a blank ends the field
std::string escaped(std::string_view text, bool blank_too = false) {
  if (text.empty()) return "-";
  std::string out;
  for (const char c : text) {
    const bool plain = c >= ' ' && c <= '~' && c != '"' && c != '\\' && !(blank_too && c == ' ');
    out += plain ? std::string{c} : fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string text_line(const Served& served) {
  const RequestHead& head = served.head;
  const std::string first =
      head.method.empty() ? "-"
                          : fmt::format("{} {} HTTP/{}.{}", escaped(head.method),
                                        escaped(head.target), head.version / 10, head.version % 10);
  return fmt::format("{} - {} [{:%d/%b/%Y:%H:%M:%S} +0000] \"{}\" {} {} \"{}\" \"{}\"\n",
                     escaped(head.visitor, true), escaped(head.user, true),
                     fmt::gmtime(std::chrono::system_clock::to_time_t(served.at)), first,
                     served.status, served.bytes, escaped(head.referer), escaped(head.user_agent));
}

std::string json_line(const Served& served) {
  using std::chrono::floor, std::chrono::milliseconds;
  const RequestHead& head = served.head;
  const auto since = floor<milliseconds>(served.at).time_since_epoch();
  const std::time_t seconds = floor<std::chrono::seconds>(since).count();
  nlohmann::ordered_json line{{"time", fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
                                                   fmt::gmtime(seconds), since.count() % 1000)},
                              {"visitor", head.visitor}};
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) line[name] = value;
  };
  add("user", head.user);
  add("method", head.method);
  add("target", head.target);
  if (!head.method.empty())
    line["version"] = fmt::format("{}.{}", head.version / 10, head.version % 10);
  line["status"] = served.status;
  line["bytes"] = served.bytes;
  line["seconds"] = std::round(served.took.count() * 1e6) / 1e6;
  add("referer", head.referer);
  add("user_agent", head.user_agent);
  return line.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace) + "\n";
}

/// @return a descriptor, or -1 with errno
int open_log(const std::string& path) {
  if (path == "-") return STDOUT_FILENO;
  return open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
}

std::string cause() { return std::generic_category().message(errno); }

void complain(const std::string& what) { std::fputs(("morgue: " + what + "\n").c_str(), stderr); }

}  // namespace

std::string log_line(LogFormat format, const Served& served) {
  return format == LogFormat::Text ? text_line(served) : json_line(served);
}

struct AccessLog::State {
  State(std::string the_path, LogFormat the_format)
      : path(std::move(the_path)), format(the_format), file(open_log(path)) {
    if (file < 0)
      throw Error{fmt::format(
          "cannot write the access log '{}': {}; name another file, or '-' for standard output",
          path, cause())};
    writer = std::jthread{[this](const std::stop_token& stop) { write_on(stop); }};
  }
  ~State() {
    writer.request_stop();
    writer.join();
    if (path != "-") close(file);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void write_on(const std::stop_token& stop) {
    std::unique_lock lock{mutex};
    while (true) {
      something.wait(lock, stop, [&] { return !waiting.empty() || to_reopen; });
      if (waiting.empty() && !to_reopen) return;
      const std::string lines = std::exchange(waiting, {});
      const std::size_t missing = std::exchange(lost, 0);
      const bool again = std::exchange(to_reopen, false);
      lock.unlock();
      if (missing > 0)
        complain(fmt::format("{} lines of the access log '{}' are lost: it is written too slowly",
                             missing, path));
      // What came before the file was to be opened again belongs into the old one.
      write_lines(lines);
      if (again) open_again();
      lock.lock();
    }
  }

  void write_lines(std::string_view lines) {
    while (!lines.empty()) {
      const ssize_t written = ::write(file, lines.data(), lines.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) {
        if (!std::exchange(failing, true))
          complain(
              fmt::format("cannot write the access log '{}': {}; lines are lost until that is "
                          "mended",
                          path, cause()));
        return;
      }
      failing = false;
      lines.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  void open_again() {
    if (path == "-") return;
    const int opened = open_log(path);
    if (opened < 0)
      return complain(
          fmt::format("cannot open the access log '{}' again: {}; the old file is gone "
                      "on with",
                      path, cause()));
    close(std::exchange(file, opened));
  }

  std::string path;
  LogFormat format;
  int file;
  bool failing = false;
  std::mutex mutex;
  std::condition_variable_any something;
  std::string waiting;
  std::size_t lost = 0;
  bool to_reopen = false;
  std::jthread writer;
};

AccessLog::AccessLog(const std::string& path, LogFormat format)
    : state_(std::make_unique<State>(path, format)) {}

AccessLog::~AccessLog() = default;

void AccessLog::write(const Served& served) {
  const std::string line = log_line(state_->format, served);
  const std::lock_guard lock{state_->mutex};
  if (state_->waiting.size() + line.size() > kMostWaitingBytes) {
    ++state_->lost;
    return;
  }
  state_->waiting += line;
  state_->something.notify_one();
}

void AccessLog::reopen() {
  const std::lock_guard lock{state_->mutex};
  state_->to_reopen = true;
  state_->something.notify_one();
}

}  // namespace morgue::web
