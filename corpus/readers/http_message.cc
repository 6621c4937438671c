// Heads by hand, as they are written by hand; the compression formats by zlib, brotli and zstd.
#include "corpus/readers/http_message.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <memory>

#include "corpus/readers/fields.h"
#include "corpus/text/ascii.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, ascii_lower, ascii_lower);
}

std::string to_lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), ascii_lower);
  return out;
}

/// The line at `at`, without its end; `at` moves behind it.
std::string_view next_line(std::string_view text, std::size_t& at) {
  const std::size_t newline = std::min(text.find('\n', at), text.size());
  std::string_view line = text.substr(at, newline - at);
  if (line.ends_with('\r')) line.remove_suffix(1);
  at = std::min(newline + 1, text.size());
  return line;
}

void doubt(HttpBody& body, std::string_view fault) {
  body.state = HttpBody::State::Doubtful;
  if (body.fault.empty()) body.fault = fault;  // the outermost one explains the others
}

/// "1a2f", with blanks and ";extension" behind it.
std::optional<std::size_t> chunk_size(std::string_view line) {
  line = trim(line.substr(0, line.find(';')));
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  if (line.empty() || error != std::errc() || end != line.data() + line.size()) return std::nullopt;
  return size;
}

/// Undoes chunked coding. Many archives hold bodies whose chunks the crawler has put together
/// already, under the old head: then nothing looks like a chunk and the bytes are taken as they
/// are. Where a later chunk is broken, what follows is taken as it is.
void join_chunks(std::string_view bytes, HttpBody& body) {
  std::size_t at = 0;
  bool first = true;
  while (at < bytes.size()) {
    const std::size_t begin = at;
    const std::optional<std::size_t> size = chunk_size(next_line(bytes, at));
    if (!size) {
      body.bytes += bytes.substr(begin);
      if (!first) doubt(body, "a chunk of the page has a broken size");
      return;
    }
    if (*size == 0) return;  // trailers may follow
    body.bytes += bytes.substr(at, *size);
    if (*size > bytes.size() - at) return doubt(body, "the page ends within a chunk");
    at += *size;
    if (bytes.substr(at, 1) == "\r") ++at;
    if (bytes.substr(at, 1) == "\n") ++at;
    first = false;
  }
  doubt(body, "the last chunk of the page is missing");
}

enum class Outcome : std::uint8_t { Whole, CutOff, Broken, TooLarge };

constexpr std::size_t kPiece = 64u << 10;

/// @param window_bits  as of inflateInit2(): which of zlib's three wrappings
Outcome inflate_into(std::string_view in, int window_bits, std::uint64_t limit, std::string& out) {
  in = in.substr(0, std::numeric_limits<uInt>::max());
  z_stream stream{};
  if (inflateInit2(&stream, window_bits) != Z_OK) return Outcome::Broken;
  const std::unique_ptr<z_stream, int (*)(z_stream*)> ends(&stream, inflateEnd);
  // zlib only reads from next_in, whose type lacks the const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
  stream.avail_in = static_cast<uInt>(in.size());
  std::vector<char> piece(kPiece);
  while (true) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    const int result = inflate(&stream, Z_NO_FLUSH);
    out.append(piece.data(), piece.size() - stream.avail_out);
    if (out.size() > limit) return Outcome::TooLarge;
    if (result == Z_STREAM_END) {
      const std::string_view rest = in.substr(in.size() - stream.avail_in);
      // gzip files may follow one another; anything else behind the end is no part of it.
      if (!rest.starts_with("\x1F\x8B")) return Outcome::Whole;
      if (inflateReset(&stream) != Z_OK) return Outcome::Broken;
    } else if (result == Z_BUF_ERROR ||
               (result == Z_OK && stream.avail_in == 0 && stream.avail_out > 0)) {
      return Outcome::CutOff;
    } else if (result != Z_OK) {
      return Outcome::Broken;
    }
  }
}

Outcome inflate_gzip(std::string_view in, std::uint64_t limit, std::string& out) {
  constexpr int kGzip = 15 + 16;
  return inflate_into(in, kGzip, limit, out);
}

/// Some servers send "deflate" with zlib's wrapping, as the standard says, some without.
Outcome inflate_deflate(std::string_view in, std::uint64_t limit, std::string& out) {
  constexpr int kZlib = 15;
  constexpr int kRaw = -15;
  const Outcome outcome = inflate_into(in, kZlib, limit, out);
  if (outcome != Outcome::Broken || !out.empty()) return outcome;
  return inflate_into(in, kRaw, limit, out);
}

