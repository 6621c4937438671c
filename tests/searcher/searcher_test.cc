#include "searcher/searcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using test::article;
using test::TestArchive;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<std::string> ids(const Answer& answer) {
  std::vector<std::string> found;
  for (const Result& result : answer.results) found.push_back(result.id);
  return found;
}

class Searching : public testing::Test {
 protected:
  Searching()
      : archive_({
            article("call", "2016-12-19", "Rouhani and Putin discuss Syria",
                    "The presidents of Iran and Russia spoke about Aleppo. North-eastern towns "
                    "suffered.",
                    {"IR", "RU", "SY"}, {"Hassan Rouhani", "Vladimir Putin"}),
            article("oil", "2016-11-30", "OPEC cuts output",
                    "Oil prices rose after ministers agreed. Iran was spared a cut.", {"AT"},
                    {"Bijan Zanganeh"}, "Meridian Ledger"),
            article("vote", "2017-05-20T10:00:00Z", "Rouhani wins election",
                    "Iranian voters chose the president again.", {"IR"}, {"Hassan Rouhani"}),
            article("feature", "", "Bread", "A baker in the old town bakes for prices of old.", {},
                    {}, ""),
        }),
        opened_(archive_.path()) {}

  Answer search(const std::string& query, const std::function<void(SearchRequest&)>& change = {}) {
    SearchRequest request;
    request.query = query;
    if (change) change(request);
    return opened_.borrow()->search(request);
  }
  std::vector<std::string> found(const std::string& query) { return ids(search(query)); }

  TestArchive archive_;
  Archive opened_;
};

TEST_F(Searching, ShowsThePassageOfAPhraseAndOfRareWords) {
  const auto snippet_of = [&](const std::string& query) {
    const Answer answer = search(query);
    return answer.results.empty() ? std::string{} : answer.results.front().snippet_html;
  };
  EXPECT_THAT(snippet_of("\"iran was spared\" cut"),
              HasSubstr("<mark>Iran was spared</mark> a <mark>cut</mark>."));
  EXPECT_THAT(snippet_of("iran NEAR/2 russia"),
              HasSubstr("<mark>Iran</mark> and <mark>Russia</mark>"));
  EXPECT_THAT(snippet_of("oil NOT headline:iran"), HasSubstr("Iran was spared"));
  // In the headline alone: the body is shown from its beginning.
  EXPECT_THAT(snippet_of("wins"), testing::StartsWith("Iranian voters chose"));
}

TEST_F(Searching, KnowsHowRareTheWordsToMarkAre) {
  const HighlightTerms terms = opened_.borrow()->highlight_terms("iran \"old baker\" bak* NOT oil");
  EXPECT_GT(terms.stems.at("baker").rarity, terms.stems.at("iran").rarity);
  EXPECT_TRUE(terms.stems.at("iran").alone);
  EXPECT_FALSE(terms.stems.at("baker").alone);
  EXPECT_TRUE(terms.prefixes.contains("bak"));
  EXPECT_FALSE(terms.stems.contains("oil"));
}

TEST_F(Searching, CountsWhoIsNamedTogetherWithASubject) {
  const Answer answer = search("", [](SearchRequest& request) {
    request.subject = Subject{Facet::Person, "hassan rouhani"};
  });
  EXPECT_EQ(answer.total, 2U);
  std::vector<std::string> people;
  for (const FacetValue& value : answer.facets[static_cast<std::size_t>(Facet::Person)].values)
    people.push_back(value.label + " " + std::to_string(value.count));
  EXPECT_THAT(people, ElementsAre("Hassan Rouhani 2", "Vladimir Putin 1"));
}

