// Whatever the bytes, a reader ends, throws nothing, and gives articles that keep the promises of
// corpus/article.h or says why there are none. Small inputs of every format are changed at random,
// but the same way in every run; each goes through every reader, because detect_format() can be led
// astray as well.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <random>

#include "corpus/text/text.h"
#include "tests/corpus/reading.h"

namespace morgue {
namespace {

using std::string_view_literals::operator""sv;

struct Seed {
  std::string_view name;
  std::string bytes;
};

std::string utf16_of(std::string_view ascii) {
  std::string out = "\xFF\xFE";
  for (const char c : ascii) out.append(1, c).append(1, '\0');
  return out;
}

constexpr std::string_view kText = R"(Tram line opens

TRAM LINE OPENS
By Anna Verbeek
19 December 2016 - 14:05
Section: City

ŁÓDŹ, Dec 19 (Halyard) – The tram left at nine. “Finally,” said Mayor Ewa Lis.

Crowds came.
(Reporting by Anna Verbeek; editing by Tom Oduya)

Most Visited in Politics
Top Stories
© 2016 The Herald
)";

constexpr std::string_view kPage = R"(<!doctype html><html lang=en><head><meta charset=utf-8>
<title>Tram line opens | The Herald</title>
<link rel=canonical href='https://herald.example/2016/12/19/trams'>
<meta property='og:title' content='Tram line opens'>
<script type='application/ld+json'>{"@graph": [{"@type": "NewsArticle",
"headline": "Tram &amp; line", "datePublished": "2016-12-19T14:05Z", "author": {"@id": "#av"}},
{"@id": "#av", "name": ["Anna \u00c9. Verbeek"]}]}</script>
<style>p{}</style></head><body><!-- top --><nav><a href=/>Home</a></nav>
<article><h1>Tram line opens</h1><div class=byline>By <a rel=author>Anna Verbeek</a></div>
<time datetime='2016-12-19'>Monday</time>
<p>The first tram left on Monday&nbsp;&ndash; most of the town had come to see it off.</p>
<table><tr><td><b>Nine<br><br>years</b></table>
<p>The line took nine years to build &#8211; twice as long as planned.<p>All cheered.</article>
<div class='related'><ul><li>Mills to close</ul></div><svg><text>a</text></svg>
<footer>© 2016</footer></body></html>
)";

constexpr std::string_view kJsonLines =
    R"({"id": "a-1", "url": "https://herald.example/a", "title": "Tram \"line\" opens", )"
    R"("date": "2016-12-19T14:05:00Z", "author": [{"name": "Anna Verbeek"}], "language": "en", )"
    R"("body": "OSLO (Halyard) – Trams ran.\n\nCaf\u00e9s opened. \ud83d\ude8b"}
{"headline": "Ferry late", "published": 1482156300, "byline": "By Tom Oduya", )"
    R"("text": ["One.", "Two ( XHL.N ) ."]}

{"id": 7, "title": "Third"}
)";

constexpr std::string_view kJson = R"([
  {
    "title": "One",
    "body": "a } \" [ b"
  },
  {
    "title": "Two", "author": {"name": "Tom Oduya"}
  }
]
)";

constexpr std::string_view kReuters = R"(<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" NEWID="1">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<UNKNOWN>
&#5;&#22;f0704reute</UNKNOWN>
<TEXT>&#2;
<TITLE>HARVEST OF &lt;KOKO.T></TITLE>
<AUTHOR> By Anna Verbeek, Reuters</AUTHOR>
<DATELINE> BAMAKO, Feb 26 - </DATELINE><BODY>Rain fell.
    They waited.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS NEWID="2">
<TEXT TYPE="UNPROC">BANK RATES
One month 7.1
</TEXT></REUTERS>
)";

