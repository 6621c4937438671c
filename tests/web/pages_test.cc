// Pages as a browser reads them: what links promise, what hostile text becomes.
#include "web/pages/pages.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>

#include "tests/support/test_archive.h"
#include "tests/web/html_page.h"
#include "web/assets.h"
#include "web/pages/links.h"
#include "web/routes.h"

namespace morgue::web {
namespace {

using test::AnnotatedArticle;
using test::article;
using test::Element;
using test::HtmlPage;
using test::TestArchive;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Reply get(Archive& archive, std::string_view target) {
  return route(archive, parse_target("GET", target));
}

HtmlPage page_at(Archive& archive, std::string_view target) {
  return HtmlPage{get(archive, target).body};
}

/// How many articles a page says that there are.
std::string total_of(const HtmlPage& page) {
  const auto found = page.having("data-total");
  return found.empty() ? "no total" : found.front()->get("data-total");
}

/// What a browser may do without leaving the page and without a script of somebody else.
void expect_harmless(const HtmlPage& page) {
  for (const Element* script : page.named("script"))
    EXPECT_EQ(script->get("src"), asset_url("keys.js"));
  EXPECT_EQ(page.named("script").size(), 1U);
  static const std::set<std::string, std::less<>> kForeign{"iframe", "object", "embed", "base",
                                                           "img",    "style",  "frame", "math"};
  for (const Element& element : page.elements()) {
    EXPECT_FALSE(kForeign.contains(element.name)) << element.name;
    for (const auto& [name, value] : element.attributes) {
      EXPECT_THAT(name, Not(StartsWith("on"))) << value;
      EXPECT_NE(name, "style") << value;
      EXPECT_NE(name, "srcdoc") << value;
      EXPECT_EQ(name.find_first_of("\"'<>=(){}/"), std::string::npos) << name;
    }
    for (const char* const address : {"href", "src", "action"}) {
      if (!element.has(address)) continue;
      const std::string target = element.get(address);
      EXPECT_TRUE(target.starts_with("http://") || target.starts_with("https://") ||
                  target.starts_with('/') || target.starts_with('#'))
          << target;
      EXPECT_THAT(target, Not(StartsWith("//")));
    }
  }
}

/// Every page that can be reached from some by links, the most being `limit`.
std::set<std::string> reachable(
    Archive& archive, std::deque<std::string> targets, std::size_t limit,
    const std::function<void(const std::string&, const Reply&)>& visit) {
  std::set<std::string> seen(targets.begin(), targets.end());
  while (!targets.empty()) {
    const std::string target = targets.front();
    targets.pop_front();
    const Reply reply = get(archive, target);
    visit(target, reply);
    if (!reply.content_type.starts_with("text/html")) continue;
    for (const std::string& href : HtmlPage{reply.body}.hrefs()) {
      const std::string next = href.substr(0, href.find('#'));
      if (next.starts_with('/') && seen.size() < limit && seen.insert(next).second)
        targets.push_back(next);
    }
  }
  return seen;
}

// --- A small archive ---------------------------------------------------------------------------

class Pages : public testing::Test {
 protected:
  Pages()
      : archive_({
            call(),
            article("oil", "2016-11-30", "Ministers cut output",
                    "Oil prices rose. Iran was spared a cut.", {"AT"}, {"Bijan Zanganeh"},
                    "Meridian Ledger"),
            article("vote", "2017-05-20T10:00:00Z", "Rouhani wins the vote",
                    "Iranian voters chose the president again.", {"IR"}, {"Hassan Rouhani"}),
            article("feature", "", "Bread", "A baker bakes.", {}, {}, ""),
        }),
        opened_(archive_.path()) {}

  static AnnotatedArticle call() {
    AnnotatedArticle made =
        article("call", "2016-12-19", "Rouhani and Putin discuss Syria",
                "The presidents of Iran and Russia spoke about Aleppo.\n\nNo more was said.",
                {"IR", "RU"}, {"Hassan Rouhani", "Vladimir Putin"});
    made.article.byline = "Anna Verbeek";
    made.article.url = "https://halyard.example/call";
    made.article.dateline = Dateline{"TEHRAN", std::chrono::December / 19, "Halyard"};
    made.annotations.entities.insert(made.annotations.entities.begin() + 2,
                                     {EntityKind::Country, "SY", 0.1F, false});
    made.annotations.mentions = {{0, 7, 3}, {12, 17, 4}, {26, 31, 2}};
    return made;
  }

