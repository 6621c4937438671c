#include <gtest/gtest.h>

#include "tests/corpus/reading.h"

namespace morgue {
namespace {

Collected read_articles(const std::string& bytes, const ReadLimits& limits = {}) {
  return read_stream(read_sgml, bytes, "wire.sgm", limits);
}

Article only_article(const std::string& bytes) {
  const Collected read = read_articles(bytes);
  for (const Skipped& skipped : read.skipped) ADD_FAILURE() << skipped.detail;
  EXPECT_EQ(read.articles.size(), 1u);
  return read.articles.empty() ? Article{} : read.articles.front();
}

std::string reuters(std::string_view id, std::string_view text) {
  return "<REUTERS TOPICS=\"YES\" OLDID=\"1\" NEWID=\"" + std::string(id) +
         "\">\n<DATE>26-FEB-1987 15:01:01.79</DATE>\n" + std::string(text) + "\n</REUTERS>\n";
}

std::string trec(std::string_view id, std::string_view fields) {
  return "<DOC>\n<DOCNO> " + std::string(id) + " </DOCNO>\n" + std::string(fields) + "\n</DOC>\n";
}

TEST(ReutersSgml, FillsTheFields) {
  const Article article = only_article(
      "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n"
      "<REUTERS TOPICS=\"YES\" LEWISSPLIT=\"TRAIN\" OLDID=\"5544\" NEWID=\"17\">\n"
      "<DATE>26-FEB-1987 "
      "15:01:01.79</DATE>\n<TOPICS><D>cocoa</D></TOPICS>\n<PLACES><D>mali</D></PLACES>\n"
      "<UNKNOWN>\n&#5;&#5;&#5;C T\n&#22;&#1;f0704reute\nu f BC-HARVEST   02-26 0105</UNKNOWN>\n"
      "<TEXT>&#2;\n<TITLE>HARVEST OF &lt;KOKO.T> BEGINS</TITLE>\n<AUTHOR>    By Anna Verbeek, "
      "Reuters</AUTHOR>\n"
      "<DATELINE>    BAMAKO, Feb 26 - </DATELINE><BODY>Rain fell at last,\ngrowers\nsaid.\n    "
      "They\nhave waited since May.\n"
      " Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n");
  EXPECT_EQ(article.id, "wire.sgm/17");
  EXPECT_EQ(article.source_path, "/archive/wire.sgm");
  EXPECT_EQ(article.line, 2u);
  EXPECT_EQ(article.headline, "HARVEST OF <KOKO.T> BEGINS");
  EXPECT_EQ(article.byline, "Anna Verbeek");
  EXPECT_EQ(article.dateline, (Dateline{"BAMAKO", std::chrono::February / 26, ""}));
  EXPECT_EQ(published_of(article), "1987-02-26T15:01:01 metadata");
  EXPECT_EQ(article.source, "Reuters");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.body, "Rain fell at last, growers said.\n\nThey have waited since May.");
}

TEST(ReutersSgml, HasBriefsAndUnprocessedText) {
  const struct {
    std::string_view what;
    std::string_view text;
    std::string_view headline;
    std::string_view body;
  } rows[] = {
      {"a brief is its headline",
       "<TEXT TYPE=\"BRIEF\">&#2;\n<TITLE>BANK CUTS RATE &#3;</TITLE></TEXT>", "BANK CUTS RATE",
       ""},
      {"and so is one with the usual filler",
       "<TEXT><TITLE>BANK CUTS RATE</TITLE><BODY>Blah blah blah.\n&#3;</BODY></TEXT>",
       "BANK CUTS RATE", ""},
      {"text that was never divided",
       "<TEXT TYPE=\"UNPROC\">&#2;\nBANK RATES\n\nOne month 7.1\nTwo months 7.2\n&#3;</TEXT>",
       "BANK RATES", "One month 7.1 Two months 7.2"},
      {"a title and loose text", "<TEXT><TITLE>BANK RATES</TITLE>\nRates rose on Monday.\n</TEXT>",
       "BANK RATES", "Rates rose on Monday."},
      {"what a dateline holds beyond itself is text",
       "<TEXT><TITLE>WEATHER</TITLE><DATELINE>PEORIA, April 7 - Clear -</DATELINE><BODY> and "
       "cold.</BODY></TEXT>",
       "WEATHER", "Clear - and cold."},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article = only_article(reuters("1", row.text));
    EXPECT_EQ(article.headline, row.headline);
    EXPECT_EQ(article.body, row.body);
  }
}

TEST(ReutersSgml, ReadsOneArticleAfterAnother) {
  std::string bytes;
  for (const std::string_view id : {"1", "2", "3"})
    bytes += reuters(id, "<TEXT><TITLE>NEWS</TITLE><BODY>Text.</BODY></TEXT>");
  const Collected read = read_articles(bytes);
  ASSERT_EQ(read.articles.size(), 3u);
  EXPECT_EQ(read.articles[2].id, "wire.sgm/3");
  EXPECT_EQ(read.articles[2].line, 9u);
  EXPECT_TRUE(read.skipped.empty());
}

TEST(TrecSgml, FillsTheFields) {
  const Article article = only_article(
      trec("LH-19161219-0007",
           "<SOURCE>The Lanternfield Herald</SOURCE>\n<DATE>December 19, "
           "2016</DATE>\n<HEADLINE><P>Ferry &amp; tram meet</P></HEADLINE>\n"
           "<BYLINE>By ANNA VERBEEK, STAFF WRITER</BYLINE>\n<DATELINE>OSLO, Dec. 19 (Halyard) "
           "--</DATELINE>\n"
           "<TEXT>\n<P>The ferry was late.</P>\n<P>The tram &lt;T.1&gt; waited.</P>\n</TEXT>"));
  EXPECT_EQ(article.id, "wire.sgm/LH-19161219-0007");
  EXPECT_EQ(article.headline, "Ferry & tram meet");
  EXPECT_EQ(article.byline, "ANNA VERBEEK");
  EXPECT_EQ(article.dateline, (Dateline{"OSLO", std::chrono::December / 19, "Halyard"}));
  EXPECT_EQ(published_of(article), "2016-12-19 metadata");
  EXPECT_EQ(article.source, "The Lanternfield Herald");
  EXPECT_EQ(article.body, "The ferry was late.\n\nThe tram <T.1> waited.");
}

TEST(TrecSgml, KnowsTheNamesThatItsCollectionsUse) {
  const struct {
    std::string_view fields;
    std::string_view headline;
    std::string_view published;
    std::string_view body;
  } rows[] = {
      {"<HL> Ferry late </HL><DD> 12/19/16 </DD><LP> First. </LP><TEXT> Second. </TEXT>",
       "Ferry late", "none", "First.\n\nSecond."},
      {"<HEAD>Ferry late</HEAD><DATE_TIME>2016-12-19 14:05:00</DATE_TIME><TEXT>Text.</TEXT>",
       "Ferry late", "2016-12-19T14:05:00 metadata", "Text."},
      {"<title>Ferry late</title><pubdate>19 Dec "
       "2016</pubdate><leadpara>First.</leadpara><text>Second.</text>",
       "Ferry late", "2016-12-19 metadata", "First.\n\nSecond."},
      {"<TEXT>One.</TEXT>\n<TEXT>Two.</TEXT>", "", "none", "One.\n\nTwo."},
      {"<TEXT>OSLO, Dec 19, 2016 (Halyard) - Ferries stopped.</TEXT>", "", "2016-12-19 dateline",
       "Ferries stopped."},
      // No year, no day; and the wire's own name for the file is no date either.
      {"<TEXT>OSLO, Dec 19 (Halyard) - Ferries stopped.</TEXT>", "", "none", "Ferries stopped."},
      {"<TITLE>Ferry late</TITLE>", "Ferry late", "none", ""},
      {"<TEXTURE>no</TEXTURE><TEXT type=full>Yes.</TEXT>", "", "none", "Yes."},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.fields);
    const Article article = only_article(trec("7", row.fields));
    EXPECT_EQ(article.id, "wire.sgm/7");
    EXPECT_EQ(article.headline, row.headline);
    EXPECT_EQ(published_of(article), row.published);
    EXPECT_EQ(article.body, row.body);
  }
}

