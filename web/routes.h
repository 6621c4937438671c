// Which answer belongs to which address. Pure: an archive and a visit in, a reply out; mistakes of
// the reader become replies too.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "searcher/searcher.h"
#include "web/reply.h"

namespace morgue::web {

/// Answers one visit with a searcher borrowed from the archive. Safe to call from many threads.
/// @throws  what is not the reader's mistake; server.cc logs it and answers with 500
Reply route(Archive& archive, const Visit& visit);

/// Where the server says what it has done (metrics.h). It is no route: those know the archive
/// alone.
inline constexpr std::string_view kMetricsPath = "/metrics";

/// The paths that are known, each alone or with what is below it; for whoever describes them.
std::vector<std::string_view> addresses();

/// Which of these a path belongs to; empty: none.
std::string_view address_of(std::string_view path);

/// What needs no archive and so no worker either, for whoever wants to know whether the server
/// lives: `/livez` and `/healthz`. Nothing for other visits.
std::optional<Reply> sign_of_life(const Visit& visit);

/// A mistake or failure in the form that the visitor reads: a page, or JSON below /api/.
Reply error_reply(const Visit& visit, int status, std::string_view detail);

}  // namespace morgue::web
