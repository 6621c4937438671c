#include "web/delivery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/web/gunzip.h"

namespace morgue::web {
namespace {

using testing::Contains;
using testing::Key;
using testing::Not;
using testing::Pair;

/// Pieces that count how many have been asked for.
Pieces counted(std::vector<std::string> pieces, int& asked) {
  return [pieces = std::move(pieces), &asked,
          next = std::size_t{0}]() mutable -> std::optional<std::string> {
    ++asked;
    if (next == pieces.size()) return std::nullopt;
    return pieces[next++];
  };
}

std::string all_of(const Pieces& pieces) {
  std::string all;
  while (const auto piece = pieces()) {
    EXPECT_FALSE(piece->empty());
    all += *piece;
  }
  return all;
}

TEST(Delivery, GivesEveryReplyTheHeadersOfSecurity) {
  for (Reply reply : {html_reply(404, "x"), text_reply(200, ""), json_reply("{}"),
                      streamed_reply("text/csv", [] { return std::nullopt; })}) {
    const Reply ready = made_ready(std::move(reply), "gzip");
    EXPECT_THAT(ready.headers, Contains(Key("Content-Security-Policy")));
    EXPECT_THAT(ready.headers, Contains(Pair("X-Content-Type-Options", "nosniff")));
    EXPECT_THAT(ready.headers, Contains(Pair("Referrer-Policy", "same-origin")));
  }
}

TEST(Delivery, CompressesLongTextForThoseWhoTakeIt) {
  const std::string page(5000, 'a');
  const Reply packed = made_ready(html_reply(200, page), "gzip");
  EXPECT_THAT(packed.headers, Contains(Pair("Content-Encoding", "gzip")));
  EXPECT_EQ(test::gunzip(packed.body), page);
  const Reply plain = made_ready(html_reply(200, page), "br");
  EXPECT_THAT(plain.headers, Not(Contains(Key("Content-Encoding"))));
  EXPECT_EQ(plain.body, page);
  // A cache between must know that the other one exists.
  for (const Reply* each : {&packed, &plain})
    EXPECT_THAT(each->headers, Contains(Pair("Vary", "Accept-Encoding")));
  const Reply little = made_ready(html_reply(200, "a"), "gzip");
  EXPECT_EQ(little.body, "a");
  EXPECT_THAT(little.headers, Not(Contains(Key("Vary"))));
}

TEST(Delivery, CompressesPiecesAsTheyCome) {
  std::vector<std::string> pieces;
  std::string whole;
  unsigned noise = 1;
  for (int i = 0; i < 20; ++i) {
    std::string piece;
    while (piece.size() < 60'000) piece += static_cast<char>((noise = noise * 69069 + 1) >> 24);
    whole += piece;
    pieces.push_back(std::move(piece));
  }
  int asked = 0;
  const Reply reply =
      made_ready(streamed_reply("application/x-ndjson", counted(pieces, asked)), "gzip");
  EXPECT_THAT(reply.headers, Contains(Pair("Content-Encoding", "gzip")));
  EXPECT_EQ(asked, 0);
  std::string packed = reply.pieces().value_or("");
  EXPECT_LE(asked, 2) << "more than could be sent was made in advance";
  packed += all_of(reply.pieces);
  EXPECT_EQ(test::gunzip(packed), whole);
}

TEST(Delivery, CompressesNoPiecesAtAllIntoAnEmptyStream) {
  int asked = 0;
  const Reply reply = made_ready(streamed_reply("text/csv", counted({}, asked)), "gzip");
  EXPECT_EQ(test::gunzip(all_of(reply.pieces)), "");
}

TEST(Delivery, HandsOnWhatBreaksWhilePiecesAreMade) {
  const Reply reply = made_ready(
      streamed_reply("text/csv",
                     []() -> std::optional<std::string> { throw std::runtime_error{"gone"}; }),
      "gzip");
  EXPECT_THROW(reply.pieces(), std::runtime_error);
}

}  // namespace
}  // namespace morgue::web
