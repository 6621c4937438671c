// A line for each request that was answered, for the programs that read such logs.
//
//   text  Combined Log Format, as Apache and nginx write it. Times are UTC. What is no printable
//         ASCII, and the quote and the backslash, is written as \xHH, so that no request can end
//         its field or its line
//   json  an object a line: time, visitor, user?, method, target, version, status, bytes, seconds,
//         referer?, user_agent?
//
// A request that could not be understood has "-" for its first line (json: no method and target).
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "web/request_head.h"

namespace morgue::web {

enum class LogFormat { Text, Json };

struct Served {
  const RequestHead& head;
  int status;
  std::size_t bytes;                         // sent, head and all
  std::chrono::duration<double> took;        // from the end of the request to the end of the reply
  std::chrono::system_clock::time_point at;  // the end of the request
};

/// With the line break.
std::string log_line(LogFormat format, const Served& served);

/// A file that lines are added to by a thread of its own, so that a slow disk, or whoever reads the
/// other end of a pipe, holds up no visitor.
class AccessLog {
 public:
  /// @param path  added to, made if there is none; "-" is standard output
  /// @throws Error  if it cannot be written
  AccessLog(const std::string& path, LogFormat format);
  /// What was written until now is in the file.
  ~AccessLog();
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;

  /// Returns at once. If lines come faster than they can be written, some are lost, and standard
  /// error says how many.
  void write(const Served& served);

  /// Opens the file by its name again, after others have renamed it. If that fails, standard error
  /// says so, and the old file is gone on with.
  void reopen();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace morgue::web
