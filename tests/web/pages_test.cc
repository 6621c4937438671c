// Pages as a browser reads them: what they show, and where their links lead.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "tests/support/test_archive.h"
#include "tests/web/html_page.h"
#include "tests/web/page_visits.h"

namespace morgue::web {
namespace {

using test::AnnotatedArticle;
using test::article;
using test::Element;
using test::HtmlPage;
using test::TestArchive;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

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

// --- What is unusual ---------------------------------------------------------------------------

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

// --- What is offered where nothing is found, or on demand ---------------------------------------

std::map<std::string, std::string> links_of(const HtmlPage& read) {
  std::map<std::string, std::string> links;
  for (const Element* link : read.named("a")) links.emplace(link->text, link->get("href"));
  return links;
}

TEST_F(Pages, ThatFindNothingOfferWhatFindsSomethingWithItsCount) {
  const HtmlPage read = page("/?q=oil&country=IR&source=Meridian+Ledger");
  EXPECT_EQ(total_of(read), "0");
  auto links = links_of(read);
  EXPECT_EQ(links["Without “Country: Iran”"], "/?q=oil&source=Meridian%20Ledger");
  EXPECT_EQ(links["Without any filter"], "/?q=oil");
  EXPECT_THAT(read.text_of("main"), HasSubstr("Without “Country: Iran” 1 article"));
  // No article on oil is about Iran, whoever published it.
  EXPECT_FALSE(links.contains("Without “Source: Meridian Ledger”"));
  EXPECT_FALSE(links.contains("A year more on either side of the dates"));
}

TEST_F(Pages, ThatFindNothingOfferWiderDates) {
  auto links = links_of(page("/?q=oil&from=2017-03&to=2017-04"));
  EXPECT_EQ(links["A year more on either side of the dates"], "/?q=oil&from=2016&to=2018");
  links = links_of(page("/?q=oil&from=2018&to=2019"));
  EXPECT_FALSE(links.contains("A year more on either side of the dates"));
  EXPECT_EQ(links["Without “Published: 2018 to 2019”"], "/?q=oil");
}

TEST_F(Pages, OfASearchShowHeadlinesAloneOnDemand) {
  EXPECT_EQ(links_of(page("/?q=oil"))["headlines only"], "/?q=oil&view=compact");
  const HtmlPage read = page("/?q=oil&view=compact");
  EXPECT_EQ(links_of(read)["with text"], "/?q=oil");
  EXPECT_THAT(read.text_of("main"), HasSubstr("Ministers cut output"));
  EXPECT_THAT(read.text_of("main"), Not(HasSubstr("Oil prices rose.")));
  EXPECT_EQ(get(opened_, "/?view=dense").status, 400);
}

TEST_F(Pages, OfASearchSayWhichWordsMatchedOnDemand) {
  auto links = links_of(page("/?q=ministers+oil"));
  EXPECT_EQ(links["Show what matched"], "/?q=ministers%20oil&explain=1");
  const HtmlPage read = page("/?q=ministers+oil&explain=1");
  EXPECT_EQ(links_of(read)["Hide what matched"], "/?q=ministers%20oil");
  EXPECT_THAT(read.text_of("main"), HasSubstr("ministers in the headline"));
  EXPECT_THAT(read.text_of("main"), HasSubstr("oil in the text"));
  // There is nothing to tell of a list by date.
  EXPECT_FALSE(links_of(page("/?q=oil&sort=newest")).contains("Show what matched"));
}

TEST_F(Pages, WithAChartSayHowASpanOfItIsSearched) {
  const HtmlPage read = page("/?q=president&year=2016-12&from=2010");
  const auto bars = read.having("data-url");
  ASSERT_FALSE(bars.empty());
  EXPECT_EQ(bars.front()->get("data-from"), "from");
  EXPECT_EQ(bars.front()->get("data-to"), "to");
  // A span takes the place of the dates chosen before.
  EXPECT_EQ(bars.front()->get("data-url"), "/?q=president");
}

TEST_F(Pages, OfAnArticleSayWhyItIsUnderItsNames) {
  const std::string text = page("/article/call").text_of("main");
  EXPECT_THAT(text, HasSubstr("Why is it under these?"));
  EXPECT_THAT(text, HasSubstr("Hassan Rouhaninamed in the headline"));
  EXPECT_THAT(text, HasSubstr("Irannot named, but sent from TEHRAN"));
}

TEST_F(Pages, OfAnArticlePutItsOwnDayAmongTheDatesItMentions) {
  AnnotatedArticle made = article("dates", "2018-03-15", "Then", "In 2019, in 1998, in the 1970s.");
  made.annotations.dates = {{9, 13, "2019"}, {18, 22, "1998"}, {31, 36, "197"}};
  archive_.add({made});
  const HtmlPage read = page("/article/dates");
  ASSERT_EQ(read.named("ol").size(), 1U);
  EXPECT_EQ(read.text_of("ol"), "the 1970s\n1998\n15 March 2018, published\n2019\n");
}

// Values of one facet are alternatives; those of several must all hold. The chips say which is
// which.
TEST(Chips, SayWhatIsAnAlternative) {
  const TestArchive archive{{article("a", "2016-12-19", "Talks", "Talks went on.", {"IR"},
                                     {"Hassan Rouhani", "Vladimir Putin"})}};
  Archive opened{archive.path()};
  const HtmlPage page = page_at(
      opened, "/?q=talks&person=Hassan+Rouhani&person=Vladimir+Putin&country=IR&person=-Nobody");
  std::vector<std::string> chips;
  for (const Element* link : page.named("a"))
    if (link->get("title") == "Take this filter off") chips.push_back(link->text);
  const std::string off = " ×: take this filter off";
  EXPECT_THAT(chips, ElementsAre("Country: Iran" + off, "Person: Hassan Rouhani" + off,
                                 "or Person: Vladimir Putin" + off, "not Person: Nobody" + off));
}

}  // namespace
}  // namespace morgue::web
