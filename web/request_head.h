// A request as it came, free of any HTTP library: its first line and the headers that anything here
// depends on.
#pragma once

#include <chrono>
#include <string>

namespace morgue::web {

struct RequestHead {
  std::string method;
  std::string target;
  unsigned version = 11;  // 10 or 11
  std::string host;       // headers; empty if they did not come
  std::string accept_encoding;
  std::string if_none_match;
  std::string referer;
  std::string forwarded;
  std::string x_forwarded_for;
  std::string x_forwarded_proto;
  std::string authorization;  // emptied when there is nothing left of it to be checked
  std::string user_agent;
  std::string peer;     // the address that the connection comes from
  std::string visitor;  // and that of who asks
  std::string user;     // as whom; empty: nobody was asked
  bool secure = false;  // by TLS, to us or to a proxy
  std::chrono::steady_clock::time_point came{};

  bool is_head() const { return method == "HEAD"; }
};

}  // namespace morgue::web