TEST_F(Searching, UnderstandsTheQueryLanguage) {
  const struct {
    std::string query;
    std::vector<std::string> expected;
  } rows[] = {
      {"aleppo", {"call"}},
      {"ALEPPO", {"call"}},
      {"elections", {"vote"}},
      {"iran", {"call", "oil"}},  // "Iranian" has another stem
      {"iran*", {"call", "oil", "vote"}},
      {"oil prices", {"oil"}},
      {"\"oil prices\"", {"oil"}},
      {"\"prices oil\"", {}},
      {"north-eastern", {"call"}},
      {"prices OR aleppo", {"call", "feature", "oil"}},
      {"prices -oil", {"feature"}},
      {"prices NOT oil", {"feature"}},
      {"ministers NEAR/3 agreed", {"oil"}},
      {"oil NEAR/2 agreed", {}},
      {"headline:rouhani", {"call", "vote"}},
      {"headline:aleppo", {}},
      {"headline:\"wins election\"", {"vote"}},
      {"country:iran", {"call", "vote"}},
      {"country:IR", {"call", "vote"}},
      {"country:iranian", {"call", "vote"}},
      {"person:\"Hassan Rouhani\"", {"call", "vote"}},
      {"person:rouhani", {"call", "vote"}},
      {"person:ROUHANI -syria", {"vote"}},
      {"source:\"meridian ledger\"", {"oil"}},
      {"language:en date:2017", {"vote"}},
      {"date:2016-12", {"call"}},
      {"date:2016-11-01..2016-12-31", {"call", "oil"}},
      {"date:..2016", {"call", "oil"}},
      {"date:2017-05-20", {"vote"}},
      {"-country:iran", {"feature", "oil"}},
      {"(aleppo OR election) country:iran", {"call", "vote"}},
  };
  for (const auto& [query, expected] : rows) {
    SCOPED_TRACE(query);
    const Answer answer = search(query);
    EXPECT_THAT(ids(answer), testing::UnorderedElementsAreArray(expected));
    EXPECT_EQ(answer.total, expected.size());
    EXPECT_FALSE(answer.partial);
    EXPECT_EQ(answer.mistake, "");
  }
}

TEST_F(Searching, ForEverythingShowsTheNewestFirstAndTheUndatedLast) {
  EXPECT_THAT(found(""), ElementsAre("vote", "call", "oil", "feature"));
  EXPECT_THAT(ids(search("", [](SearchRequest& request) { request.sort = Sort::Oldest; })),
              ElementsAre("oil", "call", "vote", "feature"));
}

TEST_F(Searching, RanksTheHeadlineAboveTheBody) {
  EXPECT_THAT(found("rouhani OR president"), ElementsAre("vote", "call"));
  EXPECT_GT(search("aleppo").results.at(0).score, 0);
}

TEST_F(Searching, FallsBackToTheBestPartialMatches) {
  const Answer answer = search("aleppo baker president");
  EXPECT_TRUE(answer.partial);
  EXPECT_THAT(ids(answer), UnorderedElementsAre("call", "feature", "vote"));
  // What is required, excluded or filtered stays so.
  EXPECT_THAT(found("aleppo baker president country:iran"), UnorderedElementsAre("call", "vote"));
  EXPECT_THAT(found("aleppo baker president -syria"), UnorderedElementsAre("feature", "vote"));
  EXPECT_THAT(found("aleppo AND baker"), IsEmpty());
}

TEST_F(Searching, SaysWhatWasWrongAndWhatWasSearched) {
  Answer answer = search("aleppo (syria");
  EXPECT_THAT(answer.mistake, HasSubstr("The bracket at position 8 is never closed"));
  EXPECT_EQ(answer.corrected, "aleppo syria");
  EXPECT_THAT(ids(answer), ElementsAre("call"));
  EXPECT_THAT(search("country:ruritania").mistake, HasSubstr("No country is called 'ruritania'"));
  EXPECT_THAT(search("date:soonish").mistake, HasSubstr("'soonish' is no date"));
  EXPECT_THAT(search("person:Nobody").mistake,
              HasSubstr("The archive has no person called 'Nobody'"));
}

