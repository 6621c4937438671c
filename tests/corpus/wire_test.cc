#include <gtest/gtest.h>

#include "corpus/dateline.h"

namespace morgue {
namespace {

TEST(NavigationLine, BelongsToThePage) {
  for (const std::string_view line :
       {"Most Visited in Politics", "Top Politics stories", "Top Stories", "Related",
        "Related stories:", "Share this", "Share on Facebook", "© 2016 The Lanternfield Herald",
        "All rights reserved.", "Copyright 2011 Halyard Wire", "READ MORE", "You may also like"}) {
    SCOPED_TRACE(line);
    EXPECT_TRUE(is_navigation_line(line));
  }
  for (const std::string_view line :
       {"Related companies fell too.", "share.", "Top officials met.", "The share price rose.", "",
        "More than 300 people attended.", "Copyright law was debated in Brussels on Monday"}) {
    SCOPED_TRACE(line);
    EXPECT_FALSE(is_navigation_line(line));
  }
}

TEST(SignOff, EndsAnAgencyStory) {
  for (const std::string_view line :
       {"Reuter", "REUTER", " REUTER...", "ENDS", "-30-", "###",
        "(Reporting by Anna Verbeek; editing by Tom Oduya)",
        "(Additional reporting by Tom Oduya in Lagos)", "Reporting by Anna Verbeek", "MORE"}) {
    SCOPED_TRACE(line);
    EXPECT_TRUE(is_sign_off(line));
  }
  for (const std::string_view line :
       {"Reuters.", "more.", "It ends here.", "30.", "",
        "Writing by hand is slow, teachers say, and that is why schools that once "
        "gave it up have brought it back in the past few years, in spite of protests and of the "
        "cost of paper, ink and time"}) {
    SCOPED_TRACE(line);
    EXPECT_FALSE(is_sign_off(line));
  }
}

Article with_body(std::string headline, std::string body) {
  Article article;
  article.headline = std::move(headline);
  article.body = std::move(body);
  return article;
}

TEST(WireConventions, MoveWhatTheyKnowIntoItsFields) {
  Article article = with_body("Leaders discuss ceasefire",
                              "LEADERS DISCUSS CEASEFIRE\n\nBy Anna Verbeek\n14 March "
                              "2011\n\nTEHRAN (Halyard) – The presidents spoke on Monday.\n\n"
                              "They agreed to meet.\n\n(Reporting by Anna Verbeek; editing by Tom "
                              "Oduya)\n\nMost Visited in Politics\nTop Stories\nBank cuts rates\n");
  apply_wire_conventions(article);
  EXPECT_EQ(article.byline, "Anna Verbeek");
  EXPECT_EQ(article.dateline, (Dateline{"TEHRAN", std::nullopt, "Halyard"}));
  EXPECT_EQ(to_iso(article.published.value()), "2011-03-14");
  EXPECT_EQ(article.published_from, PublishedFrom::Text);
  EXPECT_EQ(article.body, "The presidents spoke on Monday.\n\nThey agreed to meet.");
}

TEST(WireConventions, KeepFieldsThatAreSet) {
  Article article =
      with_body("Headline", "By Tom Oduya\n\nLONDON, Dec 19, 2016 (Halyard) - Gold fell.");
  article.byline = "Anna Verbeek";
  article.published = parse_iso("2016-12-20");
  article.published_from = PublishedFrom::Metadata;
  apply_wire_conventions(article);
  EXPECT_EQ(article.byline, "Anna Verbeek");
  EXPECT_EQ(to_iso(article.published.value()), "2016-12-20");
  EXPECT_EQ(article.body, "Gold fell.");
}

TEST(WireConventions, TakeAYearFromTheDatelineButInventNone) {
  Article with_year = with_body("", "LONDON, Dec 19, 2016 (Halyard) - Gold fell.");
  apply_wire_conventions(with_year);
  EXPECT_EQ(to_iso(with_year.published.value()), "2016-12-19");
  EXPECT_EQ(with_year.published_from, PublishedFrom::Dateline);
  Article without = with_body("", "LONDON, Dec 19 (Halyard) - Gold fell.");
  apply_wire_conventions(without);
  EXPECT_FALSE(without.published);
}

TEST(WireConventions, LeaveOrdinaryTextAlone) {
  const std::string body =
      "The council met on Monday.\n\nMore than 300 people came.\n\nBy Friday it had decided "
      "nothing.\n\n\u201CWe are tired\u201D, a clerk said.";
  Article article = with_body("Council meets", body);
  apply_wire_conventions(article);
  EXPECT_EQ(article.body, body);
}

TEST(WireConventions, CutTheCreditAtTheEndOfTheLastParagraph) {
  Article article = with_body("",
                              "Gold fell. Silver (and copper) rose. (Reporting by Anna Verbeek in "
                              "London ; editing by Tom Oduya)");
  apply_wire_conventions(article);
  EXPECT_EQ(article.body, "Gold fell. Silver (and copper) rose.");
}

TEST(WireConventions, CutTheAgencysOwnNameAsSignOff) {
  Article article = with_body("", "OSLO (ONA) — A prize was awarded.\n\nONA");
  apply_wire_conventions(article);
  EXPECT_EQ(article.body, "A prize was awarded.");
}

TEST(WireConventions, NameTheAgencyThatIsCreditedAnywhere) {
  const struct {
    std::string_view body;
    std::string_view source;
    std::string_view byline;
    std::string_view agency;  // of the dateline
  } rows[] = {
      {"OSLO, March 3 - A prize was awarded.\n\nREUTER", "Reuters", "", ""},
      {"OSLO, March 3 - A prize was awarded.\n\n Reuter...", "Reuters", "", ""},
      {"A prize was awarded.\n\n-- dpa", "dpa", "", ""},
      {"A prize was awarded.\n\nENDS", "", "", ""},
      {"By Anna Verbeek, Associated Press\n\nA prize was awarded.", "AP", "Anna Verbeek", ""},
      {"By Anna Verbeek (Reuters)\n\nA prize was awarded.", "Reuters", "Anna Verbeek", ""},
      {"By ANNA VERBEEK of The Associated Press\n\nA prize was awarded.", "AP", "ANNA VERBEEK", ""},
      {"By Anna Verbeek\nAssociated Press Writer\n\nA prize was awarded.", "AP", "Anna Verbeek",
       ""},
      {"A prize was awarded. \u2014 AFP", "AFP", "", ""},
      {"By The Associated Press\n\nA prize was awarded.", "AP", "The Associated Press", ""},
      {"By Anna Verbeek, Herald\n\nA prize was awarded.", "", "Anna Verbeek", ""},
      // What the dateline says is for the readers, who may know of a paper around it.
      {"OSLO (Tasnim) - A prize was awarded.\n\nREUTER", "", "", "Tasnim"},
      {"(AP) - A prize was awarded.", "", "", "AP"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.body);
    Article article = with_body("", std::string(row.body));
    apply_wire_conventions(article);
    EXPECT_EQ(article.body, "A prize was awarded.");
    EXPECT_EQ(article.source, row.source);
    EXPECT_EQ(article.byline, row.byline);
    EXPECT_EQ(article.dateline ? article.dateline->agency : "", row.agency);
  }
  Article known = with_body("", "A prize was awarded.\n\nREUTER");
  known.source = "Halyard Wire";
  apply_wire_conventions(known);
  EXPECT_EQ(known.source, "Halyard Wire");
}

TEST(WireConventions, DropNotesToEditors) {
  Article article =
      with_body("", "(Adds share price, analyst)\n\nBERLIN (Halyard) - A bank was sold.");
  apply_wire_conventions(article);
  EXPECT_EQ(article.body, "A bank was sold.");
}

TEST(WireConventions, UnderstandALineOfPaperAndDate) {
  Article article = with_body("",
                              "Meridian Ledger, March 12, 2019\nBy Sally Achterberg\n\nBRUSSELS – "
                              "Europe closed its skies.");
  apply_wire_conventions(article);
  EXPECT_EQ(article.source, "Meridian Ledger");
  EXPECT_EQ(to_iso(article.published.value()), "2019-03-12");
  EXPECT_EQ(article.byline, "Sally Achterberg");
  EXPECT_EQ(article.body, "Europe closed its skies.");
}

TEST(WireConventions, TellTheDayOfAChangeFromThatOfPublication) {
  const struct {
    std::string_view opening;
    std::string_view published;
    std::string_view modified;
  } rows[] = {
      {"Published 14 March 2011 | Updated 16 March 2011", "2011-03-14", "2011-03-16"},
      {"Updated: 16 March 2011\n\nBy Anna Verbeek\n\n14 March 2011", "2011-03-14", "2011-03-16"},
      {"Last updated 16 March 2011", "2011-03-16", "none"},  // all that is known
      {"14 March 2011", "2011-03-14", "none"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.opening);
    Article article;
    article.body = std::string(row.opening) + "\n\nThe line opened to bread and tea.";
    apply_wire_conventions(article);
    EXPECT_EQ(article.body, "The line opened to bread and tea.");
    EXPECT_EQ(article.published ? to_iso(*article.published) : "none", row.published);
    EXPECT_EQ(article.modified ? to_iso(*article.modified) : "none", row.modified);
  }
}

}  // namespace
}  // namespace morgue
