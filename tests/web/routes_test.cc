#include "web/routes.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/test_archive.h"
#include "web/assets.h"

namespace morgue::web {
namespace {

using nlohmann::json;
using test::article;
using test::TestArchive;
using testing::Contains;
using testing::HasSubstr;
using testing::Pair;
using testing::SizeIs;
using testing::StartsWith;

class Routes : public testing::Test {
 protected:
  Routes()
      : archive_({
            article("call", "2016-12-19", "Rouhani and Putin discuss Syria",
                    "The presidents spoke about Aleppo.", {"IR", "RU"},
                    {"Hassan Rouhani", "Vladimir Putin"}),
            with_organisation(article("news/2016/oil & gas.txt", "2016-11-30", "OPEC cuts output",
                                      "Oil prices rose after ministers agreed.", {"AT"}, {},
                                      "Meridian Ledger")),
            article("feature", "", "Bread", "A baker bakes.", {}, {}, ""),
        }),
        opened_(archive_.path()) {}

  static test::AnnotatedArticle with_organisation(test::AnnotatedArticle made) {
    made.annotations.entities.push_back({EntityKind::Organisation, "OPEC", 1, true});
    return made;
  }

  Reply get(std::string_view target) { return visit("GET", target); }
  Reply visit(std::string_view method, std::string_view target) {
    return route(opened_, parse_target(method, target));
  }

