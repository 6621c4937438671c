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

std::string origin_of(std::string_view host, bool secure) {
  constexpr std::size_t kLongest = 255;
  const bool plausible =
      !host.empty() && host.size() <= kLongest && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
      });
  return plausible ? (secure ? "https://" : "http://") + std::string{host} : std::string{};
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

Reply streamed_reply(std::string content_type, Pieces pieces) {
  Reply reply{200, std::move(content_type), {}, {{"Cache-Control", "no-cache"}}};
  reply.pieces = std::move(pieces);
  return reply;
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
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Payload Too Large";
    case 414:
      return "URI Too Long";
    case 421:
      return "Misdirected Request";
    case 431:
      return "Request Header Fields Too Large";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Internal Server Error";
  }
}

}  // namespace morgue::web
