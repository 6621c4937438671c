#include <gtest/gtest.h>

#include "corpus/readers/xml.h"
#include "tests/corpus/reading.h"

namespace morgue {
namespace {

Collected read_articles(std::string_view bytes) {
  Collected read;
  const SourceFile file = file_named("city.rss");
  read_feed(bytes, file, read.sink());
  return read;
}

/// The only article of a feed that nothing is wrong with.
Article only_article(std::string_view bytes) {
  const Collected read = read_articles(bytes);
  for (const Skipped& skipped : read.skipped) ADD_FAILURE() << skipped.detail;
  EXPECT_EQ(read.articles.size(), 1u);
  return read.articles.empty() ? Article{} : read.articles.front();
}

std::string rss(std::string_view items) {
  return R"(<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Lanternfield Herald</title><link>https://herald.example/</link>
<atom:link rel="self" href="https://herald.example/rss"/>
<language>en-gb</language><pubDate>Tue, 20 Dec 2016 06:00:00 GMT</pubDate>
<managingEditor>desk@herald.example (The Desk)</managingEditor>
)" + std::string(items) +
         "</channel></rss>\n";
}

std::string item(std::string_view fields) { return "<item>" + std::string(fields) + "</item>\n"; }

std::string atom(std::string_view entry) {
  return R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>The Lanternfield Herald</title><link href="https://herald.example/"/>
<updated>2016-12-20T06:00:00Z</updated>
<entry>)" +
         std::string(entry) + "</entry></feed>";
}

