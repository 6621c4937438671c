// What goes into a route and what comes out of it, free of any HTTP library.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/url.h"

namespace morgue::web {

/// A request as far as routes care.
struct Visit {
  std::string method = "GET";
  std::string path;  // as sent, still percent-coded: "/article/news/2016/a%20b.txt"
  Pairs query;

  bool wants_json() const { return std::string_view{path}.starts_with("/api/"); }
};

/// Splits the target of a request line, "/person/X?q=y".
Visit parse_target(std::string_view method, std::string_view target);

struct Reply {
  int status = 200;
  std::string content_type;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;

  Reply& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

Reply html_reply(int status, std::string body);
Reply text_reply(int status, std::string body);
Reply json_reply(std::string body);
Reply redirect_reply(const std::string& location);

/// A mistake as the API reports it: {type, title, status, detail}.
Reply problem_reply(int status, std::string_view detail);

/// "Not Found": what HTTP calls a status.
std::string_view status_name(int status);

}  // namespace morgue::web
