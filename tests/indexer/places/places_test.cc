// Which countries an article names and which it is about: rows of text and the codes expected of
// them.
#include "indexer/places/places.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace morgue {
namespace {

using Codes = std::vector<std::string>;

struct Read {
  TokenisedText text;
  PlacesFound places;

  Codes all() const {
    Codes result;
    for (const Entity& country : places.countries) result.push_back(country.key);
    std::sort(result.begin(), result.end());
    return result;
  }
  Codes focus() const {
    Codes result;
    for (const Entity& country : places.countries)
      if (country.focus) result.push_back(country.key);
    std::sort(result.begin(), result.end());
    return result;
  }
  /// The mentions as printed, each with its country: "Tehran=IR".
  Codes mentions() const {
    Codes result;
    for (const PlaceMention& mention : places.mentions) {
      const std::uint32_t start = text.tokens[mention.first_token].start;
      const std::uint32_t end = text.tokens[mention.last_token - 1].end;
      result.push_back(text.text.substr(start, end - start) + "=" + mention.code);
    }
    return result;
  }
};

Read read(const Article& article, const std::vector<bool>& person_tokens = {}) {
  Read result{tokenise(article.headline, article.body), {}};
  result.places = find_places(article, result.text, person_tokens);
  return result;
}

Article article(std::string_view headline, std::string_view body, std::string_view dateline = "") {
  Article result;
  result.headline = headline;
  result.body = body;
  if (!dateline.empty()) result.dateline = Dateline{std::string(dateline), std::nullopt, ""};
  return result;
}

Codes named_in(std::string_view body) { return read(article("", body)).all(); }

Codes named_in(std::string_view body, std::string_view published) {
  Article result = article("", body);
  result.published = parse_iso(published);
  return read(result).all();
}

TEST(Places, AreFoundByNameDemonymTownRegionAndSeatOfGovernment) {
  const struct {
    std::string_view text;
    Codes expected;
  } rows[] = {
      {"Talks with Iran ended.", {"IR"}},
      {"The Iranian minister met two Russians.", {"IR", "RU"}},
      {"He flew from Tehran to Isfahan.", {"IR"}},
      {"Voters in Texas and Bavaria agreed.", {"DE", "US"}},
      {"The Kremlin and the White House were silent.", {"RU", "US"}},
      {"The Bundesbank intervened.", {"DE"}},
      {"A U.S. envoy, the US army and the USA itself.", {"US"}},
      {"The UK and the UAE signed.", {"AE", "GB"}},
      {"It reached Côte d’Ivoire and Türkiye.", {"CI", "TR"}},
      {"Iran's ally", {"IR"}},
      {"Iran’s ally", {"IR"}},
      {"Nothing happened anywhere.", {}},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(named_in(text), expected);
  }
}

TEST(Places, TheLongestNameWins) {
  const struct {
    std::string_view text;
    Codes expected;
  } rows[] = {
      {"South Korea and North Korea talked.", {"KP", "KR"}},
      {"She left Papua New Guinea, then Equatorial Guinea.", {"GQ", "PG"}},
      {"The governor of New Mexico spoke.", {"US"}},
      {"Northern Ireland voted.", {"GB"}},
      {"Ships in the Persian Gulf, the Gulf of Mexico and the South China Sea.", {}},
      {"Latin America and the West Indies.", {}},
      {"A guinea pig, Brussels sprouts and Swiss cheese.", {}},
      {"Shares of Berkshire Hathaway and Bristol-Myers Squibb fell.", {}},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(named_in(text), expected);
  }
}

TEST(Places, AreFoundInsideHyphenatedWords) {
  const struct {
    std::string_view text;
    Codes expected;
  } rows[] = {
      {"The Iranian-Russian treaty.", {"IR", "RU"}},
      {"A Franco-German plan.", {"DE", "FR"}},
      {"The pro-Syrian party and the US-led force.", {"SY", "US"}},
      {"The New York-based firm.", {"US"}},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(named_in(text), expected);
  }
}

TEST(Places, WordsAndPersonsThatOnlyLookLikeThemAreNone) {
  for (const std::string_view text : {
           "Mr Jordan and Mrs Ireland were there.",
           "Chad Hurley and Georgia Brown founded it.",
           "The novels of Jack London.",
           "Reading is fun. Nice people read. Split it.",
           "They told us all, and it is up to us.",
           "It had 8 GB of memory.",
           "He ate turkey off china.",
       }) {
    SCOPED_TRACE(text);
    EXPECT_EQ(named_in(text), Codes{});
  }
}

TEST(Places, TokensOfAPersonsNameAreNone) {
  const Article story = article("", "Michael Jordan visited Jordan.");
  EXPECT_EQ(read(story, {true, true, false, false, false}).mentions(), Codes{"Jordan=JO"});
}

TEST(Places, USInALineOfCapitalsIsAWord) {
  EXPECT_EQ(read(article("THEY TOLD US THE TRUTH", "")).all(), Codes{});
  EXPECT_EQ(read(article("U.S. TELLS THE TRUTH", "")).all(), Codes{"US"});
  EXPECT_EQ(read(article("IRAN AND IRAQ TALK", "")).all(), (Codes{"IQ", "IR"}));
}

TEST(Places, WhatFollowsOrSurroundsAnAmbiguousNameDecides) {
  const struct {
    std::string_view text;
    Codes expected;
  } rows[] = {
      {"A fire in London, Ontario.", {"CA"}},
      {"A plant in Paris, Texas.", {"US"}},
      {"The firm is in Darien, Conn., and Westminster, Calif.", {"US"}},
      {"He returned to Georgia.", {"GE"}},
      {"Voters in Florida and Georgia.", {"US"}},
      {"Russia and Georgia traded shots near Tbilisi.", {"GE", "RU"}},
      {"A court in Tripoli sat.", {"LY"}},
      {"Lebanon sent the army to Tripoli.", {"LB"}},
      // A list is no address.
      {"They toured Munich, Austria and Italy.", {"AT", "DE", "IT"}},
      // Doubtful without another name of the country.
      {"Delphi cut jobs.", {}},
      {"Greece reopened Delphi.", {"GR"}},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(named_in(text), expected);
  }
}

TEST(Places, NamesMeanWhatTheyMeantOnTheDayOfPublication) {
  const struct {
    std::string_view text, published;
    Codes expected;
  } rows[] = {
      {"Moscow agreed.", "1987-03-01", {"SUHH"}},
      {"Moscow agreed.", "2016-12-19", {"RU"}},
      {"Moscow agreed.", "", {"RU"}},
      {"Belgrade agreed.", "1988-05-01", {"YUCS"}},
      {"Belgrade agreed.", "2016-12-19", {"RS"}},
      {"A fair in Leipzig.", "1987-03-01", {"DDDE"}},
      {"A fair in Leipzig.", "1995-03-01", {"DE"}},
      // The Soviet Union is itself, whenever it is spoken of.
      {"He was born in the Soviet Union.", "2016-12-19", {"SUHH"}},
      {"West Germany and East Germany", "1987-03-01", {"DDDE", "DE"}},
  };
  for (const auto& [text, published, expected] : rows) {
    SCOPED_TRACE(std::string(text) + " " + std::string(published));
    EXPECT_EQ(named_in(text, published), expected);
  }
}

TEST(Places, MentionsAreInTextOrderAndDoNotOverlap) {
  const Read story = read(article("Iran’s Rouhani calls Moscow",
                                  "Tehran and South Korea spoke of a Franco-German plan."));
  EXPECT_EQ(story.mentions(),
            (Codes{"Iran=IR", "Moscow=RU", "Tehran=IR", "South Korea=KR", "Franco-German=FR"}));
  // The second country of the hyphenated word is not lost.
  EXPECT_EQ(story.all(), (Codes{"DE", "FR", "IR", "KR", "RU"}));
}

TEST(Focus, IsWhatTheHeadlineNamesAndTheTextGoesOnAbout) {
  const Read story = read(article(
      "Iran’s Rouhani, Russia’s Putin Discuss Latest Developments in Syria",
      "The presidents of Iran and Russia discussed the latest developments in the region, "
      "particularly the situation in Syria.\n\n"
      "Tehran and Moscow should continue to support the Syrian nation, he said. A meeting of the "
      "Iranian, Russian and Turkish foreign ministers in Moscow on Tuesday can help.\n\n"
      "The Syrian army took nearly all remaining parts of Aleppo this week.",
      "TEHRAN"));
  EXPECT_EQ(story.focus(), (Codes{"IR", "RU", "SY"}));
  EXPECT_EQ(story.all(), (Codes{"IR", "RU", "SY", "TR"}));
}

TEST(Focus, OfADatelineIsItsCountryEvenIfTheTextNeverNamesIt) {
  const struct {
    std::string_view dateline;
    Codes expected;
  } rows[] = {
      {"TEHRAN", {"IR"}},
      {"LONDON", {"GB"}},
      {"NEW YORK", {"US"}},
      {"PORT-AU-PRINCE, Haiti", {"HT"}},
      {"PARIS/BERLIN", {"DE", "FR"}},
      {"LONDON, Ontario", {"CA"}},
      {"BRIDGEPORT, Conn.", {"US"}},
      {"UNITED NATIONS", {}},
      {"ATLANTIS", {}},
  };
  for (const auto& [dateline, expected] : rows) {
    SCOPED_TRACE(dateline);
    const Read story = read(article("Prices rise", "Prices rose again on Monday.", dateline));
    EXPECT_EQ(story.focus(), expected);
    EXPECT_TRUE(story.places.mentions.empty());
  }
}

TEST(Dateline, TellsWhichCountriesAnArticleWasSentFrom) {
  const auto countries = [](std::string_view dateline) {
    return dateline_countries(article("Prices rise", "Prices rose again.", dateline));
  };
  EXPECT_EQ(countries("TEHRAN"), (std::vector<std::string>{"IR"}));
  EXPECT_EQ(countries("PARIS/BERLIN"), (std::vector<std::string>{"FR", "DE"}));
  EXPECT_EQ(countries("UNITED NATIONS"), std::vector<std::string>{});
  EXPECT_EQ(countries(""), std::vector<std::string>{});
}

TEST(Focus, IsNotACountryNamedOnceInPassing) {
  const Read story = read(article(
      "Dutch farmers plant more tulips",
      "Farmers in the Netherlands planted more tulips this year, the Dutch growers' union said. "
      "Prices rose for the third year in a row. Growers expect another good harvest, and new "
      "markets, it said, naming Norway as an example."));
  EXPECT_EQ(story.focus(), Codes{"NL"});
  EXPECT_EQ(story.all(), (Codes{"NL", "NO"}));
}

TEST(Focus, IsNotACountryNamedOnceInPassingAlthoughThereIsNoOther) {
  const Read story = read(article(
      "Farmers plant more tulips",
      "Farmers planted more tulips this year, the growers' union said. Prices rose for the third "
      "year in a row. Growers expect another good harvest, and new markets, it said, naming Oslo "
      "as an example."));
  EXPECT_EQ(story.focus(), Codes{});
  EXPECT_EQ(story.all(), Codes{"NO"});
}

TEST(Focus, IsNotGivenByMoneyOrByTheNamesOfFirms) {
  const struct {
    std::string_view headline, body, named;
  } rows[] = {
      {"Swiss franc rises", "The Swiss franc rose. The Swiss franc was firm.", "CH"},
      {"Air France cuts jobs", "Air France cut jobs. Air France declined to comment.", "FR"},
      {"Texas Instruments gains", "Texas Instruments said it gained.", "US"},
  };
  for (const auto& [headline, body, named] : rows) {
    SCOPED_TRACE(headline);
    const Read story = read(article(headline, body));
    EXPECT_EQ(story.focus(), Codes{});
    EXPECT_EQ(story.all(), Codes{std::string(named)});
  }
}

TEST(Focus, IsNothingWhereNothingIsNamed) {
  const Read story = read(article("Company earnings rise", "Net income rose to 5 mln dlrs."));
  EXPECT_TRUE(story.places.countries.empty());
  EXPECT_TRUE(story.places.mentions.empty());
  EXPECT_TRUE(read(Article{}).places.countries.empty());
}

TEST(Salience, RunsFromNoughtToOneAndOrdersTheCountries) {
  const Read story = read(article(
      "Greece and Turkey talk",
      "Greece and Turkey talked. Greece was hopeful, and Athens was calm. Later on, much later, "
      "a witness from Peru walked by, as the Swiss franc fell."));
  ASSERT_EQ(story.places.countries.size(), 4U);
  float previous = 1;
  Codes order;
  for (const Entity& country : story.places.countries) {
    EXPECT_EQ(country.kind, EntityKind::Country);
    EXPECT_GE(country.salience, 0.0F);
    EXPECT_LE(country.salience, previous);
    previous = country.salience;
    order.push_back(country.key);
  }
  EXPECT_EQ(order, (Codes{"GR", "TR", "PE", "CH"}));
}

}  // namespace
}  // namespace morgue
