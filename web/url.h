// URLs: percent coding and query strings. Whatever comes in is made valid UTF-8 without control
// characters here, so that no later step (JSON, HTML, the index) has to ask again.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace morgue::web {

/// name=value pairs of a query string, decoded, in order.
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Decodes %XX; what is no valid escape stays as typed. Malformed UTF-8 becomes U+FFFD, control
/// characters blanks.
std::string decode_component(std::string_view text);

/// As decode_component(), and "+" is a blank: for query strings.
std::string decode_form(std::string_view text);

/// Everything but letters, digits and "-._~" as %XX.
std::string encode_component(std::string_view text);

/// An id or a name as the rest of a path: "/" stays, so that the address is readable, unless a
/// browser would fold the path ("..", "//").
std::string encode_path(std::string_view text);

/// The first hundred pairs; more are no honest request. An empty name is passed over.
Pairs parse_query(std::string_view query);

/// "a=1&b=2", with "?" in front; empty for no pairs.
std::string to_query_string(const Pairs& pairs);

}  // namespace morgue::web
