// Pages wait for others of their site; everything else passes, and nothing overtakes anything.
#include "corpus/delay_line.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/corpus/reading.h"

namespace morgue {
namespace {

constexpr std::string_view kPitch =
    "The Harbour Post is read by pilots, porters and the people who feed them. Join them for a "
    "crown "
    "a week.";

std::string text_of_page(int number) {
  const std::string n = std::to_string(number);
  return "<p>Pier " + n + " was closed on Monday after a crane had dropped " + n +
         " crates of lemons into the harbour, the port's master said.</p>"
         "<p>Divers brought up all but " +
         n +
         " of them, and the rest floated out with the tide "
         "before anybody could count what was left.</p>";
}

/// A page of the Harbour Post (or another site), with its pitch.
std::string html_page(int number, std::string_view host = "post.example",
                      std::string_view pitch = kPitch) {
  const std::string n = std::to_string(number);
  std::string page = "<html><head><link rel=\"canonical\" href=\"http://";
  page.append(host).append("/").append(n).append("\"><title>Lemons at pier ").append(n);
  page.append("</title></head><body><article><h1>Lemons at pier ").append(n).append("</h1>");
  page.append(text_of_page(number)).append("<p>").append(pitch);
  return page.append("</p></article></body></html>");
}

std::string warc_record(int number) {
  const std::string body = html_page(number);
  const std::string http =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body;
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://post.example/" +
         std::to_string(number) +
         "\r\nContent-Type: application/http\r\nContent-Length: " + std::to_string(http.size()) +
         "\r\n\r\n" + http + "\r\n\r\n";
}

bool has_pitch(const Article& article) {
  return article.body.find("a crown a week") != std::string::npos;
}

std::size_t with_pitch(const Recorder& read) {
  return static_cast<std::size_t>(std::ranges::count_if(read.articles, has_pitch));
}

/// "00007.html", in the order of numbers.
std::string name_of(int number) {
  const std::string digits = std::to_string(number);
  return "news/" + std::string(5 - digits.size(), '0') + digits + ".html";
}

TEST(PagesOfOneSite, LoseWhatTheSiteRepeatsOnThem) {
  const TemporaryDirectory directory;
  for (int number = 1; number <= 6; ++number) directory.write(name_of(number), html_page(number));
  const Recorder read = read_all({directory.path() / "news"});
  ASSERT_EQ(read.articles.size(), 6U);
  EXPECT_EQ(with_pitch(read), 0U) << "the first page too";
  EXPECT_EQ(read.articles[0].body,
            "Pier 1 was closed on Monday after a crane had dropped 1 crates of lemons into the "
            "harbour, the port's master said.\n\nDivers brought up all but 1 of them, and the rest "
            "floated out with the tide before anybody could count what was left.");
  ASSERT_EQ(read.repeated.size(), 6U);
  EXPECT_EQ(read.repeated[0], (extraction::RepeatedParagraph{std::string(kPitch), 6}));
}

TEST(PagesOfOneSite, KeepItAloneOrInTheCompanyOfOtherSites) {
  const TemporaryDirectory directory;
  for (int number = 1; number <= 6; ++number)
    directory.write(name_of(number),
                    html_page(number, "site" + std::to_string(number) + ".example"));
  EXPECT_EQ(with_pitch(read_all({directory.path() / "news"})), 6U);
  EXPECT_EQ(with_pitch(read_all({directory.path() / name_of(1)})), 1U);
}

TEST(PagesOfOneSite, MayBeInOneWebArchive) {
  const TemporaryDirectory directory;
  std::string warc;
  for (int number = 1; number <= 6; ++number) warc += warc_record(number);
  directory.write("news/crawl.warc", warc);
  const Recorder read = read_all({directory.path() / "news"});
  ASSERT_EQ(read.articles.size(), 6U);
  EXPECT_EQ(with_pitch(read), 0U);
}

TEST(PagesOfOneSite, MayBeSpreadOverFilesContainersAndSavedPages) {
  const TemporaryDirectory directory;
  directory.write("news/a.html", html_page(1));
  directory.write("news/b.warc", warc_record(2));
  directory.write("news/c.mhtml",
                  "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://post.example/3\r\n"
                  "MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; "
                  "boundary=\"cut\"\r\n\r\n--cut\r\nContent-Type: text/html; charset=utf-8\r\n"
                  "Content-Location: http://post.example/3\r\n\r\n" +
                      html_page(3) + "\r\n--cut--\r\n");
  directory.write("news/d.html", html_page(4));
  const Recorder read = read_all({directory.path() / "news"});
  ASSERT_EQ(read.articles.size(), 4U);
  EXPECT_EQ(with_pitch(read), 0U);
}

TEST(PagesOfOneSite, AreCleanedFromTheFirstToTheLastHoweverManyThereAre) {
  const TemporaryDirectory directory;
  constexpr int kMany = 600;
  for (int number = 1; number <= kMany; ++number)
    directory.write(name_of(number), html_page(number));
  const Recorder read = read_all({directory.path() / "news"});
  EXPECT_EQ(read.articles.size(), std::size_t{kMany});
  EXPECT_EQ(with_pitch(read), 0U);
}

TEST(PagesOfOneSite, KeepWhatOnlyAFewOfThemRepeat) {
  const TemporaryDirectory directory;
  for (int number = 1; number <= 40; ++number)
    directory.write(name_of(number),
                    html_page(number, "post.example",
                              number % 10 == 0 ? kPitch : "Ship " + std::to_string(number)));
  EXPECT_EQ(with_pitch(read_all({directory.path() / "news"})), 4U);
}

TEST(DelayLine, KeepsTheOrderOfEvents) {
  const TemporaryDirectory directory;
  directory.write("news/a.html", html_page(1));
  directory.write("news/b.txt", "Tram line opens\n\nCrowds came.\n");
  directory.write("news/c.html", "");
  directory.write("news/d.jsonl", "{\"id\": \"d1\", \"title\": \"One\"}\n{broken\n");
  directory.write("news/e.html", html_page(2));
  const Recorder read = read_all({directory.path() / "news"});
  EXPECT_EQ(read.events,
            (std::vector<std::string>{
                "begun news/a.html", "article news/a.html", "done news/a.html",  //
                "begun news/b.txt", "article news/b.txt", "done news/b.txt",     //
                "begun news/c.html", "skipped empty", "done news/c.html",        //
                "begun news/d.jsonl", "article d1", "skipped malformed", "done news/d.jsonl",
                "begun news/e.html", "article news/e.html", "done news/e.html"}));
}

Article article_of_size(std::size_t bytes, bool web_page) {
  static int number = 0;
  Article article;
  article.id = std::to_string(++number);
  article.web_page = web_page;
  article.body.assign(bytes, 'x');
  return article;
}

TEST(DelayLine, HoldsNothingUpWhileThereIsNoPage) {
  Recorder out;
  DelayLine line(out);
  line.file_begun(file_named("a.jsonl"));
  line.article(article_of_size(10, false));
  line.skipped({});
  line.file_done(file_named("a.jsonl"));
  EXPECT_EQ(out.events.size(), 4U);
  line.article(article_of_size(10, true));
  line.article(article_of_size(10, false));
  EXPECT_EQ(out.events.size(), 4U) << "the page waits, and what is behind it does not overtake it";
  line.finish();
  EXPECT_EQ(out.events.size(), 6U);
  line.article(article_of_size(10, false));
  EXPECT_EQ(out.events.size(), 7U);
}

TEST(DelayLine, IsBoundedByPagesAndByBytes) {
  Recorder out;
  DelayLine line(out);
  for (std::size_t i = 0; i < DelayLine::kPages; ++i) line.article(article_of_size(10, true));
  EXPECT_EQ(out.articles.size(), 0U);
  line.article(article_of_size(10, true));
  EXPECT_EQ(out.articles.size(), 1U) << "by pages";
  line.article(article_of_size(DelayLine::kBytes, false));
  EXPECT_EQ(out.articles.size(), DelayLine::kPages + 2) << "by bytes, even if that empties it";

  line.article(article_of_size(10, true));
  const std::size_t before = out.skipped_ones.size();
  for (int i = 0; i < 100000; ++i) line.skipped({});
  EXPECT_GT(out.skipped_ones.size(), before) << "what has no text takes room too";
}

TEST(DelayLine, LeavesArticlesThatAreNoPagesAsTheyAre) {
  const TemporaryDirectory directory;
  std::string lines;
  for (int number = 1; number <= 9; ++number)
    lines += R"({"url": "http://post.example/)" + std::to_string(number) + R"(", "title": "Pier )" +
             std::to_string(number) + R"(", "body": "Pier )" + std::to_string(number) +
             " was closed on Monday after a crane had dropped its lemons, and the divers came with "
             R"(nets and baskets to save what was left.\n\n)" +
             std::string(kPitch) + "\"}\n";
  directory.write("news/a.jsonl", lines);
  directory.write("news/b.html", html_page(10));
  const Recorder read = read_all({directory.path() / "news"});
  ASSERT_EQ(read.articles.size(), 10U);
  EXPECT_EQ(with_pitch(read), 10U) << "nor do they say anything about the page beside them";
}

}  // namespace
}  // namespace morgue
