#include "indexer/schema/token_codes.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace morgue::schema {
namespace {

std::vector<TokenId> walk(std::string_view section) {
  std::vector<TokenId> ids;
  TokenWalk walk{section};
  for (TokenId id = 0; walk.next(id);) ids.push_back(id);
  return ids;
}

TEST(TokenCodes, AreAsLongAsTheHeaderSaysAndComeBack) {
  const struct {
    TokenId id;
    std::size_t bytes;
  } rows[] = {{0, 1},         {126, 1},       {127, 2},         {16'382, 2},      {16'383, 3},
              {2'097'150, 3}, {2'097'151, 4}, {268'435'454, 4}, {268'435'455, 5}, {UINT32_MAX, 5}};
  for (const auto& [id, bytes] : rows) {
    SCOPED_TRACE(id);
    std::string codes;
    put_code(codes, id);
    EXPECT_EQ(codes.size(), bytes);
    EXPECT_EQ(codes.find(kBreak), std::string::npos);
    EXPECT_EQ(walk(codes), std::vector<TokenId>{id});
  }
}

TEST(TokenCodes, AreWalkedInOrder) {
  const std::vector<TokenId> ids{5, 127, 3, 20'000, 126, 16'383, 0};
  std::string codes;
  for (const TokenId id : ids) put_code(codes, id);
  EXPECT_EQ(walk(codes), ids);
}

TEST(TokenSections, AreParted) {
  std::string codes;
  put_code(codes, 1);
  codes += kBreak;
  codes += kBreak;
  put_code(codes, 3);
  const TokenSections sections = split_sections(codes);
  EXPECT_EQ(walk(sections.headline), std::vector<TokenId>{1});
  EXPECT_EQ(walk(sections.body), std::vector<TokenId>{});
  EXPECT_EQ(walk(sections.byline), std::vector<TokenId>{3});
}

TEST(TokenSections, OfBytesThatAreNoCodesStayWithinThem) {
  std::mt19937 random{1};
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    const TokenSections sections = split_sections(bytes);
    std::size_t words = 0;
    for (const std::string_view part : {sections.headline, sections.body, sections.byline})
      words += walk(part).size();
    EXPECT_LE(words, bytes.size());
  }
}

}  // namespace
}  // namespace morgue::schema
