#include "searcher/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_directory.h"

namespace morgue {
namespace {

TEST(Completion, GivesTheCommonestWordsThatBeginSo) {
  const test::TempDirectory directory;  // Xapian's in-memory backend knows no spellings
  Xapian::WritableDatabase database{directory.path().string()};
  EXPECT_TRUE(complete_word(database, "min", 5).empty());
  for (unsigned i = 0; i < 3000; ++i) database.add_spelling("mina" + std::to_string(i), 2);
  database.add_spelling("minister", 40);
  database.add_spelling("ministers", 60);
  database.add_spelling("mint", 3);
  database.add_spelling("oil", 90);
  database.commit();
  const struct {
    std::string typed;
    std::vector<std::string> expected;
  } rows[] = {
      {"min", {"ministers", "minister", "mint"}},
      {"MINI", {"ministers", "minister"}},
      {"prime mini", {"prime ministers", "prime minister"}},
      {"headline:mint", {"headline:mint"}},
      {"\"Prime minis", {"\"Prime ministers", "\"Prime minister"}},
      {"mini ", {}},  // the word is over
      {"\"mini\"", {}},
      {"", {}},
      {"zzz", {}},
  };
  for (const auto& [typed, expected] : rows) {
    SCOPED_TRACE(typed);
    std::vector<std::string> found;
    for (const CompletedWord& word : complete_word(database, typed, 3)) found.push_back(word.text);
    EXPECT_EQ(found, expected);
  }
  EXPECT_EQ(complete_word(database, "mini", 1).at(0).articles, 60U);
}

}  // namespace
}  // namespace morgue
