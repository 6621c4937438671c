// Which language a text is in, by cld2.
#pragma once

#include <string>
#include <string_view>

namespace morgue {

/// ISO 639-1 code of the language that most of a text is in ("en"); empty if the text is too short
/// or too mixed to tell. O(text); only the first 8 KiB are looked at, and no more than three pieces
/// of them if those agree.
///
/// @param utf8      valid UTF-8
/// @param declared  what the text says of itself, "en"; may be empty. A hint, not an order
std::string detect_language(std::string_view utf8, const std::string& declared = {});

}  // namespace morgue
