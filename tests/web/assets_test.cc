#include "web/assets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace morgue::web {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Pair;

TEST(Assets, HaveAnAddressThatChangesWithTheirBytesAndMayBeKeptForEver) {
  const struct {
    std::string name, type;
  } rows[] = {{"style.css", "text/css"},
              {"keys.js", "text/javascript"},
              {"world.svg", "image/svg+xml"},
              {"favicon.svg", "image/svg+xml"}};
  for (const auto& [name, type] : rows) {
    SCOPED_TRACE(name);
    EXPECT_THAT(asset_url(name), MatchesRegex("/assets/" + name + "\\?v=[0-9a-f]+"));
    const auto reply = asset_reply(name);
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 200);
    EXPECT_THAT(reply->content_type, HasSubstr(type));
    EXPECT_FALSE(reply->body.empty());
    EXPECT_THAT(reply->headers, Contains(Pair("Cache-Control", HasSubstr("immutable"))));
  }
  EXPECT_NE(asset_url("style.css").substr(asset_url("style.css").find('=')),
            asset_url("keys.js").substr(asset_url("keys.js").find('=')));
}

TEST(Assets, AreNothingButTheFilesThatPagesLoad) {
  for (const std::string_view name :
       {"", "x", "../x", "../pages/head.mustache", "pages/head.mustache", "head.mustache",
        "/style.css", "assets/style.css", "./style.css", "style.css/", "STYLE.CSS", "style.css\n",
        "/etc/passwd", "../../etc/passwd"})
    EXPECT_FALSE(asset_reply(name)) << name;
}

}  // namespace
}  // namespace morgue::web
