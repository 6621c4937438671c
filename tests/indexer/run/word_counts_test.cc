#include "indexer/word_counts.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace morgue {
namespace {

TEST(WordCounts, CountEachWordByItself) {
  WordCounts counts;
  for (const std::string_view word : {"gold", "oil", "gold", "gold"}) counts.add(word);
  std::map<std::string, Xapian::termcount> found;
  counts.for_each([&](std::string_view word, Xapian::termcount articles) {
    EXPECT_TRUE(found.emplace(word, articles).second);
  });
  EXPECT_EQ(found, (std::map<std::string, Xapian::termcount>{{"gold", 3}, {"oil", 1}}));
  EXPECT_EQ(counts.size(), 2U);
}

}  // namespace
}  // namespace morgue
