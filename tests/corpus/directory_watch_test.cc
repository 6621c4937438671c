#include "corpus/directory_watch.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "corpus/error.h"
#include "tests/support/temp_directory.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

class Watching : public testing::Test {
 protected:
  Watching() : directory_(fs::canonical(holder_.path())) {
    fs::create_directories(directory_ / "news/2016");
    watch_.emplace(std::vector{(directory_ / "news").string()}, 64);
  }

  void write(const std::string& name) { holder_.write("news/" + name, "Trams run.\n"); }
  fs::path path(const std::string& name) const { return directory_ / "news" / name; }

  /// What was told since the last call, below news/.
  std::vector<std::string> told() {
    Changes changes;
    watch_->collect(changes);
    EXPECT_FALSE(changes.everything);
    std::vector<std::string> names;
    for (const fs::path& each : changes.paths)
      names.push_back(each.lexically_relative(directory_ / "news"));
    return names;
  }

  using Names = std::vector<std::string>;
  test::TempDirectory holder_;
  fs::path directory_;
  std::optional<DirectoryWatch> watch_;
};

TEST_F(Watching, TellsOfFilesThatComeChangeMoveAndGo) {
  EXPECT_EQ(told(), Names{});
  write("a.txt");
  write("2016/b.txt");
  EXPECT_EQ(told(), (Names{"2016/b.txt", "a.txt"}));
  write("a.txt");
  EXPECT_EQ(told(), Names{"a.txt"});
  fs::rename(path("a.txt"), path("2016/c.txt"));
  EXPECT_EQ(told(), (Names{"2016/c.txt", "a.txt"}));
  fs::remove(path("2016/c.txt"));
  EXPECT_EQ(told(), Names{"2016/c.txt"});
}

TEST_F(Watching, TellsOfAFileWhenItIsClosedAndNotBefore) {
  std::ofstream file{path("a.txt")};
  file << "Half a senten" << std::flush;
  EXPECT_EQ(told(), Names{});
  EXPECT_TRUE(is_being_written(path("a.txt")));
  file << "ce.\n";
  file.close();
  EXPECT_EQ(told(), Names{"a.txt"});
  EXPECT_FALSE(is_being_written(path("a.txt")));
}

TEST_F(Watching, FollowsDirectoriesThatAreMadeLater) {
  write("2017/01/02/a.txt");  // perhaps before its directory was watched, so that is told of too
  EXPECT_EQ(told().front(), "2017");
  write("2017/01/02/b.txt");
  EXPECT_EQ(told(), Names{"2017/01/02/b.txt"});
}

TEST_F(Watching, FollowsDirectoriesThatAreMoved) {
  write("2016/12/a.txt");
  told();
  fs::rename(path("2016"), path("old"));
  EXPECT_EQ(told(), (Names{"2016", "old"}));
  write("old/12/b.txt");
  EXPECT_EQ(told(), Names{"old/12/b.txt"});
  fs::rename(path("old"), directory_ / "elsewhere");
  EXPECT_EQ(told(), Names{"old"});
  holder_.write("elsewhere/12/c.txt", "Out of sight.\n");
  EXPECT_EQ(told(), Names{});
  fs::rename(directory_ / "elsewhere", path("again"));
  EXPECT_EQ(told(), Names{"again"});
  fs::remove_all(path("again"));
  EXPECT_EQ(told().front(), "again");
  EXPECT_EQ(watch_->directories(), 1u);
}

TEST_F(Watching, FollowsLinksUnderTheirOwnNames) {
  holder_.write("elsewhere/a.txt", "Trams run.\n");
  fs::create_directory_symlink(directory_ / "elsewhere", path("linked"));
  fs::create_symlink(directory_ / "elsewhere/a.txt", path("b.txt"));
  fs::create_hard_link(directory_ / "elsewhere/a.txt", path("c.txt"));
  EXPECT_EQ(told(), (Names{"b.txt", "c.txt", "linked"}));
  holder_.write("elsewhere/d.txt", "Trams stop.\n");
  EXPECT_EQ(told(), Names{"linked/d.txt"});
  fs::remove(path("linked"));
  told();
  holder_.write("elsewhere/e.txt", "Nobody sees.\n");
  EXPECT_EQ(told(), Names{});
}

TEST_F(Watching, PassesOverWhatIsHidden) {
  write(".a.txt.swp");
  write(".git/b.txt");
  EXPECT_EQ(told(), Names{});
}

TEST_F(Watching, EndsWithAReasonWhenTheDirectoryItselfIsGone) {
  fs::rename(path(""), directory_ / "moved");
  Changes changes;
  EXPECT_THROW(watch_->collect(changes), Error);
}

TEST_F(Watching, TakesDirectoriesOnly) {
  write("a.txt");
  EXPECT_THROW((DirectoryWatch{{path("a.txt")}, 64}), Error);
  EXPECT_THROW((DirectoryWatch{{path("nothing")}, 64}), Error);
}

TEST_F(Watching, WaitsUntilChangesHaveComeToRest) {
  int pipe_ends[2];
  ASSERT_EQ(pipe(pipe_ends), 0);
  write("a.txt");
  write("b.txt");
  using std::chrono::milliseconds;
  EXPECT_EQ(
      wait_for_changes(*watch_, pipe_ends[0], milliseconds{20}, milliseconds{200}).paths.size(),
      2u);
  write("c.txt");
  ASSERT_EQ(::write(pipe_ends[1], "x", 1), 1);  // the end is asked for
  EXPECT_TRUE(wait_for_changes(*watch_, pipe_ends[0], milliseconds{20}, milliseconds{200}).empty());
  close(pipe_ends[0]);
  close(pipe_ends[1]);
}

}  // namespace
}  // namespace morgue
