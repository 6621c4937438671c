// How a reply leaves: with the headers that all replies carry, compressed if the visitor takes
// that. Between the routes and the HTTP library, and free of both.
#pragma once

#include <string_view>

#include "web/reply.h"

namespace morgue::web {

/// Adds the headers of security, and compresses what is worth it, pieces as they come.
/// @param accept_encoding  the header of the request; empty: none
Reply made_ready(Reply reply, std::string_view accept_encoding);

}  // namespace morgue::web