constexpr std::string_view kTrec = R"(<DOC>
<DOCNO> LH-7 </DOCNO>
<DATE>December 19, 2016</DATE>
<HEADLINE><P>Ferry &amp; tram</P></HEADLINE>
<BYLINE>By TOM ODUYA</BYLINE>
<TEXT>
<P>OSLO (Halyard) - The ferry was late.</P>
<P>The tram waited.</P>
</TEXT>
</DOC>
<DOC>
<DOCNO>8</DOCNO>
<TEXT>Text.</TEXT>
</DOC>
)";

/// A page compressed, one in chunks, one with a wrong length, and what is passed over.
std::string web_archive() {
  const auto record = [](std::string_view type, const std::string& block, int too_long = 0) {
    return "WARC/1.0\r\nWARC-Type: " + std::string(type) +
           "\r\nWARC-Target-URI: <http://herald.example/2016/12/19/trams>\r\n"
           "WARC-Date: 2016-12-20T04:02:06Z\r\nContent-Type: application/http\r\n"
           "Content-Length: " +
           std::to_string(static_cast<int>(block.size()) + too_long) + "\r\n\r\n" + block +
           "\r\n\r\n";
  };
  // gzip of a page of one headline and one paragraph.
  const std::string compressed(
      "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xb3\xc9\x30\xb4\x73\x4b"
      "\x2d\x2a\xaa\x54\xc8\x49\x2c\x49\xb5\xd1\x07\x72\x6d\x0a\xec\xfc"
      "\x8b\x73\xf2\x15\xca\x13\x33\x4b\x52\x53\x14\xd2\xf2\x8b\x14\x32"
      "\x4b\xf4\x6c\xf4\x0b\xec\x00\x5f\x3b\x72\xbf\x2d\x00\x00\x00",
      63);
  return record("request", "GET / HTTP/1.1\r\n\r\n") +
         record("response",
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" +
                    compressed) +
         record("response",
                "HTTP/1.1 200 OK\nContent-Type: text/html; charset=latin1\n"
                "Transfer-Encoding: chunked\n\n13\r\n<h1>Caf\xE9 opens</h1>\r\n"
                "E\r\n<p>It opened.\n\r\n0\r\n\r\n",
                7) +
         record("response", "HTTP/1.1 302 Found\r\nContent-Type: text/html\r\n\r\n");
}

constexpr std::string_view kArc =
    R"(filedesc://town.arc 0.0.0.0 20161219140000 text/plain 73
1 0 Town Crawl
URL IP-address Archive-date Content-type Archive-length


http://herald.example/a 192.0.2.7 20161219140500 text/html 75
HTTP/1.0 200 OK
Content-Type: text/html

<h1>Ferry late</h1><p>It is late.</p>
http://herald.example/late ferry 192.0.2.7 20161219140501 text/html 999
<h1>Tram late</h1><p>It is late too.</p>
)";

constexpr std::string_view kMessage =
    R"(Received: from mx.herald.example by mail.reader.example; Mon, 19 Dec 2016 13:06:01 +0000
From: =?utf-8?B?xYHDs2TFug==?= Herald <briefing@herald.example>
Subject: Re: [trams] =?iso-8859-2?Q?=A3=F3d=BC?= tram
 line opens
Date: Mon, 19 Dec 2016 14:05:00 +0100 (CET)
Message-ID: <7@herald.example>
Archived-At: <https://lists.herald.example/7>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=out

--out
Content-Type: multipart/alternative; boundary="in"

--in
Content-Type: text/plain; charset=iso-8859-2; format=flowed; delsp=yes
Content-Transfer-Encoding: quoted-printable

View in your browser
The trams of =A3=F3d=BC left =
at nine, most 
of them.

On Sunday, Tom wrote:
> When?
-- 
Anna
--in
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

PGh0bWw+PGJvZHk+PGgxPlRyYW1zPC9oMT48cD5UaGUgdHJhbSBsZWZ0IG9uIE1vbmRheSwgYW5k
IGNyb3dkcyBjYW1lLjwvcD48L2JvZHk+PC9odG1sPg==
--in--
--out
Content-Type: message/rfc822

Subject: Ferry

The ferry was late.
--out
Content-Type: text/plain; charset=iso-2022-jp
Content-Disposition: attachment; filename=a.txt

