// Wire copy, as agencies sent it to newspapers' computers: how to tell it, and what it shares with
// the plain text of e-mail. The reader itself, read_wire(), is declared in reader.h; the formats
// are described in wire_copy.cc.
#pragma once

#include <string>
#include <string_view>

namespace morgue {

/// Does the file begin with SOH, a header, and STX?
/// @param head  the first bytes of the file; some 4 KiB are enough
bool looks_like_wire(std::string_view head);

/// Joins words that were divided at the end of a line: "the govern-\nment of" → "the
/// government\nof". A word that the text has elsewhere is always joined ("Mon-\nday"); others if
/// they are lower case and the line is long enough to have been wrapped. "anti-\nnuclear" and
/// "state-\nowned" keep their hyphen if that is how the text has them, or if both parts are words.
/// @param text  lines that end in '\n'
std::string join_divided_words(std::string_view text);

}  // namespace morgue
