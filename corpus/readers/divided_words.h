// Words that were divided at the end of a line, in text that was wrapped for a narrow column.
// Separate because wire copy and the plain text of e-mail share it, and nothing else. No
// dictionary: whether "govern-" and "ment" are one word is told from the rest of the text.
#pragma once

#include <string>
#include <string_view>

namespace morgue {

/// Joins words that were divided at the end of a line: "the govern-\nment of" → "the
/// government\nof". A word that the text has elsewhere is always joined ("Mon-\nday"); others if
/// they are lower case and the line is long enough to have been wrapped. "anti-\nnuclear" and
/// "state-\nowned" keep their hyphen if that is how the text has them, or if both parts are words.
/// @param text  lines that end in '\n'
std::string join_divided_words(std::string_view text);

}  // namespace morgue