Minutes.
--out--
)";

constexpr std::string_view kSavedPage = R"(From: <Saved by Blink>
Snapshot-Content-Location: https://herald.example/trams
Subject: Tram line opens
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

<html><head><title>Tram =E2=80=93 line</title></head><body><p>The tram left =
on Monday.</p></body></html>
--b--
)";

constexpr std::string_view kMailbox = R"(From anna@herald.example Mon Dec 19 14:05:00 2016
From: Anna Verbeek <anna@herald.example>
Message-ID: <1@herald.example>

The tram left.
>From the depot it went on to the harbour and the mills of the old govern-
ment.

From - Tue Dec 20 09:00:00 2016
Subject: Ferry

The ferry was late.
)";

constexpr std::string_view kAnpa =
    "\x16\x16\x01"
    "a0123\x1Fhlyrd-\r\nr i \x13\x11 BC-CIT--Tram-Line, 1stLd   12-19 0416\r\n"
    "\x02^BC-CIT--Tram-Line, 1st Ld,416<\r\n^First tram leaves<\r\n^Eds: With photos.<\r\n"
    "^By ANNA VERBEEK=\r\n\tODDMOUTH (Halyard) _ The tram of the new line left on Mon-\r\n"
    "day. It was a promise of the old govern-\r\nment of the town.\r\n^WAIT<\r\n"
    "\t``Finally,'' she said.<\r\n\tAP-NY-12-19-16 1405EST<\r\n\x03\x04";

constexpr std::string_view kIptc =
    "\x01"
    "eca0123 4 i 416  ona 0045\r\n\r\nOddmouth/trams/\r\n\x02"
    "1ST LEAD\r\nFirst tram leaves\r\nBy Anna Verbeek =\r\n\r\n"
    "Oddmouth (ona) - The tram left.\r\n\r\n# Notebook\r\n\r\nona av to\r\n\x03"
    "191405 GMT Dec 16\r\n\x04";

constexpr std::string_view kRss = R"(<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE rss [<!ENTITY ha "ha">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Herald</title><link>https://herald.example/</link><language>en-gb</language>
<item><title>Tram &amp; line &ha; opens</title><link>https://herald.example/trams</link>
<guid isPermaLink="false">lh-7</guid><pubDate>Mon, 19 Dec 2016 14:05:00 +0100</pubDate>
<author>av@herald.example (Anna Verbeek)</author><category>City,Trams</category>
<content:encoded><![CDATA[<p>OSLO (Halyard) &#8211; It <b>opened</b>.<br><br>Crowds came.]]></content:encoded></item>
<item><title>Ferry late</title><description>&lt;p&gt;It is late.</description></item>
</channel></rss>
)";

constexpr std::string_view kAtom = R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>The Herald</title><link href="https://herald.example/"/>
<entry><id>tag:herald.example,2016:7</id><title type="html">Tram &amp;amp; line</title>
<link rel="alternate" href="/trams"/><updated>2016-12-19T14:05:00Z</updated>
<author><name>Anna Verbeek</name></author><category term="City"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><h2>A</h2><p>One<br/>two.</p></div></content>
</entry></feed>
)";

constexpr std::string_view kNitf = R"(<nitf xml:lang="en"><head><title>Trams</title>
<docdata><date.issue norm="20161219T140500Z"/><doc.copyright holder="Halyard"/></docdata>
<pubdata name="The Herald" position.section="City"/></head><body><body.head>
<hedline><hl1>Tram line opens</hl1></hedline><byline>By Anna Verbeek, <byttl>Reporter</byttl></byline>
<dateline>OSLO, <story.date norm="20161218">Dec 18</story.date></dateline></body.head>
<body.content><media><media-caption>A tram.</media-caption></media><p>It opened.</p></body.content>
</body></nitf>
)";

