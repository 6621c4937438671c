// Bytes into clean text: charsets, entities, white space. Pure functions; ICU and uchardet are used
// behind them and not seen from outside.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace morgue {

bool is_valid_utf8(std::string_view bytes);

/// Decodes one code point at position i of valid UTF-8 and moves i past it. O(1). Malformed input
/// yields U+FFFD and moves by one.
char32_t next_code_point(std::string_view text, std::size_t& i);
void append_utf8(std::string& out, char32_t code_point);

/// To UTF-8. Order of trust: byte order mark; valid UTF-8 is UTF-8 whatever was declared; the
/// declared charset; uchardet's guess; windows-1252. Undecodable bytes become U+FFFD.
/// @param declared  a charset name from HTTP or <meta>, may be empty
std::string to_utf8(std::string_view bytes, std::string_view declared = {});

/// UTF-8 that was once read as windows-1252 and written as UTF-8 again ("â€™" for "’", "Ã©" for
/// "é"), made good. Only if that explains every character beyond ASCII of the text, and more than
/// one of them; else the text as it is.
std::string repair_mojibake(std::string utf8);

/// NFC; soft hyphens, zero-width and control characters out (tab, CR and LF stay as white space);
/// no-break space to space.
std::string clean_text(std::string_view utf8);

/// "&amp;", "&#8217;", "&#x2019;" and the named entities seen in news (HTML 4). Unknown ones stay
/// as they are.
std::string decode_entities(std::string_view text);

std::string_view trim(std::string_view text);  // ASCII white space and U+00A0 at both ends
std::string collapse_space(
    std::string_view text);  // every run of white space to one blank, trimmed

/// Paragraphs of plain text, joined by "\n\n": blank lines separate them, lines within one are
/// joined, an indented line starts one.
std::string tidy_paragraphs(std::string_view text);

/// Lower case without accents, for comparing and for terms: "Erdoğan" → "erdogan", "ÖSTERREICH" →
/// "osterreich". ASCII is fast.
std::string fold(std::string_view utf8);

/// Has letters, and no lower-case one. "IRAN'S ROUHANI MEETS PUTIN" yes, "1987" no.
bool is_all_caps(std::string_view utf8);

}  // namespace morgue
