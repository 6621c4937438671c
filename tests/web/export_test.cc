#include "web/export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/test_archive.h"
#include "web/routes.h"

namespace morgue::web {
namespace {

using test::article;
using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;
using testing::StartsWith;

class Exported : public testing::Test {
 protected:
  Exported()
      : archive_({
            article("call", "2016-12-19", "Rouhani and Putin discuss Syria", "On Aleppo.", {"IR"}),
            article("news/oil & gas.txt", "2016-11-30", "OPEC cuts output", "Oil rose.", {"AT"}),
            article("feature", "", "Bread", "A baker bakes."),
        }),
        opened_(archive_.path()) {}

  Reply get(std::string_view target) {
    Visit visit = parse_target("GET", target);
    visit.origin = "http://news.example";
    return route(opened_, visit);
  }

  static std::string whole(const Reply& reply) {
    if (!reply.pieces) return reply.body;
    std::string body;
    while (const auto piece = reply.pieces()) {
      EXPECT_FALSE(piece->empty());
      body += *piece;
    }
    return body;
  }

  test::TestArchive archive_;
  Archive opened_;
};

TEST_F(Exported, SearchesAreFilesOfAllTheirArticlesWhateverThePage) {
  const struct {
    std::string_view format, type, file;
  } rows[] = {
      {"csv", "text/csv", "morgue-oil-or-aleppo.csv"},
      {"jsonl", "application/x-ndjson", "morgue-oil-or-aleppo.jsonl"},
      {"bibtex", "application/x-bibtex", "morgue-oil-or-aleppo.bib"},
      {"ris", "application/x-research-info-systems", "morgue-oil-or-aleppo.ris"},
      {"csl", "application/vnd.citationstyles.csl+json", "morgue-oil-or-aleppo.json"},
  };
  for (const auto& [format, type, file] : rows) {
    SCOPED_TRACE(format);
    const Reply reply =
        get("/export?q=oil+OR+aleppo&page=9&per_page=1&sort=oldest&format=" + std::string{format});
    EXPECT_EQ(reply.status, 200);
    EXPECT_THAT(reply.content_type, StartsWith(std::string{type}));
    EXPECT_THAT(reply.headers, Contains(Pair("Content-Disposition", "attachment; filename=\"" +
                                                                        std::string{file} + "\"")));
    const std::string body = whole(reply);
    const std::size_t first = body.find("OPEC cuts output");
    const std::size_t second = body.find("Rouhani and Putin discuss Syria");
    ASSERT_NE(first, std::string::npos);
    ASSERT_NE(second, std::string::npos);
    EXPECT_LT(first, second);
    EXPECT_EQ(body.find("Bread"), std::string::npos);
  }
}

TEST_F(Exported, SearchesTakeTheFiltersOfASearch) {
  const Reply reply = get("/export?country=iran&year=2016&format=csv");
  EXPECT_THAT(whole(reply), HasSubstr("\r\ncall,"));
  EXPECT_THAT(reply.headers,
              Contains(Pair("Content-Disposition", "attachment; filename=\"morgue-ir-2016.csv\"")));
  EXPECT_THAT(whole(get("/export?country=-IR&format=csv")), Not(HasSubstr("\r\ncall,")));
}

TEST_F(Exported, NeedAFormatThatThereIs) {
  for (const std::string_view target :
       {"/export", "/export?format=pdf", "/cite/call", "/cite/call?format=csv"}) {
    const Reply reply = get(target);
    EXPECT_EQ(reply.status, 400) << target;
    EXPECT_THAT(reply.body, HasSubstr("bibtex, ris or csl")) << target;
  }
  EXPECT_EQ(get("/export?format=csv&sort=best").status, 400);
}

TEST_F(Exported, ArticlesAreCitations) {
  const Reply reply = get("/cite/news/oil%20%26%20gas.txt?format=bibtex");
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(reply.body, StartsWith("@article{news/oil---gas.txt-"));
  EXPECT_THAT(reply.headers,
              Contains(Pair("Content-Disposition",
                            "attachment; filename=\"morgue-news-oil-gas-txt.bib\"")));
  EXPECT_THAT(get("/cite/call?format=ris").body, StartsWith("TY  - NEWS\r\n"));
  EXPECT_THAT(get("/cite/call?format=csl").body, StartsWith("[\n{\"id\":\"call\""));
  EXPECT_EQ(get("/cite/none?format=ris").status, 404);
}

TEST_F(Exported, PagesLinkTheirFiles) {
  const std::string results = get("/?q=oil&country=AT&page=1").body;
  EXPECT_THAT(results, HasSubstr("href=\"/export?q=oil&amp;country=AT&amp;format=csv\""));
  EXPECT_THAT(results, HasSubstr("CSL-JSON</a> </p>"));
  EXPECT_THAT(get("/?q=zzzz").body, Not(HasSubstr("/export")));
  EXPECT_THAT(get("/article/news/oil%20%26%20gas.txt?q=oil").body,
              HasSubstr("href=\"/cite/news/oil%20%26%20gas.txt?format=ris\""));
}

TEST_F(Exported, AMapOfTheSiteNamesEveryArticle) {
  EXPECT_THAT(get("/robots.txt").body, HasSubstr("\nSitemap: http://news.example/sitemap.xml\n"));
  const std::string index = get("/sitemap.xml").body;
  EXPECT_THAT(index, HasSubstr("<sitemap><loc>http://news.example/sitemap/1.xml</loc></sitemap>"));
  EXPECT_THAT(index, Not(HasSubstr("/sitemap/2.xml")));
  const std::string part = whole(get("/sitemap/1.xml"));
  EXPECT_THAT(part, HasSubstr("<url><loc>http://news.example/article/call</loc>"
                              "<lastmod>2016-12-19</lastmod></url>"));
  EXPECT_THAT(part, HasSubstr("<loc>http://news.example/article/news/oil%20%26%20gas.txt</loc>"));
  EXPECT_THAT(part, HasSubstr("<loc>http://news.example/article/feature</loc></url>"));
  EXPECT_THAT(part, EndsWith("</urlset>\n"));
}

TEST_F(Exported, AMapOfTheSiteHasNoOtherParts) {
  for (const std::string_view target :
       {"/sitemap/0.xml", "/sitemap/2.xml", "/sitemap/1", "/sitemap/", "/sitemap/x.xml",
        "/sitemap/99999999999999999999.xml"})
    EXPECT_EQ(get(target).status, 404) << target;
}

TEST_F(Exported, AMapOfTheSiteNeedsToKnowWhereThatIs) {
  EXPECT_EQ(route(opened_, parse_target("GET", "/sitemap.xml")).status, 400);
  EXPECT_EQ(route(opened_, parse_target("GET", "/sitemap/1.xml")).status, 400);
  EXPECT_THAT(route(opened_, parse_target("GET", "/robots.txt")).body, Not(HasSubstr("Sitemap")));
}

}  // namespace
}  // namespace morgue::web
