#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <streambuf>

#include "corpus/readers/http_message.h"
#include "tests/corpus/reading.h"

namespace morgue {
namespace {

const std::string kPage =
    "<!doctype html><html><head><title>Ferry late</title></head><body><article><h1>Ferry late</h1>"
    "<p>The ferry to the islands was an hour late on Monday, and nobody minded much.</p></article>"
    "</body></html>";
constexpr std::string_view kBody =
    "The ferry to the islands was an hour late on Monday, and nobody minded much.";

constexpr std::string_view kHtml = "Content-Type: text/html\r\n";

std::string http(std::string_view fields, std::string_view body, std::string_view status = "200") {
  return "HTTP/1.1 " + std::string(status) + " Whatever\r\n" + std::string(fields) + "\r\n" +
         std::string(body);
}

struct RecordParts {
  std::string type = "response";
  std::string address = "http://herald.example/ferry";
  std::string block = http(kHtml, kPage);
  std::string date = "2017-03-06T04:02:06Z";
  std::string fields = "Content-Type: application/http; msgtype=response\r\n";
  std::string length = {};  // what it says, if that is not so
};

std::string warc(const RecordParts& parts) {
  return "WARC/1.0\r\nWARC-Type: " + parts.type + "\r\nWARC-Target-URI: " + parts.address +
         "\r\nWARC-Date: " + parts.date + "\r\n" + parts.fields + "Content-Length: " +
         (parts.length.empty() ? std::to_string(parts.block.size()) : parts.length) + "\r\n\r\n" +
         parts.block + "\r\n\r\n";
}

const std::string kInfo =
    warc({.type = "warcinfo", .address = "", .block = "software: pen and paper\r\n", .fields = ""});

std::string page_at(const std::string& address) { return warc({.address = address}); }

std::string arc_line(std::string_view address, std::size_t length,
                     std::string_view type = "text/html") {
  return std::string(address) + " 192.0.2.7 20161219140500 " + std::string(type) + " " +
         std::to_string(length) + "\n";
}

const std::string kArcInfo =
    "filedesc://town.arc 0.0.0.0 20161219140000 text/plain 73\n"
    "1 0 Town Crawl\nURL IP-address Archive-date Content-type Archive-length\n\n\n";

std::string arc(std::string_view address, std::string_view block,
                std::string_view type = "text/html") {
  return arc_line(address, block.size(), type) + std::string(block) + "\n";
}

/// @param window_bits  15: zlib, 31: gzip, -15: bare
std::string deflated(std::string_view bytes, int window_bits) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string gzip(std::string_view bytes) { return deflated(bytes, 15 + 16); }

/// A meta-block that is not compressed and an empty last one: RFC 7932, 9.2. Up to 64 KB.
std::string brotli(std::string_view bytes) {
  const std::size_t head = (bytes.size() - 1) << 4 | 1u << 20;
  std::string out;
  for (const int shift : {0, 8, 16}) out += static_cast<char>(head >> shift & 0xFF);
  return out.append(bytes).append("\x03");
}

/// Frames of one block each that is not compressed: RFC 8878, 3.1.1. Up to 64 KB.
std::string zstd(std::string_view bytes) {
  std::string out = "\x28\xB5\x2F\xFD\xA0";  // one segment, its size in four bytes
  for (const int shift : {0, 8, 16, 24}) out += static_cast<char>(bytes.size() >> shift & 0xFF);
  const std::size_t head = bytes.size() << 3 | 1u;  // the last block
  for (const int shift : {0, 8, 16}) out += static_cast<char>(head >> shift & 0xFF);
  return out.append(bytes);
}

std::string chunked(std::string_view bytes, std::size_t size = 50) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += size) {
    const std::string_view chunk = bytes.substr(at, size);
    char head[32];
    std::snprintf(head, sizeof head, "%04zX;note=x\r\n", chunk.size());
    out.append(head).append(chunk).append("\r\n");
  }
  return out + "0\r\nTrailer: x\r\n\r\n";
}

Collected read_archive(const std::string& bytes, const ReadLimits& limits = {}) {
  return read_stream(read_warc, bytes, "town.warc", limits);
}

