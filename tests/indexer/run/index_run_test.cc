#include "indexer/index_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/error.h"
#include "indexer/check.h"
#include "searcher/searcher.h"
#include "tests/support/temp_directory.h"

namespace morgue {
namespace {

class Indexing : public testing::Test {
 protected:
  IndexSummary index(bool prune = false) {
    IndexOptions options;
    options.archive = archive();
    options.sources = {(directory_.path() / "news").string()};
    options.prune = prune;
    options.on_skipped = [this](const Skipped& skipped) { skipped_.push_back(skipped); };
    return run_index(options);
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

  test::TempDirectory directory_;
  std::vector<Skipped> skipped_;
};

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

TEST_F(Indexing, OfASourceThatIsNotThereMakesNoArchive) {
  IndexOptions options;
  options.archive = archive();
  options.sources = {(directory_.path() / "nowhere").string()};
  EXPECT_THROW(run_index(options), Error);
  EXPECT_FALSE(std::filesystem::exists(archive()));
}

}  // namespace
}  // namespace morgue
