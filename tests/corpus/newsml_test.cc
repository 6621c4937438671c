// The IPTC's XML: NITF, NewsML 1.x and NewsML-G2.
#include <gtest/gtest.h>

#include "tests/corpus/reading.h"

namespace morgue {
namespace {

using WholeReader = void (*)(std::string_view, const SourceFile&, const RecordSink&);

Collected read_with(WholeReader reader, std::string_view bytes) {
  Collected read;
  const SourceFile file = file_named("wire.xml");
  reader(bytes, file, read.sink());
  return read;
}

/// The only article of a document that nothing is wrong with.
Article only_article(WholeReader reader, std::string_view bytes) {
  const Collected read = read_with(reader, bytes);
  for (const Skipped& skipped : read.skipped) ADD_FAILURE() << skipped.detail;
  EXPECT_EQ(read.articles.size(), 1u);
  return read.articles.empty() ? Article{} : read.articles.front();
}

constexpr std::string_view kNitf = R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-3.dtd">
<nitf xml:lang="en-GB">
 <head>
  <title>trams-slug</title>
  <docdata>
   <doc-id regsrc="HAL" id-string="HAL.7"/>
   <date.issue norm="20161219T140500+0100"/>
   <doc.copyright holder="Halyard Wire" year="2016"/>
  </docdata>
  <pubdata type="print" name="The Lanternfield Herald" position.section="City"
   ex-ref="https://herald.example/trams"/>
 </head>
 <body>
  <body.head>
   <hedline><hl1>Tram line <em>opens</em></hl1><hl2>Nine years late</hl2></hedline>
   <byline>By <person>Anna Verbeek</person>, <byttl>Staff Reporter</byttl></byline>
   <dateline><location>OSLO</location>, <story.date norm="20161218">December 18</story.date></dateline>
   <abstract><p>A summary.</p></abstract>
  </body.head>
  <body.content>
   <media media-type="image"><media-reference source="t.jpg"/><media-caption><p>A tram.</p></media-caption></media>
   <block><p>The line opened on
     <chron norm="20161219">Monday</chron>.</p><hl2>Bread and tea</hl2>
   <p>Crowds came.</p></block>
   <note><body.content><p>Editors: do not cut.</p></body.content></note>
  </body.content>
  <body.end><tagline>ends</tagline></body.end>
 </body>
</nitf>
)";

TEST(Nitf, FillsEveryField) {
  const Article article = only_article(read_nitf, kNitf);
  EXPECT_EQ(article.id, "wire.xml");
  EXPECT_EQ(article.line, 0u);
  EXPECT_EQ(article.headline, "Tram line opens");
  EXPECT_EQ(article.byline, "Anna Verbeek");
  ASSERT_TRUE(article.dateline);
  EXPECT_EQ(article.dateline->place, "OSLO");
  EXPECT_EQ(article.dateline->day, std::chrono::December / 18);
  EXPECT_EQ(published_of(article), "2016-12-19T14:05:00+01:00 metadata");
  EXPECT_EQ(article.source, "The Lanternfield Herald");
  EXPECT_EQ(article.section, "City");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.url, "https://herald.example/trams");
  EXPECT_EQ(article.body, "The line opened on Monday.\n\nBread and tea\n\nCrowds came.");
}

TEST(Nitf, KnowsOtherPlacesOfTheSameThings) {
  const Article article = only_article(read_nitf, R"(<nitf>
<head><title>Tram line opens</title>
 <meta content="City" name="online_sections"/>
 <docdata><date.release norm="20161219"/><doc.copyright holder="Halyard Wire"/></docdata></head>
<body><body.head><byline class="print_byline">By ANNA VERBEEK</byline>
 <byline class="normalized_byline">Verbeek, Anna</byline><dateline>PARIS, 28 mai 2004 (ONA)</dateline></body.head>
<body.content><block class="lead_paragraph"><p>One.</p></block>
 <block class="full_text"><p>One.</p><p>Two.</p></block></body.content></body></nitf>)");
  EXPECT_EQ(article.headline, "Tram line opens");
  EXPECT_EQ(article.byline, "ANNA VERBEEK");
  EXPECT_EQ(article.section, "City");
  EXPECT_EQ(article.source, "Halyard Wire");
  EXPECT_EQ(published_of(article), "2016-12-19 metadata");
  ASSERT_TRUE(article.dateline);
  EXPECT_EQ(article.dateline->place, "PARIS");
  EXPECT_EQ(article.body, "One.\n\nTwo.");
}