TEST_F(Searching, OffersABetterSpelling) {
  const Answer answer = search("alepo syria");
  EXPECT_EQ(answer.did_you_mean, "aleppo syria");
  EXPECT_EQ(search("aleppo").did_you_mean, "");
}

TEST_F(Searching, TakesABetterSpellingWhereNothingHasAllTheWordsAsTyped) {
  const Answer respelt = search("Alepo -turkey", [](SearchRequest& request) {
    request.choice(Facet::Country).include = {"IR"};
  });
  EXPECT_TRUE(respelt.respelt);
  EXPECT_EQ(respelt.did_you_mean, "Aleppo -turkey");
  EXPECT_THAT(ids(respelt), ElementsAre("call"));
  EXPECT_THAT(respelt.results.front().snippet_html, HasSubstr("<mark>Aleppo</mark>"));
  // A name is looked up under the better spelling too.
  EXPECT_THAT(found("person:Rouhanni date:2017"), ElementsAre("vote"));
  // Where the better spelling finds nothing either, it is only offered.
  const Answer offered = search("alepo AND baker");
  EXPECT_FALSE(offered.respelt);
  EXPECT_EQ(offered.did_you_mean, "aleppo AND baker");
  EXPECT_EQ(offered.total, 0U);
  // Plain words are taken as they are.
  const Answer plain = search("alepo", [](SearchRequest& request) { request.plain_words = true; });
  EXPECT_EQ(plain.total, 0U);
}

TEST_F(Searching, FiltersByClicks) {
  const Answer answer = search("", [](SearchRequest& request) {
    request.choice(Facet::Country).include = {"IR"};
    request.choice(Facet::Person).exclude = {"vladimir putin"};
  });
  EXPECT_THAT(ids(answer), ElementsAre("vote"));
  EXPECT_THAT(
      ids(search(
          "", [](SearchRequest& request) { request.choice(Facet::Country).include = {"iran"}; })),
      UnorderedElementsAre("call", "vote"));
  EXPECT_THAT(
      ids(search(
          "", [](SearchRequest& request) { request.choice(Facet::Year).include = {"undated"}; })),
      ElementsAre("feature"));
  EXPECT_THAT(ids(search("",
                         [](SearchRequest& request) {
                           request.choice(Facet::Year).include = {"2016-12", "2017"};
                         })),
              UnorderedElementsAre("call", "vote"));
  EXPECT_THAT(
      ids(search("aleppo",
                 [](SearchRequest& request) { request.choice(Facet::Country).exclude = {"IR"}; })),
      IsEmpty());
  EXPECT_THAT(
      ids(search("",
                 [](SearchRequest& request) { request.from = std::chrono::year{2016} / 12 / 1; })),
      UnorderedElementsAre("call", "vote"));
}

TEST_F(Searching, CountsFacetsOfAllMatchesAndKeepsSiblingsOfAChoice) {
  const Answer answer =
      search("", [](SearchRequest& request) { request.choice(Facet::Country).include = {"AT"}; });
  EXPECT_THAT(ids(answer), ElementsAre("oil"));
  const FacetCounts& countries = answer.facets[static_cast<std::size_t>(Facet::Country)];
  ASSERT_GE(countries.values.size(), 2U);
  EXPECT_EQ(countries.values[0].value, "IR");
  EXPECT_EQ(countries.values[0].label, "Iran");
  EXPECT_EQ(countries.values[0].count, 2U);
  const FacetCounts& people = answer.facets[static_cast<std::size_t>(Facet::Person)];
  ASSERT_EQ(people.values.size(), 1U);
  EXPECT_EQ(people.values[0].label, "Bijan Zanganeh");
}

