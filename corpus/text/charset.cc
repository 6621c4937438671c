// From any charset to UTF-8. Many pages do not say what they are in, or say it wrongly; so the
// bytes themselves are asked first: what is valid UTF-8 and not ASCII is practically never anything
// else.
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "corpus/text/text.h"

namespace morgue {
namespace {

struct ByteOrderMark {
  std::string_view bytes;
  const char* charset;
};

// The UTF-32 mark begins with the UTF-16 one and must be tried before it.
constexpr std::array<ByteOrderMark, 5> kByteOrderMarks = {{
    {"\xEF\xBB\xBF", "UTF-8"},
    {std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
    {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
    {"\xFF\xFE", "UTF-16LE"},
    {"\xFE\xFF", "UTF-16BE"},
}};

// windows-1252 from 0x80 to 0x9F; 0 where it defines nothing.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr char32_t kReplacement = 0xFFFD;

/// The byte that windows-1252 has for a character. Bytes that it does not define stand for
/// themselves, as browsers read them.
std::optional<char> to_windows_1252(char32_t c) {
  if (c < 0x80 || (c >= 0xA0 && c <= 0xFF)) return static_cast<char>(c);
  const auto* found = std::ranges::find(kWindows1252, c);
  if (found != kWindows1252.end() && c != 0)
    return static_cast<char>(0x80 + (found - kWindows1252.begin()));
  if (c >= 0x80 && c < 0xA0 && kWindows1252.at(c - 0x80u) == 0) return static_cast<char>(c);
  return std::nullopt;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else if (byte >= 0xA0) {
      append_utf8(out, byte);
    } else {
      const char16_t mapped = kWindows1252.at(byte - 0x80u);
      append_utf8(out, mapped != 0 ? mapped : kReplacement);
    }
  }
  return out;
}

std::string repair_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) append_utf8(out, next_code_point(bytes, i));
  return out;
}

/// UTF-8 with a few broken bytes (a page cut in two, a comment in another charset) rather than
/// something else?
bool is_mostly_utf8(std::string_view bytes) {
  constexpr std::size_t kGoodForEachBad = 3;
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const char32_t c = next_code_point(bytes, i);
    if (c == kReplacement)
      ++bad;
    else if (c >= 0x80)
      ++good;
  }
  return good >= kGoodForEachBad * bad;
}

/// Nothing if ICU does not know the charset.
std::optional<std::string> convert(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(charset.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  const icu::UnicodeString decoded(bytes.data(), static_cast<int32_t>(bytes.size()),
                                   converter.get(), status);
  if (U_FAILURE(status)) return std::nullopt;
  std::string out;
  decoded.toUTF8String(out);
  return out;
}

/// What browsers make of a charset name: Latin-1 and ASCII are windows-1252 in disguise, GB 2312 is
/// its larger successor.
std::string usual_meaning(std::string_view name) {
  std::string lower = fold(trim(name));
  constexpr std::array<std::string_view, 6> kWestern = {"iso-8859-1", "iso8859-1", "latin1",
                                                        "latin-1",    "us-ascii",  "ascii"};
  if (std::ranges::find(kWestern, lower) != kWestern.end()) return "windows-1252";
  if (lower == "gb2312" || lower == "gbk") return "gb18030";
  if (lower == "iso-8859-9") return "windows-1254";
  if (lower == "shift_jis" || lower == "shift-jis" || lower == "sjis") return "windows-31j";
  return lower;
}

/// UTF-16 without a mark: in Western text every other byte is zero.
const char* guess_utf16(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 1024);
  std::array<std::size_t, 2> zeros = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) zeros.at(i % 2) += head[i] == '\0' ? 1u : 0u;
  if (zeros[1] * 5 > head.size() && zeros[0] * 50 < head.size()) return "UTF-16LE";
  if (zeros[0] * 5 > head.size() && zeros[1] * 50 < head.size()) return "UTF-16BE";
  return nullptr;
}

/// A few accents in a long text tell the detector too little, and it then names exotic charsets;
/// Western is likelier.
bool is_enough_to_guess(std::string_view bytes) {
  constexpr std::size_t kFew = 12;
  const auto high = static_cast<std::size_t>(
      std::ranges::count_if(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
  return high > kFew && high * 50 > bytes.size();
}

std::string guess_charset(std::string_view bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                       &uchardet_delete);
  constexpr std::size_t kEnough = 256u << 10;
  const std::string_view head = bytes.substr(0, kEnough);
  if (uchardet_handle_data(detector.get(), head.data(), head.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}

std::string decode_as(std::string_view bytes, const std::string& charset) {
  if (charset.empty() || charset == "windows-1252") return from_windows_1252(bytes);
  return convert(bytes, charset).value_or(from_windows_1252(bytes));
}

}  // namespace

std::string repair_mojibake(std::string utf8) {
  // What the commonest damage begins with: UTF-8's lead bytes C2, C3 and E2, read as windows-1252.
  constexpr std::array<std::string_view, 3> kTraces = {"\u00C2", "\u00C3", "\u00E2\u20AC"};
  const bool suspicious = std::ranges::any_of(
      kTraces, [&utf8](std::string_view trace) { return utf8.find(trace) != std::string::npos; });
  if (!suspicious) return utf8;
  std::string repaired;
  repaired.reserve(utf8.size());
  std::size_t runs = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    if (static_cast<unsigned char>(utf8[i]) < 0x80) {
      repaired += utf8[i++];
      continue;
    }
    std::string bytes;
    bool possible = true;
    while (i < utf8.size() && static_cast<unsigned char>(utf8[i]) >= 0x80) {
      const std::optional<char> byte = to_windows_1252(next_code_point(utf8, i));
      possible = possible && byte;
      if (byte) bytes += *byte;
    }
    if (possible && is_valid_utf8(bytes)) {
      repaired += bytes;
      ++runs;
    } else if (possible && bytes == "\xA0") {
      repaired += "\u00A0";  // a no-break space came in later
    } else {
      return utf8;  // one letter that was not damaged, and all of it was meant
    }
  }
  constexpr std::size_t kCertain = 2;
  return runs >= kCertain ? repaired : utf8;
}

std::string to_utf8(std::string_view bytes, std::string_view declared) {
  for (const ByteOrderMark& mark : kByteOrderMarks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    const std::string_view rest = bytes.substr(mark.bytes.size());
    if (std::string_view(mark.charset) != "UTF-8") return decode_as(rest, mark.charset);
    bytes = rest;
    break;
  }
  const char* utf16 = guess_utf16(bytes);
  if (utf16 != nullptr) return decode_as(bytes, utf16);
  if (is_valid_utf8(bytes)) return repair_mojibake(std::string(bytes));
  const std::string meant = usual_meaning(declared);
  if (is_mostly_utf8(bytes)) return repair_utf8(bytes);
  if (!meant.empty() && meant != "utf-8" && meant != "utf8" && !meant.starts_with("utf-16")) {
    if (meant == "windows-1252") return from_windows_1252(bytes);
    if (std::optional<std::string> decoded = convert(bytes, meant)) return std::move(*decoded);
  }
  if (!is_enough_to_guess(bytes)) return from_windows_1252(bytes);
  return decode_as(bytes, usual_meaning(guess_charset(bytes)));
}

}  // namespace morgue
