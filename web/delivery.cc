#include "web/delivery.h"

#include <limits>
#include <memory>
#include <utility>

#include "web/compression.h"

namespace morgue::web {
namespace {

// No script, style or picture but our own, no frame, no form to elsewhere.
constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

/// The same bytes as one gzip stream. A piece is asked for until there is something to send.
Pieces compressed(Pieces pieces) {
  struct Under {
    Pieces pieces;
    GzipStream stream;
    bool ended = false;
  };
  const auto under = std::make_shared<Under>();
  under->pieces = std::move(pieces);
  return [under]() -> std::optional<std::string> {
    std::string packed;
    while (packed.empty() && !under->ended) {
      const std::optional<std::string> piece = under->pieces();
      under->ended = !piece;
      packed = piece ? under->stream.pack(*piece) : under->stream.finish();
    }
    return packed.empty() ? std::nullopt : std::optional{std::move(packed)};
  };
}

void compress(Reply& reply) {
  if (reply.pieces) {
    reply.pieces = compressed(std::move(reply.pieces));
  } else {
    std::string packed = gzip(reply.body);
    if (packed.empty()) return;
    reply.body = std::move(packed);
  }
  reply.with("Content-Encoding", "gzip");
}

}  // namespace

Reply made_ready(Reply reply, std::string_view accept_encoding) {
  reply.with("Content-Security-Policy", std::string{kContentSecurityPolicy});
  reply.with("X-Content-Type-Options", "nosniff");
  reply.with("Referrer-Policy", "same-origin");
  // How long the pieces are together nobody knows yet.
  const std::size_t bytes =
      reply.pieces ? std::numeric_limits<std::size_t>::max() : reply.body.size();
  if (is_worth_compressing(reply.content_type, bytes)) {
    reply.with("Vary", "Accept-Encoding");
    if (accepts_gzip(accept_encoding)) compress(reply);
  }
  return reply;
}

}  // namespace morgue::web