TEST_F(Searching, FindsByARegionWhateverOfItsCountriesAnArticleIsAbout) {
  EXPECT_THAT(found("region:\"middle east\""), UnorderedElementsAre("call", "vote"));
  EXPECT_THAT(found("region:europe"), UnorderedElementsAre("call", "oil"));
  EXPECT_THAT(found("region:(oceania OR asia) -putin"), ElementsAre("vote"));
  const Answer mistaken = search("region:atlantis");
  EXPECT_EQ(mistaken.total, 0U);
  EXPECT_THAT(mistaken.mistake, HasSubstr("No region is called 'atlantis'"));
}

TEST_F(Searching, CountsRegionsAndListsTheCountriesOfAChosenOne) {
  const auto listed = [](const Answer& answer, Facet facet) {
    std::vector<std::string> values;
    for (const FacetValue& value : answer.facets[static_cast<std::size_t>(facet)].values)
      values.push_back(value.part_of + "/" + value.label + " " + std::to_string(value.count));
    return values;
  };
  const Answer answer = search(
      "", [](SearchRequest& request) { request.choice(Facet::Region).include = {"mideast"}; });
  EXPECT_EQ(answer.total, 2U);
  EXPECT_THAT(listed(answer, Facet::Country), ElementsAre("/Iran 2", "/Syria 1"));
  EXPECT_THAT(
      listed(answer, Facet::Region),
      ElementsAre("/Asia 2", "/Europe 2", "/Middle East 2", "Asia/Southern Asia 2",
                  "Europe/Eastern Europe 1", "Asia/Western Asia 1", "Europe/Western Europe 1"));
  EXPECT_TRUE(answer.facets[static_cast<std::size_t>(Facet::Region)].values[2].selected);
}

TEST_F(Searching, CountsTheYearsInOrderAndTheUndatedLast) {
  const Answer answer = search("");
  std::vector<std::string> years;
  for (const FacetValue& value : answer.facets[static_cast<std::size_t>(Facet::Year)].values)
    years.push_back(value.value);
  EXPECT_THAT(years, ElementsAre("2016", "2017", "undated"));
  EXPECT_EQ(answer.histogram.undated, 1U);
  ASSERT_EQ(answer.histogram.bars.size(), 7U);  // November 2016 to May 2017, empty months too
  EXPECT_EQ(answer.histogram.bars[0].value, "2016-11");
  EXPECT_EQ(answer.histogram.bars[2].count, 0U);
}

/// Articles that mention dates, whenever they appeared.
class Mentioning : public testing::Test {
 protected:
  Mentioning()
      : archive_({
            about("day", {"1998-05-03"}),
            about("month", {"1998-05"}),
            about("year", {"1998"}),
            about("decade", {"199"}),
            about("several", {"1998-07-01", "1998-07-02", "2005", "1066"}),
            about("nothing", {}),
        }),
        opened_(archive_.path()) {}

  static test::AnnotatedArticle about(const std::string& id,
                                      const std::vector<std::string>& dates) {
    test::AnnotatedArticle made = article(id, "2010-01-01", "Looking back", "It was then.");
    for (const std::string& date : dates) made.annotations.dates.push_back({0, 4, date});
    return made;
  }
  Answer search(const std::string& query, const std::function<void(SearchRequest&)>& change = {}) {
    SearchRequest request;
    request.query = query;
    if (change) change(request);
    return opened_.borrow()->search(request);
  }

  TestArchive archive_;
  Archive opened_;
};