  HtmlPage page(std::string_view target) { return page_at(opened_, target); }

  TestArchive archive_;
  Archive opened_;
};

TEST_F(Pages, AreWellFormedAndHaveEachIdOnce) {
  for (const char* const target :
       {"/", "/?q=rouhani&country=IR&source=-Meridian+Ledger", "/?region=Asia", "/?q=zzz",
        "/?q=(oil", "/article/call?q=aleppo", "/article/feature", "/person/Hassan%20Rouhani",
        "/country/AT", "/help", "/nothing", "/?page=x"}) {
    SCOPED_TRACE(target);
    const HtmlPage read = page(target);
    EXPECT_EQ(read.mistakes(), 0U);
    std::set<std::string> ids;
    for (const Element* element : read.having("id"))
      EXPECT_TRUE(ids.insert(element->get("id")).second) << element->get("id");
    // A link to a part of the page has such a part.
    for (const std::string& href : read.hrefs())
      if (href.starts_with('#')) {
        EXPECT_TRUE(ids.contains(href.substr(1))) << href;
      }
    EXPECT_EQ(read.named("h1").size(), 1U);
    EXPECT_EQ(read.named("main").size(), 1U);
    EXPECT_NE(read.text_of("title"), "");
    expect_harmless(read);
  }
}

TEST_F(Pages, HaveNoDeadLinks) {
  const auto seen =
      reachable(opened_, {"/", "/help", "/?q=rouhani", "/?q=zzz&country=IR&from=2016"}, 600,
                [](const std::string& target, const Reply& reply) {
                  EXPECT_EQ(reply.status, 200) << target;
                });
  for (const char* const expected :
       {"/article/call", "/country/IR", "/person/Hassan%20Rouhani", "/article/vote?q=rouhani"})
    EXPECT_THAT(seen, Contains(expected));
  EXPECT_THAT(seen, Contains(asset_url("style.css")));
}

TEST_F(Pages, KeepTheQueryInTheBoxAndTheFiltersBesideIt) {
  const HtmlPage read = page("/?q=%22the+presidents%22+%26+more&country=IR&names=any&page=1");
  std::map<std::string, std::string> fields;
  const auto boxes = read.named("input");
  for (const Element* input : boxes) fields.emplace(input->get("name"), input->get("value"));
  EXPECT_EQ(fields["q"], "\"the presidents\" & more");
  EXPECT_EQ(fields["country"], "IR");
  EXPECT_EQ(fields["names"], "any");
  EXPECT_FALSE(fields.contains("page"));
}

TEST_F(Pages, OfASearchCarryTheQueryOnToTheArticleAndBack) {
  const HtmlPage results = page("/?q=aleppo");
  EXPECT_EQ(total_of(results), "1");
  EXPECT_THAT(results.hrefs(), Contains("/article/call?q=aleppo"));
  const HtmlPage read = page("/article/call?q=aleppo");
  EXPECT_EQ(read.text_of("mark"), "Aleppo");
  EXPECT_THAT(read.hrefs(), Contains("/?q=aleppo"));
  EXPECT_TRUE(page("/article/call").named("mark").empty());
}

TEST_F(Pages, OfAnArticleLinkItsNamesItsSourceAndItsOriginal) {
  const HtmlPage read = page("/article/call");
  for (const char* const expected :
       {"/person/Hassan%20Rouhani", "/person/Vladimir%20Putin", "/country/IR", "/country/SY",
        "/?source=Halyard%20Wire", "https://halyard.example/call", "/api/v1/article/call"})
    EXPECT_THAT(read.hrefs(), Contains(expected));
  EXPECT_THAT(read.text_of("main"),
              HasSubstr("The presidents of Iran and Russia spoke about Aleppo."));
  EXPECT_THAT(read.text_of("main"), HasSubstr("No more was said."));
}

TEST_F(Pages, OfASearchSayWhyAnArticleIsUnderANameAndLeadToItsMentions) {
  const HtmlPage read = page("/?q=presidents&person=Hassan+Rouhani");
  std::vector<std::string> asked;
  for (const Element* summary : read.named("summary")) asked.push_back(summary->text);
  EXPECT_THAT(asked, Contains("Why Hassan Rouhani?"));
  EXPECT_THAT(read.hrefs(), Contains("/article/call?q=presidents#at-0"));
  EXPECT_THAT(page("/?q=presidents").text_of("main"), Not(HasSubstr("Why ")));
  EXPECT_THAT(page("/person/Hassan%20Rouhani").hrefs(), Contains("/article/call#at-0"));
}

TEST_F(Pages, OfAnArticleLeadFromEachNameToItsFirstMention) {
  const HtmlPage read = page("/article/call");
  for (const char* const expected : {"#at-0", "#at-12", "#at-26"})
    EXPECT_THAT(read.hrefs(), Contains(expected));
}

TEST_F(Pages, OfAnArticleLinkItsDatesToWhatElseIsWrittenAboutThem) {
  AnnotatedArticle made = article("past", "2018-03-15", "Then and now",
                                  "In May 1998 and the 1970s.\n\nMay Day.", {}, {"May Day"});
  // In the second paragraph a date and a name claim the same word: the name is shown.
  made.annotations.mentions = {{42, 49, 0}};
  made.annotations.dates = {{17, 25, "1998-05"}, {30, 39, "197"}, {42, 45, "2018-05"}};
  archive_.add({made});
  const HtmlPage read = page("/article/past");
  EXPECT_EQ(read.mistakes(), 0U);
  std::map<std::string, std::string> dates;
  for (const Element* link : read.named("a"))
    if (link->get("class") == "name date") dates[link->text] = link->get("href");
  EXPECT_EQ(dates, (std::map<std::string, std::string>{
                       {"May 1998", "/?about_from=1998-05&about_to=1998-05"},
                       {"the 1970s", "/?about_from=1970&about_to=1979"}}));
  EXPECT_EQ(total_of(page("/?about_from=1998-05&about_to=1998-05")), "1");
  EXPECT_EQ(total_of(page("/?about_from=1970&about_to=1979")), "1");
  EXPECT_EQ(total_of(page("/?q=about:1970s")), "1");
  EXPECT_THAT(read.hrefs(), Contains("/?about_from=2018-05&about_to=2018-05"));
}

TEST_F(Pages, OfASearchDoNotOfferEvidenceWhereThereIsNone) {
  const auto evidence_of = [&](std::string_view target) {
    const HtmlPage read = page(target);
    std::size_t found = 0;
    for (const Element* details : read.named("details"))
      found += details->get("class") == "evidence" ? 1 : 0;
    return found;
  };
  EXPECT_EQ(evidence_of("/?q=discuss&person=Hassan+Rouhani"), 1U);
  EXPECT_EQ(evidence_of("/?q=voters&country=IR"), 0U);  // no mention, no dateline
}

TEST_F(Pages, OfASearchShowTheRangeWrittenAboutAndTakeItOff) {
  const HtmlPage read = page("/?q=x&from=2015&about_from=1998-05&about_to=1998-05");
  EXPECT_THAT(read.hrefs(), Contains("/?q=x&from=2015"));
  EXPECT_THAT(read.text_of("main"), HasSubstr("May 1998"));
  EXPECT_THAT(page("/?q=x&about_to=1998").hrefs(), Contains("/?q=x"));
}

TEST_F(Pages, OfANameAreThereForWhoIsOnlyMentioned) {
  EXPECT_EQ(get(opened_, "/country/SY").status, 200);
  EXPECT_EQ(total_of(page("/country/IR")), "2");
}

TEST_F(Pages, OfAnEmptyResultOfferWaysOut) {
  const HtmlPage read = page("/?q=aleppo&country=AT&from=2016");
  EXPECT_EQ(total_of(read), "0");
  EXPECT_THAT(read.hrefs(), Contains("/?q=aleppo&country=AT"));
  EXPECT_THAT(read.hrefs(), Contains("/?q=aleppo"));
  EXPECT_THAT(read.hrefs(), Contains("/?q=aleppo&country=AT&from=2016&names=any"));
  EXPECT_THAT(read.hrefs(), Contains("/help"));
}

TEST_F(Pages, OfAQueryWithAMistakeSayWhatWasWrongAndStillAnswer) {
  const HtmlPage read = page("/?q=aleppo+(iran");
  EXPECT_EQ(total_of(read), "1");
  EXPECT_THAT(read.text_of("main"), HasSubstr("never closed"));
  EXPECT_THAT(page("/?q=alepo+iran").hrefs(), Contains("/?q=aleppo%20iran"));
}

TEST_F(Pages, OfferToTakeEveryFilterOff) {
  const HtmlPage read = page("/?q=x&country=IR&person=-Vladimir+Putin&year=2016&from=2015&page=2");
  for (const char* const expected : {
           "/?q=x&person=-Vladimir%20Putin&year=2016&from=2015",
           "/?q=x&country=IR&year=2016&from=2015",
           "/?q=x&country=IR&person=-Vladimir%20Putin&from=2015",
           "/?q=x&country=IR&person=-Vladimir%20Putin&year=2016",
           "/?q=x",
       })
    EXPECT_THAT(read.hrefs(), Contains(expected));
}

TEST_F(Pages, TakeAValueOffHoweverItWasSpelt) {
  for (const char* const target : {"/?person=hassan+ROUHANI&q=x", "/?country=iranian&q=x"}) {
    SCOPED_TRACE(target);
    const HtmlPage read = page(target);
    std::size_t selected = 0;
    for (const Element* value : read.having("data-value")) {
      if (value->get("class").find("selected") == std::string::npos) continue;
      ++selected;
      ASSERT_NE(read.first_inside(*value, "a"), nullptr);
      EXPECT_EQ(read.first_inside(*value, "a")->get("href"), "/?q=x");
    }
    EXPECT_EQ(selected, 1U);
  }
}

// --- An empty archive --------------------------------------------------------------------------

TEST(EmptyArchive, HasAFrontPageThatSaysHowToFillIt) {
  const TestArchive empty({});
  Archive opened{empty.path()};
  const Reply front = get(opened, "/");
  EXPECT_EQ(front.status, 200);
  EXPECT_THAT(HtmlPage{front.body}.text_of("main"), HasSubstr("morgue index"));
  EXPECT_EQ(HtmlPage{front.body}.mistakes(), 0U);
}

TEST(EmptyArchive, AnswersSearchesWithNothingAndAWayOn) {
  const TestArchive empty({});
  Archive opened{empty.path()};
  for (const char* const target :
       {"/?q=iran", "/?q=iran&country=IR&from=2016", "/?year=undated", "/?sort=newest&page=3"}) {
    SCOPED_TRACE(target);
    const Reply reply = get(opened, target);
    EXPECT_EQ(reply.status, 200);
    const HtmlPage read{reply.body};
    EXPECT_EQ(total_of(read), "0");
    EXPECT_EQ(read.mistakes(), 0U);
    EXPECT_THAT(read.hrefs(), Contains("/help"));
  }
  EXPECT_EQ(get(opened, "/help").status, 200);
  EXPECT_EQ(get(opened, "/country/IR").status, 404);
  EXPECT_EQ(get(opened, "/article/a").status, 404);
  EXPECT_EQ(get(opened, "/readyz").status, 200);
}

TEST(EmptyArchive, FillsWithoutARestart) {
  TestArchive archive({});
  Archive opened{archive.path()};
  EXPECT_EQ(get(opened, "/article/new").status, 404);
  archive.add({article("new", "2018-01-01", "Fresh news", "Something new.", {"FR"})});
  EXPECT_EQ(get(opened, "/article/new").status, 200);
  EXPECT_EQ(total_of(page_at(opened, "/")), "1");
  EXPECT_EQ(get(opened, "/country/FR").status, 200);
}

// --- Counts and clicks -------------------------------------------------------------------------

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
      "/?q=oil+OR+treaty&more=country",
      "/?q=-court&year=2015&names=any",
      "/?country=IR&country=RU&page=2",
      "/?q=vote&country=-IR&person=Hassan+Rouhani&per_page=5&page=2",
      "/?person=conan+o'brien",
      "/?source=-Halyard+Wire&section=World&language=en",
      "/?from=2015-03&to=2016-09-01&sort=oldest&more=person",
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

TEST(ArticlePage, SaysWhenAnArticleWasChangedIfThatWasOnALaterDay) {
  const auto changed = [](const std::string& id, const std::string& published,
                          std::string_view modified) {
    AnnotatedArticle made = article(id, published, "Trams", "The line opened.", {}, {});
    made.article.modified = parse_iso(modified);
    return made;
  };
  const TestArchive archive({changed("later", "2016-12-19", "2016-12-21T08:00:00Z"),
                             changed("same", "2016-12-19T08:00:00Z", "2016-12-19T09:00:00Z"),
                             changed("earlier", "2016-12-19", "2016-12-01"),
                             changed("only", "", "2016-12-21")});
  Archive opened{archive.path()};
  const std::string later = get(opened, "/article/later").body;
  EXPECT_THAT(later, HasSubstr("Updated <time datetime=\"2016-12-21T08:00:00Z\">"
                               "21 December 2016, 08:00 UTC</time>"));
  EXPECT_THAT(later, HasSubstr("<dt>Updated</dt><dd>21 December 2016, 08:00 UTC</dd>"));
  EXPECT_THAT(get(opened, "/article/same").body, Not(HasSubstr("Updated")));
  EXPECT_THAT(get(opened, "/article/earlier").body, Not(HasSubstr("Updated")));
  EXPECT_THAT(get(opened, "/article/only").body, HasSubstr("<dt>Updated</dt>"));
  EXPECT_THAT(get(opened, "/api/v1/article/later").body,
              HasSubstr("\"modified\":\"2016-12-21T08:00:00Z\""));
}

TEST(Stories, AreListedWithTheirCopiesAndCountedAsTheReaderLikes) {
  const std::string body =
      "Farmers in the northern valleys brought in less than half of the usual grain this autumn "
      "after floods in August drowned the fields along the river.";
  AnnotatedArticle copy = article("copy", "2016-12-20", "Bread", body, {}, {}, "Lantern Post");
  copy.article.dateline = Dateline{"OSLO", std::nullopt, "Halyard Wire"};
  const TestArchive archive({article("wire", "2016-12-19", "Grain", body), copy,
                             article("other", "2016-12-19", "Strike", "No grain was moved.")});
  Archive opened{archive.path()};

  const HtmlPage every = page_at(opened, "/?q=grain");
  EXPECT_EQ(total_of(every), "3");
  EXPECT_THAT(every.text_of("h1"), HasSubstr("3 articles"));
  EXPECT_THAT(every.text_of("main"), HasSubstr("and 1 copy: also published by Lantern Post"));
  EXPECT_THAT(every.text_of("main"), HasSubstr("text by Halyard Wire"));
  EXPECT_THAT(get(opened, "/?q=grain").body, HasSubstr("href=\"/?q=grain&amp;stories=collapse\""));

  const HtmlPage once = page_at(opened, "/?q=grain&stories=collapse");
  EXPECT_EQ(total_of(once), "2");
  EXPECT_THAT(once.text_of("h1"), HasSubstr("2 stories"));
  EXPECT_THAT(once.text_of("main"), HasSubstr("in 3 articles"));
  EXPECT_THAT(get(opened, "/?q=grain&stories=collapse").body, HasSubstr("href=\"/?q=grain\""));

  const HtmlPage read = page_at(opened, "/article/copy?q=grain");
  EXPECT_THAT(read.text_of("aside"), HasSubstr("Also published by Halyard Wire"));
  EXPECT_THAT(read.text_of("aside"), HasSubstr("One came before the one you read"));
  EXPECT_THAT(get(opened, "/article/copy?q=grain").body,
              HasSubstr("href=\"/article/wire?q=grain\""));
  EXPECT_THAT(get(opened, "/article/other").body, Not(HasSubstr("Also published")));
}

TEST(ArticlePage, LeadsToRelatedArticlesIfThereAreAny) {
  const TestArchive archive(
      {article("strike", "2016-12-20", "Dockers strike", "The dockers of Norvik went on strike."),
       article("talks", "2016-12-21", "Dockers & owners in talks", "The strike in Norvik goes on."),
       article("bread", "2016-12-21", "Bread", "Bakers bake."),
       article("trams", "", "Trams", "A line was opened."), article("rain", "", "Rain", "Wet.")});
  Archive opened{archive.path()};
  const std::string page = get(opened, "/article/strike").body;
  EXPECT_THAT(page, HasSubstr("<h2 id=\"related\">Related</h2>"));
  EXPECT_THAT(page, HasSubstr("<a href=\"/article/talks\">Dockers &amp; owners in talks</a>"));
  EXPECT_THAT(page, HasSubstr("<time datetime=\"2016-12-21\">21 December 2016</time>"));
  EXPECT_THAT(page, Not(HasSubstr("/article/rain")));
  EXPECT_THAT(get(opened, "/article/bread").body, Not(HasSubstr("Related")));
}

TEST(SearchPage, ListsWhenThereWasUnusuallyMuchAndWhatAbout) {
  std::vector<AnnotatedArticle> articles;
  for (int day = 10; day <= 28; ++day)
    for (int i = 0; i < 5; ++i)
      articles.push_back(article(std::to_string(day) + "/" + std::to_string(i),
                                 "2016-02-" + std::to_string(day), "Market", "Bread was sold."));
  for (int i = 0; i < 6; ++i)
    articles.push_back(
        article("quake-" + std::to_string(i), "2016-02-14", "Quake & flood", "Quake."));
  articles.push_back(article("early", "2016-02-10", "No quake", "All is well."));
  articles.push_back(article("late", "2016-02-28", "No quake", "All is well."));
  const TestArchive archive{articles};
  Archive opened{archive.path()};
  const std::string page = get(opened, "/?q=quake").body;
  EXPECT_THAT(page, HasSubstr("<h2 id=\"peaks\">Unusually much</h2>"));
  EXPECT_THAT(page, HasSubstr("<a href=\"/?q=quake&amp;year=2016-02-14\" rel=\"nofollow\">"
                              "14 February 2016</a> <span class=\"count\">6 articles</span>"));
  EXPECT_THAT(page, HasSubstr("\">Quake &amp; flood</a></li>"));
  EXPECT_THAT(get(opened, "/?q=bread").body, Not(HasSubstr("Unusually much")));
  EXPECT_THAT(get(opened, "/api/v1/timeline?q=quake").body,
              HasSubstr("\"peaks\":[{\"value\":\"2016-02-14\",\"count\":6,\"expected\":"));
  EXPECT_THAT(get(opened, "/api/v1/timeline?q=bread").body, HasSubstr("\"peaks\":[]"));
}

/// A value of a facet as a page lists it.
struct Listed {
  Facet facet = Facet::Country;
  std::string value, count, href;
  bool selected = false, excluded = false;
};

std::vector<Listed> facets_of(const HtmlPage& page) {
  std::vector<Listed> list;
  for (const Element* element : page.having("data-count")) {
    Listed listed;
    const std::string name = page.inherited(*element, "data-facet");
    for (const Facet facet : kAllFacets)
      if (morgue::to_string(facet) == name) listed.facet = facet;
    listed.value = element->get("data-value");
    listed.count = element->get("data-count");
    listed.selected = element->get("class").find("selected") != std::string::npos;
    listed.excluded = element->get("class").find("excluded") != std::string::npos;
    if (const Element* link = page.first_inside(*element, "a")) listed.href = link->get("href");
    list.push_back(std::move(listed));
  }
  return list;
}

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

TEST_F(Clicks, OnMoreShowTheFacetAtLengthAndOnFewerNoLonger) {
  const auto countries = [&](const std::string& target) {
    std::size_t listed = 0;
    for (const Listed& each : facets_of(page(target)))
      listed += each.facet == Facet::Country ? 1 : 0;
    return listed;
  };
  EXPECT_LT(countries("/?q=oil"), 12U);
  EXPECT_EQ(countries("/?q=oil&more=country"), 12U);
  EXPECT_THAT(page("/?q=oil").hrefs(), Contains(StartsWith("/?q=oil&more=country")));
  EXPECT_THAT(page("/?q=oil&more=country").hrefs(), Contains(StartsWith("/?q=oil#")));
}

// --- Hostile text ------------------------------------------------------------------------------

constexpr std::string_view kHostile[] = {
    "\"><script>alert(1)</script>",          "' onmouseover='alert(1)' x='",
    "\" autofocus onfocus=\"alert(1)",       "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",          "javascript:alert(1)",
    "</mark></a><svg onload=alert(1)>",      "<!--",
    "]]><![CDATA[<script>alert(1)</script>", "{{>head}}{{{headline_html}}}{{#results}}",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "a/../../<b>",
    "\\\" %22%3E%3Cscript%3E + & ; #",
};

/// An article that is hostile wherever it can be, its names linked in its text.
AnnotatedArticle hostile_article(std::string_view text) {
  const std::string hostile{text};
  AnnotatedArticle made =
      article(hostile, "2016-12-19", hostile, "Before " + hostile + " after.\n\n" + hostile, {"IR"},
              {hostile}, hostile);
  made.article.section = hostile;
  made.article.byline = hostile;
  made.article.language = hostile;
  made.article.url = hostile;
  made.article.source_path = hostile;
  made.article.dateline = Dateline{hostile, std::chrono::December / 19, hostile};
  made.annotations.entities.push_back({EntityKind::Organisation, hostile, 1, true});
  const auto length = static_cast<std::uint32_t>(hostile.size());
  const auto body = static_cast<std::uint32_t>(hostile.size() + 2 + 7);
  made.annotations.mentions = {{0, length, 1}, {body, body + length, 2}};
  return made;
}

class Hostile : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::vector<AnnotatedArticle> articles;
    for (const std::string_view text : kHostile) articles.push_back(hostile_article(text));
    // So that there is a chart, and a name that all are about.
    articles.push_back(article("plain", "2015-01-01", "Plain words",
                               "Nothing to fear. alert script", {"IR"}, {"Hassan Rouhani"}));
    archive_ = std::make_unique<TestArchive>(articles);
    opened_ = std::make_unique<Archive>(archive_->path());
  }
  static void TearDownTestSuite() {
    opened_.reset();
    archive_.reset();
  }

