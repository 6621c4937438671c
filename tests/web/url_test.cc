#include "web/url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "corpus/text/text.h"
#include "web/reply.h"

namespace morgue::web {
namespace {

using testing::ElementsAre;
using testing::Pair;
using testing::SizeIs;

bool has_control_character(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
  }
  return false;
}

/// Text of one to thirty characters out of those that mean something in an address, and others.
std::string random_text(std::mt19937& random) {
  static constexpr std::string_view kCharacters[] = {
      "a", "Z", "7", "%", "&", "=", "+", "?", "#",  "/", ".",  "-", "\"", "<",
      "'", "{", "}", " ", ";", ":", "é", "№", "北", "😀", "\\", "|", "~"};
  std::string text;
  for (std::size_t length = 1 + random() % 30; length > 0; --length)
    text += kCharacters[random() % std::size(kCharacters)];
  return text;
}

TEST(PercentCoding, ReadsEscapesAndLeavesTheRestAsTyped) {
  const struct {
    std::string_view coded, component, form;
  } rows[] = {
      {"a%20b", "a b", "a b"},
      {"a+b", "a+b", "a b"},
      {"%C3%A9t%c3%a9", "été", "été"},
      {"100%", "100%", "100%"},
      {"50%25", "50%", "50%"},
      {"%4", "%4", "%4"},
      {"%zz%41", "%zzA", "%zzA"},
      // Decoded once: what was coded twice stays coded.
      {"%2541", "%41", "%41"},
      {"%2B", "+", "+"},
      {"", "", ""},
  };
  for (const auto& [coded, component, form] : rows) {
    SCOPED_TRACE(coded);
    EXPECT_EQ(decode_component(coded), component);
    EXPECT_EQ(decode_form(coded), form);
  }
}

TEST(PercentCoding, RoundTrips) {
  std::mt19937 random{1605};
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_text(random);
    SCOPED_TRACE(text);
    EXPECT_EQ(decode_component(encode_component(text)), text);
    EXPECT_EQ(decode_form(encode_component(text)), text);
    EXPECT_EQ(decode_component(encode_path(text)), text);
    // Nothing that an address, an attribute or a header would read as its own.
    EXPECT_EQ(encode_component(text).find_first_of("&=+?#/\"<>'{} ;:\\|\n"), std::string::npos);
  }
}

TEST(PercentCoding, MakesHostileBytesValidTextWithoutControlCharacters) {
  const struct {
    std::string_view coded, decoded;
  } rows[] = {
      {"%00", " "},      {"a%0d%0aSet-Cookie", "a  Set-Cookie"},
      {"%FF", "\uFFFD"}, {"caf%E9", "caf\uFFFD"},  // windows-1252
      {"%7F", " "},      {"%C2%85", " "},          // a control character of two bytes
  };
  for (const auto& [coded, decoded] : rows) {
    SCOPED_TRACE(coded);
    EXPECT_EQ(decode_component(coded), decoded);
    EXPECT_EQ(decode_form(coded), decoded);
  }

  std::mt19937 random{1933};
  for (int round = 0; round < 3000; ++round) {
    std::string bytes;
    for (std::size_t length = random() % 40; length > 0; --length)
      bytes += static_cast<char>(random() % (round % 2 == 0 ? 256 : 0x28) + (round % 2) * 0xD8);
    for (const std::string& decoded :
         {decode_component(bytes), decode_form(bytes), decode_component(encode_component(bytes))}) {
      EXPECT_TRUE(is_valid_utf8(decoded)) << encode_component(bytes);
      EXPECT_FALSE(has_control_character(decoded)) << encode_component(bytes);
    }
  }
}

TEST(Path, IsReadableUnlessABrowserWouldFoldIt) {
  const struct {
    std::string_view id, path;
  } rows[] = {
      {"news/2016/a b.txt", "news/2016/a%20b.txt"},
      {"Hassan Rouhani", "Hassan%20Rouhani"},
      {"news/../secret", "news%2F..%2Fsecret"},
      {"a//b", "a%2F%2Fb"},
      {"/absolute", "%2Fabsolute"},
      {"directory/", "directory%2F"},
      {"./a", ".%2Fa"},
      {"a...b/..c", "a...b/..c"},
      {"what?#now", "what%3F%23now"},
  };
  for (const auto& [id, path] : rows) {
    SCOPED_TRACE(id);
    EXPECT_EQ(encode_path(id), path);
    EXPECT_EQ(decode_component(encode_path(id)), id);
  }
}

TEST(QueryString, IsPairsInTheirOrder) {
  EXPECT_THAT(parse_query("q=iran+vote&country=IR&country=-RU"),
              ElementsAre(Pair("q", "iran vote"), Pair("country", "IR"), Pair("country", "-RU")));
  EXPECT_THAT(parse_query("a=1=2"), ElementsAre(Pair("a", "1=2")));
  EXPECT_THAT(parse_query("a&b="), ElementsAre(Pair("a", ""), Pair("b", "")));
  EXPECT_THAT(parse_query("=x&&&c=3"), ElementsAre(Pair("c", "3")));
  EXPECT_THAT(parse_query(""), SizeIs(0));
}

TEST(QueryString, HasAtMostAHundredPairs) {
  std::string query;
  for (int i = 0; i < 1000; ++i) query += "country=IR&";
  EXPECT_THAT(parse_query(query), SizeIs(100));
}

TEST(QueryString, RoundTrips) {
  EXPECT_EQ(to_query_string({}), "");
  EXPECT_EQ(to_query_string({{"q", "oil & gas"}, {"year", "2016"}}),
            "?q=oil%20%26%20gas&year=2016");
  std::mt19937 random{1851};
  for (int round = 0; round < 500; ++round) {
    Pairs pairs;
    for (std::size_t count = random() % 5; count > 0; --count)
      pairs.emplace_back(random_text(random), random_text(random));
    const Visit visit = parse_target("GET", "/" + to_query_string(pairs));
    EXPECT_EQ(visit.path, "/");
    EXPECT_EQ(visit.query, pairs);
  }
}

TEST(Target, IsSplitIntoPathAndQueryWithoutTheFragment) {
  const Visit visit = parse_target("HEAD", "/article/a%2Fb?q=x%26y#part?z=1");
  EXPECT_EQ(visit.method, "HEAD");
  EXPECT_EQ(visit.path, "/article/a%2Fb");
  EXPECT_THAT(visit.query, ElementsAre(Pair("q", "x&y")));
  EXPECT_FALSE(visit.wants_json());
  EXPECT_TRUE(parse_target("GET", "/api/v1/nothing").wants_json());
  EXPECT_EQ(parse_target("GET", "").path, "");
}

}  // namespace
}  // namespace morgue::web
