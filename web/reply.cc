#include "web/reply.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "searcher/highlight.h"

namespace morgue::web {

Visit parse_target(std::string_view method, std::string_view target) {
  Visit visit;
  visit.method = method;
  target = target.substr(0, target.find('#'));
  const std::size_t question = std::min(target.find('?'), target.size());
  visit.path = target.substr(0, question);
  visit.query = parse_query(target.substr(std::min(question + 1, target.size())));
  return visit;
}

Reply html_reply(int status, std::string body) {
  // Pages change with the archive; a browser asks again instead of showing yesterday's.
  return Reply{
      status, "text/html; charset=utf-8", std::move(body), {{"Cache-Control", "no-cache"}}};
}

Reply text_reply(int status, std::string body) {
  return Reply{status, "text/plain; charset=utf-8", std::move(body), {}};
}

Reply json_reply(std::string body) {
  return Reply{200, "application/json", std::move(body), {{"Cache-Control", "no-cache"}}};
}

Reply redirect_reply(const std::string& location) {
  Reply reply =
      html_reply(302, fmt::format("<!doctype html><title>Moved</title><p><a href=\"{0}\">{0}</a>",
                                  escape_html(location)));
  return reply.with("Location", location);
}

Reply problem_reply(int status, std::string_view detail) {
  const nlohmann::ordered_json problem{{"type", "about:blank"},
                                       {"title", status_name(status)},
                                       {"status", status},
                                       {"detail", detail}};
  return Reply{status,
               "application/problem+json",
               problem.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n",
               {}};
}

std::string_view status_name(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 302:
      return "Found";
    case 400:
      return "Bad Request";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 414:
      return "URI Too Long";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

}  // namespace morgue::web
