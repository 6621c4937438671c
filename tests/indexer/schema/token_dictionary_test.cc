#include "indexer/schema/token_dictionary.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace morgue::schema {
namespace {

TEST(TokenDictionary, NumbersWordsInTheOrderInWhichTheyCome) {
  TokenDictionary dictionary;
  for (TokenId id = 0; id < 5000; ++id) ASSERT_EQ(dictionary.add(fmt::format("word{}", id)), id);
  for (TokenId id = 0; id < 5000; ++id) {
    const std::string word = fmt::format("word{}", id);
    ASSERT_EQ(dictionary.add(word), id) << "once given, it stays";
    ASSERT_EQ(dictionary.find(word), id);
    ASSERT_EQ(dictionary.term(id), word);
  }
  EXPECT_EQ(dictionary.size(), 5000U);
  EXPECT_EQ(dictionary.find("other"), std::nullopt);
  EXPECT_EQ(dictionary.term(5000), "");
}

TEST(TokenDictionary, IsReadFromItsBytes) {
  TokenDictionary written;
  for (const char* word : {"the", "oil", "Averbeek"}) written.add(word);
  TokenDictionary read;
  EXPECT_TRUE(read.append(written.bytes()));
  EXPECT_EQ(read.bytes(), written.bytes());
  EXPECT_EQ(read.find("Averbeek"), 2U);
}

TEST(TokenDictionary, RefusesBytesThatEndWithinAWord) {
  TokenDictionary written;
  written.add("oil");
  TokenDictionary read;
  EXPECT_FALSE(read.append(std::string_view{written.bytes()}.substr(0, 3)));
}

TEST(TokenDictionary, ThatIsEmptyFindsNothing) {
  EXPECT_EQ(TokenDictionary{}.find("oil"), std::nullopt);
  EXPECT_EQ(TokenDictionary{}.term(0), "");
}

}  // namespace
}  // namespace morgue::schema