TEST(TrecSgml, TakesTheAgencyForTheSourceWhenNothingElseIsKnown) {
  EXPECT_EQ(only_article(trec("7", "<TEXT>OSLO (Halyard) - Ferries stopped.</TEXT>")).source,
            "Halyard");
}

TEST(Sgml, NumbersAnArticleWithoutAnIdByItsLine) {
  const Collected read = read_articles(
      "\n\n<DOC>\n<TEXT>Text.</TEXT>\n</DOC>\n<REUTERS>\n<TEXT><TITLE>NEWS</TITLE></TEXT></"
      "REUTERS>\n");
  ASSERT_EQ(read.articles.size(), 2u);
  EXPECT_EQ(read.articles[0].id, "wire.sgm/3");
  EXPECT_EQ(read.articles[1].id, "wire.sgm/6");
}

TEST(Sgml, InAnotherCharsetIsRead) {
  EXPECT_EQ(only_article(trec("7", "<TEXT>Caf\xE9 in Concepci\xF3n \x96 closed.</TEXT>")).body,
            "Café in Concepción – closed.");
}

TEST(Sgml, CostsOneArticleWhereItIsBroken) {
  const std::string good = trec("1", "<TEXT>Good.</TEXT>");  // four lines
  const std::string last = trec("9", "<TEXT>Last.</TEXT>");
  const struct {
    std::string_view what;
    std::string bytes;
    SkipReason reason;
    std::string_view detail;
    std::size_t articles;
  } rows[] = {
      {"no end", good + "<DOC>\n<DOCNO>2</DOCNO>\n" + last, SkipReason::Malformed,
       "the next article begins before the end tag of this one", 2},
      {"cut off", good + "<DOC>\n<DOCNO>2</DOCNO>\n<TEXT>Half a", SkipReason::Malformed,
       "the file ends before the end tag of this article", 1},
      {"no text", good + trec("2", "<DATE>2016-12-19</DATE>") + last, SkipReason::NoText,
       "neither a headline nor text in this article", 2},
      {"text that never ends", good + trec("2", "<TEXT>Half a") + last, SkipReason::NoText,
       "neither a headline nor text in this article", 2},
      {"nothing but a sign-off", good + reuters("2", "<TEXT><BODY>Reuter</BODY></TEXT>") + last,
       SkipReason::NoText, "neither a headline nor text in this article", 2},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Collected read = read_articles(row.bytes);
    EXPECT_EQ(read.articles.size(), row.articles);
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].path, "/archive/wire.sgm");
    EXPECT_EQ(read.skipped[0].line, 5u);
    EXPECT_EQ(read.skipped[0].reason, row.reason);
    EXPECT_EQ(read.skipped[0].detail, row.detail);
  }
}

