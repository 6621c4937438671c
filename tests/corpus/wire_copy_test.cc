#include "corpus/readers/wire_copy.h"

#include <gtest/gtest.h>

#include "corpus/readers/divided_words.h"
#include "tests/corpus/reading.h"

namespace morgue {
namespace {

Collected read_copy(std::string_view bytes, std::string id_path = "wire/a0123.anp") {
  Collected collected;
  read_wire(bytes, file_named(std::move(id_path)), collected.sink());
  return collected;
}

Article only_article(const Collected& collected) {
  EXPECT_EQ(collected.articles.size(), 1u);
  for (const Skipped& skipped : collected.skipped) ADD_FAILURE() << skipped.detail;
  return collected.articles.empty() ? Article{} : collected.articles.front();
}

/// A message of ANPA 1312 with this text.
std::string anpa(std::string_view text) {
  std::string message = "\x16\x16\x01";
  message += "a0123\x1Fhlyrd-\r\nr s \x13\x11 BC-CIT--Tram-Line, 1stLd   12-19 0416\r\n\x02";
  message += text;
  return message + "\x03\r\n\x04";
}

constexpr std::string_view kStory =
    "^BC-CIT--Tram-Line, 1st Ld,416<\r\n"
    "^First tram in a century leaves Oddmouth depot<\r\n"
    "^HL Photo XNP101<\r\n"
    "^Eds: ADDS quotes. With photos.<\r\n"
    "^By ANNA VERBEEK and TOM ODUYA=\r\n"
    "^Associated Press Writers=\r\n"
    "\tODDMOUTH, Freedonia (Halyard) _ The first tram of the new line left the depot on Mon-\r\n"
    "day, and most of the town had come to see it. The line was a promise of the govern-\r\n"
    "ment of ten years ago.\r\n"
    "\t``Finally,'' said Mayor Ewa Lis _ it has taken nine years.<\r\n"
    "^LONG WAIT<\r\n"
    "\tThe anti-\r\n"
    "tram league stayed at home.\r\n"
    "\t___\r\n"
    "\tHL-NY-12-19-16 1405EST<\r\n";

TEST(WireReader, ReadsHeadlineBylineDatelineAndDateOfAnAnpaMessage) {
  const Article article = only_article(read_copy(anpa(kStory)));
  EXPECT_EQ(article.id, "wire/a0123.anp");
  EXPECT_EQ(article.headline, "First tram in a century leaves Oddmouth depot");
  EXPECT_EQ(article.byline, "ANNA VERBEEK, TOM ODUYA");
  ASSERT_TRUE(article.dateline);
  EXPECT_EQ(article.dateline->place, "ODDMOUTH, Freedonia");
  EXPECT_EQ(article.dateline->agency, "Halyard");
  EXPECT_EQ(published_of(article), "2016-12-19T14:05:00-05:00 text");
  EXPECT_EQ(article.source, "Halyard");
  EXPECT_EQ(article.section, "Sports");
}

TEST(WireReader, MakesParagraphsOfIndentedLinesAndLeavesTypesettersCodesOut) {
  const Article article = only_article(read_copy(anpa(kStory)));
  EXPECT_EQ(article.body,
            "The first tram of the new line left the depot on Mon- day, and most of the town had "
            "come to see it. The line was a promise of the government of ten years ago.\n\n"
            "\u201CFinally,\u201D said Mayor Ewa Lis \u2014 it has taken nine years.\n\n"
            "LONG WAIT\n\n"
            "The anti- tram league stayed at home.");
}

TEST(WireReader, TakesTheSlugForAHeadlineIfThereIsNone) {
  const Article article = only_article(
      read_copy(anpa("^BC-CIT--Tram-Line, 1st Ld,416<\n^By ANNA VERBEEK=\n"
                     "\tODDMOUTH (Halyard) _ The first tram left.\n\tCrowds came.\n")));
  EXPECT_EQ(article.headline, "Tram-Line");
  EXPECT_EQ(article.byline, "ANNA VERBEEK");
  EXPECT_EQ(article.body, "The first tram left.\n\nCrowds came.");
  EXPECT_EQ(published_of(article), "none");  // a header has no year
}

TEST(WireReader, ReadsCopyWithoutUpperRails) {
  const Article article = only_article(
      read_copy(anpa("AM-Tram Line, Bjt\n"
                     "Tram leaves depot after a century\n"
                     "By ANNA VERBEEK\n"
                     "   ODDMOUTH (Halyard) -- The first tram left on Monday, and the\n"
                     "town had come to see it.\n"
                     "   Crowds came.\n")));
  EXPECT_EQ(article.headline, "Tram leaves depot after a century");
  EXPECT_EQ(article.byline, "ANNA VERBEEK");
  EXPECT_EQ(article.body,
            "The first tram left on Monday, and the town had come to see it.\n\nCrowds came.");
}

TEST(WireReader, TextThatOpensWithAParagraphKeepsIt) {
  const Article article = only_article(
      read_copy(anpa("The first tram of the new line left the depot this morning, and nearly\n"
                     "all of the town had come to the square to see it off with brass bands.\n"
                     "They cheered for an hour, and then they went home to have their dinner,\n"
                     "while the tram went on to the harbour and back again without a stop, as\n"
                     "the mayor had promised it would when the line was begun nine years ago.\n")));
  EXPECT_EQ(article.headline, "Tram-Line");
  EXPECT_TRUE(article.body.starts_with("The first tram of the new line")) << article.body;
  EXPECT_TRUE(article.body.ends_with("nine years ago.")) << article.body;
}

TEST(WireReader, ReadsAnIptcMessage) {
  const Article article = only_article(
      read_copy("\x01"
                "eca0123 4 i 416  ona 0045\r\n\r\nOddmouth/trams/\r\n"
                "\x02"
                "1ST LEAD\r\n"
                "First tram in a century leaves\r\nOddmouth depot\r\n"
                "By Anna Verbeek, The Oddmouth Union-Herald =\r\n\r\n"
                "Oddmouth (ona) - The first tram left the depot on Monday, and most\r\nof the town "
                "had come to see it.\r\n\r\n"
                "\"Finally,\" said the mayor.\r\n\r\n"
                "# Notebook\r\n\r\n## Note to editors\r\n- adds mayor\r\n\r\n* * * *\r\n"
                "The following information is not intended for publication\r\n\r\n"
                "- Editing by: Tom Oduya\r\n\r\nona av to\r\n\r\n"
                "\x03"
                "191405 GMT Dec 16\r\n\x04"));
  EXPECT_EQ(article.headline, "First tram in a century leaves Oddmouth depot");
  EXPECT_EQ(article.byline, "Anna Verbeek");
  ASSERT_TRUE(article.dateline);
  EXPECT_EQ(article.dateline->place, "Oddmouth");
  EXPECT_EQ(article.source, "ona");
  EXPECT_EQ(published_of(article), "2016-12-19T14:05:00Z text");
  EXPECT_EQ(article.body,
            "The first tram left the depot on Monday, and most of the town had come to see it.\n\n"
            "\"Finally,\" said the mayor.");
}

TEST(WireReader, ReadsDateFootersThatAreComplete) {
  const struct {
    std::string_view footer;
    std::string_view published;
  } rows[] = {
      {"AP-NY-11-26-86 1402EST<", "1986-11-26T14:02:00-05:00 text"},
      {"AP-WF-02-20-16 0337GMT", "2016-02-20T03:37:00Z text"},
      {"NYT-02-06-98 2219EST", "1998-02-06T22:19:00-05:00 text"},
      {"211259 Nov 18", "2018-11-21T12:59:00 text"},
      {"14:05 12-19-96", "1996-12-19T14:05:00 text"},
      // UPI's "pm, Eastern standard": in a zone that we do not know, the day is all there is.
      {"UPI-12-19-86 0205PES", "1986-12-19 text"},
      {"upi 12-19-86 02:05 pes", "1986-12-19 text"},
      {"AP-NY-11-26 1402EST", "none"},
      {"AP-NY-02-31-86 1402EST", "none"},
      {"AP-NY-11-26-86 2502EST", "none"},
  };
  for (const auto& [footer, published] : rows) {
    SCOPED_TRACE(footer);
    const Article article = only_article(read_copy(
        anpa("\tODDMOUTH (Halyard) _ The tram left.\n\n\t" + std::string(footer) + "\n")));
    EXPECT_EQ(published_of(article), published);
    EXPECT_TRUE(published == "none" || article.body == "The tram left.") << article.body;
  }
}

TEST(WireReader, NumbersTheMessagesOfAFile) {
  const Collected collected = read_copy(anpa("\tOne.\n") + anpa("\tTwo.\n"));
  ASSERT_EQ(collected.articles.size(), 2u);
  EXPECT_EQ(collected.articles[0].id, "wire/a0123.anp/1");
  EXPECT_EQ(collected.articles[0].line, 1u);
  EXPECT_EQ(collected.articles[1].id, "wire/a0123.anp/2");
  EXPECT_EQ(collected.articles[1].line, 5u);
  EXPECT_EQ(collected.articles[1].body, "Two.");
}

TEST(WireReader, ReportsAMessageThatIsCutOffAndKeepsIt) {
  std::string bytes = anpa("\tThe tram left.\n");
  bytes.resize(bytes.find('\x03'));
  const Collected collected = read_copy(bytes);
  ASSERT_EQ(collected.articles.size(), 1u);
  ASSERT_EQ(collected.skipped.size(), 1u);
  EXPECT_TRUE(collected.skipped[0].doubtful);
}

TEST(WireReader, SaysWhyThereIsNoArticle) {
  EXPECT_EQ(read_copy("").skipped.at(0).reason, SkipReason::Empty);
  EXPECT_EQ(read_copy("The tram left.").skipped.at(0).reason, SkipReason::NoText);
  EXPECT_EQ(read_copy("\x01"
                      "a0123\r\n\x04")
                .skipped.at(0)
                .reason,
            SkipReason::Malformed);
  EXPECT_EQ(read_copy("\x01"
                      "1\r\n\x02 \x03\x04")
                .skipped.at(0)
                .reason,
            SkipReason::NoText);
}

TEST(WireReader, IsKnownByItsControlCharacters) {
  EXPECT_TRUE(looks_like_wire(anpa("\tOne.\n")));
  EXPECT_TRUE(
      looks_like_wire("\x01"
                      "eca0123 4 i 416  ona\r\n\x02Tram\r\n"));
  EXPECT_FALSE(looks_like_wire(""));
  EXPECT_FALSE(looks_like_wire("\x16\x16"));
  EXPECT_FALSE(looks_like_wire("BC-Tram-Line, 1st Ld\n\nODDMOUTH (Halyard) - The tram left.\n"));
  EXPECT_FALSE(looks_like_wire("\x01\x02\x03\x04"));  // no header
  EXPECT_FALSE(looks_like_wire(std::string_view("\x01\0\0\0001\x02", 6)));
  EXPECT_FALSE(
      looks_like_wire("\x01"
                      "eca0123 4 i 416  ona\r\nTram\r\n"));
}

TEST(DividedWords, AreJoinedAtTheEndsOfWrappedLines) {
  const struct {
    std::string_view what;
    std::string_view text;
    std::string_view joined;
  } rows[] = {
      {"a part that is no word", "a promise that was made by the old govern-\nment of the town\n",
       "a promise that was made by the old government\nof the town\n"},
      {"a word seen elsewhere",
       "everyone who was there said that it was an over-\nstatement.\nAn overstatement.\n",
       "everyone who was there said that it was an overstatement.\nAn overstatement.\n"},
      {"a compound seen elsewhere",
       "everyone who was there said that it was the tram-\nline, the tram-line\n",
       "everyone who was there said that it was the tram-line, the tram-line\n"},
      {"two words", "the state owned it, and everybody knew the state-\nowned company\n",
       "the state owned it, and everybody knew the state-owned\ncompany\n"},
      {"a prefix", "all of the town had come to see the long anti-\nnuclear march\n",
       "all of the town had come to see the long anti-nuclear\nmarch\n"},
      {"a list", "all of the roads were closed to all the north-\nand southbound traffic\n",
       "all of the roads were closed to all the north-\nand southbound traffic\n"},
      {"a name", "the writer of the book was the great Jean-\nPaul whom everybody knew\n",
       "the writer of the book was the great Jean-\nPaul whom everybody knew\n"},
      {"a name seen elsewhere", "it left on Mon-\nday, a Monday\n",
       "it left on Monday, a Monday\n"},
      {"a short line", "the govern-\nment\n", "the govern-\nment\n"},
      {"a new paragraph", "a promise that was made by the old govern-\n\nment of the town\n",
       "a promise that was made by the old govern-\n\nment of the town\n"},
  };
  for (const auto& [what, text, joined] : rows) {
    SCOPED_TRACE(what);
    EXPECT_EQ(join_divided_words(text), joined);
  }
}

}  // namespace
}  // namespace morgue
