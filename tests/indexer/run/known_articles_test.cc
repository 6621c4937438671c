#include "indexer/known_articles.h"

#include <gtest/gtest.h>

#include "tests/support/test_archive.h"

namespace morgue {
namespace {

TEST(HashSet, RemembersWhatWasInserted) {
  HashSet set;
  EXPECT_FALSE(set.contains(5));
  for (std::uint64_t hash = 1; hash < 10'000; ++hash)
    EXPECT_TRUE(set.insert(hash * 0x9E3779B97F4A7C15U));
  for (std::uint64_t hash = 1; hash < 10'000; ++hash)
    EXPECT_FALSE(set.insert(hash * 0x9E3779B97F4A7C15U));
  EXPECT_FALSE(set.contains(3));
}

TEST(Hash64, IsNeverTheFreeSlot) {
  EXPECT_NE(hash64(""), 0U);
  EXPECT_NE(hash64("a"), hash64("b"));
}

TEST(KnownArticles, FollowTheWriter) {
  test::TestArchive archive({test::article("a", "2016-01-01", "One", "text")});
  KnownArticles known{archive.path()};
  ASSERT_TRUE(known.find("a"));
  EXPECT_EQ(known.source_path(known.find("a")->document), "/news/a");
  EXPECT_FALSE(known.find("b"));
  for (int round = 0; round < 20; ++round) {
    archive.add({test::article("x" + std::to_string(round), "2016-01-01", "More", "text")});
    EXPECT_TRUE(known.find("a"));
  }
}

}  // namespace
}  // namespace morgue