TEST_F(Mentioning, APeriodIsFoundByItAndByAllAroundIt) {
  const struct {
    std::string query;
    std::vector<std::string> expected;
  } rows[] = {
      {"about:1998-05-03", {"day"}},
      {"about:1998-05", {"day", "month"}},
      {"about:1998", {"day", "month", "year", "several"}},
      {"about:1990s", {"day", "month", "year", "decade", "several"}},
      {"about:199", {"day", "month", "year", "decade", "several"}},
      {"about:1998-05..1998-07", {"day", "month", "several"}},
      {"about:1998-05-02..1998-05-04", {"day"}},
      {"about:1998-04-20..1998-06-02", {"day", "month"}},
      {"about:1995..2004", {"day", "month", "year", "several"}},
      {"about:..1500", {"several"}},
      {"about:2000..", {"several"}},
      {"about:1997", {}},
      {"about:1998-07..1998-05", {}},
      {"about:(1066 OR 1998-05-03)", {"day", "several"}},
      {"then -about:1990s", {"nothing"}},
      {"headline:looking about:\"3 May 1998\"", {"day"}},
  };
  for (const auto& [query, expected] : rows) {
    SCOPED_TRACE(query);
    const Answer answer = search(query);
    EXPECT_THAT(ids(answer), testing::UnorderedElementsAreArray(expected));
    EXPECT_EQ(answer.mistake, "");
  }
}

TEST_F(Mentioning, WhatIsNoDateIsSearchedAsWordsAndSaid) {
  const Answer answer = search("about:then");
  EXPECT_EQ(answer.total, 6U);
  EXPECT_THAT(answer.mistake, HasSubstr("'then' is no date"));
}

TEST_F(Mentioning, ARangeBesideTheQueryFindsTheSame) {
  const Answer answer = search("", [](SearchRequest& request) {
    request.about_from = std::chrono::year{1998} / 5 / 1;
    request.about_to = std::chrono::year{1998} / 5 / 31;
  });
  EXPECT_THAT(ids(answer), UnorderedElementsAre("day", "month"));
  EXPECT_THROW(search("",
                      [](SearchRequest& request) {
                        request.about_from = std::chrono::year{1998} / 5 / 2;
                        request.about_to = std::chrono::year{1998} / 5 / 1;
                      }),
               RequestError);
}

TEST_F(Mentioning, TheHistogramCountsAnArticleOnceABar) {
  const DateHistogram histogram = search("about:1998..2005").written_about;
  EXPECT_EQ(histogram.unit, BarUnit::Year);
  // 1066 has no bar: it is 932 years from the next.
  ASSERT_EQ(histogram.bars.size(), 8U);
  EXPECT_EQ(histogram.bars.front().value, "1998");
  EXPECT_EQ(histogram.bars.front().count, 4U);
  EXPECT_EQ(histogram.bars[1].count, 0U);
  EXPECT_EQ(histogram.bars.back().value, "2005");
  EXPECT_EQ(histogram.bars.back().count, 1U);
  EXPECT_EQ(histogram.before.count, 1U);
  EXPECT_EQ(histogram.before.value, "1997");
  EXPECT_EQ(histogram.after.count, 0U);
  EXPECT_TRUE(search("about:199 -about:1998").written_about.bars.empty());
}

TEST_F(Mentioning, TheHistogramKeepsTheNeighboursOfARangeThatIsChosen) {
  const DateHistogram histogram = search("", [](SearchRequest& request) {
                                    request.about_from = std::chrono::year{1998} / 5 / 1;
                                    request.about_to = std::chrono::year{1998} / 5 / 31;
                                  }).written_about;
  EXPECT_EQ(histogram.unit, BarUnit::Day);
  ASSERT_EQ(histogram.bars.size(), 61U);
  EXPECT_EQ(histogram.bars.front().value, "1998-04-16");
  EXPECT_FALSE(histogram.bars.front().selected);
  EXPECT_EQ(histogram.bars[17].value, "1998-05-03");
  EXPECT_EQ(histogram.bars[17].count, 1U);
  EXPECT_TRUE(histogram.bars[17].selected);
  EXPECT_EQ(histogram.before.value, "1998-04-15");
  EXPECT_EQ(histogram.after.count, 1U);
}

TEST_F(Searching, PagesThroughResults) {
  const auto page = [&](std::size_t number) {
    return ids(search("", [&](SearchRequest& request) {
      request.per_page = 3;
      request.page = number;
    }));
  };
  EXPECT_THAT(page(1), ElementsAre("vote", "call", "oil"));
  EXPECT_THAT(page(2), ElementsAre("feature"));
  EXPECT_THAT(page(3), IsEmpty());
}

