// Which answer belongs to which address. Pure: an archive and a visit in, a reply out; mistakes of
// the reader become replies too.
#pragma once

#include "searcher/searcher.h"
#include "web/reply.h"

namespace morgue::web {

/// Answers one visit with a searcher borrowed from the archive. Safe to call from many threads.
/// @throws  what is not the reader's mistake; server.cc logs it and answers with 500
Reply route(Archive& archive, const Visit& visit);

/// A mistake or failure in the form that the visitor reads: a page, or JSON below /api/.
Reply error_reply(const Visit& visit, int status, std::string_view detail);

}  // namespace morgue::web
