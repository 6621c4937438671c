// Letters and figures of ASCII, whatever the locale: for syntax (headers, tags, wire codes) and for
// words that are ASCII anyway. Text of people is for text.h.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace morgue {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_letter(char c) { return is_lower(c) || is_upper(c); }
constexpr char ascii_lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }

inline bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::ranges::any_of(starts,
                             [text](std::string_view start) { return text.starts_with(start); });
}

inline bool is_any(std::string_view text, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, text) != names.end();
}

}  // namespace morgue