TEST(Sgml, WithoutAnArticleIsReported) {
  for (const std::string_view bytes :
       {"", "\n\n", "Only prose, and one > sign.", "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n"}) {
    SCOPED_TRACE(bytes);
    const Collected read = read_articles(std::string(bytes));
    EXPECT_TRUE(read.articles.empty());
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].line, 0u);
    EXPECT_EQ(read.skipped[0].reason, SkipReason::NoText);
    EXPECT_EQ(read.skipped[0].detail,
              "no article in this file; each must be a <REUTERS> or <DOC> element");
  }
}

TEST(Sgml, OverTheLimitIsPassedOver) {
  const std::string longer = trec("2", "<TEXT>" + std::string(300, 'x') + "</TEXT>");
  const struct {
    std::string_view what;
    std::string bytes;
    std::size_t articles;
  } rows[] = {
      {"an article", trec("1", "<TEXT>Good.</TEXT>") + longer + trec("3", "<TEXT>Last.</TEXT>"), 2},
      {"one that does not end", trec("1", "<TEXT>Good.</TEXT>") + "<DOC>" + std::string(300, '\t'),
       1},
      {"one with many tags",
       trec("1", "<TEXT>Good.</TEXT>") + trec("2", "<TEXT>" + std::string(9000, '>') + "</TEXT>") +
           trec("3", "<TEXT>Last.</TEXT>"),
       2},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Collected read = read_articles(row.bytes, {200, 64});
    EXPECT_EQ(read.articles.size(), row.articles);
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].line, 5u);
    EXPECT_EQ(read.skipped[0].reason, SkipReason::TooLarge);
  }
}

TEST(Sgml, MayBeFarLargerThanTheLimitOfOneArticle) {
  std::string bytes;
  for (int i = 0; i < 5000; ++i)
    bytes += trec(std::to_string(i), "<TEXT>Text of an article.</TEXT>");
  std::uint64_t consumed = 0;
  Collected read;
  std::istringstream in(bytes);
  read_sgml(in, file_named("wire.sgm"), {200, 64}, read.sink(),
            [&](std::uint64_t count) { consumed += count; });
  ASSERT_EQ(read.articles.size(), 5000u);
  EXPECT_EQ(read.articles.back().line, 4 * 4999 + 1u);
  EXPECT_TRUE(read.skipped.empty());
  EXPECT_EQ(consumed, bytes.size());
}

TEST(Sgml, TakesASignInTheTextForTheEndOfNoTag) {
  const Collected read = read_articles(
      "<REUTERS NEWID=\"1\"> > >\n<TEXT><TITLE>A > B</TITLE><BODY>\n> quoted\n> "
      "text</BODY></TEXT></REUTERS>");
  EXPECT_TRUE(read.skipped.empty());
  ASSERT_EQ(read.articles.size(), 1u);
  EXPECT_EQ(read.articles[0].headline, "A > B");
}

}  // namespace
}  // namespace morgue
