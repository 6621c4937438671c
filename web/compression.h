// gzip for replies.
#pragma once

#include <string>
#include <string_view>

namespace morgue::web {

/// Does the Accept-Encoding header of a request allow gzip?
bool accepts_gzip(std::string_view accept_encoding);

/// Worth it for text of more than a packet; below, and for what is no text, the reply goes out as
/// it is.
bool is_worth_compressing(std::string_view content_type, std::size_t bytes);

/// The gzip stream of `bytes`; empty if zlib has no memory.
std::string gzip(std::string_view bytes);

}  // namespace morgue::web