TEST(Nitf, IsFromTheAgencyOfItsBylineIfNoSourceIsNamed) {
  const auto source = [](std::string_view head, std::string_view byline) {
    return only_article(read_nitf, "<nitf><head>" + std::string(head) + "</head><body><body.head>" +
                                       "<byline>" + std::string(byline) +
                                       "</byline></body.head><body.content><p>One.</p>"
                                       "</body.content></body></nitf>")
        .source;
  };
  EXPECT_EQ(source("", "By Anna Verbeek, <byttl>The Associated Press</byttl>"), "AP");
  EXPECT_EQ(source("", "By Anna Verbeek (Reuters)"), "Reuters");
  EXPECT_EQ(source("", "By Anna Verbeek, <byttl>Staff Reporter</byttl>"), "");
  EXPECT_EQ(source("<pubdata name='Herald'/>", "By The Associated Press"), "Herald");
}

TEST(Nitf, WasLastChangedByTheLatestOfItsRevisions) {
  const auto with = [](std::string_view revisions) {
    std::string nitf(kNitf);
    nitf.insert(nitf.find("</head>"), revisions);
    return only_article(read_nitf, nitf);
  };
  EXPECT_EQ(modified_of(with("")), "none");
  const Article revised = with(
      "<revision-history name='AV' function='writer' norm='20161219T140500+0100'/>"
      "<revision-history name='TO' function='editor' norm='20161221T090000+0100'/>"
      "<revision-history name='AV' norm='20161220'/><revision-history name='AV'/>");
  EXPECT_EQ(published_of(revised), "2016-12-19T14:05:00+01:00 metadata");
  EXPECT_EQ(modified_of(revised), "2016-12-21T09:00:00+01:00");
}

TEST(Nitf, TakesMidnightWithoutAZoneForADay) {
  const struct {
    std::string_view norm;
    std::string_view published;
  } rows[] = {
      {"20161219T000000", "2016-12-19 metadata"},
      {"20161219T000000Z", "2016-12-19T00:00:00Z metadata"},
      {"20161219T1405-0330", "2016-12-19T14:05:00-03:30 metadata"},
      {"2016-12-19", "2016-12-19 metadata"},
      {"20161399", "none"},
      {"", "none"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.norm);
    EXPECT_EQ(published_of(only_article(
                  read_nitf, "<nitf><head><docdata><date.issue norm='" + std::string(row.norm) +
                                 "'/></docdata></head><body><body.content><p>Text.</p>"
                                 "</body.content></body></nitf>")),
              row.published);
  }
}

TEST(Nitf, WithoutAnArticleIsReported) {
  const std::string whole(kNitf);
  const struct {
    std::string_view what;
    std::string bytes;
    SkipReason reason;
    std::uint64_t line;
    std::string_view detail;  // its beginning
  } rows[] = {
      {"nothing", "\n", SkipReason::Empty, 0, "white space only"},
      {"another format", "<rss/>", SkipReason::NoText, 0, "no <nitf> element"},
      {"no text", "<nitf><body/></nitf>", SkipReason::NoText, 0, "no headline and no text"},
      {"cut off", whole.substr(0, whole.find("Crowds")), SkipReason::Malformed, 25, "broken XML: "},
      {"a DOCTYPE without end", "<!DOCTYPE nitf [\n<nitf/>", SkipReason::Malformed, 1,
       "broken XML: its DOCTYPE does not end"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Collected read = read_with(read_nitf, row.bytes);
    EXPECT_TRUE(read.articles.empty());
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].reason, row.reason);
    EXPECT_EQ(read.skipped[0].line, row.line);
    EXPECT_TRUE(read.skipped[0].detail.starts_with(row.detail)) << read.skipped[0].detail;
  }
}

std::string newsml(std::string_view items) {
  return R"(<?xml version="1.0"?>
<!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20021018:NewsMLv1.2" "NewsML.dtd" [
<!ENTITY % nitf SYSTEM "nitf.dtd">
%nitf;
]>
<NewsML><Catalog Href="catalog.xml"/>
<NewsEnvelope><DateAndTime>20161220T060000Z</DateAndTime></NewsEnvelope>
)" + std::string(items) +
         "</NewsML>\n";
}

std::string news_item(std::string_view number, std::string_view component) {
  return R"(<NewsItem><Identification><NewsIdentifier><ProviderId>halyard.example</ProviderId>
<DateId>20161219</DateId><NewsItemId>)" +
         std::string(number) + "</NewsItemId><PublicIdentifier>urn:newsml:" + std::string(number) +
         R"(</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20161219T140500+0100</FirstCreated>
<ThisRevisionCreated>20161220T060000+0100</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement>
<NewsComponent>)" +
         std::string(component) + "</NewsComponent></NewsItem>\n";
}

