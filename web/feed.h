// What programs subscribe to: a search as a feed of its newest articles, and a description of the
// search box for browsers.
#pragma once

#include <string_view>

#include "searcher/searcher.h"
#include "web/reply.h"

namespace morgue::web {

/// The newest dated articles of a search as Atom (RFC 4287), newest first whatever its order; an
/// undated one is never news. Addresses are relative to the feed's if the visit does not say where
/// the server is. @throws RequestError
Reply search_feed(Searcher& searcher, const Visit& visit, std::string_view rest);

/// OpenSearch 1.1, with which a browser adds the archive to its search engines.
/// @throws RequestError  if the visit does not say where the server is: the description must
Reply search_description(Searcher& searcher, const Visit& visit, std::string_view rest);

}  // namespace morgue::web
