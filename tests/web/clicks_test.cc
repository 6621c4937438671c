// What a click promises: the count shown is what is found behind it.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/support/test_archive.h"
#include "tests/web/html_page.h"
#include "tests/web/page_visits.h"
#include "web/params.h"

namespace morgue::web {
namespace {

using test::AnnotatedArticle;
using test::article;
using test::Element;
using test::HtmlPage;
using test::TestArchive;
using testing::Contains;
using testing::StartsWith;

/// A seeded archive of a few hundred articles, every one about a few of a dozen names.
std::vector<AnnotatedArticle> seeded_articles(std::mt19937& random, int count) {
  static const std::vector<std::string> kWords{"oil", "vote", "treaty", "flood", "talks", "court"};
  static const std::vector<std::string> kCountries{"IR",   "RU", "SY", "FR", "DE", "BR",
                                                   "SUHH", "AT", "US", "GB", "IT", "JP"};
  static const std::vector<std::string> kPeople{
      "Hassan Rouhani",    "Vladimir Putin",   "Angela Merkel", "Conan O’Brien",
      "François Hollande", "Ann & Bob \"AB\"", "Q+A 100%"};
  static const std::vector<std::string> kSources{"Halyard Wire", "Meridian Ledger", "- Agencies",
                                                 ""};
  const auto some = [&](const std::vector<std::string>& values) {
    std::vector<std::string> chosen;
    for (const std::string& value : values)
      if (random() % 4 == 0) chosen.push_back(value);
    return chosen;
  };
  const auto one = [&](const std::vector<std::string>& values) {
    return values[random() % values.size()];
  };
  std::vector<AnnotatedArticle> articles;
  for (int number = 0; number < count; ++number) {
    const std::string day = random() % 8 == 0 ? ""
                                              : fmt::format("{}-{:02}-{:02}", 2014 + random() % 4,
                                                            1 + random() % 12, 1 + random() % 28);
    AnnotatedArticle made = article(fmt::format("a{}", number), day, one(kWords),
                                    one(kWords) + " " + one(kWords) + " " + one(kWords),
                                    some(kCountries), some(kPeople), one(kSources));
    made.article.section = one({"World", "Business", "-", ""});
    made.article.language = one({"en", "de"});
    for (Entity& entity : made.annotations.entities) entity.focus = random() % 2 == 0;
    for (auto dates = random() % 4; dates > 0; --dates)
      made.annotations.dates.push_back(
          {0, 2,
           fmt::format("{}-{:02}", random() % 20 == 0 ? 1848 : 2012 + random() % 6,
                       1 + random() % 12)});
    articles.push_back(std::move(made));
  }
  return articles;
}

class Clicks : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::mt19937 random{1815};
    archive_ = std::make_unique<TestArchive>(seeded_articles(random, 250));
    opened_ = std::make_unique<Archive>(archive_->path());
  }
  static void TearDownTestSuite() {
    opened_.reset();
    archive_.reset();
  }

  static HtmlPage page(std::string_view target) { return page_at(*opened_, target); }

  static constexpr const char* kSearches[] = {
      "/?q=oil",
      "/?q=oil+OR+treaty&facet_order=significance",
      "/?q=-court&year=2015&names=any",
      "/?country=IR&country=RU&page=2",
      "/?q=vote&country=-IR&person=Hassan+Rouhani&per_page=5&page=2",
      "/?person=conan+o'brien",
      "/?source=-Halyard+Wire&section=World&language=en",
      "/?from=2015-03&to=2016-09-01&sort=oldest&facet_order=significance&stories=collapse",
      "/?year=2015-03&year=undated",
      "/?year=-2016&q=flood",
      "/?language=de&year=2014&year=-2014-07",
      "/?q=oil&about_from=2013-05&about_to=2014",
      "/?about_to=2012&page=2",
      "/?region=Europe&q=oil",
      "/?region=eastern+europe&country=RU&names=any",
      "/?region=Middle+East&region=-Southern+Asia",
      "/?q=oil&stories=collapse",
      "/?country=IR&stories=collapse&sort=newest&names=any",
  };

  static inline std::unique_ptr<TestArchive> archive_;
  static inline std::unique_ptr<Archive> opened_;
};

