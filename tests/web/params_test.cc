#include "web/params.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "searcher/searcher.h"
#include "web/reply.h"

namespace morgue::web {
namespace {

using std::chrono::year;
using testing::ElementsAre;
using testing::HasSubstr;

SearchParams parse(std::string_view query) { return parse_search_params(parse_query(query)); }

SearchParams parse_url(const std::string& url) {
  return parse_search_params(parse_target("GET", url).query);
}

/// Searches as they come in from links, forms and hands.
class RandomSearch {
 public:
  explicit RandomSearch(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  Facet facet() { return kAllFacets[below(kFacets)]; }

  std::string value(Facet facet) {
    static constexpr std::string_view kCountries[] = {"IR", "RU", "FR", "SUHH", "DE"};
    static constexpr std::string_view kRegions[] = {"Eastern Africa", "Europe", "Middle East"};
    static constexpr std::string_view kYears[] = {"2016", "2016-12", "2016-12-19", "undated"};
    static constexpr std::string_view kLanguages[] = {"en", "de", "fa"};
    static constexpr std::string_view kNames[] = {"Hassan Rouhani",  "Recep Tayyip Erdoğan",
                                                  "O’Brien & Sons",  "\"><script>alert(1)</script>",
                                                  "Q+A: 100% a=b#c", "-",
                                                  "- Agencies -",    "北京日报"};
    if (facet == Facet::Country) return pick(kCountries);
    if (facet == Facet::Region) return pick(kRegions);
    if (facet == Facet::Year) return pick(kYears);
    if (facet == Facet::Language) return pick(kLanguages);
    return pick(kNames);
  }

  SearchParams operator()() {
    static constexpr std::string_view kQueries[] = {
        "",        "iran", "\"prime minister\" -oil", "country:iran date:2016..", "a+b&c=d%20#e",
        "' OR 1=1"};
    static constexpr std::string_view kDates[] = {"", "", "2016", "2016-12", "2016-12-19"};
    SearchParams params = parse("");
    params = with_query(params, pick(kQueries));
    for (std::size_t changes = below(8); changes > 0; --changes) {
      const Facet which = facet();
      const std::string what = value(which);
      params =
          below(3) == 0 ? with_excluded(params, which, what) : with_toggled(params, which, what);
    }
    params = with_dates(params, pick(kDates), pick(kDates));
    if (below(2) == 0) params = with_about(params, pick(kDates), pick(kDates));
    params = with_sort(
        params, std::array{Sort::Relevance, Sort::Recent, Sort::Newest, Sort::Oldest}[below(4)]);
    if (below(3) == 0) params = with_scope(params, EntityScope::AnyMention);
    if (below(4) == 0) params = with_facet_order(params, FacetOrder::Significance);
    if (below(4) == 0) params.request.evidence = EvidenceScope::All;
    if (below(3) == 0) params.request.per_page = 1 + below(100);
    if (below(2) == 0) params = with_page(params, 1 + below(50));
    return params;
  }

 private:
  template <std::size_t N>
  std::string pick(const std::string_view (&values)[N]) {
    return std::string{values[below(N)]};
  }

  std::mt19937 random_;
};

TEST(SearchParameters, AreWhatTheReaderMeant) {
  const SearchParams params = parse(
      "q=+oil+prices+&country=iran&country=-RU&person=Hassan+Rouhani&year=2016-12&year=-undated"
      "&from=2015&to=2016-06&about_from=1998-05&about_to=1999&sort=oldest&names=any&page=3&per_"
      "page=25&utm_source=mail");
  const SearchRequest& request = params.request;
  EXPECT_EQ(request.query, "oil prices");
  EXPECT_THAT(request.choice(Facet::Country).include, ElementsAre("IR"));
  EXPECT_THAT(request.choice(Facet::Country).exclude, ElementsAre("RU"));
  EXPECT_THAT(request.choice(Facet::Person).include, ElementsAre("Hassan Rouhani"));
  EXPECT_THAT(request.choice(Facet::Year).include, ElementsAre("2016-12"));
  EXPECT_THAT(request.choice(Facet::Year).exclude, ElementsAre("undated"));
  EXPECT_EQ(request.from, year{2015} / 1 / 1);
  EXPECT_EQ(request.to, year{2016} / 6 / 30);
  EXPECT_EQ(request.about_from, year{1998} / 5 / 1);
  EXPECT_EQ(request.about_to, year{1999} / 12 / 31);
  EXPECT_EQ(request.sort, Sort::Oldest);
  EXPECT_EQ(request.scope, EntityScope::AnyMention);
  EXPECT_EQ(request.page, 3U);
  EXPECT_EQ(request.per_page, 25U);
}

TEST(SearchParameters, ThatAreEmptyOrUnknownAskForNothing) {
  for (const std::string_view query :
       {"", "q=", "q=+++", "country=&person=-&from=&to=&sort=&page=", "fbclid=abc", "page=1",
        "sort=relevance", "names=about", "stories=all", "per_page=10"}) {
    SCOPED_TRACE(query);
    EXPECT_TRUE(parse(query).asks_nothing());
    EXPECT_FALSE(parse(query).has_filters());
    EXPECT_EQ(search_url(parse(query)), "/");
  }
  EXPECT_FALSE(parse("q=x").asks_nothing());
  EXPECT_FALSE(parse("q=x").has_filters());
  EXPECT_TRUE(parse("to=2016").has_filters());
  EXPECT_TRUE(parse("about_from=2016").has_filters());
  EXPECT_TRUE(parse("source=-Halyard+Wire").has_filters());
}

TEST(SearchParameters, OutOfBoundsAreRefusedByNameWithWhatTheyTake) {
  const struct {
    std::string_view query, name, takes;
  } rows[] = {
      {"page=0", "page", "from 1 to"},
      {"page=-1", "page", "'-1'"},
      {"page=x", "page", "'x'"},
      {"page=1.5", "page", "'1.5'"},
      {"page=99999999999999999999", "page", "from 1 to 10000"},
      {"per_page=101", "per_page", "from 1 to 100"},
      {"per_page=0", "per_page", "from 1 to 100"},
      {"sort=best", "sort", "relevance, recent, newest or oldest"},
      {"evidence=yes", "evidence", "filters or all"},
      {"explain=yes", "explain", "0 or 1"},
      {"names=all", "names", "about or any"},
      {"from=yesterday", "from", "2016-12-19, 2016-12 or 2016"},
      {"from=2016-02-30", "from", "'2016-02-30'"},
      {"to=2016-13", "to", "'2016-13'"},
      {"about_from=199", "about_from", "'199'"},
      {"about_to=soon", "about_to", "'soon'"},
      {"year=soon", "year", "undated"},
      {"year=-never", "year", "'never'"},
      {"facet_order=alphabet", "facet_order", "count or significance, not 'alphabet'"},
      {"stories=some", "stories", "collapse or all, not 'some'"},
  };
  for (const auto& [query, name, takes] : rows) {
    SCOPED_TRACE(query);
    try {
      parse(query);
      ADD_FAILURE() << "was not refused";
    } catch (const RequestError& error) {
      EXPECT_THAT(error.what(), HasSubstr(std::string{name}));
      EXPECT_THAT(error.what(), HasSubstr(std::string{takes}));
    }
  }
}

TEST(SearchParameters, KeepShowingEachStoryOnceWhateverElseChanges) {
  const SearchParams once = parse("q=oil&stories=collapse&page=3");
  EXPECT_EQ(once.request.stories, Stories::Collapse);
  EXPECT_EQ(search_url(with_only(once, Facet::Country, "IR")),
            "/?q=oil&country=IR&stories=collapse");
  EXPECT_EQ(search_url(with_stories(once, Stories::All)), "/?q=oil");
}

TEST(SearchParameters, OfOneFacetAreTakenOnceHoweverTheyAreSpelt) {
  const SearchParams params =
      parse("country=iran&country=IR&country=Iranian&person=Erdo%C4%9Fan&person=ERDOGAN");
  EXPECT_THAT(params.request.choice(Facet::Country).include, ElementsAre("IR"));
  EXPECT_THAT(params.request.choice(Facet::Person).include, ElementsAre("Erdoğan"));
}

TEST(FacetValues, AreTheSameAsTheArchiveWouldTakeThem) {
  const struct {
    Facet facet;
    std::string_view a, b;
    bool same;
  } rows[] = {
      {Facet::Country, "iran", "IR", true},
      {Facet::Country, "IR", "RU", false},
      {Facet::Person, "hassan rouhani", "Hassan Rouhani", true},
      {Facet::Person, "Recep Tayyip Erdogan", "Recep Tayyip Erdoğan", true},
      // As printed and as typed.
      {Facet::Person, "Conan O’Brien", "Conan O'Brien", true},
      {Facet::Organisation, "Al–Ahram", "Al-Ahram", true},
      {Facet::Source, "Halyard  Wire", "Halyard Wire", true},
      {Facet::Source, "Halyard Wire", "Halyard", false},
      {Facet::Year, "2016", "2016-12", false},
  };
  for (const auto& [facet, a, b, same] : rows) {
    SCOPED_TRACE(a);
    EXPECT_EQ(same_value(facet, a, b), same);
    EXPECT_EQ(same_value(facet, b, a), same);
  }
}

TEST(SearchUrl, HoldsWhatDiffersFromTheDefaults) {
  EXPECT_EQ(search_url(parse("q=iran&country=IR&page=1&sort=relevance")), "/?q=iran&country=IR");
  EXPECT_EQ(search_url(with_excluded(parse(""), Facet::Source, "A & B")), "/?source=-A%20%26%20B");
}

TEST(SearchUrl, IsTheSameForTheSameSearch) {
  EXPECT_EQ(search_url(parse("page=2&country=RU&q=x&country=IR")),
            search_url(parse("country=iran&country=RU&q=x&page=2")));
}

TEST(SearchUrl, LeadsBackToTheSameSearch) {
  RandomSearch random{1789};
  for (int round = 0; round < 3000; ++round) {
    const SearchParams params = random();
    const std::string url = search_url(params);
    SCOPED_TRACE(url);
    const SearchParams again = parse_url(url);
    EXPECT_EQ(search_url(again), url);
    for (const Facet facet : kAllFacets) {
      EXPECT_THAT(again.request.choice(facet).include,
                  testing::UnorderedElementsAreArray(params.request.choice(facet).include));
      EXPECT_THAT(again.request.choice(facet).exclude,
                  testing::UnorderedElementsAreArray(params.request.choice(facet).exclude));
    }
    EXPECT_EQ(again.request.query, params.request.query);
    EXPECT_EQ(again.request.from, params.request.from);
    EXPECT_EQ(again.request.to, params.request.to);
    EXPECT_EQ(again.request.sort, params.request.sort);
    EXPECT_EQ(again.request.scope, params.request.scope);
    EXPECT_EQ(again.request.page, params.request.page);
    EXPECT_EQ(again.request.per_page, params.request.per_page);
    EXPECT_EQ(again.request.facet_order, params.request.facet_order);
  }
}

TEST(Toggling, TwiceGivesTheSameSearch) {
  RandomSearch random{1066};
  for (int round = 0; round < 2000; ++round) {
    const Facet facet = random.facet();
    const std::string value = random.value(facet);
    // An excluded value is let in again by a link of its own.
    const SearchParams params = with_page(random(), 1);
    const auto& excluded = params.request.choice(facet).exclude;
    if (std::find(excluded.begin(), excluded.end(), value) != excluded.end()) continue;
    SCOPED_TRACE(search_url(params) + " and " + value);
    const SearchParams once = with_toggled(params, facet, value);
    EXPECT_NE(search_url(once), search_url(params));
    EXPECT_EQ(search_url(with_toggled(once, facet, value)), search_url(params));
  }
}

TEST(Toggling, KnowsAValueByItsOtherSpellings) {
  const SearchParams params = parse("person=conan+o'brien&country=Iran");
  EXPECT_EQ(search_url(with_toggled(with_toggled(params, Facet::Person, "Conan O’Brien"),
                                    Facet::Country, "IR")),
            "/");
}

TEST(Choosing, AValueThatBeginsWithAMinusIsNotExcludingIt) {
  const struct {
    std::string_view value, chosen, excluded;
  } rows[] = {
      {"Wire", "/?source=Wire", "/?source=-Wire"},
      {"- Agencies", "/?source=%2B-%20Agencies", "/?source=--%20Agencies"},
      {"-", "/?source=%2B-", "/?source=--"},
      {"+972 Magazine", "/?source=%2B972%20Magazine", "/?source=-%2B972%20Magazine"},
      {"+-", "/?source=%2B%2B-", "/?source=-%2B-"},
  };
  for (const auto& [value, chosen, excluded] : rows) {
    SCOPED_TRACE(value);
    EXPECT_EQ(search_url(with_toggled(parse(""), Facet::Source, value)), chosen);
    EXPECT_EQ(search_url(with_excluded(parse(""), Facet::Source, value)), excluded);
    EXPECT_THAT(parse_url(std::string{chosen}).request.choice(Facet::Source).include,
                ElementsAre(value));
    EXPECT_THAT(parse_url(std::string{excluded}).request.choice(Facet::Source).exclude,
                ElementsAre(value));
  }
}

TEST(Choosing, AndExcludingTakeTurns) {
  const SearchParams chosen = with_toggled(parse("q=x"), Facet::Country, "IR");
  EXPECT_EQ(search_url(chosen), "/?q=x&country=IR");
  const SearchParams excluded = with_excluded(chosen, Facet::Country, "IR");
  EXPECT_EQ(search_url(excluded), "/?q=x&country=-IR");
  EXPECT_EQ(search_url(with_excluded(excluded, Facet::Country, "IR")), search_url(excluded));
  EXPECT_EQ(search_url(with_toggled(excluded, Facet::Country, "IR")), search_url(chosen));
  EXPECT_EQ(search_url(without(excluded, Facet::Country, "IR")), "/?q=x");
  EXPECT_EQ(search_url(with_only(with_toggled(chosen, Facet::Country, "RU"), Facet::Country, "FR")),
            "/?q=x&country=FR");
}

TEST(EveryChange, GoesBackToPageOne) {
  RandomSearch random{1492};
  for (int round = 0; round < 200; ++round) {
    const SearchParams far = with_page(random(), 7);
    const Facet facet = random.facet();
    const std::string value = random.value(facet);
    for (const SearchParams& changed :
         {with_toggled(far, facet, value), with_excluded(far, facet, value),
          without(far, facet, value), with_only(far, facet, value), without_dates(far),
          with_dates(far, "2015", "2016-03"), with_query(far, "other"),
          with_sort(far, Sort::Oldest), with_scope(far, EntityScope::AnyMention)})
      EXPECT_EQ(changed.request.page, 1U) << search_url(far) << " became " << search_url(changed);
  }
}

TEST(FacetParameters, NameTheFacetAndWhichOfItsValues) {
  const auto listing = [](std::string_view query) {
    return parse_facet_params(parse_query(query), 7).listing;
  };
  EXPECT_EQ(listing("facet=person").facet, Facet::Person);
  EXPECT_EQ(listing("facet=person").limit, 7U);
  EXPECT_EQ(listing("facet=section&like=+wor&offset=20&limit=1000").like, "wor");
  EXPECT_EQ(listing("facet=section&like=+wor&offset=20&limit=1000").offset, 20U);
  EXPECT_EQ(listing("facet=section&like=+wor&offset=20&limit=1000").limit, 1000U);
  const struct {
    std::string query, says;
  } rows[] = {
      {"q=oil", "facet=person"},
      {"facet=colour", "country, region, person"},
      {"facet=person&limit=0", "from 1 to 1000"},
      {"facet=person&limit=1001", "from 1 to 1000"},
      {"facet=person&offset=-1", "offset"},
      {"facet=person&sort=best", "sort"},
  };
  for (const auto& [query, says] : rows) {
    SCOPED_TRACE(query);
    try {
      listing(query);
      ADD_FAILURE() << "not refused";
    } catch (const RequestError& mistake) {
      EXPECT_THAT(mistake.what(), HasSubstr(says));
    }
  }
}

TEST(FacetParameters, AreInTheAddressOfTheirPage) {
  const FacetParams params{parse("q=oil&country=IR&page=3"), {Facet::Person, "mer", 200, 50}};
  const std::string url = facet_url(params);
  EXPECT_EQ(url, "/facet?q=oil&country=IR&page=3&facet=person&like=mer&offset=200&limit=50");
  const FacetParams again = parse_facet_params(parse_target("GET", url).query, kFacetPageValues);
  EXPECT_EQ(facet_url(again), url);
}

}  // namespace
}  // namespace morgue::web
