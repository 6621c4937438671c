// The JSON API, version 1: docs/API.md. Each function is a route of routes.cc.
#pragma once

#include <string_view>

#include "searcher/searcher.h"
#include "web/reply.h"

namespace morgue::web {

Reply api_search(Searcher& searcher, const Visit& visit, std::string_view rest);
/// Values of one facet of a search.
Reply api_facets(Searcher& searcher, const Visit& visit, std::string_view rest);
/// The two histograms of a search: when articles appeared, and the dates they mention.
Reply api_timeline(Searcher& searcher, const Visit& visit, std::string_view rest);
Reply api_article(Searcher& searcher, const Visit& visit, std::string_view id);
/// The articles most like one.
Reply api_related(Searcher& searcher, const Visit& visit, std::string_view id);
Reply api_suggest(Searcher& searcher, const Visit& visit, std::string_view rest);
/// All of this for programs: OpenAPI 3.1, web/openapi.json.
Reply api_description(Searcher& searcher, const Visit& visit, std::string_view rest);

}  // namespace morgue::web