TEST_F(Clicks, OnAFacetValueGiveTheCountShown) {
  std::size_t clicks = 0;
  for (const char* const search : kSearches) {
    SCOPED_TRACE(search);
    const SearchParams asked = parse_search_params(parse_target("GET", search).query);
    for (const Listed& listed : facets_of(page(search))) {
      SCOPED_TRACE(listed.href);
      const SearchParams clicked = parse_search_params(parse_target("GET", listed.href).query);
      EXPECT_EQ(clicked.request.page, 1U);
      const FacetChoice& before = asked.request.choice(listed.facet);
      const FacetChoice& after = clicked.request.choice(listed.facet);
      const auto holds = [&](const std::vector<std::string>& values) {
        return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
          return same_value(listed.facet, value, listed.value);
        });
      };
      // A click changes this one thing.
      EXPECT_EQ(holds(after.include), !listed.selected && !listed.excluded);
      EXPECT_FALSE(holds(after.exclude));
      EXPECT_EQ(holds(before.include), listed.selected);
      EXPECT_EQ(holds(before.exclude), listed.excluded);
      // The count is of this value alone: siblings that are chosen already add theirs.
      const bool alone = !listed.excluded && before.include.empty();
      const std::string target =
          alone ? listed.href : search_url(with_only(asked, listed.facet, listed.value));
      if (listed.excluded) continue;
      EXPECT_EQ(total_of(page(target)), listed.count) << target;
      ++clicks;
    }
  }
  EXPECT_GT(clicks, 200U);
}

TEST_F(Clicks, OnARegionOpenItsPartsAndOnAPartLeaveTheRegion) {
  const auto regions = [](const std::string& target) {
    std::map<std::string, std::string> hrefs;
    for (const Listed& listed : facets_of(page(target)))
      if (listed.facet == Facet::Region) hrefs[listed.value] = listed.href;
    return hrefs;
  };
  EXPECT_FALSE(regions("/?q=oil").contains("Eastern Europe"));
  const auto open = regions("/?q=oil&region=Europe");
  ASSERT_TRUE(open.contains("Eastern Europe"));
  EXPECT_EQ(open.at("Europe"), "/?q=oil");
  EXPECT_EQ(open.at("Eastern Europe"), "/?q=oil&region=Eastern%20Europe");
  EXPECT_EQ(open.at("Asia"), "/?q=oil&region=Asia&region=Europe");
  EXPECT_EQ(regions("/?q=oil&region=Eastern+Europe").at("Europe"), "/?q=oil&region=Europe");
}

TEST_F(Clicks, OnTheLinkBesideAValueLeaveItOut) {
  for (const char* const search : {"/?q=oil", "/?q=vote&names=any&page=2"}) {
    SCOPED_TRACE(search);
    const HtmlPage read = page(search);
    const SearchParams asked = parse_search_params(parse_target("GET", search).query);
    const std::uint64_t total = std::stoull(total_of(read));
    for (const Listed& listed : facets_of(read)) {
      const std::string expected = search_url(with_excluded(asked, listed.facet, listed.value));
      EXPECT_THAT(read.hrefs(), Contains(expected));
      EXPECT_EQ(total_of(page(expected)), std::to_string(total - std::stoull(listed.count)))
          << expected;
    }
  }
}

TEST_F(Clicks, OnAPeriodOfTheChartGiveTheCountOfTheTableBesideIt) {
  std::size_t clicks = 0;
  for (const char* const search : kSearches) {
    SCOPED_TRACE(search);
    const HtmlPage read = page(search);
    for (const Element* row : read.named("tr")) {
      const Element* link = read.first_inside(*row, "a");
      if (link == nullptr) continue;
      std::string count = read.named("td").empty() ? "" : row->text.substr(link->text.size());
      count.erase(
          std::remove_if(count.begin(), count.end(), [](char c) { return c < '0' || c > '9'; }),
          count.end());
      EXPECT_EQ(total_of(page(link->get("href"))), count) << link->get("href");
      ++clicks;
    }
  }
  EXPECT_GT(clicks, 50U);
}

TEST_F(Clicks, BesideTheChartOfDatesWrittenAboutReachWhatHasNoBar) {
  std::size_t clicks = 0;
  const HtmlPage read = page("/?q=oil");
  for (const Element* note : read.named("p")) {
    if (note->text.find("of earlier dates") == std::string::npos) continue;
    for (const std::string& href : read.hrefs())
      if (href.starts_with("/?q=oil&about_to=")) {
        EXPECT_THAT(note->text, StartsWith(total_of(page(href)) + " article"));
        ++clicks;
      }
  }
  EXPECT_EQ(clicks, 1U);
}

