// What is known of countries before an article is read.
#include "indexer/places/gazetteer.h"

#include <gtest/gtest.h>

#include <string>

#include "indexer/places/places.h"

namespace morgue {
namespace {

TEST(CountryName, IsEnglishAndEmptyForAnUnknownCode) {
  const struct {
    std::string_view code, expected;
  } rows[] = {
      {"IR", "Iran"},
      {"GB", "United Kingdom"},
      {"US", "United States"},
      {"XK", "Kosovo"},
      // Former countries have the four letters of ISO 3166-3.
      {"SUHH", "Soviet Union"},
      {"DDDE", "East Germany"},
      {"YUCS", "Yugoslavia"},
      {"CSHH", "Czechoslovakia"},
      {"ZRCD", "Zaire"},
      {"QQ", ""},
      {"ir", ""},
      {"", ""},
  };
  for (const auto& [code, expected] : rows) {
    SCOPED_TRACE(code);
    EXPECT_EQ(country_name(code), expected);
  }
}

TEST(CountryCode, IsFoundForAllThatAReaderMayType) {
  const struct {
    std::string_view typed, expected;
  } rows[] = {
      {"IR", "IR"},
      {"ir", "IR"},
      {"Iran", "IR"},
      {"iran", "IR"},
      {"Persia", "IR"},
      {"iranian", "IR"},
      {"Iranians", "IR"},
      {" Iran ", "IR"},
      {"USA", "US"},
      {"u.s.", "US"},
      {"US", "US"},
      {"American", "US"},
      {"uk", "GB"},
      {"Britain", "GB"},
      {"South Korea", "KR"},
      {"Côte d'Ivoire", "CI"},
      {"ivory coast", "CI"},
      {"TURKIYE", "TR"},
      {"Türkiye", "TR"},
      {"Burma", "MM"},
      {"Soviet Union", "SUHH"},
      {"ussr", "SUHH"},
      {"suhh", "SUHH"},
      {"East German", "DDDE"},
  };
  for (const auto& [typed, expected] : rows) {
    SCOPED_TRACE(typed);
    EXPECT_EQ(country_code(typed), std::string(expected));
  }
}

TEST(CountryCode, IsNotFoundForTownsAndOtherWords) {
  for (const std::string_view typed : {"Tehran", "Atlantis", "president", "", " ", "."}) {
    SCOPED_TRACE(typed);
    EXPECT_EQ(country_code(typed), std::nullopt);
  }
}

TEST(Gazetteer, EveryCountryIsFoundByItsCodeAndItsName) {
  const Gazetteer& places = gazetteer();
  EXPECT_GT(places.countries.size(), 270U);
  for (const Country& country : places.countries) {
    SCOPED_TRACE(country.code);
    EXPECT_EQ(country.code.size(), country.former ? 4U : 2U);
    EXPECT_EQ(country_name(country.code), country.name);
    EXPECT_EQ(country_code(country.code), country.code);
    EXPECT_TRUE(country_code(country.name).has_value());
  }
}

TEST(Gazetteer, FormerCountriesHaveAFirstAndALastDay) {
  for (const Country& country : gazetteer().countries) {
    if (!country.former) continue;
    SCOPED_TRACE(country.code);
    EXPECT_TRUE(country.first.ok());
    EXPECT_TRUE(country.last.ok());
    EXPECT_LT(country.first, country.last);
  }
}

TEST(Gazetteer, EveryNameStandsForACountryThatExistsOrForNone) {
  const Gazetteer& places = gazetteer();
  for (const PlaceName& name : places.names) {
    if (name.kind == PlaceKind::None) {
      EXPECT_EQ(name.country, kNoCountry);
    } else {
      EXPECT_LT(name.country, places.countries.size());
    }
    EXPECT_LT(name.choice, static_cast<int>(places.choices.size()));
    EXPECT_LT(name.meanwhile, static_cast<int>(places.countries.size()));
  }
}

TEST(Gazetteer, EveryChoiceIsBetweenCountriesThatExist) {
  for (const Choice& choice : gazetteer().choices) {
    EXPECT_GE(choice.size(), 2U);
    for (const std::vector<CountryId>& group : choice)
      for (const CountryId country : group) EXPECT_NE(country, kNoCountry);
  }
}

TEST(WordsHash, ComparesWithoutCaseAccentsAndPoints) {
  const struct {
    std::string_view word, same;
  } rows[] = {{"Iran", "IRAN"}, {"U.S.", "US"}, {"Córdoba", "Cordoba"}, {"Türkiye", "turkiye"}};
  for (const auto& [word, same] : rows) {
    SCOPED_TRACE(word);
    EXPECT_EQ(extend(kNoWords, word), extend(kNoWords, same));
  }
  EXPECT_NE(extend(kNoWords, "Iran"), extend(kNoWords, "Iraq"));
}

TEST(WordsHash, KeepsTheWordsApart) {
  EXPECT_NE(extend(extend(kNoWords, "New"), "York"), extend(kNoWords, "NewYork"));
  EXPECT_NE(extend(extend(kNoWords, "New"), "York"), extend(extend(kNoWords, "York"), "New"));
}

TEST(NodeTable, KeepsItsNodesAsItGrows) {
  constexpr std::int32_t nodes = 10'000;
  NodeTable table;
  for (std::int32_t i = 0; i < nodes; ++i) table[extend(kNoWords, std::to_string(i))].name = i;
  for (std::int32_t i = 0; i < nodes; ++i) {
    const Node* node = table.find(extend(kNoWords, std::to_string(i)));
    ASSERT_NE(node, nullptr);
    EXPECT_EQ(node->name, i);
  }
  EXPECT_EQ(table.find(extend(kNoWords, "absent")), nullptr);
}

}  // namespace
}  // namespace morgue
