#include "indexer/index_run.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "corpus/error.h"
#include "indexer/check.h"
#include "indexer/schema/database.h"
#include "searcher/searcher.h"
#include "tests/support/temp_directory.h"

namespace morgue {
namespace {

class Indexing : public testing::Test {
 protected:
  IndexSummary index(bool prune = false, unsigned threads = 0) {
    IndexOptions options = all();
    options.threads = threads;
    options.prune = prune;
    return run_index(options);
  }

  IndexOptions all() {
    IndexOptions options;
    options.archive = archive();
    options.sources = {(directory_.path() / "news").string()};
    options.on_skipped = [this](const Skipped& skipped) { skipped_.push_back(skipped); };
    return options;
  }

  std::filesystem::path path(const std::string& name) const {
    return std::filesystem::canonical(directory_.path()) / "news" / name;
  }

  std::filesystem::path archive() const { return directory_.path() / "archive"; }
  void write(const std::string& name, const std::string& text) {
    directory_.write("news/" + name, text);
  }

  std::uint64_t found(const std::string& query) {
    Archive opened{archive()};
    SearchRequest request;
    request.query = query;
    return opened.borrow()->search(request).total;
  }

  /// The story of each article, by the name of its file.
  std::map<std::string, std::string> stories() {
    Archive opened{archive()};
    SearchRequest request;
    request.per_page = 100;
    const Answer answer = opened.borrow()->search(request);
    std::map<std::string, std::string> stories;
    for (const Result& result : answer.results)
      stories[result.id.substr(result.id.rfind('/') + 1)] = result.copies.story;
    return stories;
  }