TEST(Feed, FillsEveryFieldFromRss2) {
  const Article article = only_article(rss(R"(<item>
<title>Tram line opens &amp; nobody waits</title>
<link> https://herald.example/2016/12/trams </link>
<guid isPermaLink="false">lh-7</guid>
<pubDate>Mon, 19 Dec 2016 14:05:00 +0100</pubDate>
<dc:creator>By Anna Verbeek and Tom Oduya</dc:creator>
<category>City</category><category>Trams</category>
<description>A teaser.</description>
<content:encoded><![CDATA[<p>OSLO (Halyard) &#8211; The line opened on <b>Mon</b>day.</p><p>Crowds came.</p>
<figure><img src="t.jpg"><figcaption>A tram.</figcaption></figure><script>var x;</script>]]></content:encoded>
<media:content url="t.jpg"><media:title>A tram</media:title></media:content>
</item>)"));
  EXPECT_EQ(article.id, "city.rss/lh-7");
  EXPECT_EQ(article.source_path, "/archive/city.rss");
  EXPECT_EQ(article.line, 9u);
  EXPECT_EQ(article.headline, "Tram line opens & nobody waits");
  EXPECT_EQ(article.url, "https://herald.example/2016/12/trams");
  EXPECT_EQ(published_of(article), "2016-12-19T14:05:00+01:00 metadata");
  EXPECT_EQ(article.byline, "Anna Verbeek, Tom Oduya");
  EXPECT_EQ(article.source, "The Lanternfield Herald");
  EXPECT_EQ(article.section, "City");
  EXPECT_EQ(article.language, "en");
  ASSERT_TRUE(article.dateline);
  EXPECT_EQ(article.dateline->place, "OSLO");
  EXPECT_EQ(article.body, "The line opened on Monday.\n\nCrowds came.");
}

TEST(Feed, IsReadInAllVersionsOfRss) {
  const struct {
    std::string_view what;
    std::string_view bytes;
  } rows[] = {
      {"0.91, with its DTD and the entities of HTML",
       R"(<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.example/rss-0.91.dtd">
<rss version="0.91"><channel><title>Herald</title><item><title>Caf&eacute; opens</title>
<link>https://herald.example/cafe</link><description>Crowds came.</description></item></channel></rss>)"},
      {"0.90",
       R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
<channel><title>Herald</title></channel><item><title>Café opens</title>
<link>https://herald.example/cafe</link><description>Crowds came.</description></item></rdf:RDF>)"},
      {"1.0",
       R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://herald.example/"><title>Herald</title><items><rdf:Seq/></items></channel>
<item rdf:about="https://herald.example/cafe"><title>Café opens</title>
<link>https://herald.example/cafe</link><description>Crowds came.</description></item></rdf:RDF>)"},
      {"2.0 in capitals, without a namespace or a declaration",
       R"(

<RSS><channel><title>Herald</title><item><title><![CDATA[Café opens]]></title>
<link>https://herald.example/cafe</link><content:encoded>&lt;p&gt;Crowds came.</content:encoded></item></channel></RSS>)"},
      {"Atom 0.3",
       R"(<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Herald</title><entry><title>Café opens</title>
<link rel="alternate" href="https://herald.example/cafe"/><content type="text/html" mode="escaped">&lt;p>Crowds came.&lt;/p></content></entry></feed>)"},
      {"Atom 1.0",
       R"(<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Herald</a:title><a:entry><a:title type="html">Caf&amp;eacute; opens</a:title>
<a:link rel="self" href="https://herald.example/atom"/><a:link href="https://herald.example/cafe"/><a:summary>Crowds came.</a:summary></a:entry></a:feed>)"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article = only_article(row.bytes);
    EXPECT_EQ(article.headline, "Café opens");
    EXPECT_EQ(article.url, "https://herald.example/cafe");
    EXPECT_EQ(article.id, "city.rss/https://herald.example/cafe");
    EXPECT_EQ(article.source, "Herald");
    EXPECT_EQ(article.body, "Crowds came.");
  }
}

TEST(Feed, FillsEveryFieldFromAtom) {
  const Article article = only_article(atom(R"(
<id>tag:herald.example,2016:7</id><title>Tram line opens</title>
<link rel="replies" href="https://herald.example/talk"/><link rel="alternate" href="/2016/trams"/>
<published>2016-12-19T14:05:00Z</published><updated>2016-12-20T08:00:00Z</updated>
<author><name>Anna Verbeek</name><email>av@herald.example</email></author><author><name>Tom Oduya</name></author>
<category scheme="https://x.example/kind" term="https://x.example/kind#post"/><category term="city" label="City"/>
<summary>A teaser.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><h2>Nine years</h2><p>The line
opened.<br/><br/>Crowds came.</p><ul><li>Bread</li><li>Tea</li></ul></div></content>)"));
  EXPECT_EQ(article.id, "city.rss/tag:herald.example,2016:7");
  EXPECT_EQ(article.url, "https://herald.example/2016/trams");
  EXPECT_EQ(published_of(article), "2016-12-19T14:05:00Z metadata");
  EXPECT_EQ(modified_of(article), "2016-12-20T08:00:00Z");
  EXPECT_EQ(article.byline, "Anna Verbeek, Tom Oduya");
  EXPECT_EQ(article.section, "City");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.body, "Nine years\n\nThe line opened.\n\nCrowds came.\n\nBread\n\nTea");
}

TEST(Feed, GivesNoDateThatIsNotTheEntrysOwn) {
  const struct {
    std::string_view dates;
    std::string_view published;
  } rows[] = {
      {"<pubDate>Mon, 19 Dec 2016 14:05:00 GMT</pubDate>", "2016-12-19T14:05:00Z metadata"},
      {"<dc:date>2016-12-19T14:05:00+03:30</dc:date>", "2016-12-19T14:05:00+03:30 metadata"},
      {"<pubDate/><atom:updated>2016-12-19T14:05:00Z</atom:updated>",
       "2016-12-19T14:05:00Z metadata"},
      {"<link>https://herald.example/2016/12/19/trams</link>", "2016-12-19 url"},
      {"", "none"},  // the channel's is when the feed was made
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.dates);
    EXPECT_EQ(
        published_of(only_article(rss(item("<title>Trams</title>" + std::string(row.dates))))),
        row.published);
  }
  const Collected odd = read_articles(rss(item("<title>Trams</title><pubDate>soon</pubDate>")));
  ASSERT_EQ(odd.articles.size(), 1u);
  EXPECT_EQ(published_of(odd.articles[0]), "none");
  ASSERT_EQ(odd.skipped.size(), 1u);
  EXPECT_TRUE(odd.skipped[0].doubtful);
  EXPECT_EQ(odd.skipped[0].detail, "its date 'soon' is not understood; the entry was kept without");
}

TEST(Feed, KeepsTheDayOfTheLastChangeApart) {
  const struct {
    std::string_view dates;
    std::string_view published;
    std::string_view modified;
  } rows[] = {
      {"<updated>2016-12-20</updated><published>2016-12-19</published>", "2016-12-19 metadata",
       "2016-12-20"},
      {"<modified>2016-12-20</modified><issued>2016-12-19</issued>", "2016-12-19 metadata",
       "2016-12-20"},
      {"<dcterms:modified>2016-12-20</dcterms:modified><dc:date>2016-12-19</dc:date>",
       "2016-12-19 metadata", "2016-12-20"},
      // Where an entry has no other date, that is when it appeared, and no change is stated.
      {"<updated>2016-12-20</updated>", "2016-12-20 metadata", "none"},
      {"<updated>2016-12-20</updated><published>soon</published>", "2016-12-20 metadata", "none"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.dates);
    const Article article =
        only_article(atom("<id>urn:7</id><title>Tram line opens</title>" + std::string(row.dates)));
    EXPECT_EQ(published_of(article), row.published);
    EXPECT_EQ(modified_of(article), row.modified);
  }
}

TEST(Feed, NamesAuthorsAndNotTheirAddresses) {
  const struct {
    std::string_view fields;
    std::string_view byline;
  } rows[] = {
      {"<author>av@herald.example (Anna Verbeek)</author>", "Anna Verbeek"},
      {"<author>Anna Verbeek &lt;av@herald.example&gt;</author>", "Anna Verbeek"},
      {"<author>av@herald.example</author>", ""},
      {"<author>noreply@herald.example</author><dc:creator>Anna Verbeek</dc:creator>",
       "Anna Verbeek"},
      {"<dc:creator>Anna Verbeek</dc:creator><dc:creator>Tom Oduya</dc:creator>",
       "Anna Verbeek, Tom Oduya"},
      {"", ""},  // the managing editor wrote nothing
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.fields);
    EXPECT_EQ(only_article(rss(item("<title>Trams</title>" + std::string(row.fields)))).byline,
              row.byline);
  }
}

TEST(Feed, TellsWhoseArticleItIsWhenItWasMadeOfOtherFeeds) {
  EXPECT_EQ(only_article(rss(item("<title>Trams</title><source url=\"https://post.example/\">The "
                                  "Tamarind Post</source>")))
                .source,
            "The Tamarind Post");
  EXPECT_EQ(only_article(atom("<title>Trams</title><source><title>The Tamarind "
                              "Post</title><link href=\"https://post.example/\"/></source>"))
                .source,
            "The Tamarind Post");
}

TEST(Feed, IdentifiesEntriesByGuidElseLinkElseNumber) {
  const Collected read = read_articles(
      rss(item("<title>A</title><guid>https://herald.example/a</guid>") +
          item("<title>B</title><link>https://herald.example/b</link>") + item("<title>C</title>") +
          item("<title>D</title><guid>" + std::string(600, 'x') + "</guid>")));
  ASSERT_EQ(read.articles.size(), 4u);
  EXPECT_EQ(read.articles[0].id, "city.rss/https://herald.example/a");
  EXPECT_EQ(read.articles[0].url, "https://herald.example/a");  // a guid is a permanent link
  EXPECT_EQ(read.articles[1].id, "city.rss/https://herald.example/b");
  EXPECT_EQ(read.articles[2].id, "city.rss/3");
  EXPECT_EQ(read.articles[3].id, "city.rss/4");
}

TEST(Feed, MakesParagraphsOfWhateverADescriptionHolds) {
  const struct {
    std::string_view description;
    std::string_view body;
  } rows[] = {
      {"Plain, of one line.", "Plain, of one line."},
      {"\n    Wrapped and\n    indented.\n\n    Two.\n", "Wrapped and indented.\n\nTwo."},
      {"&lt;p&gt;One.&lt;/p&gt;&lt;div&gt;Two.&lt;p&gt;Three.&lt;/div&gt;",
       "One.\n\nTwo.\n\nThree."},
      {"One.&lt;br&gt;&lt;br /&gt;Two &amp;amp; a half.", "One.\n\nTwo & a half."},
      {"&lt;b&gt;One&lt;/b&gt; line\n   more.\n\n&lt;i&gt;Two.&lt;/i&gt;",
       "One line more.\n\nTwo."},
      {"<![CDATA[5 < 6 & 7 > 6.]]>", "5 < 6 & 7 > 6."},
      {"&lt;table&gt;&lt;tr&gt;&lt;td&gt;Nine&lt;/td&gt;&lt;td&gt;years&lt;/td&gt;&lt;/table&gt;",
       "Nine years"},
      {"&lt;img src=x&gt;", ""},
      {"One.&lt;p&gt;&lt;a href=x&gt;Continue reading...&lt;/a&gt;", "One."},
      {"&lt;p&gt;One.&lt;p&gt;The post Trams appeared first on The Herald.", "One."},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.description);
    EXPECT_EQ(only_article(rss(item("<title>Trams open</title><description>" +
                                    std::string(row.description) + "</description>")))
                  .body,
              row.body);
  }
}

TEST(Feed, MendsWhatCanOnlyMeanOneThing) {
  const struct {
    std::string_view title;
    std::string_view headline;
  } rows[] = {
      {"Mills & sons", "Mills & sons"},
      {"AT&T; a tale", "AT&T; a tale"},
      {"Caf&eacute;&nbsp;opens &mdash; late", "Café opens — late"},
      {"Bell\x07 rings&#7; twice&#x1F;", "Bell rings twice"},
      {"It&#146;s &#8220;here&#8221;", "It’s “here”"},
      {"Nine < ten ]]> eight", "Nine < ten ]]> eight"},
      {"&unheard; of", "&unheard; of"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.title);
    EXPECT_EQ(only_article(rss(item("<title>" + std::string(row.title) + "</title>"))).headline,
              row.headline);
  }
}

TEST(Feed, IsReadInAnotherCharsetAndWithAWrongDeclaration) {
  const auto titled = [](std::string_view charset, std::string_view title) {
    return only_article("<?xml version='1.0' encoding='" + std::string(charset) +
                        "'?><rss><channel><item><title>" + std::string(title) +
                        "</title></item></channel></rss>")
        .headline;
  };
  EXPECT_EQ(titled("iso-8859-1", "Caf\xE9"), "Café");
  EXPECT_EQ(titled("windows-1252",
                   "\x93"
                   "Caf\xE9\x94"),
            "“Café”");
  EXPECT_EQ(titled("iso-8859-1", "Café"), "Café");
  EXPECT_EQ(titled("utf-16", "Café"), "Café");
  std::string utf16 = "\xFF\xFE";
  for (const char c :
       std::string_view("<rss><channel><item><title>Ferry</title></item></channel></rss>"))
    utf16.append(1, c).append(1, '\0');
  EXPECT_EQ(only_article(utf16).headline, "Ferry");
}

TEST(Feed, CostsOneEntryWhereItIsBroken) {
  const std::string good = item("<title>Good</title>");
  const std::string last = item("<title>Last</title>");
  const struct {
    std::string_view what;
    std::string bytes;
    std::size_t articles;
    std::uint64_t line;
    SkipReason reason;
    std::string_view detail;  // its beginning
  } rows[] = {
      {"HTML that was not escaped",
       rss(good + item("<title>Bad</title><description>One<br>two</description>") + last), 2, 10,
       SkipReason::Malformed,
       "broken XML: Opening and ending tag mismatch: br line 10 and description"},
      {"an element that does not end", rss(good + item("<title>Bad<title>") + last), 2, 10,
       SkipReason::Malformed,
       "broken XML: Opening and ending tag mismatch: title line 10 and item"},
      {"without title and text", rss(good + item("<guid>7</guid>") + last), 2, 10,
       SkipReason::NoText, "neither a title nor text in this entry"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Collected read = read_articles(row.bytes);
    EXPECT_EQ(read.articles.size(), row.articles);
    for (const Article& article : read.articles)
      EXPECT_TRUE(article.headline == "Good" || article.headline == "Last") << article.headline;
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].line, row.line);
    EXPECT_EQ(read.skipped[0].reason, row.reason);
    EXPECT_TRUE(read.skipped[0].detail.starts_with(row.detail)) << read.skipped[0].detail;
  }
}

TEST(Feed, CutOffKeepsTheEntriesThatAreWhole) {
  const std::string whole = rss(item("<title>Good</title>") + item("<title>Half</title>"));
  const Collected in_entry = read_articles(whole.substr(0, whole.find("lf</title>")));
  ASSERT_EQ(in_entry.articles.size(), 1u);
  EXPECT_EQ(in_entry.articles[0].headline, "Good");
  ASSERT_EQ(in_entry.skipped.size(), 1u);
  EXPECT_EQ(in_entry.skipped[0].line, 10u);
  const Collected between = read_articles(whole.substr(0, whole.find("</channel>")));
  EXPECT_EQ(between.articles.size(), 2u);
  ASSERT_EQ(between.skipped.size(), 1u);
  EXPECT_TRUE(between.skipped[0].detail.ends_with(
      "; entries after this place may be missing, fetch the feed again"))
      << between.skipped[0].detail;
}

TEST(Feed, WithoutEntriesIsReported) {
  const struct {
    std::string_view bytes;
    SkipReason reason;
    std::string_view detail;
  } rows[] = {
      {"", SkipReason::Empty, "white space only"},
      {" \n", SkipReason::Empty, "white space only"},
      {"<rss><channel><title>Herald</title></channel></rss>", SkipReason::NoText,
       "a feed without entries; there is nothing to read in it"},
      {"<html><body/></html>", SkipReason::NoText,
       "not a feed: it begins with <html>, and RSS with <rss> or <rdf:RDF>, Atom with <feed>"},
      {"Only prose.", SkipReason::Malformed,
       "broken XML: Start tag expected, '<' not found; is it a feed? If so, fetch it again"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.bytes);
    const Collected read = read_articles(row.bytes);
    EXPECT_TRUE(read.articles.empty());
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].reason, row.reason);
    EXPECT_EQ(read.skipped[0].detail, row.detail);
  }
}