constexpr std::string_view kLines = R"(<NewsLines><HeadLine>Tram line opens</HeadLine>
<ByLine>By Anna Verbeek</ByLine><DateLine>OSLO, Dec 19 (Halyard)</DateLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Halyard Wire"/></Provider></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>)";

std::string content(std::string_view data) {
  return "<ContentItem><MediaType FormalName=\"Text\"/><DataContent>" + std::string(data) +
         "</DataContent></ContentItem>";
}

TEST(NewsMl, FillsEveryField) {
  const Article article = only_article(
      read_newsml,
      newsml(news_item("7", std::string(kLines) + content("<p>One.</p>\n<p>Two.</p>"))));
  EXPECT_EQ(article.id, "wire.xml");
  EXPECT_EQ(article.headline, "Tram line opens");
  EXPECT_EQ(article.byline, "Anna Verbeek");
  ASSERT_TRUE(article.dateline);
  EXPECT_EQ(article.dateline->place, "OSLO");
  EXPECT_EQ(article.dateline->agency, "Halyard");
  EXPECT_EQ(article.dateline->day, std::chrono::December / 19);
  EXPECT_EQ(published_of(article), "2016-12-19T14:05:00+01:00 metadata");
  EXPECT_EQ(article.source, "Halyard Wire");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.body, "One.\n\nTwo.");
}

TEST(NewsMl, CarriesTextInManyWays) {
  const std::string lines(kLines);
  const struct {
    std::string_view what;
    std::string component;
    std::string_view body;
  } rows[] = {
      {"plain text", lines + content("\nOne.\n\nTwo."), "One.\n\nTwo."},
      {"escaped HTML", lines + content("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;"),
       "One.\n\nTwo."},
      {"XHTML",
       lines + content("<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head>"
                       "<body><p>One.</p><p>Two.</p></body></html>"),
       "One.\n\nTwo."},
      {"NITF",
       lines + content("<nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body>"
                       "</nitf>"),
       "One.\n\nTwo."},
      {"NITF in CDATA",
       lines + content("<![CDATA[<?xml version='1.0'?><nitf><body><body.content><p>One.</p>"
                       "<p>Two.</p></body.content></body></nitf>]]>"),
       "One.\n\nTwo."},
      {"beside a picture and its caption",
       lines + "<NewsComponent><Role FormalName='Main'/>" + content("<p>One.</p>") +
           "</NewsComponent><NewsComponent><NewsComponent><Role FormalName='Caption'/>" +
           content("A tram of the new line, seen from the bridge.") +
           "</NewsComponent><ContentItem Href='t.jpg'><MediaType FormalName='Photo'/></ContentItem>"
           "</NewsComponent>",
       "One."},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article = only_article(read_newsml, newsml(news_item("7", row.component)));
    EXPECT_EQ(article.headline, "Tram line opens");
    EXPECT_EQ(article.body, row.body);
  }
}

TEST(NewsMl, WithSeveralItemsIdentifiesThem) {
  const Collected read =
      read_with(read_newsml, newsml(news_item("7", std::string(kLines) + content("One.")) +
                                    news_item("8",
                                              "<NewsLines><HeadLine>A tram</HeadLine></NewsLines>"
                                              "<ContentItem Href='t.jpg'><MediaType "
                                              "FormalName='Photo'/></ContentItem>") +
                                    news_item("9", "<ContentItem Href='t.txt'/>") +
                                    news_item("10", std::string(kLines) + content("Two."))));
  ASSERT_EQ(read.articles.size(), 2u);
  EXPECT_EQ(read.articles[0].id, "wire.xml/urn:newsml:7");
  EXPECT_EQ(read.articles[0].line, 8u);
  EXPECT_EQ(read.articles[1].id, "wire.xml/urn:newsml:10");
  ASSERT_EQ(read.skipped.size(), 2u);
  EXPECT_EQ(read.skipped[0].reason, SkipReason::NoText);
  EXPECT_EQ(read.skipped[0].detail, "a picture, not an article");
  EXPECT_EQ(read.skipped[1].detail, "its text is in another file: t.txt");
}

TEST(NewsMl, CostsOneItemWhereItIsBroken) {
  const Collected read =
      read_with(read_newsml, newsml(news_item("7", std::string(kLines) + content("One.")) +
                                    news_item("8", content("<p>Two.<p>")) +
                                    news_item("9", std::string(kLines) + content("Three."))));
  ASSERT_EQ(read.articles.size(), 2u);
  EXPECT_EQ(read.articles[1].body, "Three.");
  ASSERT_EQ(read.skipped.size(), 1u);
  EXPECT_EQ(read.skipped[0].reason, SkipReason::Malformed);
  EXPECT_TRUE(read.skipped[0].detail.starts_with("broken XML: Opening and ending tag mismatch"))
      << read.skipped[0].detail;
}

