// What goes into a route and what comes out of it, free of any HTTP library.
#pragma once

#include <functional>
#include <optional>
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
  std::string origin;  // "http://localhost:8000": where the visitor found the server; may be empty
  std::string if_none_match;  // the header of that name: what the visitor has already

  bool wants_json() const { return std::string_view{path}.starts_with("/api/"); }
};

/// Splits the target of a request line, "/person/X?q=y".
Visit parse_target(std::string_view method, std::string_view target);

/// "http://" or "https://" and what a request says of its Host, if that looks like one: letters,
/// digits and ".-:[]", 255 bytes at most; else empty.
std::string origin_of(std::string_view host, bool secure = false);

/// A body that is made while it is sent: its next piece, not empty; nothing at the end. What it
/// throws breaks the reply off, so that the visitor sees that it is not whole.
using Pieces = std::function<std::optional<std::string>()>;

struct Reply {
  int status = 200;
  std::string content_type;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  Pieces pieces = nullptr;  // instead of a body, if set

  Reply& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

Reply html_reply(int status, std::string body);
Reply text_reply(int status, std::string body);
Reply json_reply(std::string body);
Reply streamed_reply(std::string content_type, Pieces pieces);
Reply redirect_reply(const std::string& location);

/// A mistake as the API reports it: {type, title, status, detail}.
Reply problem_reply(int status, std::string_view detail);

/// "Not Found": what HTTP calls a status.
std::string_view status_name(int status);

}  // namespace morgue::web