  static HtmlPage harmless_page(const std::string& target, int status) {
    const Reply reply = get(*opened_, target);
    EXPECT_EQ(reply.status, status) << target;
    HtmlPage page{reply.body};
    SCOPED_TRACE(target);
    expect_harmless(page);
    EXPECT_EQ(page.mistakes(), 0U);
    return page;
  }

  static inline std::unique_ptr<TestArchive> archive_;
  static inline std::unique_ptr<Archive> opened_;
};

TEST_F(Hostile, TextIsShownAsItIsOnTheArticlePage) {
  for (const std::string_view text : kHostile) {
    const std::string hostile{text};
    for (const std::string& query : {std::string{}, std::string{"alert script"}, hostile}) {
      const HtmlPage page = harmless_page(article_url(hostile, query), 200);
      EXPECT_EQ(page.text_of("h1"), hostile);
      EXPECT_EQ(page.text_of("title"), hostile);
      EXPECT_THAT(page.text_of("main"), HasSubstr("Before " + hostile + " after."));
    }
  }
}

TEST_F(Hostile, AddressesAreNoLinks) {
  for (const std::string& href : harmless_page(article_url("javascript:alert(1)"), 200).hrefs())
    EXPECT_THAT(href, Not(HasSubstr("script:")));
}

TEST_F(Hostile, QueriesStayInTheBox) {
  for (const std::string_view text : kHostile) {
    const std::string query = to_query_string({{"q", std::string{text}}});
    const HtmlPage page = harmless_page("/" + query, 200);
    bool found = false;
    for (const Element* input : page.named("input"))
      if (input->get("name") == "q") {
        EXPECT_EQ(input->get("value"), text);
        found = true;
      }
    EXPECT_TRUE(found);
    EXPECT_EQ(get(*opened_, "/api/v1/search" + query).status, 200);
  }
}