Article only_article(const Collected& read) {
  for (const Skipped& skipped : read.skipped) ADD_FAILURE() << skipped.detail;
  EXPECT_EQ(read.articles.size(), 1u);
  return read.articles.empty() ? Article{} : read.articles.front();
}

std::vector<std::string> ids_of(const Collected& read) {
  std::vector<std::string> ids;
  for (const Article& article : read.articles) ids.push_back(article.id);
  return ids;
}

/// "malformed", "malformed, kept"
std::string reason_of(const Skipped& skipped) {
  return std::string(to_string(skipped.reason)) + (skipped.doubtful ? ", kept" : "");
}

TEST(Warc, MakesAnArticleOfAPage) {
  const Article article = only_article(read_archive(kInfo + page_at("http://herald.example/a")));
  EXPECT_EQ(article.id, "town.warc/http://herald.example/a");
  EXPECT_EQ(article.source_path, "/archive/town.warc");
  EXPECT_EQ(article.line, 10u);
  EXPECT_EQ(article.url, "http://herald.example/a");
  EXPECT_EQ(article.headline, "Ferry late");
  EXPECT_EQ(article.body, kBody);
}

TEST(Warc, TakesTheAddressThatThePageGivesItself) {
  const std::string page =
      "<html><head><link rel=canonical href='https://herald.example/ferry-late'></head>" + kPage;
  const Article article = only_article(read_archive(
      warc({.address = "http://herald.example/ferry?from=home", .block = http(kHtml, page)})));
  EXPECT_EQ(article.url, "https://herald.example/ferry-late");
  EXPECT_EQ(article.id, "town.warc/http://herald.example/ferry?from=home");
}