TEST_F(Searching, RefusesWhatIsOutOfBoundsWithASentence) {
  const auto refusal = [&](const std::string& query,
                           const std::function<void(SearchRequest&)>& change) -> std::string {
    try {
      search(query, change);
    } catch (const RequestError& error) {
      return error.what();
    }
    return "no error";
  };
  EXPECT_THAT(refusal(std::string(5000, 'x'), {}), HasSubstr("longer than 2000 bytes"));
  std::string many;
  for (int i = 0; i < 100; ++i) many += "w" + std::to_string(i) + " ";
  EXPECT_THAT(refusal(many, {}), HasSubstr("more than 64 words"));
  EXPECT_THAT(refusal("", [](SearchRequest& request) { request.page = 5000; }),
              HasSubstr("up to number 10000"));
  EXPECT_THAT(refusal("", [](SearchRequest& request) { request.per_page = 101; }),
              HasSubstr("between 1 and 100"));
  EXPECT_THAT(
      refusal("", [](SearchRequest& request) { request.choice(Facet::Year).include = {"soon"}; }),
      HasSubstr("'soon' is no year"));
  EXPECT_THAT(refusal("",
                      [](SearchRequest& request) {
                        request.choice(Facet::Person).include.assign(60, "x");
                      }),
              HasSubstr("More than 50"));
}

TEST_F(Searching, SeesNewArticlesWithoutOpeningAnew) {
  EXPECT_EQ(search("").total, 4U);
  archive_.add({article("new", "2018-01-01", "Fresh news", "Something new.", {"FR"})});
  EXPECT_EQ(search("").total, 5U);
  EXPECT_THAT(found("country:france"), ElementsAre("new"));
}

TEST_F(Searching, AnswersWithTheArticleAndItsAnnotations) {
  const Archive::Lease searcher = opened_.borrow();
  const auto view = searcher->article("call");
  ASSERT_TRUE(view);
  EXPECT_EQ(view->article.headline, "Rouhani and Putin discuss Syria");
  EXPECT_EQ(view->annotations.entities.size(), 5U);
  EXPECT_FALSE(searcher->article("nothing"));
  EXPECT_FALSE(searcher->article(std::string(3000, 'x')));
}

TEST_F(Searching, SuggestsNamesAndCountries) {
  const Archive::Lease searcher = opened_.borrow();
  const auto suggestions = searcher->suggest("rou", 10);
  ASSERT_EQ(suggestions.size(), 2U);
  EXPECT_EQ(suggestions[1].value, "rouhani");  // the word, behind the names
  EXPECT_EQ(suggestions[1].facet, std::nullopt);
  EXPECT_EQ(suggestions[1].count, 2U);
  EXPECT_EQ(suggestions[0].label, "Hassan Rouhani");
  EXPECT_EQ(suggestions[0].count, 2U);
  EXPECT_EQ(searcher->suggest("ira", 10).at(0).value, "IR");
  EXPECT_THAT(searcher->suggest("", 10), IsEmpty());
  EXPECT_EQ(searcher->canonical(Facet::Person, "hassan ROUHANI"), "Hassan Rouhani");
  EXPECT_EQ(searcher->canonical(Facet::Country, "iran"), "IR");
  EXPECT_EQ(searcher->canonical(Facet::Person, "Nobody"), std::nullopt);
}

TEST_F(Searching, SummarisesTheArchive) {
  const ArchiveSummary summary = opened_.borrow()->summary();
  EXPECT_EQ(summary.articles, 4U);
  EXPECT_EQ(summary.dated, 3U);
  EXPECT_EQ(summary.first_day, "2016-11-30");
  EXPECT_EQ(summary.last_day, "2017-05-20");
  EXPECT_EQ(summary.countries, 4U);
  EXPECT_EQ(summary.people, 3U);
}

