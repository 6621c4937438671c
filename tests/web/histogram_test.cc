#include "web/charts/histogram.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/web/html_page.h"

namespace morgue::web {
namespace {

using test::Element;
using test::HtmlPage;
using testing::HasSubstr;
using testing::Not;

std::string plain_url(const DateBar& bar) { return "/?year=" + bar.value; }

/// The rectangle of a bar: the last one of its link.
double height_of_bar(const HtmlPage& page, const Element& link) {
  double height = -1;
  for (const Element* rect : page.named("rect"))
    if (&page.elements()[rect->parent] == &link) height = std::stod(rect->get("height"));
  return height;
}

TEST(Histogram, HasOneLinkPerBarInOrder) {
  DateHistogram histogram;
  histogram.unit = BarUnit::Month;
  histogram.bars = {{"2016-11", 3, false}, {"2016-12", 0, false}, {"2017-01", 1200, true}};
  const HtmlPage page{histogram_svg(histogram, plain_url)};
  EXPECT_THAT(page.hrefs(),
              testing::ElementsAre("/?year=2016-11", "/?year=2016-12", "/?year=2017-01"));
  const auto links = page.named("a");
  ASSERT_EQ(links.size(), 3U);
  // What the mouse pointer is told.
  EXPECT_THAT(links[0]->text, HasSubstr("November 2016"));
  EXPECT_THAT(links[2]->text, HasSubstr("1,200"));
}

TEST(Histogram, IsLeftToTheTableByScreenReadersAndTheKeyboard) {
  DateHistogram histogram;
  histogram.bars = {{"2016", 3, false}, {"2017", 4, false}};
  const HtmlPage page{histogram_svg(histogram, plain_url)};
  ASSERT_EQ(page.named("svg").size(), 1U);
  EXPECT_EQ(page.named("svg").front()->get("aria-hidden"), "true");
  for (const Element* link : page.named("a")) EXPECT_EQ(link->get("tabindex"), "-1");
}

TEST(Histogram, DrawsBarsByTheirCountsAndShowsTheSmallest) {
  DateHistogram histogram;
  histogram.bars = {
      {"2014", 5000, false}, {"2015", 2500, false}, {"2016", 1, false}, {"2017", 0, false}};
  const HtmlPage page{histogram_svg(histogram, plain_url)};
  std::vector<double> heights;
  for (const Element* link : page.named("a")) heights.push_back(height_of_bar(page, *link));
  ASSERT_EQ(heights.size(), 4U);
  EXPECT_NEAR(heights[1], heights[0] / 2, 0.01);
  EXPECT_GE(heights[2], 1);
  EXPECT_EQ(heights[3], 0);
}

TEST(Histogram, IsEscaped) {
  const std::string hostile = "\"><script>alert(1)</script>&'";
  DateHistogram histogram;
  histogram.bars = {{hostile, 1, false}, {"2016", 1, false}};
  const std::string svg =
      histogram_svg(histogram, [&](const DateBar& bar) { return "/?x=" + bar.value; });
  EXPECT_THAT(svg, Not(HasSubstr("<script")));
  const HtmlPage page{svg};
  EXPECT_THAT(page.hrefs(), testing::ElementsAre("/?x=" + hostile, "/?x=2016"));
  EXPECT_TRUE(page.named("script").empty());
}

TEST(Histogram, OfNothingIsAnEmptyPicture) {
  const HtmlPage page{histogram_svg({}, plain_url)};
  EXPECT_EQ(page.named("svg").size(), 1U);
  EXPECT_TRUE(page.named("a").empty());
}

}  // namespace
}  // namespace morgue::web
