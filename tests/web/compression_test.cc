#include "web/compression.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/web/gunzip.h"

namespace morgue::web {
namespace {

using test::gunzip;

TEST(Gzip, RoundTrips) {
  std::mt19937 random{1837};
  for (const std::size_t size : {0U, 1U, 1400U, 70'000U, 1'000'000U}) {
    SCOPED_TRACE(size);
    const std::string same(size, 'a');
    std::string noise(size, '\0');
    for (char& c : noise) c = static_cast<char>(random());
    EXPECT_EQ(gunzip(gzip(same)), same);
    EXPECT_EQ(gunzip(gzip(noise)), noise);
  }
}

TEST(Gzip, MakesTextSmaller) {
  std::string page;
  for (int i = 0; i < 200; ++i)
    page += "<li><a href=\"/article/" + std::to_string(i) + "\">Talks</a>";
  EXPECT_LT(gzip(page).size(), page.size() / 4);
}

TEST(AcceptEncoding, AllowsGzipOnlyIfTheVisitorDoes) {
  const struct {
    std::string_view header;
    bool accepts;
  } rows[] = {
      {"gzip", true},
      {"gzip, deflate, br", true},
      {"br;q=1.0, gzip;q=0.8, *;q=0.1", true},
      {" gzip ; q=0.001", true},
      {"deflate,gzip", true},
      {"GZip", true},  // codings are compared without case
      {"*", true},
      {"", false},
      {"identity", false},
      {"br", false},
      {"gzipped", false},
      {"gzip;q=0", false},
      {"gzip; q=0.000", false},
      {"gzip;Q=0", false},
      {"*;q=0", false},
      // What is said of gzip itself counts more than what is said of all.
      {"gzip;q=0, *", false},
      {"*, gzip;q=0", false},
      {"*;q=0, gzip", true},
      {",,;", false},
      {"\xFF\xFE, gzip", true},
  };
  for (const auto& [header, accepts] : rows) EXPECT_EQ(accepts_gzip(header), accepts) << header;
}

TEST(Compression, IsForLongTextAlone) {
  const struct {
    std::string_view type;
    std::size_t bytes;
    bool worth;
  } rows[] = {
      {"text/html; charset=utf-8", 5000, true},
      {"text/html; charset=utf-8", 500, false},
      {"text/css; charset=utf-8", 5000, true},
      {"application/json", 5000, true},
      {"application/problem+json", 5000, true},
      {"image/svg+xml", 5000, true},
      {"image/png", 5000, false},
  };
  for (const auto& [type, bytes, worth] : rows)
    EXPECT_EQ(is_worth_compressing(type, bytes), worth) << type;
}

}  // namespace
}  // namespace morgue::web
