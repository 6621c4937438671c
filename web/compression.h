// gzip for replies.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace morgue::web {

/// Does the Accept-Encoding header of a request allow gzip?
bool accepts_gzip(std::string_view accept_encoding);

/// Worth it for text of more than a packet; below, and for what is no text, the reply goes out as
/// it is.
bool is_worth_compressing(std::string_view content_type, std::size_t bytes);

/// The gzip stream of `bytes`; empty if zlib has no memory.
std::string gzip(std::string_view bytes);

/// One gzip stream, made as its content comes. 256 KB of memory as long as it lives.
class GzipStream {
 public:
  /// @throws Error  if zlib has no memory
  GzipStream();
  ~GzipStream();
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  /// What can be said after these bytes; often nothing yet.
  std::string pack(std::string_view bytes);
  /// The rest. Called once, last.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace morgue::web
