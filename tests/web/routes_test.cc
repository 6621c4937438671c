#include "web/routes.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

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
           "/?from=2016&to=2016-12-01&names=any&facet_order=significance&per_page=100",
           "/facet?q=oil&facet=person",
           "/facet?q=nothing+of+the+kind&facet=section&like=x&offset=7",
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
      {"/livez", "text/plain"},
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

TEST(Addresses, OfPathsAreThoseOfTheTable) {
  const struct {
    std::string_view path, address;
  } rows[] = {{"/", "/"},
              {"/article/news/2016/x.txt", "/article"},
              {"/article", ""},
              {"/api/v1/search", "/api/v1/search"},
              {"/metrics", "/metrics"},
              {"/nothing", ""},
              {"", ""}};
  for (const auto& [path, address] : rows) EXPECT_EQ(address_of(path), address) << path;
}

TEST(SignOfLife, NeedsNoArchive) {
  for (const std::string_view path : {"/livez", "/healthz"}) {
    EXPECT_EQ(sign_of_life(parse_target("GET", path)).value().body, "ok\n");
    EXPECT_FALSE(sign_of_life(parse_target("POST", path)));
  }
  EXPECT_FALSE(sign_of_life(parse_target("GET", "/readyz")));
}

TEST_F(Routes, AFeedHasTheNewestDatedArticlesOfASearch) {
  Visit asked = parse_target("GET", "/feed.atom?sort=oldest&page=7");
  asked.origin = "http://localhost:8000";
  const Reply reply = route(opened_, asked);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.content_type, "application/atom+xml; charset=utf-8");
  const std::size_t call = reply.body.find("<title>Rouhani and Putin discuss Syria</title>");
  const std::size_t oil = reply.body.find("<title>OPEC cuts output</title>");
  ASSERT_NE(call, std::string::npos);
  ASSERT_NE(oil, std::string::npos);
  EXPECT_LT(call, oil);
  EXPECT_EQ(reply.body.find("Bread"), std::string::npos);
  EXPECT_THAT(reply.body, HasSubstr("<updated>2016-12-19T00:00:00Z</updated>\n<author>"));
  EXPECT_THAT(reply.body,
              HasSubstr("href=\"http://localhost:8000/article/news/2016/oil%20%26%20gas.txt\""));
  EXPECT_THAT(reply.body, HasSubstr("<category term=\"Hassan Rouhani\"/>"));
  EXPECT_THAT(reply.body, HasSubstr("<author><name>Meridian Ledger</name></author>"));
}

TEST_F(Routes, AFeedOfNothingIsAFeedAndAMistakeIsAnError) {
  const Reply nothing = get("/feed.atom?q=zzzz&country=IR");
  EXPECT_EQ(nothing.status, 200);
  EXPECT_THAT(nothing.body, HasSubstr("<updated>1970-01-01T00:00:00Z</updated>"));
  EXPECT_EQ(nothing.body.find("<entry>"), std::string::npos);
  EXPECT_EQ(get("/feed.atom?page=x").status, 400);
}

