#include "web/freshness.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/test_archive.h"
#include "web/routes.h"

namespace morgue::web {
namespace {

using test::article;

TEST(IfNoneMatch, NamesATagOfAnyStrengthInAList) {
  EXPECT_TRUE(names_tag("W/\"a1\"", "W/\"a1\""));
  EXPECT_TRUE(names_tag("\"a1\"", "W/\"a1\""));
  EXPECT_TRUE(names_tag("\"b\" , W/\"a1\"", "W/\"a1\""));
  EXPECT_TRUE(names_tag("*", "W/\"a1\""));
  for (const char* other : {"", ",", "\"a\"", "a1", "W/a1", "\"A1\"", "\"b\",\"c\""})
    EXPECT_FALSE(names_tag(other, "W/\"a1\"")) << other;
}

class Freshness : public testing::Test {
 protected:
  Freshness()
      : archive_({article("a", "2016-12-19", "Oil", "Oil.", {"IR"}, {"Hassan Rouhani"})}),
        opened_(archive_.path()) {}

  Reply get(std::string_view target, const std::string& known = {}) {
    Visit visit = parse_target("GET", target);
    visit.origin = "http://news.example";
    visit.if_none_match = known;
    return route(opened_, visit);
  }

  static std::string tag_of(const Reply& reply) {
    const auto found = std::find_if(reply.headers.begin(), reply.headers.end(),
                                    [](const auto& header) { return header.first == "ETag"; });
    return found == reply.headers.end() ? std::string{} : found->second;
  }

  test::TestArchive archive_;
  Archive opened_;
};

TEST_F(Freshness, OfApiFeedsPagesAndFilesIsThatOfTheArchive) {
  const std::vector<std::string_view> targets{
      "/",
      "/?q=oil",
      "/facet?facet=person",
      "/article/a",
      "/country/IR",
      "/help",
      "/feed.atom?q=oil",
      "/export?q=oil&format=csv",
      "/cite/a?format=ris",
      "/sitemap.xml",
      "/api/v1/search?q=oil",
      "/api/v1/facets?facet=person",
      "/api/v1/timeline",
      "/api/v1/article/a",
      "/api/v1/related/a",
      "/api/v1/suggest?q=rou",
  };
  std::vector<std::string> tags;
  for (const std::string_view target : targets) {
    SCOPED_TRACE(target);
    tags.push_back(tag_of(get(target)));
    ASSERT_FALSE(tags.back().empty());
    const Reply again = get(target, tags.back());
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(again.pieces, nullptr);
    EXPECT_EQ(tag_of(again), tags.back());
  }
  archive_.add({article("b", "2016-12-20", "Gas", "Gas.")});
  for (std::size_t i = 0; i < targets.size(); ++i) {
    SCOPED_TRACE(targets[i]);
    const Reply changed = get(targets[i], tags[i]);
    EXPECT_EQ(changed.status, 200);
    EXPECT_NE(tag_of(changed), tags[i]);
  }
}

TEST_F(Freshness, IsOfOneAddressAlone) {
  EXPECT_EQ(get("/?q=gas", tag_of(get("/?q=oil"))).status, 200);
  Visit elsewhere = parse_target("GET", "/feed.atom");
  elsewhere.if_none_match = tag_of(get("/feed.atom"));
  EXPECT_EQ(route(opened_, elsewhere).status, 200);
}

TEST_F(Freshness, IsNotOfWhatIsNoAnswer) {
  for (const std::string_view target :
       {"/article/none", "/?page=x", "/nothing", "/healthz", "/readyz"})
    EXPECT_EQ(tag_of(get(target)), "") << target;
}

}  // namespace
}  // namespace morgue::web