constexpr std::string_view kNewsMl = R"(<NewsML><NewsItem><Identification><NewsIdentifier>
<ProviderId>halyard</ProviderId><NewsItemId>7</NewsItemId></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20161219T140500+0100</FirstCreated></NewsManagement><NewsComponent>
<NewsLines><HeadLine>Trams</HeadLine><ByLine>By Tom Oduya</ByLine><DateLine>OSLO</DateLine></NewsLines>
<ContentItem><MediaType FormalName="Text"/><DataContent><p>It opened.</p></DataContent></ContentItem>
</NewsComponent></NewsItem><NewsItem><NewsComponent><ContentItem Href="t.jpg">
<MediaType FormalName="Photo"/></ContentItem></NewsComponent></NewsItem></NewsML>
)";

constexpr std::string_view kNewsMlG2 =
    R"(<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><packageItem guid="p"/>
<newsItem guid="urn:7" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/>
<provider qcode="nprov:halyard"/><versionCreated>2016-12-19T14:05:00Z</versionCreated></itemMeta>
<contentMeta><located><name>Oslo</name></located><headline>Trams</headline><by>Anna Verbeek</by></contentMeta>
<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>It opened.</p></body></html></inlineXML>
<inlineData>It &lt;b&gt;opened&lt;/b&gt;.</inlineData><remoteContent href="t.jpg"/></contentSet></newsItem>
</itemSet></newsMessage>
)";

constexpr std::string_view kNinjs =
    R"({"uri": "urn:hal:7", "type": "text", "versionCreated": "2016-12-19T14:05:00Z", "language": "en",)"
    R"( "headlines": [{"role": "main", "value": "Trams"}], "by": "Anna Verbeek", "located": "Oslo",)"
    R"( "bodies": [{"contentType": "text/html", "value": "<p>It opened.</p>"}],)"
    R"( "descriptions": [{"value": "A tram."}], "subjects": [{"name": "City"}]})";

std::vector<Seed> seeds() {
  return {
      {"trams.txt", std::string(kText)},
      {"trams-1252.txt",
       "Caf\xE9 opens\n\nCONCEPCI\xD3N, Chile (ONA) \x96 The \x93"
       "caf\xE9\x94 opened.\r\n\r\nReuter\r\n"},
      {"trams.html", std::string(kPage)},
      {"wire.jsonl", std::string(kJsonLines)},
      {"wire.json", std::string(kJson)},
      {"utf16.json",
       utf16_of("{\"title\": \"Tram line opens\"}\r\n{\"body\": \"Crowds came.\"}\r\n")},
      {"reut.sgm", std::string(kReuters)},
      {"trec.sgm", std::string(kTrec)},
      {"briefing.eml", std::string(kMessage)},
      {"trams.mhtml", std::string(kSavedPage)},
      {"in.mbox", std::string(kMailbox)},
      {"a0123.anp", std::string(kAnpa) + std::string(kIptc)},
      {"town.warc", web_archive()},
      {"town.arc", std::string(kArc)},
      {"city.rss", std::string(kRss)},
      {"city.atom", std::string(kAtom)},
      {"trams.nitf", std::string(kNitf)},
      {"newsml.xml", std::string(kNewsMl)},
      {"g2.xml", std::string(kNewsMlG2)},
      {"ninjs.json", std::string(kNinjs)},
  };
}

