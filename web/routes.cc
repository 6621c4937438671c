#include "web/routes.h"

#include <algorithm>
#include <array>

#include "web/api.h"
#include "web/assets.h"
#include "web/errors.h"
#include "web/pages/pages.h"
#include "web/params.h"

namespace morgue::web {
namespace {

using Handler = Reply (*)(Searcher& searcher, const Visit& visit, std::string_view rest);

/// A path, or a path and all below it; `rest` is what follows, decoded.
struct Route {
  std::string_view path;
  bool below;
  Handler handler;  // null: named in the design, not in this version
};

// Facet combinations are endless: crawlers get the front page, the articles and the names, and
// nothing with a query.
constexpr std::string_view kRobots =
    "User-agent: *\n"
    "Disallow: /*?\n"
    "Disallow: /api/\n"
    "Disallow: /export\n";

Reply search_route(Searcher& searcher, const Visit& visit, std::string_view /*rest*/) {
  const SearchParams params = parse_search_params(visit.query);
  return html_reply(200,
                    params.asks_nothing() ? front_page(searcher) : search_page(searcher, params));
}

Reply found_or_missing(std::optional<std::string> page, std::string_view what) {
  if (page) return html_reply(200, *std::move(page));
  return html_reply(404, error_page(404, what));
}

Reply article_route(Searcher& searcher, const Visit& visit, std::string_view rest) {
  return found_or_missing(
      article_page(searcher, rest, visit),
      "No article has this address. It may have been removed from the archive.");
}

template <Facet facet>
Reply entity_route(Searcher& searcher, const Visit& /*visit*/, std::string_view rest) {
  return found_or_missing(entity_page(searcher, facet, rest),
                          "No article in this archive names it.");
}

Reply help_route(Searcher& searcher, const Visit& /*visit*/, std::string_view /*rest*/) {
  return html_reply(200, help_page(searcher));
}

Reply asset_route(Searcher& /*searcher*/, const Visit& visit, std::string_view rest) {
  auto reply = asset_reply(rest);
  return reply ? *std::move(reply) : error_reply(visit, 404, "There is no such file.");
}

Reply robots_route(Searcher& /*searcher*/, const Visit& /*visit*/, std::string_view /*rest*/) {
  return text_reply(200, std::string{kRobots});
}

Reply health_route(Searcher& /*searcher*/, const Visit& /*visit*/, std::string_view /*rest*/) {
  return text_reply(200, "ok\n");
}

/// Ready means that the archive can be read.
Reply ready_route(Searcher& searcher, const Visit& /*visit*/, std::string_view /*rest*/) {
  searcher.summary();
  return text_reply(200, "ready\n");
}

constexpr std::array kRoutes = std::to_array<Route>({
    {"/", false, search_route},
    {"/article", true, article_route},
    {"/person", true, entity_route<Facet::Person>},
    {"/country", true, entity_route<Facet::Country>},
    {"/organisation", true, entity_route<Facet::Organisation>},
    {"/help", false, help_route},
    {"/assets", true, asset_route},
    {"/robots.txt", false, robots_route},
    {"/healthz", false, health_route},
    {"/readyz", false, ready_route},
    {"/api/v1/search", false, api_search},
    {"/api/v1/timeline", false, api_timeline},
    {"/api/v1/article", true, api_article},
    {"/api/v1/suggest", false, api_suggest},
    {"/api/v1/facets", false, nullptr},
    {"/api/v1/related", true, api_related},
    {"/api/v1/openapi.json", false, nullptr},
    {"/feed.atom", false, nullptr},
    {"/export", false, nullptr},
    {"/opensearch.xml", false, nullptr},
    {"/metrics", false, nullptr},
});

/// What follows a route's path; nothing if the path is another one's.
std::optional<std::string_view> rest_of(const Route& route, std::string_view path) {
  if (!route.below) return path == route.path ? std::optional{std::string_view{}} : std::nullopt;
  if (!path.starts_with(route.path) || path.size() < route.path.size() + 2 ||
      path[route.path.size()] != '/')
    return std::nullopt;
  return path.substr(route.path.size() + 1);
}

Reply answer(Archive& archive, const Visit& visit) {
  for (const Route& route : kRoutes) {
    const auto rest = rest_of(route, visit.path);
    if (!rest) continue;
    if (route.handler == nullptr)
      throw NotAvailable{"The address " + std::string{route.path} +
                         " is not available in this version of morgue."};
    const Archive::Lease searcher = archive.borrow();
    return route.handler(*searcher, visit, decode_component(*rest));
  }
  return error_reply(visit, 404, "There is nothing at this address.");
}

}  // namespace

Reply route(Archive& archive, const Visit& visit) {
  if (visit.method != "GET" && visit.method != "HEAD")
    return error_reply(visit, 405, "Only GET and HEAD are answered here.")
        .with("Allow", "GET, HEAD");
  try {
    return answer(archive, visit);
  } catch (const RequestError& mistake) {
    return error_reply(visit, 400, mistake.what());
  } catch (const NotAvailable& later) {
    return error_reply(visit, 501, later.what());
  }
}

Reply error_reply(const Visit& visit, int status, std::string_view detail) {
  return visit.wants_json() ? problem_reply(status, detail)
                            : html_reply(status, error_page(status, detail));
}

}  // namespace morgue::web
