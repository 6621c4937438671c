#include "web/compression.h"

#include <zlib.h>

#include <algorithm>
#include <array>

#include "corpus/error.h"
#include "corpus/text/text.h"

namespace morgue::web {
namespace {

constexpr int kLevel = 5;  // level 9 takes twice the time for one per cent
constexpr int kGzip = 16 + MAX_WBITS;

/// zlib does not write through next_in, though its type says that it could.
Bytef* input(std::string_view bytes) {
  return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  const std::string header = fold(accept_encoding);  // "GZip" is gzip
  std::string_view rest = header;
  bool accepts_any = false;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view part = rest.substr(0, comma);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    const std::size_t semicolon = std::min(part.find(';'), part.size());
    const std::string_view coding = trim(part.substr(0, semicolon));
    if (coding != "gzip" && coding != "*") continue;
    // "gzip;q=0" is a refusal, and so is "q=0.000".
    const std::size_t quality = part.find("q=", semicolon);
    const bool accepts = quality == std::string_view::npos ||
                         part.find_first_of("123456789", quality) != std::string_view::npos;
    // What is said of gzip itself counts more than what is said of all.
    if (coding == "gzip") return accepts;
    accepts_any = accepts;
  }
  return accepts_any;
}

bool is_worth_compressing(std::string_view content_type, std::size_t bytes) {
  constexpr std::size_t kOnePacket = 1400;
  if (bytes <= kOnePacket) return false;
  return content_type.starts_with("text/") || content_type.find("json") != std::string_view::npos ||
         content_type.find("xml") != std::string_view::npos ||
         content_type.starts_with("application/x-bibtex") ||
         content_type.starts_with("application/x-research-info-systems");
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = input(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int status = deflate(&stream, Z_FINISH);
  out.resize(status == Z_STREAM_END ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

struct GzipStream::State {
  State() {
    if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK)
      throw Error{"cannot compress a reply: no memory"};
  }
  ~State() { deflateEnd(&stream); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  std::string deflated(std::string_view bytes, int flush) {
    stream.next_in = input(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    std::array<Bytef, 16384> part{};
    do {
      stream.next_out = part.data();
      stream.avail_out = static_cast<uInt>(part.size());
      deflate(&stream, flush);  // fails only on a stream that is broken already
      out.append(reinterpret_cast<const char*>(part.data()), part.size() - stream.avail_out);
    } while (stream.avail_out == 0);
    return out;
  }

  z_stream stream{};
};

GzipStream::GzipStream() : state_(std::make_unique<State>()) {}

GzipStream::~GzipStream() = default;

std::string GzipStream::pack(std::string_view bytes) { return state_->deflated(bytes, Z_NO_FLUSH); }

std::string GzipStream::finish() { return state_->deflated({}, Z_FINISH); }

}  // namespace morgue::web