std::string g2_item(std::string_view guid, std::string_view meta, std::string_view content,
                    std::string_view item_class = "text") {
  return "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"" + std::string(guid) +
         R"(" version="2" xml:lang="de">
<rightsInfo><copyrightHolder><name>Halyard Holding</name></copyrightHolder></rightsInfo>
<itemMeta><itemClass qcode="ninat:)" +
         std::string(item_class) + R"("/>
<provider qcode="nprov:halyard"><name>Halyard Wire</name></provider>
<versionCreated>2016-12-20T06:00:00+01:00</versionCreated>
<firstCreated>2016-12-19T14:05:00+01:00</firstCreated></itemMeta>
<contentMeta>)" +
         std::string(meta) + "</contentMeta>\n<contentSet>" + std::string(content) +
         "</contentSet></newsItem>\n";
}

constexpr std::string_view kMeta = R"(<located qcode="city:OSL"><name>Oslo</name></located>
<language tag="en-GB"/><subject qcode="cpnat:x"><name>Trams</name></subject>
<subject qcode="medtop:20000001"><name xml:lang="en">transport</name></subject>
<headline> Tram line opens </headline><by>By Anna Verbeek</by><by>Tom Oduya</by>
<dateline>OSLO, Dec 19 (Halyard)</dateline>)";

constexpr std::string_view kXhtml =
    R"(<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>One.</p><p>Two.</p></body></html></inlineXML>)";

TEST(NewsMlG2, FillsEveryField) {
  const Article article = only_article(read_newsml_g2, g2_item("urn:7", kMeta, kXhtml));
  EXPECT_EQ(article.id, "wire.xml");
  EXPECT_EQ(article.headline, "Tram line opens");
  EXPECT_EQ(article.byline, "Anna Verbeek, Tom Oduya");
  ASSERT_TRUE(article.dateline);
  EXPECT_EQ(article.dateline->place, "OSLO");
  EXPECT_EQ(article.dateline->agency, "Halyard");
  EXPECT_EQ(published_of(article), "2016-12-19T14:05:00+01:00 metadata");
  EXPECT_EQ(modified_of(article), "2016-12-20T06:00:00+01:00");
  EXPECT_EQ(article.source, "Halyard Wire");
  EXPECT_EQ(article.section, "transport");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.body, "One.\n\nTwo.");
}

TEST(NewsMlG2, CarriesTextInManyWays) {
  const struct {
    std::string_view what;
    std::string_view content;
    std::string_view byline;
    std::string_view body;
  } rows[] = {
      {"NITF, which tells the rest",
       "<inlineXML><nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><body><body.head><hedline>"
       "<hl1>In print</hl1></hedline><byline>By Tom Oduya</byline></body.head><body.content>"
       "<p>One.</p><p>Two.</p></body.content></body></nitf></inlineXML>",
       "Tom Oduya", "One.\n\nTwo."},
      {"a fragment of XHTML", "<inlineXML><div><p>One.</p><p>Two.</p></div></inlineXML>", "",
       "One.\n\nTwo."},
      {"plain text", "<inlineData contenttype='text/plain'>One.\n\nTwo.</inlineData>", "",
       "One.\n\nTwo."},
      {"the longest of several",
       "<inlineData>One.</inlineData><inlineXML><p>One.</p><p>Two.</p></inlineXML>"
       "<inlineData encoding='base64'>AAAAAAAAAAAAAAAAAAAAAA</inlineData>",
       "", "One.\n\nTwo."},
      {"none: a flash is its headline", "", "", ""},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article = only_article(
        read_newsml_g2, g2_item("urn:7", "<headline>Tram line opens</headline>", row.content));
    EXPECT_EQ(article.headline, "Tram line opens");
    EXPECT_EQ(article.byline, row.byline);
    EXPECT_EQ(article.language, "de");
    EXPECT_EQ(article.body, row.body);
  }
}