/// Changes at random, the same in every run and on every machine: std::uniform_int_distribution
/// would not promise that.
class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  std::string mutate(std::string bytes) {
    const std::size_t changes = 1 + below(4);
    for (std::size_t i = 0; i < changes; ++i) change(bytes);
    return bytes;
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void change(std::string& bytes) {
    constexpr std::array kPieces = {"\0"sv,
                                    "\x80"sv,
                                    "\xFF\xFE"sv,
                                    "\xC2\x85"sv,
                                    "\xED\xA0\x80"sv,
                                    "\u2028"sv,
                                    "\u200B"sv,
                                    "\u0301"sv,
                                    "\x1E"sv,
                                    "\n"sv,
                                    "\r"sv,
                                    "\t"sv,
                                    "<"sv,
                                    ">"sv,
                                    "\""sv,
                                    "\\"sv,
                                    "\\u0085"sv,
                                    "\\u0000"sv,
                                    "{"sv,
                                    "}"sv,
                                    "["sv,
                                    "]"sv,
                                    "<!--"sv,
                                    "&#133;"sv,
                                    "&#0;"sv,
                                    "</DOC>"sv,
                                    "<DOC>"sv,
                                    "<table>"sv,
                                    "<script>"sv,
                                    "</body>"sv,
                                    "By "sv,
                                    " - "sv,
                                    "("sv,
                                    ")"sv,
                                    "99999999999999"sv,
                                    "2016-02-31"sv,
                                    "\r\n\r\n"sv,
                                    "WARC/1.0\r\n"sv,
                                    "]]>"sv,
                                    "<![CDATA["sv,
                                    "</item>"sv,
                                    "<p/>"sv,
                                    "&nbsp;"sv};
    const std::size_t at = below(bytes.size() + 1);
    const std::size_t count = below(std::min<std::size_t>(bytes.size() - at, 64) + 1);
    switch (below(6)) {
      case 0:
        bytes.resize(at);
        break;
      case 1:
        bytes.erase(at, count);
        break;
      case 2:
        bytes.insert(below(bytes.size() + 1), bytes.substr(at, count));
        break;
      case 3:
        bytes.insert(at, kPieces.at(below(kPieces.size())));
        break;
      case 4:
        if (at < bytes.size()) bytes[at] = static_cast<char>(random_() % 256);
        break;
      default:
        if (at < bytes.size())
          bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1u << below(8)));
    }
  }

  std::mt19937 random_;
};

/// Empty if `text` is valid UTF-8 without control characters, a newline apart where one is allowed.
std::string fault_in(std::string_view text, bool may_have_lines = false) {
  if (!is_valid_utf8(text)) return "is not UTF-8";
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    if (control && !(may_have_lines && c == '\n'))
      return "has the control character " + std::to_string(static_cast<unsigned>(c));
  }
  return {};
}

void expect_kept_promises(const Article& article) {
  EXPECT_EQ(fault_in(article.id), "") << "id";
  EXPECT_EQ(fault_in(article.source_path), "") << "source_path";
  EXPECT_EQ(fault_in(article.url), "") << "url";
  EXPECT_EQ(fault_in(article.headline), "") << "headline";
  EXPECT_EQ(fault_in(article.byline), "") << "byline";
  EXPECT_EQ(fault_in(article.language), "") << "language";
  EXPECT_EQ(fault_in(article.source), "") << "source";
  EXPECT_EQ(fault_in(article.section), "") << "section";
  EXPECT_EQ(fault_in(article.body, true), "") << "body";
  if (article.dateline) {
    EXPECT_EQ(fault_in(article.dateline->place), "") << "place";
    EXPECT_EQ(fault_in(article.dateline->agency), "") << "agency";
    EXPECT_TRUE(!article.dateline->day || article.dateline->day->ok());
  }
  EXPECT_FALSE(article.id.empty());
  EXPECT_FALSE(article.headline.empty() && article.body.empty());
  EXPECT_EQ(article.body.find("\n\n\n"), std::string::npos);
  EXPECT_EQ(article.published.has_value(), article.published_from != PublishedFrom::None);
  EXPECT_TRUE(!article.published || article.published->day.ok());
}

void expect_kept_promises(const Record& record) {
  if (const auto* article = std::get_if<Article>(&record)) return expect_kept_promises(*article);
  const Skipped& skipped = std::get<Skipped>(record);
  EXPECT_FALSE(skipped.detail.empty());
  EXPECT_EQ(fault_in(skipped.detail), "") << "detail";
  EXPECT_EQ(fault_in(skipped.path), "") << "path";
}

void expect_kept_promises(const Collected& read) {
  for (const Article& article : read.articles) expect_kept_promises(article);
  for (const Skipped& skipped : read.skipped) expect_kept_promises(Record(skipped));
}

using WholeFileReader = void (*)(std::string_view, const SourceFile&, const RecordSink&);

