// UTF-8 itself, white space and paragraphs: the part of text.h that needs no tables.
#include "corpus/text/text.h"

#include <simdjson.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <vector>

namespace morgue {
namespace {

constexpr bool is_ascii_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

constexpr std::uint32_t byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

constexpr bool is_continuation(std::string_view text, std::size_t i) {
  return i < text.size() && (byte_at(text, i) & 0xC0u) == 0x80u;
}

/// One line of plain text as tidy_paragraphs() sees it.
struct Line {
  std::string_view text;  // trimmed
  bool indented = false;
};

bool ends_a_sentence(std::string_view line) {
  constexpr std::array<std::string_view, 3> kClosers = {"\"", "\xE2\x80\x9D", ")"};
  for (const std::string_view closer : kClosers) {
    if (line.ends_with(closer)) {
      line.remove_suffix(closer.size());
      break;
    }
  }
  return !line.empty() && (line.back() == '.' || line.back() == '!' || line.back() == '?');
}

/// Wrapped lines break because the next word did not fit. Text that was never wrapped has one line
/// a paragraph, and then a line that ends a sentence ends the paragraph although no empty line
/// follows.
bool is_deliberate_break(std::string_view line, std::string_view next, std::size_t width) {
  constexpr std::size_t kNeverWrapped = 160;  // bytes; typewriter and mail copy stays below 100
  constexpr std::size_t kWrapped = 60;        // narrower blocks are too short to tell
  constexpr std::size_t kSlack = 10;
  if (!ends_a_sentence(line)) return false;
  if (line.size() > kNeverWrapped) return true;
  const std::size_t word = std::min(next.find(' '), next.size());
  return width >= kWrapped && line.size() + 1 + word + kSlack <= width;
}

void append_block(std::string& out, const std::vector<Line>& block) {
  std::size_t width = 0;
  for (const Line& line : block) width = std::max(width, line.text.size());
  for (std::size_t i = 0; i < block.size(); ++i) {
    const bool starts =
        i == 0 || block[i].indented || is_deliberate_break(block[i - 1].text, block[i].text, width);
    if (!out.empty()) out += starts ? "\n\n" : " ";
    out += collapse_space(block[i].text);
  }
}

/// Length of the white space at the start of text: ASCII or U+00A0.
std::size_t leading_space(std::string_view text) {
  if (text.empty()) return 0;
  if (is_ascii_space(text.front())) return 1;
  return text.starts_with("\xC2\xA0") ? 2 : 0;
}

std::size_t trailing_space(std::string_view text) {
  if (text.empty()) return 0;
  if (is_ascii_space(text.back())) return 1;
  return text.ends_with("\xC2\xA0") ? 2 : 0;
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size());
}

char32_t next_code_point(std::string_view text, std::size_t& i) {
  constexpr char32_t kReplacement = 0xFFFD;
  const std::uint32_t lead = byte_at(text, i++);
  if (lead < 0x80) return lead;
  const std::size_t following = lead >= 0xF0 ? 3u : lead >= 0xE0 ? 2u : 1u;
  if (lead < 0xC2 || lead > 0xF4) return kReplacement;
  std::uint32_t value = lead & (0x3Fu >> following);
  for (std::size_t k = 0; k < following; ++k) {
    if (!is_continuation(text, i + k)) return kReplacement;
    value = (value << 6) | (byte_at(text, i + k) & 0x3Fu);
  }
  constexpr std::array<std::uint32_t, 4> kSmallest = {0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest.at(following) || value > 0x10FFFF || surrogate) return kReplacement;
  i += following;
  return value;
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto add = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  const std::uint32_t c = code_point;
  if (c < 0x80) {
    add(c);
  } else if (c < 0x800) {
    add(0xC0u | (c >> 6));
    add(0x80u | (c & 0x3Fu));
  } else if (c < 0x10000) {
    add(0xE0u | (c >> 12));
    add(0x80u | ((c >> 6) & 0x3Fu));
    add(0x80u | (c & 0x3Fu));
  } else {
    add(0xF0u | (c >> 18));
    add(0x80u | ((c >> 12) & 0x3Fu));
    add(0x80u | ((c >> 6) & 0x3Fu));
    add(0x80u | (c & 0x3Fu));
  }
}

std::string_view trim(std::string_view text) {
  while (const std::size_t n = leading_space(text)) text.remove_prefix(n);
  while (const std::size_t n = trailing_space(text)) text.remove_suffix(n);
  return text;
}

std::string collapse_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  while (!text.empty()) {
    if (const std::size_t n = leading_space(text)) {
      pending = !out.empty();
      text.remove_prefix(n);
      continue;
    }
    if (pending) out += ' ';
    pending = false;
    std::size_t end = 1;
    while (end < text.size() && leading_space(text.substr(end)) == 0) ++end;
    out += text.substr(0, end);
    text.remove_prefix(end);
  }
  return out;
}

std::string tidy_paragraphs(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::vector<Line> block;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view raw = text.substr(begin, end - begin);
    const std::string_view line = trim(raw);
    if (line.empty()) {
      append_block(out, block);
      block.clear();
    } else {
      block.push_back({line, leading_space(raw) > 0});
    }
    begin = end + 1;
  }
  append_block(out, block);
  return out;
}

bool is_all_caps(std::string_view utf8) {
  bool upper = false;
  for (std::size_t i = 0; i < utf8.size();) {
    const char32_t c = next_code_point(utf8, i);
    if (c < 0x80) {
      if (c >= 'a' && c <= 'z') return false;
      upper = upper || (c >= 'A' && c <= 'Z');
    } else {
      if (u_islower(static_cast<UChar32>(c))) return false;
      upper = upper || u_isupper(static_cast<UChar32>(c));
    }
  }
  return upper;
}

}  // namespace morgue