TEST(NewsMlG2, IsDatedByItsFirstVersionAndNotByItsEmbargo) {
  const std::string first = "<firstCreated>2016-12-19T14:05:00+01:00</firstCreated>";
  const std::string version = "<versionCreated>2016-12-20T06:00:00+01:00</versionCreated>";
  const std::string embargo = "<embargoed>2018-12-21T12:00:00Z</embargoed>";
  const std::string content = "<contentCreated>2016-12-18</contentCreated>";
  const std::string changed = "<contentModified>2016-12-22</contentModified>";
  const struct {
    std::string_view what;
    std::string item_meta;
    std::string content_meta;
    std::string_view published;
    std::string_view modified;
  } rows[] = {
      {"its first version", version + first + embargo, content + changed,
       "2016-12-19T14:05:00+01:00 metadata", "2016-12-22"},
      {"its content, where there is no first version", version + embargo, content,
       "2016-12-18 metadata", "2016-12-20T06:00:00+01:00"},
      {"this version, where it is the only one", version + embargo, "",
       "2016-12-20T06:00:00+01:00 metadata", "none"},
      {"an embargo alone is no date", embargo, "", "none", "none"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    std::string item = g2_item("urn:7", row.content_meta, kXhtml);
    const std::size_t begin = item.find("<versionCreated>");
    item.replace(begin, item.find("</itemMeta>") - begin, row.item_meta);
    const Article article = only_article(read_newsml_g2, item);
    EXPECT_EQ(published_of(article), row.published);
    EXPECT_EQ(modified_of(article), row.modified);
  }
}

TEST(NewsMlG2, TakesThePlaceItWasWrittenInForAMissingDateline) {
  const Article article = only_article(
      read_newsml_g2,
      g2_item("urn:7", "<located><name>New York, NY</name></located><headline>Trams</headline>",
              kXhtml));
  ASSERT_TRUE(article.dateline);
  EXPECT_EQ(article.dateline->place, "New York, NY");
}

TEST(NewsMlG2, SaysOfOtherItemsWhatTheyAre) {
  const struct {
    std::string bytes;
    std::string_view detail;
  } rows[] = {
      {"<conceptItem/>", "a concept item, not an article"},
      {"<planningItem/>", "a planning item, not an article"},
      {"<knowledgeItem/>", "a knowledge item, not an article"},
      {"<catalogItem/>", "a catalog item, not an article"},
      {"<packageItem/>",
       "a package item, which only lists articles; they are news items of their own"},
      {"<groupSet/>",
       "a NewsML-G2 fragment that begins with <groupSet>; an article is in a newsItem"},
      {g2_item("urn:7", kMeta, "<remoteContent href='t.jpg'/>", "picture"),
       "a picture in another file: t.jpg"},
      {g2_item("urn:7", kMeta, "<remoteContent href='t.xml'/>"),
       "its content in another file: t.xml"},
      {g2_item("urn:7", kMeta, "", "video"), "a video, not an article"},
      {g2_item("urn:7", kMeta, "<inlineXML><results><r>2:1</r></results></inlineXML>"),
       "its content is <results>, which is data and no text"},
      {g2_item("urn:7", "", ""), "a news item without headline and text"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.detail);
    const Collected read = read_with(read_newsml_g2, row.bytes);
    EXPECT_TRUE(read.articles.empty());
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].reason, SkipReason::NoText);
    EXPECT_EQ(read.skipped[0].line, 1u);
    EXPECT_EQ(read.skipped[0].detail, row.detail);
  }
}

TEST(NewsMlG2, MessageHoldsSeveralItems) {
  const std::string good = g2_item("urn:7", kMeta, kXhtml);
  const Collected read = read_with(
      read_newsml_g2,
      "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header/><itemSet>\n" + good +
          "<packageItem/>" + g2_item("urn:8", kMeta, "<inlineXML><p>Half<p></inlineXML>") +
          g2_item("urn:9", kMeta, kXhtml) + "</itemSet></newsMessage>");
  ASSERT_EQ(read.articles.size(), 2u);
  EXPECT_EQ(read.articles[0].id, "wire.xml/urn:7");
  EXPECT_EQ(read.articles[0].line, 2u);
  EXPECT_EQ(read.articles[1].id, "wire.xml/urn:9");
  ASSERT_EQ(read.skipped.size(), 2u);
  EXPECT_EQ(read.skipped[0].reason, SkipReason::NoText);
  EXPECT_EQ(read.skipped[1].reason, SkipReason::Malformed);
}

TEST(NewsMlG2, ThatIsNoXmlIsReported) {
  for (const WholeReader reader : {&read_newsml, &read_newsml_g2}) {
    EXPECT_EQ(read_with(reader, " ").skipped.at(0).reason, SkipReason::Empty);
    const Collected read = read_with(reader, "Only prose.");
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].reason, SkipReason::Malformed);
    EXPECT_EQ(read.skipped[0].detail,
              "broken XML: Start tag expected, '<' not found; mend the file, or have it sent "
              "again");
  }
}

}  // namespace
}  // namespace morgue