  test::TempDirectory directory_;
  std::vector<Skipped> skipped_;
};

/// Sentences that no other subject shares.
std::string report_on(std::string_view subject, int sentences = 20) {
  std::string text;
  for (int i = 0; i < sentences; ++i)
    text += fmt::format("Of {0} they say {0}{1} and of what came {0}{2} after it.\n", subject,
                        i * 7 % 11, i);
  return text;
}

TEST_F(Indexing, CountsWhatItDid) {
  write("a.txt", "One\n\nPARIS (Halyard) - France.\n");
  write("b.txt", "Two\n\nOSLO (Halyard) - Norway.\n");
  write("c.txt", "");
  IndexSummary summary = index();
  EXPECT_EQ(summary.added, 2U);
  EXPECT_EQ(summary.skipped_total(), 1U);
  EXPECT_EQ(summary.skipped.at(SkipReason::Empty), 1U);
  EXPECT_FALSE(summary.nothing_done());
  ASSERT_EQ(skipped_.size(), 1U);
  EXPECT_THAT(skipped_[0].path, testing::EndsWith("news/c.txt"));

  write("a.txt", "One\n\nPARIS (Halyard) - Brittany.\n");
  summary = index();
  EXPECT_EQ(summary.updated, 1U);
  EXPECT_EQ(summary.unchanged, 1U);
  EXPECT_EQ(found("brittany"), 1U);
  EXPECT_EQ(found("country:france OR france"), 1U)
      << "the old version is gone, the new one has its dateline";
}

TEST_F(Indexing, KnowsOfEachFileWhatWasInItThoughPagesWaitForOthersOfTheirSite) {
  const auto page = [](const std::string& name) {
    return "<html><body><h1>Lemons at pier " + name + "</h1><p>Pier " + name +
           " was closed on Monday after a crane had dropped its crates, the master of the port "
           "said.</p></body></html>";
  };
  write("a.html", page("A"));
  write("b.html", "");
  write("c.html", page("C"));
  write("d.txt", "Two\n\nOSLO (Halyard) - Norway.\n");
  IndexSummary summary = index();
  EXPECT_EQ(summary.added, 3U);
  EXPECT_EQ(summary.skipped_total(), 1U);

  summary = index();
  EXPECT_EQ(summary.unchanged, 3U);
  EXPECT_EQ(summary.added + summary.updated, 0U);
  EXPECT_EQ(summary.skipped_total(), 1U) << "the empty file, and no other, is read again";

  write("a.html", page("AA"));
  summary = index(true);
  EXPECT_EQ(summary.updated, 1U);
  EXPECT_EQ(summary.unchanged, 2U);
  EXPECT_EQ(summary.removed, 0U);
}

TEST_F(Indexing, OfPartsLooksAtNothingElse) {
  for (const char* name : {"a.txt", "2016/b.txt", "2016/c.txt", "2017/d.txt"})
    write(name, std::string{"Story "} + name + "\n\nPARIS (Halyard) - France.\n");
  index();
  std::filesystem::remove_all(path("2016"));
  std::filesystem::remove(path("2017/d.txt"));
  write("a.txt", "Story a\n\nPARIS (Halyard) - Brittany.\n");
  write("e.txt", "Story e\n\nPARIS (Halyard) - Savoy.\n");
  IndexOptions options = all();
  options.parts = {path("a.txt"), path("2016")};
  IndexSummary summary = run_index(options);
  EXPECT_EQ(summary.updated, 1U);
  EXPECT_EQ(summary.added + summary.unchanged + summary.removed, 0U);
  options.prune = true;
  summary = run_index(options);
  EXPECT_EQ(summary.unchanged, 1U);
  EXPECT_EQ(summary.removed, 2U) << "of the directory that is gone, and not 2017/d.txt";
  EXPECT_EQ(found("story"), 2U);
}

TEST_F(Indexing, LeavesFilesThatAreBeingWrittenAsTheyAre) {
  write("a.txt", "Story a\n\nPARIS (Halyard) - France.\n");
  index();
  write("a.txt", "Story a\n\nPARIS (Halyard) - Bri");
  IndexOptions options = all();
  options.prune = true;
  options.being_written = [](const std::string&) { return true; };
  const IndexSummary summary = run_index(options);
  EXPECT_EQ(summary.added + summary.updated + summary.removed, 0U);
  EXPECT_EQ(found("france"), 1U);
}

TEST_F(Indexing, ThatIsStoppedKeepsWhatItReadAndTheNextRunCarriesOn) {
  for (int i = 0; i < 9; ++i)
    write(fmt::format("{}.txt", i), fmt::format("Story {0}\n\nPARIS (Halyard) - France {0}.\n", i));
  IndexOptions options = all();
  int asked = 0;
  options.stop = [&] { return ++asked > 9; };
  const IndexSummary first = run_index(options);
  EXPECT_TRUE(first.stopped);
  EXPECT_GT(first.added, 0U);
  EXPECT_LT(first.added, 9U);
  EXPECT_EQ(found("france"), first.added);
  EXPECT_EQ(index().added, 9 - first.added);
}

TEST_F(Indexing, WithoutAChangeLeavesTheRevision) {
  write("a.txt", "Story a\n\nPARIS (Halyard) - France.\n");
  write("b.txt", "");
  index();
  const auto before = schema::open_for_reading(archive()).get_revision();
  index(true);
  EXPECT_EQ(schema::open_for_reading(archive()).get_revision(), before);
}

TEST_F(Indexing, RemovesAnArticleWithEverythingThatWasKnownOfIt) {
  write("a.txt", "One\n\nPARIS (Halyard) - French President Emmanuel Macron spoke.\n");
  write("b.txt", "Two\n\nOSLO (Halyard) - Norway.\n");
  index();
  EXPECT_EQ(found("person:macron"), 1U);
  std::filesystem::remove(directory_.path() / "news/a.txt");
  EXPECT_EQ(index(true).removed, 1U);
  Archive opened{archive()};
  const Answer answer = opened.borrow()->search({});
  for (const FacetValue& value : answer.facets[static_cast<std::size_t>(Facet::Person)].values)
    EXPECT_NE(value.label, "Emmanuel Macron");
}

TEST_F(Indexing, LeavesAnArchiveThatChecksOut) {
  for (int number = 0; number < 30; ++number)
    write(std::to_string(number) + ".txt",
          "Story\n\nPARIS (Halyard) - France and number " + std::to_string(number) + ".\n");
  index();
  std::vector<std::string> problems;
  const CheckResult result =
      check_archive(archive(), [&](const std::string& problem) { problems.push_back(problem); });
  EXPECT_EQ(result.articles, 30U);
  EXPECT_THAT(problems, testing::IsEmpty());
}

TEST_F(Indexing, GivesCopiesOneStoryWhateverTheNumberOfThreads) {
  std::set<std::map<std::string, std::string>> outcomes;
  for (const unsigned threads : {1U, 4U}) {
    std::filesystem::remove_all(archive());
    for (int i = 0; i < 40; ++i)
      write(fmt::format("{:02}.txt", i),
            fmt::format("Headline {}\n\n{}", i, report_on(fmt::format("subject{}", i % 10))));
    index(false, threads);
    outcomes.insert(stories());
  }
  ASSERT_EQ(outcomes.size(), 1U);
  const auto& stories = *outcomes.begin();
  ASSERT_EQ(stories.size(), 40U);
  std::set<std::string> distinct;
  for (const auto& [name, story] : stories) distinct.insert(story);
  EXPECT_EQ(distinct.size(), 10U);
  EXPECT_EQ(stories.at("00.txt"), stories.at("30.txt"));
}

TEST_F(Indexing, GivesACopyThatComesLaterTheStoryOfTheFirst) {
  write("a.txt", "Harvest\n\n" + report_on("harvest"));
  write("b.txt", "Strike\n\n" + report_on("strike"));
  index();
  const auto before = stories();
  EXPECT_NE(before.at("a.txt"), before.at("b.txt"));

  write("0.txt", "Another headline\n\n" + report_on("harvest"));
  index();
  const auto after = stories();
  EXPECT_EQ(after.at("0.txt"), before.at("a.txt"));
  EXPECT_EQ(after.at("a.txt"), before.at("a.txt"));
  EXPECT_EQ(after.at("b.txt"), before.at("b.txt"));
  EXPECT_EQ(index().unchanged, 3U);
  EXPECT_EQ(stories(), after) << "a run in which nothing is new changes nothing";
}

TEST_F(Indexing, KeepsAStoryWhoseFirstArticleIsRemoved) {
  write("a.txt", "Harvest\n\n" + report_on("harvest"));
  write("b.txt", "Harvest\n\n" + report_on("harvest") + "Late.");
  index();
  const std::string story = stories().at("b.txt");
  std::filesystem::remove(directory_.path() / "news/a.txt");
  index(true);
  write("c.txt", "Harvest again\n\n" + report_on("harvest"));
  index();
  EXPECT_EQ(stories(), (std::map<std::string, std::string>{{"b.txt", story}, {"c.txt", story}}));
}

TEST_F(Indexing, LeavesAnArticleThatChangesInItsStoryWhileHalfOfItStays) {
  write("a.txt", "Harvest\n\n" + report_on("harvest"));
  write("b.txt", "Harvest\n\n" + report_on("harvest"));
  index();
  const std::string story = stories().at("a.txt");
  write("a.txt", "Harvest\n\n" + report_on("harvest") + report_on("weather", 4));
  EXPECT_EQ(index().updated, 1U);
  EXPECT_EQ(stories().at("a.txt"), story);
  write("a.txt", "Weather\n\n" + report_on("weather"));
  EXPECT_EQ(index().updated, 1U);
  EXPECT_NE(stories().at("a.txt"), story);
  EXPECT_EQ(stories().at("b.txt"), story);
}

TEST_F(Indexing, OfASourceThatIsNotThereMakesNoArchive) {
  IndexOptions options;
  options.archive = archive();
  options.sources = {(directory_.path() / "nowhere").string()};
  EXPECT_THROW(run_index(options), Error);
  EXPECT_FALSE(std::filesystem::exists(archive()));
}

}  // namespace
}  // namespace morgue