TEST(Warc, KnowsTheDayOfAPageFromThePageAndNeverFromTheCrawl) {
  const struct {
    std::string_view what;
    std::string address;
    std::string head;
    std::string_view published;
  } rows[] = {
      {"neither WARC-Date nor the archive's path", "http://herald.example/ferry", "", "none"},
      {"an address", "http://herald.example/2016/12/19/ferry", "", "2016-12-19 url"},
      {"metadata", "http://herald.example/ferry",
       "<meta property='article:published_time' content='2016-12-18T09:00Z'>",
       "2016-12-18T09:00:00Z metadata"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article = only_article(
        read_stream(read_warc,
                    warc({.address = row.address,
                          .block = http(kHtml, "<html><head>" + row.head + "</head>" + kPage)}),
                    "crawls/2017/03/06/town-20170306.warc"));
    EXPECT_EQ(published_of(article), row.published);
  }
}

TEST(Warc, UndoesWhatHttpDidToThePage) {
  const struct {
    std::string_view what;
    std::string block;
  } rows[] = {
      {"chunked",
       http("Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n", chunked(kPage))},
      {"gzip", http("content-type: TEXT/HTML\r\ncontent-encoding: GZip\r\n", gzip(kPage))},
      {"gzip in two members", http("Content-Type: text/html\r\nContent-Encoding: x-gzip\r\n",
                                   gzip(kPage.substr(0, 99)) + gzip(kPage.substr(99)))},
      {"gzip in chunks",
       http("Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
            chunked(gzip(kPage)))},
      {"deflate",
       http("Content-Type: text/html\r\nContent-Encoding: deflate\r\n", deflated(kPage, 15))},
      {"deflate without its wrapping",
       http("Content-Type: text/html\r\nContent-Encoding: deflate\r\n", deflated(kPage, -15))},
      {"brotli", http("Content-Type: text/html\r\nContent-Encoding: br\r\n", brotli(kPage))},
      {"zstd", http("Content-Type: text/html\r\nContent-Encoding: zstd\r\n", zstd(kPage))},
      {"zstd in two frames, with something behind them",
       http("Content-Type: text/html\r\nContent-Encoding: zstd\r\n",
            zstd(kPage.substr(0, 99)) + zstd(kPage.substr(99)) + "\r\n")},
      {"one encoding on top of another",
       http("Content-Type: text/html\r\nContent-Encoding: br, identity, gzip\r\n",
            gzip(brotli(kPage)))},
      // The crawler has undone it, but not in the head.
      {"no gzip at all", http("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", kPage)},
      {"no deflate at all",
       http("Content-Type: text/html\r\nContent-Encoding: deflate\r\n", kPage)},
      {"no brotli at all", http("Content-Type: text/html\r\nContent-Encoding: br\r\n", kPage)},
      {"no zstd at all", http("Content-Type: text/html\r\nContent-Encoding: zstd\r\n", kPage)},
      {"no unknown encoding at all",
       http("Content-Type: text/html\r\nContent-Encoding: dcz\r\n", kPage)},
      {"no chunks at all",
       http("Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n", kPage)},
      {"a head with LF only, and a folded line",
       "HTTP/1.0 200\nX-Note: one\n two\nContent-Type:text/html\n\n" + kPage},
      {"a blank line before the status line", "\r\n" + http(kHtml, kPage)},
      {"XHTML", http("Content-Type: application/xhtml+xml\r\n", kPage)},
      {"no Content-Type, but a page", http("Server: x\r\n", kPage)},
      {"more than Content-Length says",
       http("Content-Type: text/html\r\nContent-Length: 9\r\n", kPage)},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article = only_article(read_archive(warc({.block = row.block})));
    EXPECT_EQ(article.headline, "Ferry late");
    EXPECT_EQ(article.body, kBody);
  }
}

TEST(Warc, IsReadHoweverItsHeadIsWritten) {
  const std::string block = http(kHtml, kPage);
  const std::string length = std::to_string(block.size());
  const struct {
    std::string_view what;
    std::string bytes;
  } rows[] = {
      {"version 0.17",
       "WARC/0.17\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
       "Content-Type: application/http\r\nContent-Length: " +
           length + "\r\n\r\n" + block + "\r\n\r\n"},
      {"LF only, and a folded line",
       "WARC/1.1\nwarc-type: response\nWARC-Target-URI:\n http://a.example/\ncontent-length: " +
           length + "\n\n" + block + "\n\n"},
      {"an address as wget wrote it", warc({.address = "<http://a.example/>"})},
      {"no newlines behind it",
       "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
       "Content-Length: " +
           length + "\r\n\r\n" + block + kInfo},
      {"blank lines before it", "\r\n\n" + page_at("http://a.example/")},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article = only_article(read_archive(row.bytes));
    EXPECT_EQ(article.id, "town.warc/http://a.example/");
    EXPECT_EQ(article.url, "http://a.example/");
    EXPECT_EQ(article.body, kBody);
  }
}

TEST(Warc, BelievesTheCharsetOfTheHttpHead) {
  const struct {
    std::string_view type;
    std::string_view bytes;
  } rows[] = {
      {"text/html; charset=windows-1251", "<p>\xCF\xE0\xF0\xEE\xEC"},
      {"text/html;charset=\"KOI8-R\"; x=y", "<meta charset=windows-1251><p>\xF0\xC1\xD2\xCF\xCD"},
      {"text/html; charset=latin1", "<p>\xD0\x9F\xD0\xB0\xD1\x80\xD0\xBE\xD0\xBC"},  // it is UTF-8
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.type);
    const std::string page = "<html><title>Ferry</title><body>" + std::string(row.bytes) +
                             " sails from the pier at noon and again at four o'clock.</p>";
    const Article article = only_article(read_archive(
        warc({.block = http("Content-Type: " + std::string(row.type) + "\r\n", page)})));
    EXPECT_EQ(article.body.substr(0, article.body.find(' ')), "Паром");
  }
}