TEST(Xml, ExpandsNoEntityAndFetchesNothing) {
  std::string laughs = "<!DOCTYPE rss [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 20; ++i) {
    const std::string before = "&a" + std::to_string(i - 1) + ";";
    laughs += "<!ENTITY a" + std::to_string(i) + " \"";
    for (int k = 0; k < 10; ++k) laughs += before;
    laughs += "\">";
  }
  laughs += "]><rss><channel><item><title x=\"&a19;\">&a19;</title></item></channel></rss>";
  EXPECT_EQ(only_article(laughs).headline, "&a19;");
  EXPECT_EQ(only_article("<!DOCTYPE rss [<!ENTITY f SYSTEM \"file:///etc/passwd\"> <!-- ]> -->"
                         "<!ENTITY % d SYSTEM \"http://x.example/d\"> %d;]>"
                         "<rss><channel><item><title>&f;</title></item></channel></rss>")
                .headline,
            "&f;");
}

TEST(Xml, GivesUpOnADocumentThatIsMadeToKeepItBusy) {
  std::string attributes = "<rss ";
  for (int i = 0; i < 1000; ++i) attributes += "a" + std::to_string(i) + "='' ";
  std::string deep = "<rss>";
  for (int i = 0; i < 100000; ++i) deep += "<a>";
  for (const std::string& bytes : {attributes + "/>", deep}) {
    XmlFault fault;
    const std::optional<XmlDocument> document = XmlDocument::parse(bytes, fault);
    EXPECT_TRUE(!document || document->fault());
  }
}