// --- Stories -----------------------------------------------------------------------------------

class SearchingStories : public testing::Test {
 protected:
  SearchingStories()
      : archive_({
            article("wire", "2016-12-19T08:00:00Z", "Harvest fails in the north", harvest(""), {},
                    {}, "Halyard Wire"),
            ledger(),
            article("post", "2016-12-20", "Bread", harvest("Bakers lit candles."), {}, {},
                    "Lantern Post"),
            article("undated", "", "North", harvest(""), {}, {}, ""),
            article("other", "2016-12-19", "Strike", "Miners walked out over the harvest bonus.",
                    {}, {}, "Halyard Wire"),
        }),
        opened_(archive_.path()) {}

  static std::string harvest(const std::string& tail) {
    return "Farmers in the northern valleys brought in less than half of the usual grain this "
           "autumn after floods in August drowned the fields along the river, the ministry of "
           "agriculture said on Monday, and the price of flour rose at once. The harvest of maize "
           "failed as well, and herds are being sold at markets in the south for less than a third "
           "of last year's price, traders told reporters who visited three of the towns. " +
           tail;
  }
  static test::AnnotatedArticle ledger() {
    test::AnnotatedArticle made = article("ledger", "2016-12-19T21:30:00Z", "Grain", harvest(""),
                                          {"NO"}, {}, "Meridian Ledger");
    made.article.dateline = Dateline{"OSLO", std::nullopt, "Halyard Wire"};
    return made;
  }

  Answer search(const std::string& query, Stories stories, Sort sort = Sort::Relevance,
                const std::function<void(SearchRequest&)>& change = {}) {
    SearchRequest request;
    request.query = query;
    request.stories = stories;
    request.sort = sort;
    if (change) change(request);
    return opened_.borrow()->search(request);
  }

  TestArchive archive_;
  Archive opened_;
};

TEST_F(SearchingStories, ShowsEveryCopyUnlessAskedForEachStoryOnce) {
  const Answer every = search("harvest", Stories::All);
  EXPECT_EQ(every.total, 5U);
  EXPECT_EQ(every.articles, 5U);
  EXPECT_EQ(every.results.size(), 5U);
  const Answer once = search("harvest", Stories::Collapse);
  EXPECT_EQ(once.total, 2U);
  EXPECT_EQ(once.articles, 5U);
  EXPECT_EQ(once.results.size(), 2U);
}

TEST_F(SearchingStories, ShowsTheBestCopyOrTheNewestOrTheOldest) {
  EXPECT_EQ(search("harvest", Stories::Collapse).results[0].id, "wire") << "by its headline";
  EXPECT_THAT(ids(search("harvest", Stories::Collapse, Sort::Newest)),
              ElementsAre("post", "other"));
  EXPECT_THAT(ids(search("harvest", Stories::Collapse, Sort::Oldest)),
              ElementsAre("other", "wire"));
  // Of the copies that match.
  const auto in_ledger = [](SearchRequest& request) {
    request.choice(Facet::Source).include = {"Meridian Ledger"};
  };
  EXPECT_THAT(ids(search("harvest", Stories::Collapse, Sort::Relevance, in_ledger)),
              ElementsAre("ledger"));
}

TEST_F(SearchingStories, CountsStoriesOfWhichAnArticleHasTheValue) {
  const auto sources = [](const Answer& answer) {
    std::map<std::string, std::uint64_t> counts;
    for (const FacetValue& value : answer.facets[static_cast<std::size_t>(Facet::Source)].values)
      counts[value.value] = value.count;
    return counts;
  };
  const std::map<std::string, std::uint64_t> each{
      {"Halyard Wire", 2}, {"Lantern Post", 1}, {"Meridian Ledger", 1}};
  EXPECT_EQ(sources(search("harvest", Stories::All)), each);
  EXPECT_EQ(sources(search("harvest", Stories::Collapse)), each)
      << "no source has two copies of a story";
  const auto years = [](const Answer& answer) {
    std::vector<std::uint64_t> counts;
    for (const FacetValue& value : answer.facets[static_cast<std::size_t>(Facet::Year)].values)
      counts.push_back(value.count);
    return counts;
  };
  EXPECT_THAT(years(search("harvest", Stories::All)), ElementsAre(4, 1));
  EXPECT_THAT(years(search("harvest", Stories::Collapse)), ElementsAre(2, 1));
}

