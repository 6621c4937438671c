// Pages about names and pictures: what their numbers promise, what hostile text becomes.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "indexer/places/places.h"
#include "tests/support/test_archive.h"
#include "tests/web/html_page.h"
#include "web/assets.h"
#include "web/charts/network.h"
#include "web/charts/shares.h"
#include "web/charts/world.h"
#include "web/compare_params.h"
#include "web/routes.h"

namespace morgue::web {
namespace {

using test::article;
using test::Element;
using test::HtmlPage;
using test::TestArchive;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// --- The map -----------------------------------------------------------------------------------

std::vector<FacetValue> every_country() {
  std::vector<FacetValue> countries;
  std::set<std::string> codes;
  for_each_country_name([&](std::string_view, const std::string& code) { codes.insert(code); });
  for (const std::string& code : codes) {
    FacetValue value;
    value.value = code;
    value.label = country_name(code);
    value.count = 1'234;
    countries.push_back(std::move(value));
  }
  return countries;
}

std::string plain_url(const FacetValue& value) { return "/?country=" + value.value; }

TEST(WorldMap, HasEveryCountryOfTodayAndNoFormerOne) {
  const std::vector<FacetValue> countries = every_country();
  EXPECT_GT(countries.size(), 249U);
  for (const FacetValue& country : countries)
    EXPECT_EQ(is_on_map(country.value), country.value.size() == 2) << country.value;
}

TEST(WorldMap, WithAllItsLinksIsOfBoundedSize) {
  EXPECT_LT(world_svg(every_country(), Stories::All, plain_url).size(), 40'000U);
  EXPECT_LT(world_svg({}, Stories::All, plain_url).size(), 200U);
  EXPECT_LT(world_shapes().size(), 30'000U);
}

TEST(WorldMap, TakesEachShapeFromOneDrawing) {
  const HtmlPage shapes{world_shapes()};
  EXPECT_FALSE(HtmlPage{world_shapes()}.named("circle").empty());
  std::set<std::string> ids;
  for (const char* name : {"path", "circle"})
    for (const Element* shape : shapes.named(name)) ids.insert(shape->get("id"));
  for (const FacetValue& country : every_country())
    EXPECT_EQ(ids.contains(country.value), is_on_map(country.value)) << country.value;
}

TEST(WorldMap, ShadesEachCountryByItsCountAndLinksIt) {
  std::vector<FacetValue> countries(3);
  countries[0].value = "IR";
  countries[0].label = "Iran";
  countries[0].count = 1'000;
  countries[1].value = "MC";  // too small for an outline
  countries[1].label = "Monaco & its <harbour>";
  countries[1].count = 1;
  countries[2].value = "SUHH";  // no more
  countries[2].count = 7;
  const HtmlPage page{world_svg(countries, Stories::All, plain_url)};
  std::vector<std::string> links;
  const auto anchors = page.named("a");
  for (const Element* link : anchors) links.push_back(link->get("href"));
  EXPECT_THAT(links, ElementsAre("/?country=IR", "/?country=MC"));
  const auto titles = page.named("title");
  ASSERT_EQ(titles.size(), 2U);
  EXPECT_EQ(titles[0]->text, "Iran: 1,000 articles");
  EXPECT_EQ(titles[1]->text, "Monaco & its <harbour>: 1 article");
  std::vector<std::string> drawn;
  const auto uses = page.named("use");
  for (const Element* use : uses) {
    const std::string href = use->get("href");
    EXPECT_EQ(href.substr(0, href.find('#')), asset_url("world.svg"));
    drawn.push_back(use->get("class") + href.substr(href.find('#')));
  }
  EXPECT_THAT(drawn, ElementsAre("land#land", "shade-5#IR", "shade-1#MC"));
}

TEST(WorldMap, IsLeftToTheTableByScreenReadersAndTheKeyboard) {
  const HtmlPage page{world_svg(every_country(), Stories::All, plain_url)};
  EXPECT_EQ(page.named("svg").front()->get("aria-hidden"), "true");
  const auto links = page.named("a");
  for (const Element* link : links) EXPECT_EQ(link->get("tabindex"), "-1");
}

TEST(WorldMap, HasShadesThatBeginAtRoundNumbers) {
  EXPECT_THAT(shade_limits(100'000), ElementsAre(1, 10, 100, 1'000, 10'000));
  EXPECT_THAT(shade_limits(11'000), ElementsAre(1, 5, 20, 200, 1'000));
  // With few articles there is less to tell apart.
  EXPECT_THAT(shade_limits(1), ElementsAre(0, 0, 0, 0, 1));
  EXPECT_THAT(shade_limits(0), ElementsAre(0, 0, 0, 0, 1));
}

// --- The circle of names -----------------------------------------------------------------------

Ties ties_of(std::size_t names,
             std::initializer_list<std::tuple<std::size_t, std::size_t, std::uint64_t>> shared) {
  Ties ties{names};
  for (const auto& [a, b, articles] : shared) ties.set(a, b, articles);
  return ties;
}

TEST(NameNetwork, PutsNamesThatShareMostBesideEachOther) {
  // 2 is closest to the middle, 4 to 2, 1 to 4; 3 is left.
  const Ties ties = ties_of(
      5, {{0, 1, 3}, {0, 2, 9}, {0, 3, 2}, {0, 4, 1}, {2, 4, 5}, {2, 1, 1}, {4, 1, 2}, {4, 3, 1}});
  EXPECT_THAT(circle_order(ties), ElementsAre(2, 4, 1, 3));
  EXPECT_THAT(circle_order(Ties{1}), IsEmpty());
}

TEST(NameNetwork, DrawsALineForWhatIsSharedAndEscapesNames) {
  const Ties ties = ties_of(3, {{0, 0, 20}, {0, 1, 10}, {0, 2, 5}});
  const HtmlPage page{
      network_svg({{"Ann", "/person/Ann"}, {"Bo <b>", "/person/Bo"}, {"Cy", "/person/Cy"}}, ties,
                  [](std::size_t a, std::size_t b) { return fmt::format("/?{}&{}", a, b); })};
  const auto lines = page.named("line");
  ASSERT_EQ(lines.size(), 2U);  // 1 and 2 share nothing
  EXPECT_EQ(std::stod(lines[0]->get("stroke-width")), 2 * std::stod(lines[1]->get("stroke-width")));
  EXPECT_THAT(page.hrefs(),
              ElementsAre("/?0&1", "/?0&2", "/person/Ann", "/person/Bo", "/person/Cy"));
  EXPECT_TRUE(page.named("b").empty());
  EXPECT_EQ(page.named("title").front()->text, "Ann and Bo <b>: 10 articles");
}

// --- Shares ------------------------------------------------------------------------------------

TEST(Shares, AreOfAllArticlesOfThePeriod) {
  Comparison::Bar bar;
  bar.articles = {3, 0};
  bar.archive = 12;
  EXPECT_DOUBLE_EQ(share_of(bar, 0), 0.25);
  EXPECT_DOUBLE_EQ(share_of(bar, 1), 0);
  EXPECT_DOUBLE_EQ(share_of({}, 0), 0);  // nothing was published
}

TEST(Shares, AreToldInAFewDigits) {
  const struct {
    double share;
    std::string_view words;
  } rows[] = {{0, "0%"},         {0.00001, "less than 0.01%"},
              {0.0005, "0.05%"}, {0.0342, "3.4%"},
              {0.1, "10%"},      {1, "100%"}};
  for (const auto& [share, words] : rows) EXPECT_EQ(share_in_words(share), words);
}

// --- Pages -------------------------------------------------------------------------------------

class NamesPages : public testing::Test {
 protected:
  NamesPages()
      : archive_({
            article("a1", "2015-01-10", "Treaty signed", "Ann met Bo about the treaty.", {"IR"},
                    {"Ann Ash", "Bo Birk"}, "Halyard Wire"),
            article("a2", "2015-02-10", "Treaty praised", "Ann and Bo praised the treaty.",
                    {"IR", "AT"}, {"Ann Ash", "Bo Birk", "Cy Cole"}, "Meridian Ledger"),
            article("a3", "2016-02-10", "Treaty broken", "Ann spoke of a broken treaty.", {"FR"},
                    {"Ann Ash", "Cy Cole", "Di Dorn"}),
            article("b1", "2016-03-10", "Harvest", "Wheat and barley.", {"FR"}, {"Cy Cole"}),
            article("b2", "2016-04-10", "Harvest late", "Rain on wheat.", {"FR"}, {"Di Dale"}),
            article("b3", "2016-05-10", "Harvest over", "Wheat is in.", {"AT"}, {}),
        }),
        opened_(archive_.path()) {}

  Reply get(std::string_view target) { return route(opened_, parse_target("GET", target)); }
  HtmlPage page(std::string_view target) { return HtmlPage{get(target).body}; }

  static std::string digits(const std::string& text) {
    std::string found;
    for (const char c : text)
      if (c >= '0' && c <= '9') found += c;
    return found;
  }

  /// Every link that shows a number leads to so many articles.
  void expect_numbers_hold(const std::string& target) {
    const HtmlPage read = page(target);
    std::size_t checked = 0;
    for (const Element& element : read.elements()) {
      const std::string& href = element.get("href");
      if (element.name != "a" || !href.starts_with("/?")) continue;
      const std::size_t colon = element.text.rfind(": ");
      const std::string number =
          digits(colon == std::string::npos ? element.text : element.text.substr(colon));
      const bool letters = std::any_of(element.text.begin(), element.text.end(),
                                       [](char c) { return c >= 'a' && c <= 'z'; });
      const bool period = colon == std::string::npos && letters &&
                          href.find("year=") != std::string::npos;  // "January 2015"
      if (number.empty() || period) continue;
      const HtmlPage results = page(href);
      const auto totals = results.having("data-total");
      ASSERT_FALSE(totals.empty()) << href;
      EXPECT_EQ(totals.front()->get("data-total"), number) << href << " on " << target;
      ++checked;
    }
    EXPECT_GT(checked, 4U) << target;
  }

  TestArchive archive_;
  Archive opened_;
};

TEST_F(NamesPages, LeadFromEachNumberToAsManyArticles) {
  for (const char* const target :
       {"/person/Ann%20Ash", "/person/Cy%20Cole", "/country/FR", "/compare?a=treaty&b=harvest",
        "/compare?a=treaty+OR+wheat&b=wheat&country=FR"})
    expect_numbers_hold(target);
}

TEST_F(NamesPages, SayWhoIsNamedTogether) {
  const HtmlPage read = page("/person/Ann%20Ash");
  EXPECT_THAT(read.hrefs(), Contains("/person/Bo%20Birk"));
  EXPECT_THAT(read.hrefs(), Contains("/?q=person%3A%22Bo%20Birk%22&person=Ann%20Ash"));
  EXPECT_THAT(read.hrefs(), Contains("/feed.atom?person=Ann%20Ash"));
  EXPECT_THAT(read.hrefs(), Contains("/compare?a=person%3A%22Ann%20Ash%22"));
}

TEST_F(NamesPages, OfAComparisonTellSharesOverlapAndNames) {
  const HtmlPage read = page("/compare?a=treaty&b=ann");
  EXPECT_THAT(read.text_of("main"), HasSubstr("3 articles are found by both: 100% of the first"));
  EXPECT_EQ(read.named("polyline").size(), 2U);
  EXPECT_THAT(read.hrefs(), Contains("/?q=treaty"));
  // A click on a bar compares within its period.
  EXPECT_THAT(read.hrefs(), Contains("/compare?a=treaty&b=ann&year=2015-01"));
}

TEST_F(NamesPages, AskForTheSearchThatIsMissing) {
  for (const char* const target :
       {"/compare", "/compare?a=treaty", "/compare?b=treaty&country=IR"}) {
    EXPECT_EQ(get(target).status, 200) << target;
    const HtmlPage read = page(target);
    EXPECT_TRUE(read.named("polyline").empty());
    EXPECT_GE(read.named("form").size(), 2U);
  }
  EXPECT_THAT(page("/?q=treaty&country=IR&sort=newest").hrefs(),
              Contains("/compare?a=treaty&country=IR"));
}

TEST_F(NamesPages, OfAComparisonAreBoundedAndEscaped) {
  const std::string hostile = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
  const HtmlPage read = page("/compare?a=" + hostile + "&b=wheat&source=" + hostile);
  EXPECT_EQ(read.named("script").size(), 1U);
  EXPECT_EQ(get("/compare?a=" + std::string(3'000, 'x') + "&b=wheat").status, 400);
  EXPECT_EQ(get("/compare?a=x&b=y&from=never").status, 400);
}

TEST(CompareParams, KeepFiltersAndPassOverTheRest) {
  const CompareParams params = parse_compare_params(parse_query(
      "a=+gore+&b=bush&q=other&country=US&from=2000&sort=newest&page=7&stories=collapse"));
  EXPECT_EQ(compare_url(params), "/compare?a=gore&b=bush&country=US&from=2000");
  EXPECT_EQ(search_url(params.side(1)), "/?q=bush&country=US&from=2000");
}

}  // namespace
}  // namespace morgue::web
