// HTTP/1.x responses as web archives keep them: bytes as they came over the wire, or what a crawler
// made of them. Pure functions. Nothing here fails outright: a body that is not coded as its head
// says is taken as it is, and one that breaks off is kept up to there, with a word on what is
// wrong.
//
//   HTTP/1.1 200 OK
//   Content-Type: text/html; charset=utf-8      name: value, a line each; a line that begins with a
//   Transfer-Encoding: chunked                  blank continues the one before (RFC 9112, 5.2)
//
//   body
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace morgue {

/// The named fields of a head, in HTTP and in WARC.
class HeaderFields {
 public:
  void add(std::string_view name, std::string_view value);
  /// Continues the value of the last one.
  void fold(std::string_view value);
  /// The first of that name, whatever its case; empty if there is none.
  std::string_view find(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// Where the empty line behind a head ends; nothing if it has none. Lines end with CR LF or LF.
std::optional<std::size_t> end_of_head(std::string_view bytes);

/// Lines without a colon are passed over.
HeaderFields parse_header_fields(std::string_view lines);

/// "text/html; charset=utf-8"
struct ContentType {
  std::string type;     // lower case, without parameters; empty if there is none
  std::string charset;  // as written; may be empty
};
ContentType parse_content_type(std::string_view value);

struct HttpHead {
  int status = 0;
  HeaderFields fields;
  std::size_t bytes = 0;  // where the body begins
};

/// Nothing if the bytes do not begin with a status line. A head that never ends has no body.
std::optional<HttpHead> parse_http_head(std::string_view message);

struct HttpBody {
  enum class State : std::uint8_t {
    Whole,
    Doubtful,    // readable, but not all of it may be there
    Unreadable,  // broken from the start, or in an encoding that we do not read
    TooLarge     // decoded, it is over the limit
  };
  std::string bytes;  // decoded; empty unless Whole or Doubtful
  State state = State::Whole;
  std::string fault;  // what is wrong: "its gzip data is cut off"; empty if Whole
};

/// Undoes Transfer-Encoding (chunked) and Content-Encoding (gzip, deflate, br, zstd).
/// @param limit  on the decoded body: some 1,000 times as much may be packed into its bytes
HttpBody decode_http_body(const HttpHead& head, std::string_view body, std::uint64_t limit);

}  // namespace morgue