TEST_F(SearchingStories, SaysWhereElseAStoryWasPublishedEarliestFirst) {
  const auto found = opened_.borrow()->article("ledger");
  ASSERT_TRUE(found);
  const StoryCopies& copies = found->copies;
  EXPECT_EQ(copies.story.size(), 16U);
  EXPECT_EQ(copies.others, 3U);
  std::vector<std::string> others;
  for (const Copy& copy : copies.earliest) others.push_back(copy.id);
  EXPECT_THAT(others, ElementsAre("wire", "post", "undated"));
  EXPECT_EQ(copies.earliest[0].source, "Halyard Wire");
  EXPECT_FALSE(copies.is_first);
  EXPECT_TRUE(opened_.borrow()->article("wire")->copies.is_first);
  EXPECT_EQ(opened_.borrow()->article("other")->copies.others, 0U);
  for (const Result& result : search("harvest", Stories::All).results)
    EXPECT_EQ(result.copies.others, result.id == "other" ? 0U : 3U);
}

TEST_F(SearchingStories, SaysWhichAgencyACopyIsFrom) {
  const auto found = opened_.borrow()->article("wire");
  ASSERT_FALSE(found->copies.earliest.empty());
  EXPECT_EQ(found->copies.earliest[0].id, "ledger");
  EXPECT_EQ(found->copies.earliest[0].agency, "Halyard Wire");
  EXPECT_EQ(opened_.borrow()->article("ledger")->copies.earliest[0].agency, "");
}

TEST(Names, ThatDifferInCaseAndAccentsAreOneFacetValueUnderTheirCommonestSpelling) {
  const TestArchive archive({
      article("1", "2016-01-01", "A", "a", {}, {"Recep Tayyip Erdoğan"}),
      article("2", "2016-01-02", "B", "b", {}, {"Recep Tayyip Erdogan"}),
      article("3", "2016-01-03", "C", "c", {}, {"Recep Tayyip Erdoğan"}),
  });
  Archive opened{archive.path()};
  const Answer answer = opened.borrow()->search({});
  const FacetCounts& people = answer.facets[static_cast<std::size_t>(Facet::Person)];
  ASSERT_EQ(people.values.size(), 1U);
  EXPECT_EQ(people.values[0].label, "Recep Tayyip Erdoğan");
  EXPECT_EQ(people.values[0].count, 3U);
}

TEST(Mentions, CountWhenAskedFor) {
  test::AnnotatedArticle mixed = article("1", "2016-01-01", "A", "a", {"FR"});
  mixed.annotations.entities.push_back({EntityKind::Country, "DE", 0.1F, false});
  const TestArchive archive({mixed});
  Archive opened{archive.path()};
  SearchRequest request;
  request.choice(Facet::Country).include = {"DE"};
  EXPECT_EQ(opened.borrow()->search(request).total, 0U);
  request.scope = EntityScope::AnyMention;
  EXPECT_EQ(opened.borrow()->search(request).total, 1U);
}

TEST(EmptyArchive, AnswersWithNothing) {
  const TestArchive archive({});
  Archive opened{archive.path()};
  SearchRequest request;
  request.query = "iran";
  EXPECT_EQ(opened.borrow()->search(request).total, 0U);
  EXPECT_EQ(opened.borrow()->search({}).total, 0U);
  EXPECT_EQ(opened.borrow()->summary().articles, 0U);
}

}  // namespace
}  // namespace morgue