Outcome decode_brotli(std::string_view in, std::uint64_t limit, std::string& out) {
  const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> decoder(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  if (!decoder) return Outcome::Broken;
  std::size_t in_left = in.size();
  const auto* next_in = reinterpret_cast<const std::uint8_t*>(in.data());
  std::vector<std::uint8_t> piece(kPiece);
  while (true) {
    std::size_t out_left = piece.size();
    std::uint8_t* next_out = piece.data();
    const BrotliDecoderResult result = BrotliDecoderDecompressStream(
        decoder.get(), &in_left, &next_in, &out_left, &next_out, nullptr);
    out.append(reinterpret_cast<const char*>(piece.data()), piece.size() - out_left);
    if (out.size() > limit) return Outcome::TooLarge;
    if (result == BROTLI_DECODER_RESULT_SUCCESS) return Outcome::Whole;
    if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) return Outcome::CutOff;
    if (result == BROTLI_DECODER_RESULT_ERROR) return Outcome::Broken;
  }
}

Outcome decode_zstd(std::string_view in, std::uint64_t limit, std::string& out) {
  constexpr std::string_view kMagic = "\x28\xB5\x2F\xFD";
  constexpr int kLargestWindow = 23;  // 8 MB, which RFC 9659 allows in HTTP
  const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> decoder(ZSTD_createDCtx(),
                                                                        ZSTD_freeDCtx);
  if (!decoder ||
      ZSTD_isError(ZSTD_DCtx_setParameter(decoder.get(), ZSTD_d_windowLogMax, kLargestWindow)) != 0)
    return Outcome::Broken;
  ZSTD_inBuffer source{in.data(), in.size(), 0};
  std::vector<char> piece(kPiece);
  while (true) {
    ZSTD_outBuffer target{piece.data(), piece.size(), 0};
    const std::size_t left = ZSTD_decompressStream(decoder.get(), &target, &source);
    out.append(piece.data(), target.pos);
    if (out.size() > limit) return Outcome::TooLarge;
    if (ZSTD_isError(left) != 0) return Outcome::Broken;
    // Frames may follow one another; anything else behind the end is no part of it.
    if (left == 0 && !in.substr(source.pos).starts_with(kMagic)) return Outcome::Whole;
    if (left != 0 && source.pos == source.size && target.pos < target.size) return Outcome::CutOff;
  }
}

struct Encoding {
  std::string_view name;
  Outcome (*decode)(std::string_view in, std::uint64_t limit, std::string& out);
};
constexpr std::array kEncodings = std::to_array<Encoding>({{"gzip", inflate_gzip},
                                                           {"x-gzip", inflate_gzip},
                                                           {"deflate", inflate_deflate},
                                                           {"br", decode_brotli},
                                                           {"zstd", decode_zstd}});

/// Names that servers write without encoding anything; a charset has strayed into the last two.
constexpr std::array<std::string_view, 6> kNoEncoding = {"",     "identity", "none",
                                                         "8bit", "utf-8",    "iso-8859-1"};

/// A page's first character; no compressed page is likely to begin so behind white space.
bool looks_like_markup(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return trim(bytes.substr(0, kPiece)).starts_with('<');
}

void undo(const Encoding& encoding, std::uint64_t limit, HttpBody& body) {
  if (body.bytes.empty()) return;
  std::string decoded;
  const Outcome outcome = encoding.decode(body.bytes, limit, decoded);
  const std::string name(encoding.name);
  if (outcome == Outcome::TooLarge) {
    body.state = HttpBody::State::TooLarge;
    body.fault = "decoded, it is over the limit";
  } else if (outcome != Outcome::Whole && looks_like_markup(body.bytes)) {
    return;  // the crawler has decoded it and kept the old head
  } else if (outcome != Outcome::Whole && decoded.empty()) {
    body.state = HttpBody::State::Unreadable;
    body.fault = "its " + name + " data is broken from the start";
  } else if (outcome == Outcome::CutOff) {
    doubt(body, "its " + name + " data is cut off");
  } else if (outcome == Outcome::Broken) {
    doubt(body, "its " + name + " data is broken");
  }
  body.bytes = std::move(decoded);
}

/// The names in "gzip, br", last first: in the order of undoing.
std::vector<std::string> encodings_to_undo(std::string_view value) {
  std::vector<std::string> names;
  while (true) {
    const std::size_t comma = value.find(',');
    names.push_back(to_lower(trim(value.substr(0, comma))));
    if (comma == std::string_view::npos) break;
    value.remove_prefix(comma + 1);
  }
  std::ranges::reverse(names);
  return names;
}