TEST_F(Clicks, ThroughThePagesShowEveryArticleOnce) {
  const std::string first = "/?q=oil&per_page=20";
  const std::uint64_t total = std::stoull(total_of(page(first)));
  ASSERT_GT(total, 40U);
  std::set<std::string> seen;
  std::size_t shown = 0;
  std::string target = first;
  while (!target.empty()) {
    const HtmlPage read = page(target);
    // Copies are listed with the article that they repeat; each is a result of its own as well.
    for (const Element* headline : read.named("h3")) {
      seen.insert(read.first_inside(*headline, "a")->get("href"));
      ++shown;
    }
    target.clear();
    for (const Element* link : read.named("a"))
      if (link->get("rel").find("next") != std::string::npos) target = link->get("href");
  }
  EXPECT_EQ(seen.size(), total);
  EXPECT_EQ(shown, total);
}

TEST_F(Clicks, OnAllValuesLeadToAPageOfThemAndFromThereBack) {
  const auto countries = [&](const std::string& target) {
    std::size_t listed = 0;
    for (const Listed& each : facets_of(page(target)))
      listed += each.facet == Facet::Country ? 1 : 0;
    return listed;
  };
  EXPECT_LT(countries("/?q=oil"), 12U);
  EXPECT_EQ(countries("/facet?q=oil&facet=country"), 12U);
  EXPECT_THAT(page("/?q=oil").hrefs(), Contains("/facet?q=oil&facet=country"));
  EXPECT_THAT(page("/facet?q=oil&facet=country").hrefs(), Contains("/?q=oil"));
  EXPECT_THAT(page("/facet?q=oil&page=2&facet=country").hrefs(), Contains("/?q=oil&page=2"));
}

TEST_F(Clicks, OnAPageOfValuesFindAsManyAsItSays) {
  for (const char* const target :
       {"/facet?q=oil&facet=person", "/facet?q=oil&country=IR&facet=country&stories=collapse",
        "/facet?q=vote&facet_order=significance&facet=person&names=any",
        "/facet?person=-Hassan+Rouhani&facet=person&like=o", "/facet?facet=year&q=oil",
        "/facet?facet=region&like=eu"}) {
    SCOPED_TRACE(target);
    const SearchParams asked = parse_search_params(parse_target("GET", target).query);
    std::size_t clicked = 0;
    for (const Listed& each : facets_of(page(target))) {
      if (each.excluded) continue;
      const std::string only = search_url(with_only(asked, each.facet, each.value));
      if (asked.request.choice(each.facet).include.empty()) {
        EXPECT_EQ(each.href, only);
      }
      EXPECT_EQ(total_of(page(only)), each.count) << only;
      ++clicked;
    }
    EXPECT_GT(clicked, 0U);
  }
}

TEST_F(Clicks, OnNextListEachValueOnce) {
  std::vector<std::string> values;
  std::string target = "/facet?facet=person&names=any&limit=2";
  while (!target.empty()) {
    const HtmlPage read = page(target);
    for (const Element* item : read.having("data-value")) values.push_back(item->get("data-value"));
    target.clear();
    for (const Element* link : read.named("a"))
      if (link->get("rel").find("next") != std::string::npos) target = link->get("href");
  }
  EXPECT_GT(values.size(), 4U);
  EXPECT_EQ((std::set<std::string>{values.begin(), values.end()}).size(), values.size());
}

TEST_F(Clicks, OnUnusualHereKeepTheSearch) {
  EXPECT_THAT(page("/?q=oil&sort=newest&page=2").hrefs(),
              Contains("/?q=oil&sort=newest&facet_order=significance&page=2"));
  EXPECT_THAT(page("/?q=oil&facet_order=significance").hrefs(), Contains("/?q=oil"));
  EXPECT_THAT(page("/facet?q=oil&facet=person&offset=1&limit=1").hrefs(),
              Contains("/facet?q=oil&facet_order=significance&facet=person&limit=1"));
}

}  // namespace
}  // namespace morgue::web