TEST(Warc, PassesOverWhatIsNoPageWithoutAWord) {
  const std::string bytes =
      kInfo + warc({.type = "request", .block = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"}) +
      warc({.block = http(kHtml, kPage, "302")}) + warc({.block = http(kHtml, kPage, "404")}) +
      warc({.block = http("Content-Type: image/png\r\n", "\x89PNG\r\n\x1A\n")}) +
      warc({.block = http("Content-Type: text/css\r\nContent-Encoding: gzip\r\n", "p{}")}) +
      warc({.block = http("Server: x\r\n", "p{}")}) +
      warc({.type = "metadata", .block = "outlink: x", .fields = "Content-Type: text/plain\r\n"}) +
      warc({.type = "revisit", .block = http(kHtml, "")}) +
      warc({.address = "dns:a.example",
            .block = "1.2.3.4",
            .fields = "Content-Type: text/dns\r\n"}) +
      warc({.type = "resource", .block = "x", .fields = "Content-Type: image/gif\r\n"}) +
      warc({.type = "conversion", .block = "Text.", .fields = "Content-Type: text/plain\r\n"});
  const Collected read = read_archive(bytes + page_at("http://a.example/"));
  EXPECT_TRUE(read.skipped.empty());
  EXPECT_EQ(ids_of(read), std::vector<std::string>{"town.warc/http://a.example/"});
  // Unless that was all.
  const Collected nothing = read_archive(bytes);
  ASSERT_EQ(nothing.skipped.size(), 1u);
  EXPECT_EQ(nothing.skipped[0].reason, SkipReason::NoText);
  EXPECT_EQ(nothing.skipped[0].detail,
            "no HTML page with status 200 in this web archive (12 records)");
}

TEST(Warc, ReadsPagesWithoutHttpAroundThem) {
  const Article article =
      only_article(read_archive(warc({.type = "resource",
                                      .address = "file:///home/town/ferry late.html",
                                      .block = kPage,
                                      .fields = "Content-Type: text/html; charset=utf-8\r\n"})));
  EXPECT_EQ(article.id, "town.warc/file:///home/town/ferry%20late.html");
  EXPECT_EQ(article.url, "");
  EXPECT_EQ(article.body, kBody);
}

TEST(Warc, GivesEachCaptureOfAPageAnIdOfItsOwn) {
  const std::string address = "http://a.example/";
  const Collected read = read_archive(
      warc({.address = address}) + warc({.address = address, .date = "2018-01-01T00:00:00Z"}) +
      warc({.address = address, .date = "2018-01-01T00:00:00Z"}) +
      warc({.address = address, .date = ""}) + warc({.address = ""}) +
      warc({.address = "http://a.example/\x01\xE9"}));
  EXPECT_EQ(
      ids_of(read),
      (std::vector<std::string>{
          "town.warc/http://a.example/", "town.warc/http://a.example/#2018-01-01T00:00:00Z",
          "town.warc/http://a.example/#2018-01-01T00:00:00Z#3", "town.warc/http://a.example/#4",
          "town.warc/5", "town.warc/http://a.example/%01é"}));
}

TEST(Warc, ReportsWhatIsBrokenAndGoesOn) {
  const std::string block = http(kHtml, kPage);
  const std::string size = std::to_string(block.size());
  const std::string image = http("Content-Type: image/png\r\n", std::string(300, 'x'));
  const std::string cut = "its length is " + size + ", but the next record begins after 100 bytes";
  const struct {
    std::string_view what;
    std::string bytes;
    std::string_view reason;
    std::string detail;  // behind "record 1 at byte 0 (…): "
  } rows[] = {
      {"a length that is too small", warc({.length = "90"}), "malformed, kept",
       "its length is 90, but the next record begins after " + size + " bytes; the page is kept"},
      {"a length that is too large", warc({.length = "9999"}), "malformed, kept",
       "its length is 9999, but the next record begins after " + size + " bytes; the page is kept"},
      {"a length over the limit", warc({.length = "99999999999"}), "malformed, kept",
       "its length is 99999999999, but the next record begins after " + size + " bytes"},
      {"no length", warc({.length = "many"}), "malformed, kept",
       "its length is missing or no number; the next record begins after " + size + " bytes"},
      {"a page cut off in its HTTP head", warc({.block = block.substr(0, 40), .length = size}),
       "malformed", "its length is " + size + ", but the next record begins after 40 bytes"},
      {"an image with a wrong length", warc({.block = image, .length = "999"}), "malformed",
       "its length is 999, but the next record begins after " + std::to_string(image.size())},
      {"an image with a length over the limit", warc({.block = image, .length = "99999999999"}),
       "malformed", "its length is 99999999999, but the next record begins after "},
      {"a broken chunk",
       warc({.block = http("Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n",
                           "9\r\n<!doctype\r\nQ\r\n html>" + kPage)}),
       "malformed, kept", "a chunk of the page has a broken size; the page is kept"},
      {"the last chunk missing",
       warc({.block = http("Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n",
                           chunked(kPage, 999).substr(0, kPage.size() + 15))}),
       "malformed, kept", "the last chunk of the page is missing"},
      {"gzip cut off",
       warc({.block = http("Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
                           gzip(kPage).substr(0, 150))}),
       "malformed, kept", "its gzip data is cut off"},
      {"no gzip and no page",
       warc({.block = http("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", "zzzz")}),
       "malformed", "its gzip data is broken from the start"},
      {"zstd cut off",
       warc({.block = http("Content-Type: text/html\r\nContent-Encoding: zstd\r\n",
                           zstd(kPage) + zstd(kPage).substr(0, 9))}),
       "malformed, kept", "its zstd data is cut off"},
      {"no zstd and no page",
       warc({.block = http("Content-Type: text/html\r\nContent-Encoding: zstd\r\n", "zzzz")}),
       "malformed", "its zstd data is broken from the start"},
      {"an unknown encoding",
       warc({.block = http("Content-Type: text/html\r\nContent-Encoding: dcz\r\n", "zzzz")}),
       "malformed", "its encoding 'dcz' is not read; only gzip, deflate, br and zstd are"},
      {"less than HTTP says",
       warc({.block = http("Content-Type: text/html\r\nContent-Length: 9999\r\n", kPage)}),
       "malformed, kept", "the page has " + std::to_string(kPage.size()) + " of the 9999 bytes"},
      {"cut off by the crawler", warc({.fields = "WARC-Truncated: length\r\n"}), "malformed, kept",
       "the crawler cut it off (length); the page is kept as far as it goes"},
      {"no HTTP", warc({.block = "zzzz"}), "malformed", "no HTTP response in it"},
      {"an image that is said to be a page", warc({.block = http(kHtml, "\x89PNG\r\n\x1A\n")}),
       "binary", "it is said to be HTML and is a PNG image"},
      {"a page without text", warc({.block = http(kHtml, "<html><body></body></html>")}), "no text",
       "no headline and no text in this page"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Collected read = read_archive(row.bytes + page_at("http://a.example/next"));
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(reason_of(read.skipped[0]), row.reason);
    EXPECT_EQ(read.skipped[0].line, 1u);
    const std::string where = "record 1 at byte 0 (http://herald.example/ferry): ";
    EXPECT_EQ(read.skipped[0].detail.substr(0, where.size() + row.detail.size()),
              where + row.detail);
    ASSERT_EQ(read.articles.size(), read.skipped[0].doubtful ? 2u : 1u);
    EXPECT_EQ(read.articles.front().headline, "Ferry late");
    EXPECT_EQ(read.articles.back().id, "town.warc/http://a.example/next");
    EXPECT_EQ(read.articles.back().body, kBody);
  }
}

TEST(Warc, ReportsHeadsAndBytesThatBelongToNoRecord) {
  const std::string next = page_at("http://a.example/next");
  const std::string end = std::to_string(next.size());
  const std::size_t length = http(kHtml, kPage).size();
  const struct {
    std::string_view what;
    std::string bytes;
    std::string detail;
    std::size_t articles;
  } rows[] = {
      {"bytes before a record", "Hello.\n" + next,
       "no record begins at byte 0; 7 bytes passed over up to the next one", 1},
      {"bytes behind the last one", next + "Hello.\n",
       "no record begins at byte " + end + "; 7 bytes passed over up to the end of the file", 1},
      {"a head without an end", "WARC/1.0\r\nWARC-Type: response\r\n" + next,
       "record 1 at byte 0: its head does not end with an empty line", 1},
      {"a file that ends within a head", next + "WARC/1.0\r\nWARC-Type: resp",
       "record 2 at byte " + end + ": the file ends within its head", 1},
      {"a file that ends within a page", next.substr(0, next.size() - 20),
       "record 1 at byte 0 (http://a.example/next): its length is " + std::to_string(length) +
           ", but the file ends after " + std::to_string(length - 16) +
           " bytes; the page is kept as far as it goes",
       1},
      {"no record at all", "Hello.\n", "no record in this file; each must begin like 'WARC/1.0'",
       0},
      {"nothing", "", "no record in this file; each must begin like 'WARC/1.0'", 0},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Collected read = read_archive(row.bytes);
    EXPECT_EQ(read.articles.size(), row.articles);
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].detail, row.detail);
  }
}

TEST(Warc, PassesOverPagesOverTheLimitAndReportsThem) {
  const ReadLimits limits{300, 64};
  const std::string large(200000, 'x');
  const struct {
    std::string_view what;
    std::string bytes;
    bool reported;
  } rows[] = {
      {"a page", warc({.block = http(kHtml, large)}), true},
      {"a page a little over it", warc({.block = http(kHtml, large.substr(0, 400))}), true},
      {"a page that is large when decoded",
       warc({.block = http("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", gzip(large))}),
       true},
      {"a resource",
       warc({.type = "resource", .block = large, .fields = "Content-Type: text/html\r\n"}), true},
      {"an image", warc({.block = http("Content-Type: image/png\r\n", large)}), false},
      {"a missing page", warc({.block = http(kHtml, large, "404")}), false},
      // A record within one over the limit is only believed with its head.
      {"text about archives", warc({.type = "metadata", .block = large + "\nWARC/1.0\n\n" + large}),
       false},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Collected read = read_archive(row.bytes + page_at("http://a.example/next"), limits);
    EXPECT_EQ(ids_of(read), std::vector<std::string>{"town.warc/http://a.example/next"});
    ASSERT_EQ(read.skipped.size(), row.reported ? 1u : 0u);
    for (const Skipped& one : read.skipped) EXPECT_EQ(one.reason, SkipReason::TooLarge);
  }
}

/// Parts of an archive, one after the other, without ever having it whole.
class Parts : public std::streambuf {
 public:
  explicit Parts(std::vector<std::pair<const std::string*, int>> parts)
      : parts_(std::move(parts)) {}

  std::uint64_t bytes() const { return bytes_; }
  std::uint64_t most_memory() const { return most_memory_; }

  static std::uint64_t memory() {
    std::uint64_t total = 0;
    std::uint64_t resident = 0;
    std::ifstream("/proc/self/statm") >> total >> resident;
    return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  }

 protected:
  int_type underflow() override {
    while (!parts_.empty() && parts_.front().second == 0) parts_.erase(parts_.begin());
    if (parts_.empty()) return traits_type::eof();
    if (++calls_ % 16 == 0) most_memory_ = std::max(most_memory_, memory());
    --parts_.front().second;
    bytes_ += parts_.front().first->size();
    char* const begin =
        const_cast<char*>(parts_.front().first->data());  // setg() is for writers too
    setg(begin, begin, begin + parts_.front().first->size());
    return traits_type::to_int_type(*begin);
  }

 private:
  std::vector<std::pair<const std::string*, int>> parts_;
  std::uint64_t bytes_ = 0;
  std::uint64_t most_memory_ = 0;
  int calls_ = 0;
};

TEST(Warc, TakesNoMoreMemoryForALargeArchive) {
  constexpr std::uint64_t kMega = 1u << 20;
  std::string noise(kMega, '\0');
  for (std::size_t i = 0; i < noise.size(); ++i)
    noise[i] = static_cast<char>(i * 2654435761u >> 13);
  const std::string image = http("Content-Type: image/png\r\n", "");
  const auto head_of = [](const std::string& block, std::uint64_t more) {
    const std::string record =
        warc({.block = block, .length = std::to_string(block.size() + more)});
    return record.substr(0, record.size() - 4);
  };
  const std::string photo = head_of(image, kMega);
  const std::string film = head_of(image, 100 * kMega);
  const std::string huge_page = head_of(http(kHtml, ""), 40 * kMega);
  const std::string end = "\r\n\r\n";
  const std::string page = page_at("http://a.example/");
  std::vector<std::pair<const std::string*, int>> parts;
  for (int i = 0; i < 160; ++i)
    for (const std::string* part : std::to_array<const std::string*>({&photo, &noise, &end, &page}))
      parts.emplace_back(part, 1);
  for (const auto& [head, megabytes] : {std::pair(&film, 100), std::pair(&huge_page, 40)}) {
    parts.emplace_back(head, 1);
    parts.emplace_back(&noise, megabytes);
    parts.emplace_back(&end, 1);
  }
  parts.emplace_back(&page, 1);

  Parts buffer(std::move(parts));
  std::istream in(&buffer);
  std::uint64_t articles = 0;
  std::vector<Skipped> skipped;
  std::uint64_t consumed = 0;
  const std::uint64_t before = Parts::memory();
  read_warc(
      in, file_named("town.warc"), {},
      [&](const Record& record) {
        if (const auto* one = std::get_if<Skipped>(&record))
          skipped.push_back(*one);
        else
          ++articles;
      },
      [&](std::uint64_t bytes) { consumed += bytes; });
  EXPECT_EQ(articles, 161u);
  ASSERT_EQ(skipped.size(), 1u);
  EXPECT_EQ(skipped[0].reason, SkipReason::TooLarge);
  EXPECT_GT(consumed, 300 * kMega);
  EXPECT_EQ(consumed, buffer.bytes());
  // 32 MB are enough; a sanitizer holds on to what was freed.
  EXPECT_LT(buffer.most_memory(), before + 100 * kMega);
}

TEST(Arc, IsReadInBothVersions) {
  const std::string block = http(kHtml, kPage);
  const std::string size = std::to_string(block.size());
  const struct {
    std::string_view what;
    std::string bytes;
    std::string_view address;
  } rows[] = {
      {"version 1", kArcInfo + arc("http://a.example/", block), "http://a.example/"},
      {"version 2",
       "filedesc://town.arc 0.0.0.0 20161219140000 text/plain 200 - - 0 town.arc 9\n2 0 Town\n\n\n"
       "http://a.example/ 192.0.2.7 20161219140500 text/html 200 abc - 209 town.arc " +
           size + "\n" + block + "\n",
       "http://a.example/"},
      {"blanks in the address", kArcInfo + arc("http://a.example/?q=late ferry", block),
       "http://a.example/?q=late%20ferry"},
      {"blanks in the type", kArcInfo + arc("http://a.example/", block, "text/html; charset=utf-8"),
       "http://a.example/"},
      {"a page without its HTTP head", kArcInfo + arc("http://a.example/", kPage),
       "http://a.example/"},
      {"other things around it",
       kArcInfo + arc("dns:a.example", "1.2.3.4", "text/dns") +
           arc("http://a.example/x", http(kHtml, kPage, "301")) + arc("http://a.example/", block) +
           arc("http://a.example/y", http("Content-Type: image/gif\r\n", "GIF89a"), "image/gif"),
       "http://a.example/"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article = only_article(read_stream(read_arc, row.bytes, "town.arc"));
    EXPECT_EQ(article.id, "town.arc/" + std::string(row.address));
    EXPECT_EQ(article.url, row.address);
    EXPECT_EQ(article.body, kBody);
    EXPECT_EQ(published_of(article), "none");
  }
}

TEST(Arc, ReportsWhatIsBrokenAndGoesOn) {
  const std::string block = http(kHtml, kPage);
  const std::string next = arc("http://a.example/next", block);
  const std::string size = std::to_string(block.size());
  const struct {
    std::string_view what;
    std::string bytes;
    std::string_view reason;
    std::string detail;
    std::size_t articles;
  } rows[] = {
      {"a length that is too large", arc_line("http://a.example/", 999) + block + "\n" + next,
       "malformed, kept",
       "record 1 at byte 0 (http://a.example/): its length is 999, but the next record begins "
       "after " +
           size + " bytes; the page is kept as far as it goes",
       2},
      {"no length", "http://a.example/ 192.0.2.7 20161219140500 text/html -1\n\n" + next,
       "malformed",
       "record 1 at byte 0 (http://a.example/): its length is missing or no number; the next "
       "record begins after 0 bytes; white space only",
       1},
      {"bytes of no record", "Hello.\n" + next, "malformed",
       "no record begins at byte 0; 7 bytes passed over up to the next one", 1},
      {"no record", "Hello.\n", "no text",
       "no record in this file; each must begin like 'filedesc://'", 0},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Collected read = read_stream(read_arc, row.bytes, "town.arc");
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(reason_of(read.skipped[0]), row.reason);
    EXPECT_EQ(read.skipped[0].detail, row.detail);
    EXPECT_EQ(read.articles.size(), row.articles);
  }
}

TEST(Arc, GivesEachCaptureOfAPageAnIdOfItsOwn) {
  const std::string page = arc("http://a.example/", http(kHtml, kPage));
  EXPECT_EQ(ids_of(read_stream(read_arc, kArcInfo + page + page, "town.arc")),
            (std::vector<std::string>{"town.arc/http://a.example/",
                                      "town.arc/http://a.example/#20161219140500"}));
}

TEST(HttpMessage, HasAStatusAndFields) {
  const std::string message =
      "HTTP/1.1 200 OK\r\nServer: a\r\nno colon\r\nX-Long: one\r\n\ttwo\r\nserver: b\r\n\r\nBody";
  const std::optional<HttpHead> head = parse_http_head(message);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->fields.find("SERVER"), "a");
  EXPECT_EQ(head->fields.find("x-long"), "one two");
  EXPECT_EQ(head->fields.find("x-none"), "");
  EXPECT_EQ(message.substr(head->bytes), "Body");
  for (const std::string_view none :
       {"", "\r\n", "HTTP/1.1", "HTTP/1.1 ok", "GET / HTTP/1.1", "<html>", "HTTP/1.1 99999 x"})
    EXPECT_FALSE(parse_http_head(none)) << none;
}

TEST(HttpMessage, HasAContentType) {
  const struct {
    std::string_view value;
    std::string_view type;
    std::string_view charset;
  } rows[] = {
      {"text/html", "text/html", ""},
      {"Text/HTML ; Charset = utf-8", "text/html", ""},  // no blanks around '=': RFC 9110, 5.6.6
      {"text/html; boundary=x; charset='Big5'", "text/html", "Big5"},
      {"text/html; charset=\"utf-8\"", "text/html", "utf-8"},
      {"text/html;charset=utf-8, text/html", "text/html", "utf-8"},
      {"", "", ""},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.value);
    const ContentType content = parse_content_type(row.value);
    EXPECT_EQ(content.type, row.type);
    EXPECT_EQ(content.charset, row.charset);
  }
}