TEST_F(Hostile, FiltersStayValues) {
  for (const std::string_view text : kHostile) {
    for (const char* const facet : {"person", "organisation", "source", "section", "language"}) {
      const Pairs chosen{{facet, std::string{text}}};
      const HtmlPage page = harmless_page("/" + to_query_string(chosen), 200);
      EXPECT_EQ(total_of(page), "1") << facet << " " << text;
      std::vector<std::string> selected;
      for (const Listed& listed : facets_of(page))
        if (listed.selected) selected.push_back(listed.value);
      EXPECT_THAT(selected, testing::ElementsAre(std::string{text}));
      harmless_page("/" + to_query_string({{facet, "-" + std::string{text}}, {"q", "plain"}}), 200);
    }
    harmless_page("/" + to_query_string({{"country", std::string{text}}}), 200);
  }
}

TEST_F(Hostile, NamesHavePagesOfTheirOwn) {
  for (const std::string_view text : kHostile) {
    for (const EntityKind kind : {EntityKind::Person, EntityKind::Organisation}) {
      const HtmlPage page = harmless_page(entity_url(kind, text), 200);
      EXPECT_EQ(page.text_of("h1"), text);
      EXPECT_EQ(total_of(page), "1");
    }
    harmless_page(entity_url(EntityKind::Country, text), 404);
  }
  harmless_page("/country/IR", 200);
}

