// The promise of the facets: a count shown equals the results after the click. Random queries and
// filters over a seeded archive, every value of every facet clicked.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "searcher/date_expression.h"
#include "searcher/searcher.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

constexpr std::string_view kWords[] = {"oil",   "vote",   "treaty", "flood",   "talks",
                                       "court", "strike", "border", "harvest", "summit"};
constexpr std::string_view kCountries[] = {"IR", "RU", "SY", "FR", "DE", "BR", "SUHH"};
constexpr std::string_view kRegions[] = {"Middle East", "Europe",  "Eastern Europe", "Asia",
                                         "Americas",    "Oceania", "mideast"};
constexpr std::string_view kPeople[] = {"Hassan Rouhani", "Vladimir Putin",    "Angela Merkel",
                                        "Dilma Rousseff", "François Hollande", "Francois Hollande",
                                        "Hollande",       "Wladimir Putin",    "V. Putin"};
constexpr std::string_view kOrganisations[] = {"Islamic Revolutionary Guard Corps",
                                               "IRGC",
                                               "Acme Widgets",
                                               "Acme Widgets Inc",
                                               "OPEC",
                                               "United Nations"};
constexpr std::string_view kSources[] = {"Halyard Wire", "Meridian Ledger", ""};

class Seeded {
 public:
  explicit Seeded(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  template <std::size_t N>
  std::string pick(const std::string_view (&values)[N]) {
    return std::string{values[below(N)]};
  }

  test::AnnotatedArticle article(int number) {
    std::string body;
    for (std::size_t words = 3 + below(12); words > 0; --words) body += pick(kWords) + " ";
    // One in three is a copy: of the text, not of what it is filed under.
    if (!bodies_.empty() && below(3) == 0) body = bodies_[below(bodies_.size())];
    bodies_.push_back(body);
    const std::string day = below(8) == 0 ? ""
                                          : fmt::format("{:04}-{:02}-{:02}", 2014 + below(4),
                                                        1 + below(12), 1 + below(28));
    test::AnnotatedArticle made =
        test::article(fmt::format("a{}", number), day, pick(kWords), body, {}, {}, pick(kSources));
    made.article.section = below(3) == 0 ? "" : below(2) == 0 ? "World" : "Business";
    add(made.annotations, EntityKind::Country, kCountries);
    add(made.annotations, EntityKind::Person, kPeople);
    add(made.annotations, EntityKind::Organisation, kOrganisations);
    spell_out(made);
    for (std::size_t dates = below(6); dates > 0; --dates)
      made.annotations.dates.push_back({0, 3, date()});
    return made;
  }

  /// "Islamic Revolutionary Guard Corps (IRGC)", in some of the articles that name them.
  void spell_out(test::AnnotatedArticle& made) {
    auto& entities = made.annotations.entities;
    for (std::uint32_t i = 0; i < entities.size(); ++i)
      if (entities[i].key == kOrganisations[0] && below(2) == 0) {
        made.article.body += "IRGC";
        const auto end = static_cast<std::uint32_t>(text_of(made.article).size());
        made.annotations.mentions.push_back({end - 4, end, i});
      }
  }

  /// A day, month, year or decade of some centuries, most of them of a few years.
  std::string date() {
    const std::size_t year = below(10) == 0 ? 1000 + below(1900) : 2010 + below(8);
    const std::size_t month = 1 + below(12);
    switch (below(4)) {
      case 0:
        return fmt::format("{:03}", year / 10);
      case 1:
        return fmt::format("{:04}", year);
      case 2:
        return fmt::format("{:04}-{:02}", year, month);
      default:
        return fmt::format("{:04}-{:02}-{:02}", year, month, 1 + below(28));
    }
  }

  SearchRequest request() {
    SearchRequest request;
    static constexpr std::string_view kShapes[] = {"",
                                                   "{0}",
                                                   "{0} {1}",
                                                   "{0} OR {1}",
                                                   "{0} -{1}",
                                                   "\"{0} {1}\"",
                                                   "{0} NEAR/3 {1}",
                                                   "{0} country:iran",
                                                   "-{0}",
                                                   "{0} date:2015",
                                                   "{0} about:2014",
                                                   "-about:2010s",
                                                   "{0} region:europe",
                                                   "-region:\"middle east\""};
    request.query = fmt::format(fmt::runtime(pick(kShapes)), pick(kWords), pick(kWords));
    choose(request.choice(Facet::Country), kCountries);
    if (below(2) == 0) choose(request.choice(Facet::Region), kRegions);
    choose(request.choice(Facet::Person), kPeople);
    if (below(2) == 0) choose(request.choice(Facet::Organisation), kOrganisations);
    if (below(4) == 0)
      request.choice(Facet::Year).include.push_back(fmt::format("{}", 2014 + below(4)));
    if (below(8) == 0)
      request.choice(Facet::Year).include.push_back(fmt::format("2015-{:02}", 1 + below(12)));
    if (below(10) == 0) request.choice(Facet::Year).exclude.emplace_back("undated");
    if (below(5) == 0) request.subject = Subject{Facet::Person, pick(kPeople)};
    if (below(8) == 0) request.choice(Facet::Source).include.emplace_back("Halyard Wire");
    if (below(6) == 0) request.from = std::chrono::year{2015} / 3 / 7;
    if (below(6) == 0) request.to = std::chrono::year{2016} / 9 / 1;
    if (below(4) == 0)
      request.about_from = std::chrono::year{static_cast<int>(2011 + below(3))} /
                           static_cast<int>(1 + below(12)) / static_cast<int>(1 + below(28));
    if (below(4) == 0)
      request.about_to = std::chrono::year{static_cast<int>(2014 + below(3))} /
                         static_cast<int>(1 + below(12)) / static_cast<int>(1 + below(28));
    request.scope = below(3) == 0 ? EntityScope::AnyMention : EntityScope::Focus;
    request.stories = below(2) == 0 ? Stories::Collapse : Stories::All;
    request.facet_limit = 100;
    request.per_page = 1;
    return request;
  }

 private:
  template <std::size_t N>
  void add(Annotations& annotations, EntityKind kind, const std::string_view (&values)[N]) {
    for (const std::string_view value : values)
      if (below(4) == 0)
        annotations.entities.push_back({kind, std::string{value}, 0.5F, below(2) == 0});
  }

  template <std::size_t N>
  void choose(FacetChoice& choice, const std::string_view (&values)[N]) {
    if (below(3) == 0) choice.include.push_back(pick(values));
    if (below(6) == 0) choice.include.push_back(pick(values));
    if (below(5) == 0) choice.exclude.push_back(pick(values));
  }

  std::mt19937 random_;
  std::vector<std::string> bodies_;
};

std::vector<std::pair<std::string, std::uint64_t>> in_order(const FacetCounts& counts) {
  std::vector<std::pair<std::string, std::uint64_t>> listed;
  for (const FacetValue& value : counts.values) listed.emplace_back(value.value, value.count);
  return listed;
}

TEST(FacetProperty, ACountShownEqualsTheResultsAfterTheClick) {
  Seeded seeded{20220224};
  std::vector<test::AnnotatedArticle> articles;
  for (int number = 0; number < 400; ++number) articles.push_back(seeded.article(number));
  const test::TestArchive archive(articles);
  Archive opened{archive.path()};
  const Archive::Lease searcher = opened.borrow();

  std::size_t clicks = 0;
  for (int round = 0; round < 150; ++round) {
    const SearchRequest request = seeded.request();
    SCOPED_TRACE(fmt::format("round {} query '{}'", round, request.query));
    const Answer answer = searcher->search(request);
    for (const Facet facet : kAllFacets) {
      for (const FacetValue& value : answer.facets[static_cast<std::size_t>(facet)].values) {
        SearchRequest click = request;
        click.choice(facet).include = {value.value};
        // What is excluded is shown with what would come back.
        if (value.excluded) click.choice(facet).exclude.clear();
        click.facets = false;
        EXPECT_EQ(searcher->search(click).total, value.count)
            << to_string(facet) << " " << value.value;
        ++clicks;
      }
    }
    for (const DateBar& bar : answer.histogram.bars) {
      SearchRequest click = request;
      click.choice(Facet::Year).include = {bar.value};
      click.facets = false;
      EXPECT_EQ(searcher->search(click).total, bar.count) << "bar " << bar.value;
      ++clicks;
    }
  }
  EXPECT_GT(clicks, 1000U);
}

/// All values of a facet, some at a time.
std::vector<FacetValue> listed(Searcher& searcher, const SearchRequest& request, Facet facet) {
  std::vector<FacetValue> values;
  for (FacetListing listing{facet, "", 0, 3};; listing.offset += listing.limit) {
    const FacetAnswer answer = searcher.list_facet(request, listing);
    values.insert(values.end(), answer.counts.values.begin(), answer.counts.values.end());
    if (answer.counts.values.empty()) {
      EXPECT_EQ(answer.counts.distinct, values.size());
      return values;
    }
  }
}

TEST(FacetProperty, AListingHasTheValuesOfTheAnswerInItsOrder) {
  Seeded seeded{1689};
  std::vector<test::AnnotatedArticle> articles;
  for (int number = 0; number < 300; ++number) articles.push_back(seeded.article(number));
  const test::TestArchive archive(articles);
  Archive opened{archive.path()};
  const Archive::Lease searcher = opened.borrow();
  for (int round = 0; round < 60; ++round) {
    SearchRequest request = seeded.request();
    if (seeded.below(2) == 0) request.facet_order = FacetOrder::Significance;
    SCOPED_TRACE(fmt::format("round {} query '{}'", round, request.query));
    const Answer answer = searcher->search(request);
    for (const Facet facet : kAllFacets) {
      const auto& expected = answer.facets[static_cast<std::size_t>(facet)].values;
      const std::vector<FacetValue> values = listed(*searcher, request, facet);
      ASSERT_EQ(values.size(), expected.size()) << to_string(facet);
      for (std::size_t i = 0; i < values.size(); ++i) {
        EXPECT_EQ(values[i].value, expected[i].value);
        EXPECT_EQ(values[i].count, expected[i].count);
      }
    }
  }
}

TEST(FacetProperty, ANameThatIsTypedFindsItsValueWithTheCountOfTheClick) {
  Seeded seeded{1517};
  std::vector<test::AnnotatedArticle> articles;
  for (int number = 0; number < 300; ++number) articles.push_back(seeded.article(number));
  const test::TestArchive archive(articles);
  Archive opened{archive.path()};
  const Archive::Lease searcher = opened.borrow();
  std::size_t found = 0;
  for (int round = 0; round < 100; ++round) {
    const SearchRequest request = seeded.request();
    SCOPED_TRACE(fmt::format("round {} query '{}'", round, request.query));
    for (const Facet facet : kAllFacets)
      for (const FacetValue& value : listed(*searcher, request, facet)) {
        const std::string like = value.label.substr(0, 1 + seeded.below(value.label.size()));
        const FacetAnswer answer = searcher->list_facet(request, {facet, like, 0, 1000});
        const auto same =
            std::find_if(answer.counts.values.begin(), answer.counts.values.end(),
                         [&](const FacetValue& each) { return each.value == value.value; });
        ASSERT_NE(same, answer.counts.values.end()) << like << " for " << value.label;
        EXPECT_EQ(same->count, value.count);
        SearchRequest click = request;
        click.choice(facet).include = {value.value};
        if (value.excluded) click.choice(facet).exclude.clear();
        click.facets = false;
        const Answer clicked = searcher->search(click);
        EXPECT_EQ(clicked.total, same->count) << value.value;
        ++found;
      }
  }
  EXPECT_GT(found, 1000U);
}

TEST(FacetProperty, UnusualValuesAreThoseMoreFrequentThanInTheArchiveWithTheCountsTheyHave) {
  Seeded seeded{1755};
  std::vector<test::AnnotatedArticle> articles;
  for (int number = 0; number < 400; ++number) articles.push_back(seeded.article(number));
  const test::TestArchive archive(articles);
  Archive opened{archive.path()};
  const Archive::Lease searcher = opened.borrow();
  std::size_t unusual = 0;
  std::size_t usual = 0;
  for (int round = 0; round < 150; ++round) {
    SearchRequest request = seeded.request();
    SCOPED_TRACE(fmt::format("round {} query '{}'", round, request.query));
    SearchRequest everything;
    everything.scope = request.scope;
    everything.stories = request.stories;
    everything.facet_limit = 100;
    const Answer archive_counts = searcher->search(everything);
    request.unusual = true;
    const Answer by_count = searcher->search(request);
    request.facet_order = FacetOrder::Significance;
    const Answer by_significance = searcher->search(request);
    for (const Facet facet : {Facet::Country, Facet::Person, Facet::Organisation}) {
      const auto index = static_cast<std::size_t>(facet);
      EXPECT_EQ(in_order(by_count.unusual[index]), in_order(by_significance.facets[index]));
    }
    for (const Facet facet : kAllFacets) {
      // What the facet is counted over: all of it, if nothing is left to choose from.
      SearchRequest siblings = request;
      siblings.choice(facet).include.clear();
      const std::uint64_t here = searcher->search(siblings).total;
      const auto counts_of = [&](const Answer& answer) {
        std::map<std::string, FacetValue> counts;
        for (const FacetValue& value : answer.facets[static_cast<std::size_t>(facet)].values)
          counts[value.value] = value;
        return counts;
      };
      const auto all = counts_of(archive_counts);
      const auto listed_by_count = counts_of(by_count);
      const auto listed = counts_of(by_significance);
      for (const auto& [name, value] : listed) {
        ASSERT_TRUE(listed_by_count.contains(name)) << name;
        EXPECT_EQ(value.count, listed_by_count.at(name).count) << name;
      }
      const bool whole = here == archive_counts.total;
      for (const auto& [name, value] : listed_by_count) {
        const bool always = whole || facet == Facet::Year || facet == Facet::Region ||
                            value.selected || value.excluded;
        const double expected = static_cast<double>(here) *
                                static_cast<double>(all.contains(name) ? all.at(name).count : 0) /
                                static_cast<double>(archive_counts.total);
        const bool over = static_cast<double>(value.count) - 0.5 > expected;
        EXPECT_EQ(listed.contains(name), always || over) << to_string(facet) << " " << name;
        if (!always) ++(over ? unusual : usual);
      }
    }
  }
  EXPECT_GT(unusual, 500U);
  EXPECT_GT(usual, 500U);
}

/// First and last day of a bar, or from or up to it on one side.
SearchRequest with_about(SearchRequest request, std::string_view from, std::string_view to) {
  request.about_from = from.empty() ? std::nullopt : parse_period(from)->from;
  request.about_to = to.empty() ? std::nullopt : parse_period(to)->to;
  request.facets = false;
  return request;
}

TEST(FacetProperty, HoldsForNamesThatAreJoined) {
  Seeded seeded{20220224};
  std::vector<test::AnnotatedArticle> articles;
  for (int number = 0; number < 400; ++number) articles.push_back(seeded.article(number));
  const test::TestArchive archive(articles);
  Archive opened{archive.path()};
  const Answer answer = opened.borrow()->search({});
  std::set<std::string> organisations;
  for (const FacetValue& value :
       answer.facets[static_cast<std::size_t>(Facet::Organisation)].values)
    organisations.insert(value.value);
  // What the tests above click on.
  EXPECT_EQ(organisations.size(), 4U);
  EXPECT_FALSE(organisations.contains("IRGC"));
}

TEST(FacetProperty, ABarOfTheDatesWrittenAboutEqualsTheResultsAfterTheClick) {
  Seeded seeded{1066};
  std::vector<test::AnnotatedArticle> articles;
  for (int number = 0; number < 400; ++number) articles.push_back(seeded.article(number));
  const test::TestArchive archive(articles);
  Archive opened{archive.path()};
  const Archive::Lease searcher = opened.borrow();

  std::set<BarUnit> units;
  std::size_t beyond = 0;
  for (int round = 0; round < 100; ++round) {
    SearchRequest request = seeded.request();
    if (round % 3 == 0) {  // a range narrow enough for bars of months or days
      request.about_from = std::chrono::year{2012} / 3 / 1;
      request.about_to =
          round % 2 == 0 ? std::chrono::year{2012} / 3 / 31 : std::chrono::year{2013} / 2 / 28;
    }
    SCOPED_TRACE(fmt::format("round {} query '{}'", round, request.query));
    const DateHistogram histogram = searcher->search(request).written_about;
    if (!histogram.bars.empty()) units.insert(histogram.unit);
    for (const DateBar& bar : histogram.bars)
      EXPECT_EQ(searcher->search(with_about(request, bar.value, bar.value)).total, bar.count)
          << bar.value;
    if (histogram.before.count > 0) {
      EXPECT_EQ(searcher->search(with_about(request, "", histogram.before.value)).total,
                histogram.before.count);
      ++beyond;
    }
    if (histogram.after.count > 0) {
      EXPECT_EQ(searcher->search(with_about(request, histogram.after.value, "")).total,
                histogram.after.count);
      ++beyond;
    }
  }
  EXPECT_EQ(units.size(), 3U);
  EXPECT_GT(beyond, 50U);
}

/// The article, or the story if each is shown once: by which article depends on the order.
std::string shown(const Result& result, const SearchRequest& request) {
  return request.stories == Stories::Collapse ? result.copies.story : result.id;
}

TEST(FacetProperty, TheRankedListHoldsAsManyAsTheTotalSays) {
  Seeded seeded{1848};
  std::vector<test::AnnotatedArticle> articles;
  for (int number = 0; number < 200; ++number) articles.push_back(seeded.article(number));
  const test::TestArchive archive(articles);
  Archive opened{archive.path()};
  const Archive::Lease searcher = opened.borrow();
  std::uint64_t collapsed = 0;
  for (int round = 0; round < 300; ++round) {
    SearchRequest request = seeded.request();
    SCOPED_TRACE(fmt::format("round {} query '{}'", round, request.query));
    request.per_page = 100;
    std::set<std::string> ranked, recent, dated;
    std::uint64_t total = 0;
    for (request.page = 1; request.page <= 3; ++request.page) {
      request.sort = Sort::Relevance;
      const Answer by_rank = searcher->search(request);
      total = by_rank.total;
      for (const Result& result : by_rank.results) ranked.insert(shown(result, request));
      request.sort = Sort::Recent;
      const Answer by_recency = searcher->search(request);
      EXPECT_EQ(by_recency.total, total);
      for (const Result& result : by_recency.results) recent.insert(shown(result, request));
      request.sort = Sort::Oldest;
      const Answer by_date = searcher->search(request);
      for (const Result& result : by_date.results) dated.insert(shown(result, request));
    }
    EXPECT_EQ(ranked.size(), total);
    EXPECT_EQ(ranked, dated);
    EXPECT_EQ(recent, dated);
    if (request.stories == Stories::Collapse) {
      collapsed += searcher->search(request).articles - total;
      EXPECT_LE(total, searcher->search(request).articles);
    }
  }
  EXPECT_GT(collapsed, 50U);
}

}  // namespace
}  // namespace morgue
