#include "web/routes.h"

#include <algorithm>
#include <array>

#include "web/api.h"
#include "web/assets.h"
#include "web/export.h"
#include "web/feed.h"
#include "web/freshness.h"
#include "web/pages/pages.h"
#include "web/params.h"

namespace morgue::web {
namespace {

using Handler = Reply (*)(Searcher& searcher, const Visit& visit, std::string_view rest);

/// What an answer depends on, beside the address: nothing that a visitor could keep it for, or the
/// archive alone, so that it is the same until that changes.
enum class Kept { No, WhileArchiveIs };

/// A path, or a path and all below it; `rest` is what follows, decoded.
struct Route {
  std::string_view path;
  bool below;
  Kept kept;
  Handler handler;
};

// Facet combinations are endless: crawlers get the front page, the articles and the names, and
// nothing with a query.
constexpr std::string_view kRobots =
    "User-agent: *\n"
    "Disallow: /*?\n"
    "Disallow: /api/\n"
    "Disallow: /cite/\n"
    "Disallow: /export\n";

Reply search_route(Searcher& searcher, const Visit& visit, std::string_view /*rest*/) {
  const SearchParams params = parse_search_params(visit.query);
  return html_reply(200,
                    params.asks_nothing() ? front_page(searcher) : search_page(searcher, params));
}

Reply facet_route(Searcher& searcher, const Visit& visit, std::string_view /*rest*/) {
  return html_reply(200, facet_page(searcher, parse_facet_params(visit.query, kFacetPageValues)));
}

Reply found_or_missing(std::optional<std::string> page, std::string_view what) {
  if (page) return html_reply(200, *std::move(page));
  return html_reply(404, error_page(404, what));
}

Reply article_route(Searcher& searcher, const Visit& visit, std::string_view rest) {
  for (const auto& [name, other] : visit.query)
    if (name == "diff" && !other.empty())
      return found_or_missing(diff_page(searcher, rest, other),
                              "One of the two articles is not, or no longer, in the archive.");
  return found_or_missing(
      article_page(searcher, rest, visit),
      "No article has this address. It may have been removed from the archive.");
}

template <Facet facet>
Reply entity_route(Searcher& searcher, const Visit& /*visit*/, std::string_view rest) {
  return found_or_missing(entity_page(searcher, facet, rest),
                          "No article in this archive names it.");
}

Reply compare_route(Searcher& searcher, const Visit& visit, std::string_view /*rest*/) {
  return html_reply(200, compare_page(searcher, parse_compare_params(visit.query)));
}

Reply help_route(Searcher& searcher, const Visit& /*visit*/, std::string_view /*rest*/) {
  return html_reply(200, help_page(searcher));
}

Reply asset_route(Searcher& /*searcher*/, const Visit& visit, std::string_view rest) {
  auto reply = asset_reply(rest);
  return reply ? *std::move(reply) : error_reply(visit, 404, "There is no such file.");
}

Reply robots_route(Searcher& /*searcher*/, const Visit& visit, std::string_view /*rest*/) {
  std::string rules{kRobots};
  if (!visit.origin.empty()) rules += "\nSitemap: " + visit.origin + "/sitemap.xml\n";
  return text_reply(200, std::move(rules));
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
    {"/", false, Kept::WhileArchiveIs, search_route},
    {"/facet", false, Kept::WhileArchiveIs, facet_route},
    {"/article", true, Kept::WhileArchiveIs, article_route},
    {"/person", true, Kept::WhileArchiveIs, entity_route<Facet::Person>},
    {"/country", true, Kept::WhileArchiveIs, entity_route<Facet::Country>},
    {"/organisation", true, Kept::WhileArchiveIs, entity_route<Facet::Organisation>},
    {"/compare", false, Kept::WhileArchiveIs, compare_route},
    {"/help", false, Kept::WhileArchiveIs, help_route},
    {"/assets", true, Kept::No, asset_route},
    {"/robots.txt", false, Kept::No, robots_route},
    {"/livez", false, Kept::No, health_route},
    {"/healthz", false, Kept::No, health_route},
    {"/readyz", false, Kept::No, ready_route},
    {"/api/v1/search", false, Kept::WhileArchiveIs, api_search},
    {"/api/v1/timeline", false, Kept::WhileArchiveIs, api_timeline},
    {"/api/v1/article", true, Kept::WhileArchiveIs, api_article},
    {"/api/v1/suggest", false, Kept::WhileArchiveIs, api_suggest},
    {"/api/v1/facets", false, Kept::WhileArchiveIs, api_facets},
    {"/api/v1/related", true, Kept::WhileArchiveIs, api_related},
    {"/api/v1/openapi.json", false, Kept::No, api_description},
    {"/feed.atom", false, Kept::WhileArchiveIs, search_feed},
    {"/export", false, Kept::WhileArchiveIs, export_search},
    {"/cite", true, Kept::WhileArchiveIs, cite_article},
    {"/sitemap.xml", false, Kept::WhileArchiveIs, sitemap_index},
    {"/sitemap", true, Kept::WhileArchiveIs, sitemap_part},
    {"/opensearch.xml", false, Kept::No, search_description},
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
    const Archive::Lease searcher = archive.borrow();
    if (route.kept == Kept::No) return route.handler(*searcher, visit, decode_component(*rest));
    // The revision is asked for first: should the archive change before the answer is made, its
    // mark is an old one, which costs a visit, and never a new one on an old answer.
    const std::string tag = entity_tag(visit, searcher->revision());
    if (names_tag(visit.if_none_match, tag))
      return Reply{304, {}, {}, {{"ETag", tag}, {"Cache-Control", "no-cache"}}};
    Reply reply = route.handler(*searcher, visit, decode_component(*rest));
    return reply.status == 200 ? std::move(reply.with("ETag", tag)) : std::move(reply);
  }
  return error_reply(visit, 404, "There is nothing at this address.");
}

}  // namespace

std::vector<std::string_view> addresses() {
  std::vector<std::string_view> paths;
  paths.reserve(kRoutes.size());
  for (const Route& route : kRoutes) paths.push_back(route.path);
  return paths;
}

std::string_view address_of(std::string_view path) {
  for (const Route& route : kRoutes)
    if (rest_of(route, path)) return route.path;
  return path == kMetricsPath ? kMetricsPath : std::string_view{};
}

std::optional<Reply> sign_of_life(const Visit& visit) {
  if (visit.method != "GET" && visit.method != "HEAD") return std::nullopt;
  if (visit.path != "/livez" && visit.path != "/healthz") return std::nullopt;
  return text_reply(200, "ok\n");
}

Reply route(Archive& archive, const Visit& visit) {
  if (visit.method != "GET" && visit.method != "HEAD")
    return error_reply(visit, 405, "Only GET and HEAD are answered here.")
        .with("Allow", "GET, HEAD");
  try {
    return answer(archive, visit);
  } catch (const RequestError& mistake) {
    return error_reply(visit, 400, mistake.what());
  }
}

Reply error_reply(const Visit& visit, int status, std::string_view detail) {
  return visit.wants_json() ? problem_reply(status, detail)
                            : html_reply(status, error_page(status, detail));
}

}  // namespace morgue::web
