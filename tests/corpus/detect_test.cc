#include <gtest/gtest.h>

#include "corpus/readers/reader.h"

namespace morgue {
namespace {

using std::string_view_literals::operator""sv;

std::string utf16(std::string_view ascii, bool little_endian) {
  std::string out;
  for (const char c : ascii) {
    if (!little_endian) out += '\0';
    out += c;
    if (little_endian) out += '\0';
  }
  return out;
}

TEST(DetectFormat, BelievesTheBytesBeforeTheName) {
  const struct {
    std::string_view what;
    std::string_view bytes;
    std::string_view name;
    Format expected;
  } rows[] = {
      {"a page in a text file", "<!DOCTYPE html><p>Hi", "page.txt", Format::Html},
      {"capitals", "<HTML><BODY>", "page.txt", Format::Html},
      {"without a head", "<article class=story>", "page", Format::Html},
      {"a fragment around a body", "<div><body>", "page", Format::Html},
      {"behind comments and declarations", "<?xml version='1.0'?>\n<!-- saved -->\n <html>",
       "a.txt", Format::Html},
      {"behind a byte order mark", "\xEF\xBB\xBF<!doctype html>", "a.txt", Format::Html},
      {"an object in a page's clothes", R"({"title": "Trams"})", "page.html", Format::JsonLines},
      {"pretty-printed", "{\n  \"title\": \"Trams\"\n}", "a.txt", Format::JsonLines},
      {"an array of objects", " [\n {\"id\": 1}]", "a.txt", Format::JsonLines},
      {"an empty array", "[]", "a.txt", Format::JsonLines},
      {"Reuters-21578", "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS ", "reut2-000.txt",
       Format::Sgml},
      {"one article of it", "<REUTERS TOPICS=\"NO\">", "a.html", Format::Sgml},
      {"TREC", "<DOC>\n<DOCNO> LH-1 </DOCNO>", "a.txt", Format::Sgml},
      {"prose", "Council opens tram line\n\nThe council met.", "a", Format::Text},
      {"prose in a bracket", "{sic} wrote the mayor", "a.txt", Format::Text},
      {"prose in an angle bracket", "<Laughter> was heard", "a.txt", Format::Text},
      {"a list in a bracket", "[1] The first note", "a.txt", Format::Text},
      {"a DOC that has no number", "<doc>Hello</doc>", "a.txt", Format::Text},
      {"nothing", "", "a.html", Format::Empty},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(detect_format(row.bytes, row.name), row.expected);
  }
}

TEST(DetectFormat, AsksTheNameWhereTheBytesCouldBeAnything) {
  const struct {
    std::string_view bytes;
    std::string_view name;
    Format expected;
  } rows[] = {
      {"<div class=story>Hi", "a.html", Format::Html},
      {"<div class=story>Hi", "a.HTM", Format::Html},
      {"<div class=story>Hi", "a.txt", Format::Text},
      {"Hi", "a.html", Format::Text},  // no markup, whatever its name says
      {"broken } json", "a.jsonl", Format::JsonLines},
      {"broken } json", "A.JSON", Format::JsonLines},
      {"broken } json", "a.ndjson", Format::JsonLines},
      {"broken } json", "a.json.txt", Format::Text},
      {"<TEXT>Hi", "a.sgm", Format::Sgml},
      {"<story>Hi", "a.xml", Format::Unsupported},
      {"<story>Hi", "a", Format::Text},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(detect_format(row.bytes, row.name), row.expected);
  }
}

TEST(DetectFormat, KnowsTheFormsInWhichNewsIsKept) {
  std::string tar(512, 'x');
  tar.replace(257, 5, "ustar");
  const struct {
    std::string_view bytes;
    Format expected;
  } rows[] = {
      {"PK\x03\x04 photo.jpg", Format::Container},
      {tar, Format::Container},
      {"\x28\xB5\x2F\xFD rest", Format::Container},
      {"\x1F\x8B rest", Format::Container},
      {"BZh91AY", Format::Container},
      {"WARC/1.0\r\n", Format::Warc},
      {"filedesc://a.arc 0.0.0.0 2016 text/plain 77\n", Format::Arc},
      {"<?xml version=\"1.0\"?><rss version=\"2.0\">", Format::Feed},
      {"<!-- made by hand --><rdf:RDF xmlns:rdf=\"x\">", Format::Feed},
      {"<feed xmlns=\"http://www.w3.org/2005/Atom\">", Format::Feed},
      {"<nitf>", Format::Nitf},
      {"<?xml version=\"1.0\"?>\n<!DOCTYPE nitf SYSTEM \"nitf-3-2.dtd\">\n<nitf>", Format::Nitf},
      {"<NewsML Version=\"1.2\">", Format::NewsMl},
      {"<newsItem guid=\"x\">", Format::NewsMlG2},
      {"<newsMessage>", Format::NewsMlG2},
      {"From: Anna <a@halyard.example>\nDate: Mon, 19 Dec 2016 14:05:00 +0000\nSubject: "
       "Trams\nMIME-Version: 1.0\n\nHi",
       Format::Mail},
      {"From anna@halyard.example Mon Dec 19 14:05:00 2016\nFrom: Anna <a@halyard.example>\nDate: "
       "Mon, 19 Dec 2016 14:05:00 +0000\nSubject: Trams\n\nHi",
       Format::Mbox},
      {"\x16\x16\x01"
       "a0123\x1F"
       "bc-Trams 12-19 0100\r\n\x02\r\n   Text of it.\r\n\x03\x04",
       Format::Wire},
      // Lines that speak of an article are no mail.
      {"Trams return\nDate: 19 December 2016\nSource: Halyard\n\nText.", Format::Text},
      {"Date: 19 December 2016\nSource: Halyard\nTrams return\n\nText.", Format::Text},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.bytes);
    EXPECT_EQ(detect_format(row.bytes, "story.txt"), row.expected);
  }
}

TEST(DetectFormat, SaysWhatItIsThatWeDoNotRead) {
  const struct {
    std::string_view bytes;
    Format expected;
    std::string_view what;
  } rows[] = {
      {"%PDF-1.7", Format::Unsupported, "a PDF document"},
      {"PK\x03\x04 mimetypeapplication/epub+zip", Format::Unsupported, "an EPUB book"},
      {"PK\x03\x04 word/document.xml", Format::Unsupported, "a Word document"},
      {"{\\rtf1 Hi", Format::Unsupported, "an RTF document"},
      {"\x89PNG\r\n\x1A\n", Format::Binary, "a PNG image"},
      {"\xFF\xD8\xFF\xE0", Format::Binary, "a JPEG image"},
      {"RIFF\x10\x20\x30\x40WEBPVP8 ", Format::Binary, "a WebP image"},
      {"\0\0\0\x18"
       "ftypmp42"sv,
       Format::Binary, "a video"},
      {"\x7F"
       "ELF\x02\x01",
       Format::Binary, "a program"},
      {"SQLite format 3\0"sv, Format::Binary, "an SQLite database"},
      {"\x01\x02\x03\x04\x05\x06\x07\x08"sv, Format::Binary, "no text"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    std::string why;
    // The most innocent of names helps none of them.
    EXPECT_EQ(detect_format(row.bytes, "story.txt", &why), row.expected);
    EXPECT_EQ(why, row.what);
    EXPECT_EQ(detect_format(row.bytes, "story.txt"), row.expected);
  }
}

TEST(DetectFormat, ForgivesTextAFewStrayBytes) {
  const std::string story = "The council met on Monday and talked about trams until late.\n";
  EXPECT_EQ(detect_format(story + "\x01" + story, "a"), Format::Text);
  EXPECT_EQ(detect_format(story + "\x1B[1mbold\x1B[0m", "a"), Format::Text);
  EXPECT_EQ(detect_format("caf\xE9 in Concepci\xF3n", "a"), Format::Text);
  EXPECT_EQ(detect_format(story + std::string(40, '\x01'), "a"), Format::Binary);
  EXPECT_EQ(detect_format(story + std::string(3, '\0'), "a"), Format::Binary);
  // Reuters-21578 is full of the codes of typesetting machines.
  EXPECT_EQ(detect_format("<REUTERS NEWID=\"1\">" + std::string(10, '\x05'), "a"), Format::Sgml);
}

TEST(DetectFormat, ReadsUtf16WithAndWithoutAMark) {
  for (const bool little_endian : {true, false}) {
    SCOPED_TRACE(little_endian);
    const std::string mark = little_endian ? "\xFF\xFE" : "\xFE\xFF";
    for (const std::string& start : {mark, std::string()}) {
      EXPECT_EQ(detect_format(start + utf16("The council met.", little_endian), "a"), Format::Text);
      EXPECT_EQ(detect_format(start + utf16("<!doctype html>", little_endian), "a"), Format::Html);
      EXPECT_EQ(detect_format(start + utf16("{\"id\": \"1\"}", little_endian), "a"),
                Format::JsonLines);
    }
  }
}

TEST(DetectFormat, ReadsTheSignatureAtTheVeryEndOfAShortFile) {
  for (const std::string_view bytes : {"P", "PK", "%", "%PDF", "RIFF", "RIFF1234WE", "<", "{", "[",
                                       "\xFF", "\xFF\xFE", "<!--", "<?"}) {
    SCOPED_TRACE(bytes);
    EXPECT_NE(detect_format(bytes, "a"), Format::Empty);
  }
}

}  // namespace
}  // namespace morgue
