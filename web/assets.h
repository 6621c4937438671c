// The files that pages load: style sheet, script, icon, the shapes of the map. Compiled in, and
// served under an address that changes with their bytes, so that browsers may keep them for ever.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "web/reply.h"

namespace morgue::web {

/// "/assets/style.css?v=…". @param name  of an asset
std::string asset_url(std::string_view name);

/// The asset of that name ("style.css"); nothing if there is none. Only names of the table in
/// assets.cc are looked at.
std::optional<Reply> asset_reply(std::string_view name);

}  // namespace morgue::web
