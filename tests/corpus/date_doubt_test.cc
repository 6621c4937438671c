#include "corpus/date_doubt.h"

#include <gtest/gtest.h>

#include "corpus/dateline.h"
#include "tests/corpus/reading.h"

namespace morgue {
namespace {

using std::chrono::sys_days;

Published day(std::string_view iso) { return parse_iso(iso).value(); }

Article published_on(std::string_view iso, PublishedFrom from) {
  Article article;
  state_date(article, day(iso), from);
  return article;
}

std::string doubt(const Article& article,
                  std::optional<std::chrono::sys_seconds> now = std::nullopt) {
  return doubt_about_date(article, now).value_or("nothing");
}

TEST(DateDoubt, NamesWhatWasFoundWhereAndWhichIsTrusted) {
  Article article = published_on("2016-12-19T14:05:00Z", PublishedFrom::JsonLd);
  EXPECT_EQ(doubt(article), "nothing");
  article.url = "https://herald.example/2016/11/02/trams";
  EXPECT_EQ(doubt(article),
            "published 2016-12-19 as JSON-LD says, which is trusted more; the address says "
            "2016-11-02");
  state_date(article, day("2015-12-19"), PublishedFrom::Metadata);
  state_date(article, day("2015-12-19T10:00:00Z"), PublishedFrom::Metadata);
  article.dateline = Dateline{"OSLO", std::chrono::March / 3, ""};
  EXPECT_EQ(doubt(article),
            "published 2016-12-19 as JSON-LD says, which is trusted more; the metadata says "
            "2015-12-19, the address says 2016-11-02, the dateline says 2017-03-03");
}

TEST(DateDoubt, IsQuietAboutWhatIsNoContradiction) {
  const auto with = [](PublishedFrom from, PublishedFrom other, std::string_view iso,
                       std::string_view modified = {}) {
    Article article = published_on("2016-12-19", from);
    state_date(article, day(iso), other);
    article.modified = parse_iso(modified);
    return doubt(article) != "nothing";
  };
  using enum PublishedFrom;
  const struct {
    std::string_view what;
    bool doubtful;
    bool expected;
  } rows[] = {
      {"a day later is a zone", with(JsonLd, Metadata, "2016-12-20"), false},
      {"and so is a day before", with(JsonLd, Metadata, "2016-12-18"), false},
      {"two days are not", with(JsonLd, Metadata, "2016-12-21"), true},
      {"the day of the last change in metadata", with(JsonLd, Metadata, "2017-01-05", "2017-01-05"),
       false},
      {"or printed, a zone off", with(JsonLd, Text, "2017-01-05", "2017-01-06"), false},
      {"but not another day", with(JsonLd, Text, "2017-01-05", "2017-02-05"), true},
      {"a page was saved later", with(Metadata, Path, "2017-02-05"), false},
      {"a page was saved before it appeared", with(Metadata, Path, "2016-02-05"), true},
      {"a text is filed under another day", with(Text, Path, "2017-02-05"), true},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(row.doubtful, row.expected);
  }
}

TEST(DateDoubt, GivesADatelineTheYearThatBringsItClosest) {
  const struct {
    std::string_view published;
    std::chrono::month_day dateline;
    std::string_view expected;  // the end of it
  } rows[] = {
      {"2016-12-19", std::chrono::December / 19, "nothing"},
      {"2017-01-01", std::chrono::December / 31, "nothing"},
      {"2016-12-31", std::chrono::January / 1, "nothing"},
      {"2016-12-19", std::chrono::December / 12, "nothing"},  // a weekly has it on Monday
      {"2016-12-19", std::chrono::December / 11, "the dateline says 2016-12-11"},
      {"2016-12-19", std::chrono::December / 21, "the dateline says 2016-12-21"},
      {"2016-12-19", std::chrono::January / 2, "the dateline says 2017-01-02"},
      {"2017-02-28", std::chrono::February / 29, "the dateline says 2016-02-29"},
      {"2015-02-28", std::chrono::February / 29, "the dateline says 2016-02-29"},
      {"2018-02-28", std::chrono::February / 29, "nothing"},  // no such day near
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.published);
    Article article = published_on(row.published, PublishedFrom::Metadata);
    article.dateline = Dateline{"OSLO", row.dateline, ""};
    EXPECT_TRUE(doubt(article).ends_with(row.expected)) << doubt(article);
    // The day itself came from there.
    article.published_from = PublishedFrom::Dateline;
    EXPECT_EQ(doubt(article), "nothing");
  }
}

TEST(DateDoubt, BelievesAYearThatADatelinePrints) {
  Article article = published_on("2016-12-19", PublishedFrom::Metadata);
  article.body = "LONDON, Dec 19, 2014 (Halyard) - Gold fell.";
  apply_wire_conventions(article);
  EXPECT_EQ(doubt(article),
            "published 2016-12-19 as the metadata says, which is trusted more; the dateline says "
            "2014-12-19");
}

TEST(DateDoubt, LooksForAnArticleThatIsYetToAppear) {
  const std::chrono::sys_seconds now = instant(day("2016-12-19T12:00:00Z"));
  const auto doubtful = [now](std::string_view iso) {
    return doubt(published_on(iso, PublishedFrom::Metadata), now);
  };
  EXPECT_EQ(doubtful("2016-12-19"), "nothing");
  EXPECT_EQ(doubtful("2016-12-20"), "nothing");
  EXPECT_EQ(doubtful("2016-12-20T12:00:00Z"), "nothing");
  EXPECT_EQ(doubtful("2016-12-20T12:00:01Z"),
            "published 2016-12-20 as the metadata says, a day that is yet to come (today is "
            "2016-12-19)");
  EXPECT_EQ(doubtful("2016-12-20T23:00:00+14:00"), "nothing");  // there it is that day already
  EXPECT_NE(doubtful("2031-01-01"), "nothing");
  EXPECT_EQ(doubt(published_on("2031-01-01", PublishedFrom::Metadata)), "nothing");
  EXPECT_EQ(doubt(Article{}, now), "nothing");

  Article both = published_on("2031-01-01", PublishedFrom::JsonLd);
  both.url = "https://herald.example/2016/12/19/trams";
  EXPECT_EQ(doubt(both, now),
            "published 2031-01-01 as JSON-LD says, a day that is yet to come (today is "
            "2016-12-19); the address says 2016-12-19");
}

TEST(Sources, SayWhichArticlesContradictThemselvesAboutTheirDay) {
  const TemporaryDirectory directory;
  directory.write("news/2016/12/19/agrees.txt",
                  "Trams run\n\nPublished: 20 December 2016\n\nOSLO, Dec 18 - The line opened.\n");
  directory.write("news/2016/12/19/odd.txt",
                  "Ferry late\n\nPublished: 2 November 2016\n\nThe ferry was late again today.\n");
  directory.write(
      "news/lines.jsonl",
      "{\"title\": \"One\", \"date\": \"2016-12-19\", \"body\": \"It opened.\"}\n"
      "{\"title\": \"Two\", \"date\": \"2016-12-19\", \"body\": \"It closed.\", "
      "\"url\": \"https://herald.example/2015/12/19/two\"}\n"
      "{\"title\": \"Three\", \"date\": \"2031-12-19\", \"body\": \"It will open.\"}\n");
  directory.write("news/page.html",
                  "<html><head><script type='application/ld+json'>{\"@type\": \"NewsArticle\", "
                  "\"datePublished\": \"2016-12-19\"}</script></head><body><h1>Tram line opens</h1>"
                  "<time datetime='2014-01-01'>1 January 2014</time><p>The line opened after nine "
                  "years of work, to bread, tea and music from three bands.</p></body></html>");
  ReadLimits limits;
  limits.now = instant(day("2016-12-31T00:00:00Z"));
  const Recorder read = read_all({directory.path() / "news"}, limits);
  EXPECT_EQ(read.articles.size(), 6u);
  std::vector<std::string> told;
  for (const Skipped& one : read.skipped_ones) {
    EXPECT_TRUE(one.doubtful);
    EXPECT_EQ(one.reason, SkipReason::DoubtfulDate);
    const std::string name = one.path.substr(one.path.rfind('/') + 1);
    told.push_back(name + ":" + std::to_string(one.line) + ": " + one.detail);
  }
  EXPECT_EQ(told,
            (std::vector<std::string>{
                "odd.txt:0: published 2016-11-02 as the text says, which is trusted more; the path "
                "says 2016-12-19",
                "lines.jsonl:2: published 2016-12-19 as the metadata says, which is trusted more; "
                "the address says 2015-12-19",
                "lines.jsonl:3: published 2031-12-19 as the metadata says, a day that is yet to "
                "come (today is 2016-12-31)",
                "page.html:0: published 2016-12-19 as JSON-LD says, which is trusted more; the "
                "text says 2014-01-01"}));
  for (const Article& article : read.articles) EXPECT_TRUE(article.also_dated.empty());
}

}  // namespace
}  // namespace morgue
