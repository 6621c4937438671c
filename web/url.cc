#include "web/url.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "corpus/text/text.h"

namespace morgue::web {
namespace {

constexpr std::size_t kMostPairs = 100;
constexpr char kHexDigits[] = "0123456789ABCDEF";

std::optional<unsigned> hex_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

std::string decode_bytes(std::string_view text, bool plus_is_blank) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      const auto high = hex_value(text[i + 1]);
      const auto low = hex_value(text[i + 2]);
      if (high && low) {
        bytes += static_cast<char>(*high * 16 + *low);
        i += 2;
        continue;
      }
    }
    bytes += plus_is_blank && text[i] == '+' ? ' ' : text[i];
  }
  return bytes;
}

std::string without_control_characters(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) {
    const char32_t code_point = next_code_point(bytes, i);
    const bool control = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
    append_utf8(text, control ? U' ' : code_point);
  }
  return text;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::string encode(std::string_view text, bool keep_slashes) {
  std::string encoded;
  encoded.reserve(text.size() + text.size() / 4);
  for (const char c : text) {
    if (is_unreserved(c) || (keep_slashes && c == '/')) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += '%';
      encoded += kHexDigits[byte >> 4];
      encoded += kHexDigits[byte & 15];
    }
  }
  return encoded;
}

/// Has a segment that is empty, "." or "..": browsers fold these away before they send the path.
bool would_be_folded(std::string_view path) {
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    const std::string_view segment = path.substr(start, end - start);
    if (segment.empty() || segment == "." || segment == "..") return true;
    start = end + 1;
  }
  return false;
}

}  // namespace

std::string decode_component(std::string_view text) {
  return without_control_characters(decode_bytes(text, false));
}

std::string decode_form(std::string_view text) {
  return without_control_characters(decode_bytes(text, true));
}

std::string encode_component(std::string_view text) { return encode(text, false); }

std::string encode_path(std::string_view text) { return encode(text, !would_be_folded(text)); }

Pairs parse_query(std::string_view query) {
  Pairs pairs;
  while (!query.empty() && pairs.size() < kMostPairs) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    std::string name = decode_form(pair.substr(0, equals));
    if (name.empty()) continue;
    pairs.emplace_back(std::move(name),
                       decode_form(pair.substr(std::min(equals + 1, pair.size()))));
  }
  return pairs;
}

std::string to_query_string(const Pairs& pairs) {
  std::string query;
  for (const auto& [name, value] : pairs) {
    query += query.empty() ? '?' : '&';
    query += encode_component(name);
    query += '=';
    query += encode_component(value);
  }
  return query;
}

}  // namespace morgue::web