Collected read_whole(WholeFileReader reader, std::string_view bytes, const SourceFile& file) {
  Collected collected;
  reader(bytes, file, collected.sink());
  return collected;
}

/// Through detect_format() and then every reader, whatever it said.
void read_in_every_way(const std::string& bytes, std::string_view name) {
  const SourceFile file = file_named(std::string(name));
  std::string why;
  const Format format = detect_format(std::string_view(bytes).substr(0, 4096), name, &why);
  EXPECT_EQ(format == Format::Unsupported || format == Format::Binary, !why.empty());
  expect_kept_promises(read_text(bytes, file));
  expect_kept_promises(read_html(bytes, file));
  for (const WholeFileReader reader :
       {read_mail, read_wire, read_feed, read_nitf, read_newsml, read_newsml_g2}) {
    const Collected read = read_whole(reader, bytes, file);
    expect_kept_promises(read);
    EXPECT_FALSE(read.articles.empty() && read.skipped.empty()) << "nothing was said";
  }
  for (const std::uint64_t limit : {std::uint64_t{16} << 20, std::uint64_t{200}}) {
    expect_kept_promises(read_stream(read_json_lines, bytes, file.id_path, {limit, 64}));
    const Collected sgml = read_stream(read_sgml, bytes, file.id_path, {limit, 64});
    expect_kept_promises(sgml);
    EXPECT_FALSE(sgml.articles.empty() && sgml.skipped.empty()) << "nothing was said";
    expect_kept_promises(read_stream(read_mbox, bytes, file.id_path, {limit, 64}));
    for (const StreamReader read_archive : {read_warc, read_arc}) {
      const Collected pages = read_stream(read_archive, bytes, file.id_path, {limit, 64});
      expect_kept_promises(pages);
      EXPECT_FALSE(pages.articles.empty() && pages.skipped.empty()) << "nothing was said";
    }
  }
}

std::string in_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F)
      out += c;
    else
      out.append("\\x").append(1, kDigits[byte >> 4]).append(1, kDigits[byte & 15]);
  }
  return out;
}

TEST(Readers, KeepTheirPromisesWhateverTheBytes) {
  constexpr unsigned kVariants = 1500;
  unsigned number = 0;
  for (const Seed& seed : seeds()) {
    read_in_every_way(seed.bytes, seed.name);
    for (unsigned i = 0; i < kVariants; ++i) {
      const std::string bytes = Mutator(++number).mutate(seed.bytes);
      SCOPED_TRACE(testing::Message()
                   << seed.name << ", variant " << number << ": " << in_hex(bytes));
      ASSERT_NO_THROW(read_in_every_way(bytes, seed.name));
      if (testing::Test::HasFailure()) return;  // one is enough to look at
    }
  }
}

TEST(Readers, KeepTheirPromisesForEveryBeginningOfAFile) {
  for (const Seed& seed : seeds()) {
    for (std::size_t length = 0; length < seed.bytes.size(); ++length) {
      SCOPED_TRACE(testing::Message() << seed.name << ", first " << length << " bytes");
      ASSERT_NO_THROW(read_in_every_way(seed.bytes.substr(0, length), seed.name));
      if (testing::Test::HasFailure()) return;
    }
  }
}

constexpr std::size_t kLine = 5u << 20;
constexpr std::size_t kLarge = 2u << 20;

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string out;
  out.reserve(bytes + part.size());
  while (out.size() < bytes) out += part;
  return out;
}

std::string times(std::string_view part, std::size_t count) {
  return repeated(part, part.size() * count);
}

std::string numbered(std::string_view name, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out.append(name).append(std::to_string(i)).append(" ");
  return out;
}

std::string nested_parts(int depth) {
  std::string out = "Subject: Tram\n";
  for (int i = 0; i < depth; ++i) {
    const std::string name = std::to_string(i);
    out += "Content-Type: multipart/mixed; boundary=" + name + "\n\n--" + name + "\n";
  }
  return out + "\nText.\n";
}