  TestArchive archive_;
  Archive opened_;
};

TEST_F(Routes, AnswerWithEveryPageOfTheArchive) {
  for (const std::string_view target : {
           "/",
           "/?q=oil",
           "/?q=nothing+of+the+kind",
           "/?q=(unbalanced",
           "/?country=IR&year=2016&sort=oldest&page=2",
           "/?country=Atlantis&year=undated",
           "/?from=2016&to=2016-12-01&names=any&more=person&per_page=100",
           "/article/call",
           "/article/call?q=aleppo",
           "/article/feature",
           "/article/news/2016/oil%20%26%20gas.txt",
           "/article/news%2F2016%2Foil%20%26%20gas.txt",
           "/person/Hassan%20Rouhani",
           "/person/hassan%20rouhani",
           "/country/IR",
           "/country/iran",
           "/organisation/OPEC",
           "/help",
       }) {
    SCOPED_TRACE(target);
    const Reply reply = get(target);
    EXPECT_EQ(reply.status, 200);
    EXPECT_THAT(reply.content_type, StartsWith("text/html"));
    EXPECT_THAT(reply.body, StartsWith("<!doctype html>"));
    EXPECT_THAT(reply.body, HasSubstr("</html>"));
  }
}

TEST_F(Routes, AnswerWhatIsNoPage) {
  const struct {
    std::string target, type;
  } rows[] = {
      {"/robots.txt", "text/plain"},
      {"/healthz", "text/plain"},
      {"/readyz", "text/plain"},
      {asset_url("style.css"), "text/css"},
      {asset_url("keys.js"), "text/javascript"},
      {asset_url("favicon.svg"), "image/svg+xml"},
      {"/api/v1/search?q=oil", "application/json"},
      {"/api/v1/article/call", "application/json"},
      {"/api/v1/suggest?q=rou", "application/json"},
  };
  for (const auto& [target, type] : rows) {
    SCOPED_TRACE(target);
    const Reply reply = get(target);
    EXPECT_EQ(reply.status, 200);
    EXPECT_THAT(reply.content_type, StartsWith(type));
  }
}

TEST_F(Routes, DoNotKnowWhatIsNotThere) {
  for (const std::string_view target : {
           "",
           "/nothing",
           "/index.html",
           "/Help",
           "/help/",
           "//",
           "/article",
           "/article/",
           "/article/none",
           "/article/CALL",
           "/articles/call",
           "/person/",
           "/person/Nobody%20At%20All",
           "/person/%00%FF",
           "/country/XX",
           "/country/FR",
           "/organisation/Hassan%20Rouhani",
           "/assets/",
           "/assets/x.css",
           "/assets/..%2Fpages%2Fhead.mustache",
           "/assets/../pages/head.mustache",
           "/assets/%2e%2e/%2e%2e/etc/passwd",
           "/pages/head.mustache",
           "/api/v1/nothing",
           "/api/v1/article/none",
           "/api/v2/search",
       }) {
    SCOPED_TRACE(target);
    EXPECT_EQ(get(target).status, 404);
  }
}

TEST_F(Routes, RefuseAMistakeOfTheReaderWithASentenceThatNamesIt) {
  const struct {
    std::string query, word;
  } rows[] = {
      {"page=x", "page"},
      {"page=1001", "10000"},
      {"per_page=1000", "per_page"},
      {"sort=best", "sort"},
      {"from=2016-99-99", "2016-99-99"},
      {"year=soon", "soon"},
      {"names=some", "names"},
      {"q=" + std::string(2500, 'x'), "longer"},
  };
  for (const auto& [query, word] : rows) {
    SCOPED_TRACE(query.substr(0, 40));
    const Reply page = get("/?" + query);
    EXPECT_EQ(page.status, 400);
    EXPECT_THAT(page.content_type, StartsWith("text/html"));
    EXPECT_THAT(page.body, HasSubstr(word));
    const Reply problem = get("/api/v1/search?" + query);
    EXPECT_EQ(problem.status, 400);
    EXPECT_THAT(json::parse(problem.body).at("detail").get<std::string>(), HasSubstr(word));
  }
}

TEST_F(Routes, AreReadOnlyAndSayWhichMethodsTheyKnow) {
  for (const std::string_view method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", ""})
    for (const std::string_view target : {"/", "/article/call", "/api/v1/search", "/nothing"}) {
      const Reply reply = visit(method, target);
      EXPECT_EQ(reply.status, 405) << method << " " << target;
      EXPECT_THAT(reply.headers, Contains(Pair("Allow", "GET, HEAD")));
    }
  EXPECT_EQ(visit("HEAD", "/").status, 200);
  EXPECT_EQ(visit("HEAD", "/nothing").status, 404);
}

TEST_F(Routes, OfLaterVersionsSaySo) {
  for (const std::string_view target :
       {"/api/v1/facets?q=oil", "/api/v1/openapi.json", "/feed.atom?q=oil", "/export?format=csv",
        "/opensearch.xml", "/metrics"}) {
    SCOPED_TRACE(target);
    EXPECT_EQ(get(target).status, 501);
  }
}

TEST_F(Routes, ListRelatedArticlesWithTheirSimilarity) {
  archive_.add(
      {article("strike", "2016-12-20", "Dockers strike", "The dockers of Norvik went on strike."),
       article("talks", "2016-12-21", "Dockers in talks", "The strike in Norvik goes on.")});
  const json answer = json::parse(get("/api/v1/related/strike?limit=1").body);
  EXPECT_EQ(answer.at("id"), "strike");
  ASSERT_EQ(answer.at("related").size(), 1U);
  EXPECT_EQ(answer.at("related")[0].at("headline"), "Dockers in talks");
  EXPECT_GT(answer.at("related")[0].at("similarity"), 0);
  EXPECT_EQ(get("/api/v1/related/nobody").status, 404);
  for (const std::string_view limit : {"0", "101", "-1", "many"})
    EXPECT_EQ(get(std::string{"/api/v1/related/call?limit="}.append(limit)).status, 400) << limit;
}

TEST_F(Routes, BelowApiReportMistakesAsProblems) {
  const struct {
    std::string_view method, target;
    int status;
    std::string_view title;
  } rows[] = {
      {"GET", "/api/v1/search?page=x", 400, "Bad Request"},
      {"GET", "/api/v1/suggest?q=" /* a long word is appended */, 400, "Bad Request"},
      {"GET", "/api/v1/nothing", 404, "Not Found"},
      {"GET", "/api/v1/article/%22%3E%3Cscript%3E", 404, "Not Found"},
      {"POST", "/api/v1/search", 405, "Method Not Allowed"},
      {"GET", "/api/v1/facets", 501, "Not Implemented"},
  };
  for (const auto& [method, target, status, title] : rows) {
    SCOPED_TRACE(target);
    const bool long_word = target.ends_with("q=");
    const Reply reply =
        visit(method, std::string{target} + (long_word ? std::string(300, 'x') : ""));
    EXPECT_EQ(reply.status, status);
    EXPECT_EQ(reply.content_type, "application/problem+json");
    const json problem = json::parse(reply.body);
    EXPECT_THAT(problem, SizeIs(4));
    EXPECT_EQ(problem.at("type"), "about:blank");
    EXPECT_EQ(problem.at("title"), title);
    EXPECT_EQ(problem.at("status"), status);
    EXPECT_FALSE(problem.at("detail").get<std::string>().empty());
  }
}

TEST_F(Routes, BelowApiAnswerAsThePagesDo) {
  const json found = json::parse(get("/api/v1/search?q=aleppo&country=iran").body);
  EXPECT_EQ(found.at("query"), "aleppo");
  EXPECT_EQ(found.at("total"), 1);
  EXPECT_EQ(found.at("results").at(0).at("id"), "call");
  EXPECT_EQ(json::parse(get("/api/v1/article/news/2016/oil%20%26%20gas.txt").body).at("headline"),
            "OPEC cuts output");
  const json suggested = json::parse(get("/api/v1/suggest?q=rou").body);
  EXPECT_EQ(suggested.at("query"), "rou");
  EXPECT_EQ(suggested.at("suggestions").at(0).at("value"), "Hassan Rouhani");
  EXPECT_EQ(suggested.at("suggestions").at(0).at("facet"), "person");
  EXPECT_EQ(json::parse(get("/api/v1/suggest").body).at("suggestions"), json::array());
}

TEST_F(Routes, KeepCrawlersOutOfSearches) {
  EXPECT_THAT(get("/robots.txt").body, HasSubstr("Disallow: /*?"));
  EXPECT_THAT(get("/?q=oil").body, HasSubstr("noindex"));
  EXPECT_THAT(get("/article/call").body, Not(HasSubstr("noindex")));
}

TEST(ErrorReply, IsAPageForReadersAndAProblemForPrograms) {
  const Reply page = error_reply(parse_target("GET", "/x"), 500, "Something went wrong here.");
  EXPECT_EQ(page.status, 500);
  EXPECT_THAT(page.content_type, StartsWith("text/html"));
  EXPECT_THAT(page.body, HasSubstr("Something went wrong here."));
  const Reply problem =
      error_reply(parse_target("GET", "/api/x"), 500, "Something went wrong here.");
  EXPECT_EQ(problem.content_type, "application/problem+json");
  EXPECT_EQ(json::parse(problem.body).at("title"), "Internal Server Error");
}

}  // namespace
}  // namespace morgue::web