TEST(HostileStories, AreHarmlessWhereTheirCopiesAreListed) {
  for (const std::string_view text : kHostile) {
    AnnotatedArticle copy = hostile_article(text);
    copy.article.id = "copy";
    copy.article.source = "Halyard Wire";
    const TestArchive archive({hostile_article(text), copy});
    Archive opened{archive.path()};
    for (const char* const target :
         {"/?q=before", "/?q=before&stories=collapse", "/article/copy"}) {
      SCOPED_TRACE(std::string{text} + " on " + target);
      const HtmlPage page = page_at(opened, target);
      expect_harmless(page);
      EXPECT_EQ(page.mistakes(), 0U);
      EXPECT_THAT(page.text_of("main"), HasSubstr("lso published"));
      EXPECT_THAT(page.text_of("main"), HasSubstr(std::string{text}));
    }
  }
}

TEST(HostileArchive, IsHarmlessWhereItIsSummedUp) {
  for (const std::string_view text : kHostile) {
    SCOPED_TRACE(text);
    // Of all names the commonest, so that the front page and the examples of the help page have it.
    const TestArchive archive({hostile_article(text)});
    Archive opened{archive.path()};
    for (const char* const target : {"/", "/help", "/?sort=newest"}) {
      SCOPED_TRACE(target);
      const HtmlPage page = page_at(opened, target);
      expect_harmless(page);
      EXPECT_EQ(page.mistakes(), 0U);
      // The help page shows names between quotation marks, and so without their own.
      std::string shown{text};
      if (target == std::string_view{"/help"}) std::erase(shown, '"');
      EXPECT_THAT(page.text_of("main"), HasSubstr(shown));
    }
  }
}

TEST_F(Hostile, MistakesAreReportedWithoutHarm) {
  for (const std::string_view text : kHostile) {
    for (const char* const name :
         {"page", "per_page", "sort", "from", "to", "year", "names", "more", "stories"}) {
      const HtmlPage page = harmless_page("/" + to_query_string({{name, std::string{text}}}), 400);
      EXPECT_THAT(page.text_of("main"), HasSubstr(std::string{text}));
    }
    harmless_page("/" + encode_component(text), 404);
    harmless_page("/article/x" + encode_path(text), 404);
    const Reply problem =
        get(*opened_, "/api/v1/search" + to_query_string({{"sort", std::string{text}}}));
    EXPECT_EQ(problem.content_type, "application/problem+json");
  }
}

TEST_F(Hostile, ArchivesHaveNoDeadLinksAndNoHarmfulPages) {
  reachable(*opened_, {"/", "/help", "/?q=alert"}, 500,
            [](const std::string& target, const Reply& reply) {
              SCOPED_TRACE(target);
              EXPECT_EQ(reply.status, 200);
              if (reply.content_type.starts_with("text/html"))
                expect_harmless(HtmlPage{reply.body});
            });
}

}  // namespace
}  // namespace morgue::web
