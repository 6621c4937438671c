// How articles leave the archive: a search as a file, an article as a citation, all of them as a
// list for crawlers. Whatever may be long is made while it is sent.
#pragma once

#include <string_view>

#include "searcher/searcher.h"
#include "web/pages/view.h"
#include "web/reply.h"

namespace morgue::web {

/// Every article of a search, in its order, in the format that the parameter of that name says.
/// The page makes no difference. @throws RequestError
Reply export_search(Searcher& searcher, const Visit& visit, std::string_view rest);

/// One article for a reference manager, likewise. @throws RequestError
Reply cite_article(Searcher& searcher, const Visit& visit, std::string_view id);

/// Links to the formats of a search or an article: {label, url, last}.
View export_links(const SearchParams& params);
View citation_links(std::string_view id);

/// The parts of the site map, and one of them, "1.xml" (sitemaps.org, protocol 0.9).
/// @throws RequestError  if the visit does not say where the server is: a site map must
Reply sitemap_index(Searcher& searcher, const Visit& visit, std::string_view rest);
Reply sitemap_part(Searcher& searcher, const Visit& visit, std::string_view rest);

}  // namespace morgue::web