TEST_F(Routes, AFeedIsTheSameWhereverTheServerIs) {
  const auto ids_in = [](const std::string& body) {
    std::vector<std::string> ids;
    for (std::size_t at = 0; (at = body.find("<id>", at)) != std::string::npos; ++at)
      ids.push_back(body.substr(at, body.find("</id>", at) - at));
    return ids;
  };
  Visit elsewhere = parse_target("GET", "/feed.atom?q=oil+OR+syria");
  elsewhere.origin = "http://news.example";
  const std::vector<std::string> here = ids_in(get("/feed.atom?q=oil+OR+syria").body);
  EXPECT_THAT(here, SizeIs(3));
  EXPECT_EQ(here, ids_in(route(opened_, elsewhere).body));
  EXPECT_EQ(std::set<std::string>(here.begin(), here.end()).size(), here.size());
  EXPECT_THAT(here[0], testing::MatchesRegex("<id>urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-"
                                             "[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
}

TEST_F(Routes, AFeedEscapesWhatXmlCannotHold) {
  archive_.add({article("odd", "2017-01-01", "Fish & <chips>\x01", "A \"body\".")});
  const std::string feed = get("/feed.atom?q=fish").body;
  EXPECT_THAT(feed, HasSubstr("<title>Fish &amp; &lt;chips&gt;</title>"));
  EXPECT_EQ(feed.find('\x01'), std::string::npos);
}

TEST_F(Routes, DescribeTheSearchToBrowsersWhereTheServerIsKnown) {
  Visit asked = parse_target("GET", "/opensearch.xml");
  EXPECT_EQ(route(opened_, asked).status, 400);
  asked.origin = origin_of("localhost:8000");
  const Reply reply = route(opened_, asked);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.content_type, "application/opensearchdescription+xml");
  EXPECT_THAT(reply.body, HasSubstr("template=\"http://localhost:8000/?q={searchTerms}\""));
}

TEST(Origin, IsOfAHostThatCanBeOne) {
  EXPECT_EQ(origin_of("[::1]:8000"), "http://[::1]:8000");
  for (const std::string& host : {std::string{}, std::string{"a b"}, std::string{"a/b"},
                                  std::string{"<script>"}, std::string(256, 'a')})
    EXPECT_EQ(origin_of(host), "") << host;
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
      {"GET", "/api/v1/facets", 400, "Bad Request"},
      {"GET", "/api/v1/facets?facet=person&like=" /* likewise */, 400, "Bad Request"},
      {"GET", "/api/v1/metrics", 404, "Not Found"},
  };
  for (const auto& [method, target, status, title] : rows) {
    SCOPED_TRACE(target);
    const bool long_word = target.ends_with("=");
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

TEST_F(Routes, ListTheValuesOfAFacet) {
  const json all = json::parse(get("/api/v1/facets?facet=person").body);
  EXPECT_EQ(all.at("facet"), "person");
  EXPECT_EQ(all.at("total"), 3);
  EXPECT_EQ(all.at("distinct"), 2);
  EXPECT_EQ(all.at("facet_order"), "count");
  EXPECT_EQ(all.at("offset"), 0);
  EXPECT_EQ(all.at("limit"), 10);
  EXPECT_EQ(all.at("values").at(0), json({{"value", "Hassan Rouhani"},
                                          {"label", "Hassan Rouhani"},
                                          {"count", 1},
                                          {"selected", false}}));
  const json second = json::parse(get("/api/v1/facets?facet=person&offset=1&limit=1").body);
  EXPECT_EQ(second.at("values").at(0).at("value"), "Vladimir Putin");
  EXPECT_EQ(second.at("distinct"), 2);
  const json named = json::parse(
      get("/api/v1/facets?q=aleppo&facet=country&like=iranian&facet_order=significance").body);
  EXPECT_EQ(named.at("like"), "iranian");
  EXPECT_EQ(named.at("facet_order"), "significance");
  EXPECT_EQ(named.at("values").at(0).at("label"), "Iran");
  EXPECT_EQ(json::parse(get("/api/v1/facets?q=alepo&facet=person").body).at("did_you_mean"),
            "aleppo");
}

TEST_F(Routes, LinkThePagesBeforeAndAfterForPrograms) {
  const auto links = [&](std::string_view target) {
    std::vector<std::string> found;
    for (const auto& [name, value] : get(target).headers)
      if (name == "Link") found.push_back(value);
    return found;
  };
  EXPECT_THAT(
      links("/api/v1/search?per_page=1&page=2&q=oil+OR+syria+OR+bread"),
      testing::ElementsAre(
          "</api/v1/search?q=oil%20OR%20syria%20OR%20bread&per_page=1>; rel=\"first\"",
          "</api/v1/search?q=oil%20OR%20syria%20OR%20bread&per_page=1>; rel=\"prev\"",
          "</api/v1/search?q=oil%20OR%20syria%20OR%20bread&per_page=1&page=3>; rel=\"next\"",
          "</api/v1/search?q=oil%20OR%20syria%20OR%20bread&per_page=1&page=3>; rel=\"last\""));
  EXPECT_THAT(links("/api/v1/search?q=zzzz"), SizeIs(2));
  EXPECT_THAT(links("/api/v1/facets?facet=person&limit=1"),
              testing::ElementsAre("</api/v1/facets?facet=person&offset=1&limit=1>; rel=\"next\""));
  EXPECT_THAT(links("/api/v1/facets?facet=person&limit=1&offset=1"),
              testing::ElementsAre("</api/v1/facets?facet=person&limit=1>; rel=\"prev\""));
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