TEST(HttpMessage, StopsDecodingAtTheLimit) {
  const std::string bomb = gzip(std::string(50u << 20, 'x'));
  const std::optional<HttpHead> head =
      parse_http_head("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
  ASSERT_TRUE(head);
  const HttpBody body = decode_http_body(*head, bomb, 1u << 20);
  EXPECT_EQ(body.state, HttpBody::State::TooLarge);
  EXPECT_TRUE(body.bytes.empty());
  const HttpBody twice =
      decode_http_body(*parse_http_head("HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n\r\n"),
                       gzip(bomb), 1u << 20);
  EXPECT_EQ(twice.state, HttpBody::State::TooLarge);

  std::string blocks = "\x28\xB5\x2F\xFD";
  blocks += std::string("\0\x38", 2);  // no size; a window of 128 KB
  for (int i = 0; i < 64; ++i) blocks += std::string("\x02\x00\x10<", 4);  // 128 KB of a byte
  const std::optional<HttpHead> packed =
      parse_http_head("HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n");
  EXPECT_EQ(decode_http_body(*packed, blocks, 1u << 20).state, HttpBody::State::TooLarge);
  const HttpBody whole = decode_http_body(*packed, blocks, 64u << 20);
  EXPECT_EQ(whole.bytes.size(), 8u << 20);

  // A window of 16 MB is more than a browser would hold.
  blocks[5] = '\x70';
  EXPECT_EQ(decode_http_body(*packed, blocks, 64u << 20).state, HttpBody::State::Unreadable);
}

}  // namespace
}  // namespace morgue
