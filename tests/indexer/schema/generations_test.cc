#include "indexer/schema/generations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <iterator>

#include "corpus/error.h"
#include "tests/support/temp_directory.h"

namespace morgue::schema {
namespace {

namespace fs = std::filesystem;

class Generations : public testing::Test {
 protected:
  static std::string refusal(const std::function<void()>& act) {
    try {
      act();
    } catch (const Error& error) {
      return error.what();
    }
    return "no error";
  }

  /// A generation with one file, in the place of a database.
  void publish(const WriteLock& lock, const std::string& content) {
    directory_.write("archive/building/iamglass", content);
    lock.publish();
  }

  std::string current() const {
    std::ifstream file{database_directory(archive_) / "iamglass"};
    return {std::istreambuf_iterator<char>{file}, {}};
  }

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{archive_})
      names.push_back(entry.path().filename().string());
    return names;
  }

  test::TempDirectory directory_;
  fs::path archive_ = directory_.path() / "archive";
};

TEST_F(Generations, TakeOverFromOneAnother) {
  const WriteLock lock{archive_};
  EXPECT_EQ(current_generation(archive_), std::nullopt);
  publish(lock, "first");
  EXPECT_EQ(current_generation(archive_), archive_ / "generation-1");
  publish(lock, "second");
  EXPECT_EQ(current(), "second");
  EXPECT_THAT(names(), testing::UnorderedElementsAre("XAPIANDB", "generation-2", "morgue.lock"));
}

TEST_F(Generations, AreWrittenByOneAtATime) {
  const WriteLock lock{archive_};
  EXPECT_THAT(refusal([&] { const WriteLock second{archive_}; }),
              testing::AllOf(testing::HasSubstr("cannot write archive '"),
                             testing::HasSubstr("another process is writing it")));
}

TEST_F(Generations, OfAKilledRunThatWereNotCompleteAreRemovedByTheNext) {
  publish(WriteLock{archive_}, "first");
  directory_.write("archive/building/postlist.glass", "half");
  directory_.write("archive/shards/7/postlist.glass", "part");
  directory_.write("archive/generation-2/iamglass", "published, but not named yet");
  directory_.write("archive/XAPIANDB.new", "gla");
  directory_.write("archive/aliases.tsv", "the user's");
  directory_.write("archive/generation-two/notes", "the user's");
  const WriteLock next{archive_};
  EXPECT_EQ(current(), "first");
  EXPECT_THAT(names(), testing::UnorderedElementsAre("XAPIANDB", "generation-1", "morgue.lock",
                                                     "aliases.tsv", "generation-two"));
}

TEST_F(Generations, AreFoundAgainWhenXapiandbIsLost) {
  publish(WriteLock{archive_}, "first");
  for (const std::string damage : {"", "glass gen", "glass ../elsewhere\n", "auto /other\n"}) {
    SCOPED_TRACE(damage);
    directory_.write("archive/XAPIANDB", damage);
    EXPECT_EQ(current_generation(archive_), std::nullopt);
    const WriteLock next{archive_};
    EXPECT_EQ(current(), "first");
  }
  fs::remove(archive_ / "XAPIANDB");
  const WriteLock next{archive_};
  EXPECT_EQ(current(), "first");
}

TEST_F(Generations, AreNotMadeInADirectoryWithOtherThings) {
  directory_.write("letters/diary.txt", "private");
  directory_.write("stub/XAPIANDB", "auto /srv/other\n");
  const struct {
    fs::path name;
    std::string_view expected;
  } rows[] = {
      {"letters", "holds other files"},
      {"letters/diary.txt", "it is a file"},
      {"stub", "not written by morgue"},
  };
  for (const auto& [name, expected] : rows) {
    SCOPED_TRACE(name);
    EXPECT_THAT(refusal([&, path = directory_.path() / name] { const WriteLock lock{path}; }),
                testing::HasSubstr(std::string{expected}));
  }
  EXPECT_FALSE(fs::exists(directory_.path() / "letters/morgue.lock"));
}

}  // namespace
}  // namespace morgue::schema
