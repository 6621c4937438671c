// Has a visitor the newest answer already? Then 304 and no work (RFC 9110, section 13).
#pragma once

#include <string>
#include <string_view>

#include "web/reply.h"

namespace morgue::web {

/// The mark of the answer to a visit while the archive is at this revision: a weak one, because an
/// answer also says how long it took. Another day it is another one (date:"last week"), and after
/// a restart, which may be that of another version.
std::string entity_tag(const Visit& visit, std::string_view revision);

/// Does the header If-None-Match name a mark, or any ("*")?
bool names_tag(std::string_view if_none_match, std::string_view tag);

}  // namespace morgue::web