/// Far more than any of these takes, and far less than work in proportion to the square of the size
/// would.
constexpr std::chrono::seconds kPatience{60};

TEST(Readers, FinishWithInputsMadeToKeepThemBusy) {
  const struct {
    std::string_view what;
    std::string bytes;
  } rows[] = {
      {"100,000 nested divs", "<html><body>" + times("<div>", 100000) + "Text."},
      {"one line of 5 MB", repeated("tram ", kLine)},
      {"one word of 5 MB", repeated("x", kLine)},
      {"one line of 5 MB in a page", "<html><body><p>" + repeated("tram ", kLine) + "</p>"},
      {"one line of 5 MB of JSON", R"({"title": ")" + repeated("tram ", kLine) + "\"}"},
      {"one element of 5 MB",
       "<DOC><DOCNO>1</DOCNO><TEXT>" + repeated("tram ", kLine) + "</TEXT></DOC>"},
      {"short lines", repeated("By A\n", kLarge)},
      {"labelled lines", repeated("Section: City\n", kLarge)},
      {"navigation", "Headline\n\n" + repeated("Top Stories\n", kLarge)},
      {"open brackets", repeated("(", kLarge)},
      {"open JSON arrays", R"({"title": )" + repeated("[", kLarge)},
      {"JSON arrays", repeated("[", kLarge)},
      {"JSON braces", repeated("{\n", kLarge)},
      {"comments that never end", "<html>" + repeated("<!--", kLarge)},
      {"scripts that never end", "<html>" + repeated("<script>", kLarge)},
      {"script tags that never end", "<html>" + repeated("<script ld+json ", kLarge)},
      {"drawings that never end", "<html>" + repeated("<svg", kLarge)},
      {"broken tags in SGML", "<DOC><HEADLINE>" + repeated("<a", kLarge) + "</HEADLINE></DOC>"},
      {"texts that never end in SGML", "<DOC>" + repeated("<TEXT>", kLarge) + "</DOC>"},
      {"quotation marks in SGML", "<DOC><TEXT>" + repeated(">", kLarge) + "</TEXT></DOC>"},
      {"quotation marks between articles", repeated(">", kLarge)},
      {"articles that never end", repeated("<DOC>", kLarge)},
      {"heads of web archives", repeated("WARC/1.0\nA:\n", kLarge)},
      {"records of web archives", repeated("WARC/1.0\nContent-Length: 1\n\n", kLarge)},
      {"records without length", repeated("WARC/1.0\nWARC-Type: x\n\n", kLarge)},
      {"records of old web archives", repeated("a: - 201612191405 x 9\n", kLarge)},
      {"lines like those of old web archives", repeated("a: - 201612191405\n", kLarge)},
      {"one line like those", "a: " + repeated("- 201612191405 ", kLarge)},
      {"references", "<html><body>" + repeated("&amp;&#x;", kLarge)},
      {"line breaks", "<html><body>" + repeated("<br>", kLarge)},
      {"links", "<html><body>" + repeated("<a href=x>y", kLarge)},
      {"attributes", "<html><body><p " + numbered("a", 400000) + ">x"},
      {"headlines in headlines",
       "<html><body>" + times("<h1><div>", 1400) + repeated("tram ", kLarge)},
      {"dates in dates",
       "<html><body>" + times("<div itemprop=datePublished>", 2800) + repeated("tram ", kLarge)},
      {"times in times", "<html><body>" + times("<time>", 2800) + repeated("tram ", kLarge)},
      {"parts in parts in parts", nested_parts(100000)},
      {"messages in messages",
       "Subject: Tram\n" + times("Content-Type: message/rfc822\n\n", 100000) + "Text.\n"},
      {"parts side by side", "Subject: Tram\nContent-Type: multipart/mixed; boundary=b\n\n" +
                                 repeated("--b\nContent-Type: text/plain\n\nTram.\n", kLarge)},
      {"a header line of 2 MB", "Subject: " + repeated("tram ", kLarge) + "\n\nText.\n"},
      {"a header of 2 MB", repeated("Subject: tram\n", kLarge) + "\nText.\n"},
      {"encoded words", "Subject: " + repeated("=?utf-8?b?dHJhbQ==?= ", kLarge) + "\n\nText.\n"},
      {"encoded words that never end", "Subject: " + repeated("=?u?q?", kLarge) + "\n\nText.\n"},
      {"senders", "From: " + repeated("((<a@b,", kLarge) + "\n\nText.\n"},
      {"parameters", "Content-Type: text/plain" + repeated(";a*0*=b", kLarge) + "\n\nText.\n"},
      {"broken base64",
       "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + repeated("=A", kLarge)},
      {"quotes", "Subject: Tram\n\n" + repeated(">", kLarge)},
      {"lines of quotes", "Subject: Tram\n\n" + repeated("> a\n\nTom wrote:\n", kLarge)},
      {"text that flows",
       "Content-Type: text/plain; format=flowed\n\n" + repeated("a \n> b \n", kLarge)},
      {"divided words",
       "Subject: Tram\n\n" + repeated(std::string(40, 'x') + " go-\nvern-\n", kLarge)},
      {"empty mailbox messages", repeated("From a Mon Dec 19 14:05:00 2016\n\n", kLarge)},
      {"headers of wire copy", repeated("\x01", kLarge)},
      {"texts of wire copy", repeated("\x01\x02", kLarge / 16)},
      {"rails", "\x01\x02" + repeated("^a<\n", kLarge)},
      {"notes", "\x01\x02" + repeated("# Notebook\n", kLarge)},
      {"elements in XML", "<rss>" + repeated("<a>", kLarge)},
      {"entries that never end", "<rss>" + repeated("<item>", kLarge)},
      {"entries", "<rss><channel>" + repeated("<item><title>x</title></item>", kLarge)},
      {"attributes in XML", "<rss " + numbered("a=''", 100000) + ">"},
      {"end tags in XML", "<rss>" + repeated("</a>", kLarge)},
      {"references in XML", "<rss>" + repeated("&amp;&#x;&", kLarge)},
      {"CDATA that never ends", "<rss>" + repeated("<![CDATA[", kLarge)},
      {"a DOCTYPE that never ends", "<!DOCTYPE rss [" + repeated("<!--", kLarge)},
      {"comments in XML", "<rss>" + repeated("<!-- -", kLarge)},
      {"faults in XML", "<rss><channel>" + repeated("<item><a></b></item>", kLarge)},
      {"text of 5 MB in an entry", "<rss><item><description>" + repeated("tram ", kLine)},
      {"news items in news items",
       "<NewsML>" + repeated("<NewsItem><HeadLine>x</HeadLine>", kLarge)},
      {"a title of many parts", "<html><title>" + repeated(" | x", kLarge) + "</title>"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const SourceFile file = file_named("a.txt");
    const auto start = std::chrono::steady_clock::now();
    expect_kept_promises(read_text(row.bytes, file));
    expect_kept_promises(read_html(row.bytes, file));
    expect_kept_promises(read_stream(read_json_lines, row.bytes, file.id_path));
    expect_kept_promises(read_stream(read_sgml, row.bytes, file.id_path));
    expect_kept_promises(read_stream(read_warc, row.bytes, file.id_path));
    expect_kept_promises(read_stream(read_arc, row.bytes, file.id_path));
    for (const WholeFileReader reader : {read_feed, read_nitf, read_newsml, read_newsml_g2})
      expect_kept_promises(read_whole(reader, row.bytes, file));
    EXPECT_LT(std::chrono::steady_clock::now() - start, kPatience);
  }
}

TEST(HtmlReader, GivesUpOnAPageThatIsNestedTooDeeply) {
  const Record record =
      read_html("<html><body>" + times("<div>", 100000) + "Text.", file_named("a.html"));
  ASSERT_TRUE(std::holds_alternative<Skipped>(record));
  EXPECT_EQ(std::get<Skipped>(record).reason, SkipReason::TooLarge);
}

}  // namespace
}  // namespace morgue