void undo_encodings(std::string_view value, std::uint64_t limit, HttpBody& body) {
  constexpr std::size_t kMostEncodings = 4;
  const std::vector<std::string> names = encodings_to_undo(value);
  for (std::size_t i = 0; i < std::min(names.size(), kMostEncodings); ++i) {
    if (std::ranges::find(kNoEncoding, names[i]) != kNoEncoding.end()) continue;
    const auto* const encoding = std::ranges::find(kEncodings, names[i], &Encoding::name);
    if (encoding != kEncodings.end()) {
      undo(*encoding, limit, body);
    } else if (!looks_like_markup(body.bytes)) {
      body.state = HttpBody::State::Unreadable;
      body.fault = "its encoding '" + excerpt(names[i]) +
                   "' is not read; only gzip, deflate, br and zstd are";
    }
    if (body.state == HttpBody::State::Unreadable || body.state == HttpBody::State::TooLarge)
      return;
  }
}

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
    return std::nullopt;
  return value;
}

}  // namespace

void HeaderFields::add(std::string_view name, std::string_view value) {
  fields_.emplace_back(name, value);
}

void HeaderFields::fold(std::string_view value) {
  if (!fields_.empty()) fields_.back().second.append(" ").append(value);
}

std::string_view HeaderFields::find(std::string_view name) const {
  const auto found = std::ranges::find_if(
      fields_, [name](const auto& field) { return same_ignoring_case(field.first, name); });
  return found == fields_.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<std::size_t> end_of_head(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    const std::string_view line = next_line(bytes, at);
    if (bytes[at - 1] != '\n') return std::nullopt;
    if (line.empty() && begin > 0) return at;
  }
  return std::nullopt;
}

HeaderFields parse_header_fields(std::string_view lines) {
  HeaderFields fields;
  for (std::size_t at = 0; at < lines.size();) {
    const std::string_view line = next_line(lines, at);
    if (line.empty()) continue;
    if (line.front() == ' ' || line.front() == '\t') {
      fields.fold(trim(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos)
      fields.add(trim(line.substr(0, colon)), trim(line.substr(colon + 1)));
  }
  return fields;
}

ContentType parse_content_type(std::string_view value) {
  ContentType content;
  content.type = to_lower(trim(value.substr(0, value.find_first_of(";,"))));
  constexpr std::string_view kCharset = "charset=";
  const std::size_t at = to_lower(value).find(kCharset);
  if (at == std::string_view::npos) return content;
  std::string_view charset = trim(value.substr(at + kCharset.size()));
  if (charset.starts_with('"') || charset.starts_with('\'')) charset.remove_prefix(1);
  content.charset = trim(charset.substr(0, charset.find_first_of("\"';, ")));
  return content;
}

std::optional<HttpHead> parse_http_head(std::string_view message) {
  const std::size_t start = std::min(message.find_first_not_of("\r\n"), message.size());
  std::size_t at = start;
  const std::string_view line = next_line(message, at);
  if (!same_ignoring_case(line.substr(0, 5), "HTTP/")) return std::nullopt;
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const std::string_view rest = trim(line.substr(blank));
  const std::optional<std::uint64_t> status = number(rest.substr(0, rest.find(' ')));
  if (!status || *status > 999) return std::nullopt;
  HttpHead head;
  head.status = static_cast<int>(*status);
  head.bytes = start + end_of_head(message.substr(start)).value_or(message.size() - start);
  if (at < head.bytes) head.fields = parse_header_fields(message.substr(at, head.bytes - at));
  return head;
}

HttpBody decode_http_body(const HttpHead& head, std::string_view body, std::uint64_t limit) {
  HttpBody decoded;
  const bool chunked =
      to_lower(head.fields.find("Transfer-Encoding")).find("chunked") != std::string::npos;
  if (chunked) {
    join_chunks(body, decoded);
  } else {
    decoded.bytes = body;
    const std::optional<std::uint64_t> length = number(head.fields.find("Content-Length"));
    if (length && body.size() < *length)
      doubt(decoded, "the page has " + std::to_string(body.size()) + " of the " +
                         std::to_string(*length) + " bytes that its HTTP header says");
  }
  undo_encodings(head.fields.find("Content-Encoding"), limit, decoded);
  if (decoded.bytes.size() > limit) {
    decoded.state = HttpBody::State::TooLarge;
    decoded.fault = "it is over the limit";
  }
  if (decoded.state == HttpBody::State::Unreadable || decoded.state == HttpBody::State::TooLarge)
    decoded.bytes.clear();
  return decoded;
}

}  // namespace morgue
