#include <gtest/gtest.h>

#include "tests/corpus/reading.h"

namespace morgue {
namespace {

using std::string_view_literals::operator""sv;

Article read_article(std::string_view text, std::string id_path = "herald/trams.txt") {
  return article_in(read_text(text, file_named(std::move(id_path))));
}

TEST(TextReader, TakesAStoryApart) {
  const Article article = read_article(
      "Leaders discuss ceasefire by telephone\n\n"
      "LEADERS DISCUSS CEASEFIRE BY TELEPHONE\n"
      "By Anna Verbeek\n"
      "19 December 2016 - 14:05\n\n"
      "TEHRAN (Tasnim) – The two presidents spoke on Monday.\n\n"
      "They agreed to meet in spring.\n\n"
      "Most Visited in Politics\n"
      "Top Politics stories\n"
      "Minister visits flooded north\n");
  EXPECT_EQ(article.id, "herald/trams.txt");
  EXPECT_EQ(article.source_path, "/archive/herald/trams.txt");
  EXPECT_EQ(article.line, 0u);
  EXPECT_EQ(article.headline, "Leaders discuss ceasefire by telephone");
  EXPECT_EQ(article.byline, "Anna Verbeek");
  EXPECT_EQ(article.dateline, (Dateline{"TEHRAN", std::nullopt, "Tasnim"}));
  EXPECT_EQ(published_of(article), "2016-12-19T14:05:00 text");
  EXPECT_EQ(article.source, "Tasnim");
  EXPECT_EQ(article.section, "");  // "Politics" stands in the furniture only
  EXPECT_EQ(article.language, "");
  EXPECT_EQ(article.body, "The two presidents spoke on Monday.\n\nThey agreed to meet in spring.");
}

TEST(TextReader, TakesTheFirstLineForTheHeadline) {
  const struct {
    std::string_view what;
    std::string_view text;
    std::string_view headline;
    std::string_view body;
  } rows[] = {
      {"plain", "Tram line opens\n\nCrowds came.", "Tram line opens", "Crowds came."},
      {"blank lines before it", "\n \n\tTram line opens \n\nCrowds came.", "Tram line opens",
       "Crowds came."},
      {"no empty line after it", "Tram line opens\nCrowds came.", "Tram line opens",
       "Crowds came."},
      {"in capitals", "TRAM LINE OPENS\n\nCrowds came.", "TRAM LINE OPENS", "Crowds came."},
      {"repeated in capitals and other quotes",
       "Mayor’s tram opens\n\nMAYOR'S TRAM OPENS\n\nCrowds came.", "Mayor’s tram opens",
       "Crowds came."},
      {"wrapped over two lines", "Tram line opens after years of\ndelay and debate\n\nCrowds came.",
       "Tram line opens after years of delay and debate", "Crowds came."},
      {"old Macintosh line ends", "Tram line opens\r\rCrowds came.\rAll cheered.",
       "Tram line opens", "Crowds came. All cheered."},
      {"and those of Windows", "Tram line opens\r\n\r\nCrowds\r\ncame.\r\n", "Tram line opens",
       "Crowds came."},
      {"a headline only", "Tram line opens", "Tram line opens", ""},
      {"labelled", "Headline: Tram line opens\n\nCrowds came.", "Tram line opens", "Crowds came."},
      // A text that begins with its story has the words it begins with for a headline, and keeps
      // them.
      {"a dateline first", "OSLO (Halyard) - Ferries stopped.", "Ferries stopped.",
       "Ferries stopped."},
      {"a wrapped paragraph first",
       "The council met on Monday to\ntalk about trams, as it has\nfor ten years.",
       "The council met on Monday to talk about trams, as it has for ten years.",
       "The council met on Monday to talk about trams, as it has for ten years."},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article = read_article(row.text);
    EXPECT_EQ(article.headline, row.headline);
    EXPECT_EQ(article.body, row.body);
  }
}

TEST(TextReader, CutsTheHeadlineOfATextThatHasNoneBetweenWords) {
  std::string words;
  while (words.size() < 400) words += "tramway ";
  const Article long_line = read_article("The " + words);
  EXPECT_EQ(long_line.headline.size(), 3 + 8 * 14u);  // whole words within 120 bytes
  EXPECT_TRUE(long_line.body.starts_with(long_line.headline));
  std::string tokyo;
  while (tokyo.size() < 600) tokyo += "東京";
  const Article no_blanks = read_article(tokyo);
  EXPECT_EQ(no_blanks.headline.size(), 120u);
  EXPECT_TRUE(tokyo.starts_with(no_blanks.headline));
  EXPECT_EQ(no_blanks.headline.size() % 3, 0u);  // whole characters
}

TEST(TextReader, UnderstandsLabelledLines) {
  const Article article = read_article(
      "Section: City\nSource: The Lanternfield Herald\nTitle: Tram line opens\nAuthor: Anna "
      "Verbeek and Tom Oduya\n"
      "Published: December 19, 2016 2:05 p.m.\nURL: https://herald.example/trams\nLanguage: "
      "en-GB\n\nCrowds came.\n");
  EXPECT_EQ(article.section, "City");
  EXPECT_EQ(article.source, "The Lanternfield Herald");
  EXPECT_EQ(article.headline, "Tram line opens");
  EXPECT_EQ(article.byline, "Anna Verbeek, Tom Oduya");
  EXPECT_EQ(published_of(article), "2016-12-19T14:05:00 text");
  EXPECT_EQ(article.url, "https://herald.example/trams");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.body, "Crowds came.");
}

TEST(TextReader, FindsLabelledLinesAmongThoseAroundTheStory) {
  const struct {
    std::string_view what;
    std::string_view text;
  } rows[] = {
      {"before the headline", "Section: City\n\nTram line opens\n\nCrowds came."},
      {"after it", "Tram line opens\nSection: City\n\nCrowds came."},
      {"behind the byline", "Tram line opens\n\nBy Anna Verbeek\nSection: City\n\nCrowds came."},
      {"at the end", "Tram line opens\n\nCrowds came.\n\nSection: City\n"},
      {"as a category", "Tram line opens\nCATEGORY : City\n\nCrowds came."},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article = read_article(row.text);
    EXPECT_EQ(article.headline, "Tram line opens");
    EXPECT_EQ(article.section, "City");
    EXPECT_EQ(article.body, "Crowds came.");
  }
}

TEST(TextReader, LeavesALineThatOnlyLooksLabelled) {
  const struct {
    std::string_view what;
    std::string_view line;
  } rows[] = {
      {"an unknown label", "Weather: rain"},
      {"a date that is none", "Date: soon, it is hoped"},
      {"an address that is none", "Link: see the noticeboard"},
      {"no value", "Section:"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article =
        read_article("Tram line opens\n\n" + std::string(row.line) + "\n\nCrowds came.");
    EXPECT_EQ(article.body, std::string(row.line) + "\n\nCrowds came.");
    EXPECT_EQ(article.section, "");
    EXPECT_EQ(published_of(article), "none");
  }
}

TEST(TextReader, KnowsWhereThePublicationDateIs) {
  const struct {
    std::string_view what;
    std::string_view text;
    std::string_view id_path;
    std::string_view expected;
  } rows[] = {
      {"a line of its own", "Trams\n\nMonday, December 19, 2016\n\nCrowds came.", "a.txt",
       "2016-12-19 text"},
      {"the text is believed before the path", "Trams\n\n19 December 2016\n\nCrowds came.",
       "2016/12/20/a.txt", "2016-12-19 text"},
      {"a dateline with a year", "Trams\n\nOSLO, Dec 19, 2016 (Halyard) - Crowds came.",
       "2016/12/20/a.txt", "2016-12-19 dateline"},
      {"directories", "Trams\n\nCrowds came.", "herald/2016/12/19/a.txt", "2016-12-19 path"},
      {"a name", "Trams\n\nCrowds came.", "herald/2016-12-19-trams.txt", "2016-12-19 path"},
      {"digits", "Trams\n\nCrowds came.", "herald/20161219.txt", "2016-12-19 path"},
      {"the day of the dateline, the year of the directory",
       "Trams\n\nOSLO, Dec 19 (Halyard) - Crowds came.", "herald/2016/a.txt",
       "2016-12-19 dateline"},
      {"over New Year", "Trams\n\nOSLO, Dec 31 (Halyard) - Crowds came.", "herald/2017/01/a.txt",
       "2016-12-31 dateline"},
      // A day is never invented.
      {"a year alone", "Trams\n\nCrowds came.", "herald/2016/a.txt", "none"},
      {"a year and a month", "Trams\n\nCrowds came.", "herald/2016/12/a.txt", "none"},
      {"a dateline without a year", "Trams\n\nOSLO, Dec 19 (Halyard) - Crowds came.",
       "herald/a.txt", "none"},
      {"a dateline far from its directory", "Trams\n\nOSLO, Dec 19 (Halyard) - Crowds came.",
       "herald/2016/05/a.txt", "none"},
      {"a day that does not exist", "Trams\n\nCrowds came.", "herald/2015-02-29.txt", "none"},
      {"leap day in another year", "Trams\n\nOSLO, Feb 29 (Halyard) - Crowds came.",
       "herald/2015/a.txt", "none"},
      {"a day far up", "Trams\n\nCrowds came.", "backup-2016-12-19/a/b/c/d/e.txt", "none"},
      {"a day in a sentence", "Trams\n\nThe line opened on December 19, 2016, in rain.", "a.txt",
       "none"},
      {"an ambiguous one", "Trams\n\n03/04/2016\n\nCrowds came.", "a.txt", "none"},
      {"a number that is no date", "Trams\n\nCrowds came.", "herald/99999999.txt", "none"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(published_of(read_article(row.text, std::string(row.id_path))), row.expected);
  }
}

TEST(TextReader, ReadsParagraphsHoweverTheyAreSet) {
  const struct {
    std::string_view what;
    std::string_view body;
  } rows[] = {
      {"empty lines", "The first paragraph stands here.\n\nThe second is short."},
      {"many empty lines", "The first paragraph stands here.\n\n\n \n\nThe second is short.\n\n"},
      {"wrapped lines", "The first\nparagraph\nstands here.\n\nThe second\nis short."},
      {"indented", "The first paragraph\nstands here.\n    The second is\nshort."},
      {"typographic blanks",
       "The\u00A0first paragraph\u2009stands  here.\n\nThe\tsecond is short."},
      {"soft hyphens", "The first para\u00ADgraph stands here.\n\nThe second is short."},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(read_article("Tram line opens\n\n" + std::string(row.body)).body,
              "The first paragraph stands here.\n\nThe second is short.");
  }
}

TEST(TextReader, LeavesOutWhatIsNotTheStory) {
  const struct {
    std::string_view what;
    std::string_view tail;
  } rows[] = {
      {"an agency's sign-off", "Reuter"},
      {"its own name", "Halyard"},
      {"credits", "(Reporting by Anna Verbeek; editing by Tom Oduya)"},
      {"the end", "-30-"},
      {"a rule", "* * *"},
      {"navigation", "Top Stories\nBank cuts rates\nMinister visits north"},
      {"sharing", "Share this\nFacebook\nTwitter"},
      {"rights", "© 2016 The Lanternfield Herald. All rights reserved."},
      {"all of it",
       "Reuter\n\nRelated stories:\nBank cuts rates\n\nCopyright 2016 The Lanternfield Herald"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article =
        read_article("Ferries stop\n\nOSLO (Halyard) - Ferries stopped.\n\nTrams ran.\n\n" +
                     std::string(row.tail) + "\n");
    EXPECT_EQ(article.body, "Ferries stopped.\n\nTrams ran.");
  }
}

TEST(TextReader, ReadsOtherCharsets) {
  const struct {
    std::string_view what;
    std::string_view bytes;
  } rows[] = {
      {"UTF-8", "Caf\u00E9 – open\n\nYes."},
      {"UTF-8 with a mark",
       "\xEF\xBB\xBF"
       "Caf\u00E9 – open\n\nYes."},
      {"decomposed", "Cafe\u0301 – open\n\nYes."},
      {"windows-1252", "Caf\xE9 \x96 open\n\nYes."},
      {"UTF-16",
       "\xFF\xFE"
       "C\0a\0f\0\xE9\0 \0\x13\x20 \0o\0p\0e\0n\0\n\0\n\0Y\0e\0s\0.\0"sv},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article = read_article(row.bytes);
    EXPECT_EQ(article.headline, "Café – open");
    EXPECT_EQ(article.body, "Yes.");
  }
}

TEST(TextReader, SaysWhyThereIsNoArticle) {
  const struct {
    std::string_view what;
    std::string_view text;
    SkipReason reason;
    std::string_view detail;
  } rows[] = {
      {"blanks", " \n\t\r\n", SkipReason::Empty, "white space only"},
      {"invisible", "\u200B\uFEFF\u00AD", SkipReason::Empty, "white space only"},
      {"furniture", "Section: City\nDate: 2016-12-19\n", SkipReason::NoText,
       "nothing but a date, a byline or page furniture"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Record record = read_text(row.text, file_named("a.txt"));
    ASSERT_TRUE(std::holds_alternative<Skipped>(record));
    EXPECT_EQ(std::get<Skipped>(record),
              (Skipped{"/archive/a.txt", 0, row.reason, std::string(row.detail), false}));
  }
}

TEST(TextReader, WritesNamesOfFilesSoThatTheyCanBePrinted) {
  EXPECT_EQ(read_article("Trams\n\nRan.", "caf\u00E9.txt").id, "café.txt");
  EXPECT_EQ(read_article("Trams\n\nRan.", "caf\xE9.txt").id, "café.txt");
  EXPECT_EQ(read_article("Trams\n\nRan.", "a\nb.txt").source_path, "/archive/a%0Ab.txt");
  EXPECT_EQ(read_article("Trams\n\nRan.", "a\x85.txt").source_path,
            "/archive/a%85.txt");  // a control character in Latin-1
}

}  // namespace
}  // namespace morgue