TEST(Xml, KnowsElementsByTheirNamespace) {
  XmlFault fault;
  const std::optional<XmlDocument> document = XmlDocument::parse(
      "<a:feed xmlns:a='http://www.w3.org/2005/Atom' xmlns:d='http://purl.org/dc/elements/1.1/'>\n"
      "<a:title xml:lang='en'>A <b>c</b></a:title><d:date>2016</d:date><x:y>z</x:y></a:feed>",
      fault);
  ASSERT_TRUE(document);
  EXPECT_FALSE(document->fault());
  const XmlElement root = document->root();
  EXPECT_EQ(root.name(), "feed");
  std::vector<std::string> names;
  for (const XmlElement& child : root.children()) names.push_back(child.name());
  EXPECT_EQ(names, (std::vector<std::string>{"title", "dc:date", "x:y"}));
  EXPECT_EQ(root.children()[2].local_name(), "y");
  const std::optional<XmlElement> title = root.at({"title"});
  ASSERT_TRUE(title);
  EXPECT_EQ(title->text(), "A c");
  EXPECT_EQ(title->attribute("lang"), "en");
  EXPECT_EQ(title->line(), 2u);
  EXPECT_FALSE(root.at({"title", "i"}));
  EXPECT_EQ(root.all("b").size(), 1u);
  EXPECT_TRUE(root.all("b", "title").empty());
}

}  // namespace
}  // namespace morgue
