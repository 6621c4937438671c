#include "indexer/places/regions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "indexer/places/gazetteer.h"

namespace morgue {
namespace {

using testing::Contains;
using testing::Not;

std::vector<std::string> countries_in(std::string_view name) {
  const Region* const region = find_region(name);
  return region == nullptr ? std::vector<std::string>{} : region->countries;
}

TEST(Regions, AreFoundByAnyNameInAnyCase) {
  const struct {
    std::string_view typed, name;
  } rows[] = {{"Africa", "Africa"},
              {"the middle east", "Middle East"},
              {"SOUTHEAST ASIA", "South-eastern Asia"},
              {"latin america", "Latin America and the Caribbean"},
              {" West Africa ", "Western Africa"}};
  for (const auto& [typed, name] : rows) {
    SCOPED_TRACE(typed);
    ASSERT_NE(find_region(typed), nullptr);
    EXPECT_EQ(find_region(typed)->name, name);
  }
  EXPECT_EQ(find_region("Atlantis"), nullptr);
  EXPECT_EQ(find_region(""), nullptr);
}

TEST(Regions, HoldTheCountriesOfTheirParts) {
  std::set<std::string> seen;
  for (const Region& region : regions()) {
    SCOPED_TRACE(region.name);
    EXPECT_FALSE(region.countries.empty());
    if (!region.part_of.empty()) {
      EXPECT_TRUE(seen.contains(region.part_of)) << "comes before what it is part of";
      for (const std::string& code : region.countries)
        EXPECT_THAT(countries_in(region.part_of), Contains(code));
    }
    seen.insert(region.name);
  }
}

/// How many of these regions hold each country.
std::map<std::string, int> holders(const std::vector<const Region*>& some) {
  std::map<std::string, int> times;
  for (const Region* const region : some)
    for (const std::string& code : region->countries) ++times[code];
  return times;
}

TEST(Regions, PutEveryCountryOnOneContinentAndInOneSubRegion) {
  // The regions of M49 come first.
  const auto end = std::find_if(regions().begin(), regions().end(),
                                [](const Region& region) { return region.name == "Middle East"; });
  std::set<std::string> divided;
  for (auto region = regions().begin(); region != end; ++region) divided.insert(region->part_of);
  std::vector<const Region*> continents, sub_regions;
  for (auto region = regions().begin(); region != end; ++region) {
    if (region->part_of.empty()) continents.push_back(&*region);
    if (!divided.contains(region->name)) sub_regions.push_back(&*region);
  }
  std::map<std::string, int> once;
  for (const Country& country : gazetteer().countries) once[country.code] = 1;
  EXPECT_EQ(holders(continents), once);
  EXPECT_EQ(holders(sub_regions), once);
}

TEST(Regions, HoldFormerCountries) {
  EXPECT_THAT(countries_in("Eastern Europe"), Contains("SUHH"));
  EXPECT_THAT(countries_in("Europe"), Contains("SUHH"));
  EXPECT_THAT(countries_in("Balkans"), Contains("YUCS"));
  EXPECT_THAT(countries_in("Africa"), Contains("ZRCD"));
  EXPECT_THAT(countries_in("Western Europe"), Not(Contains("DDDE")));
}

TEST(Regions, ReachAcrossContinentsAsNewspapersHaveThem) {
  EXPECT_THAT(countries_in("Middle East"), Contains("EG"));
  EXPECT_THAT(countries_in("Middle East"), Contains("IR"));
  EXPECT_THAT(countries_in("Middle East"), Not(Contains("AZ")));
  EXPECT_THAT(countries_in("North America"), Contains("MX"));
}

TEST(Regions, KnowWhatTheyArePartOf) {
  EXPECT_TRUE(is_part_of("Eastern Africa", "Africa"));
  EXPECT_TRUE(is_part_of("East Africa", "Sub-Saharan Africa"));
  EXPECT_FALSE(is_part_of("Africa", "Africa"));
  EXPECT_FALSE(is_part_of("Africa", "Eastern Africa"));
  EXPECT_FALSE(is_part_of("Middle East", "Asia"));
  EXPECT_FALSE(is_part_of("Atlantis", "Europe"));
}

}  // namespace
}  // namespace morgue
