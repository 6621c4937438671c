#include "searcher/name_keys.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

std::string joined(const std::vector<std::string>& keys) {
  std::string all;
  for (const std::string& key : keys) all += (all.empty() ? "" : " ") + key;
  return all;
}

TEST(PersonKeys, AreTheSameForSpellingsThatSoundAlike) {
  const struct {
    std::string_view one, other;
  } rows[] = {
      {"sergei lavrov", "sergey lavrov"},         {"mohamed elbaradei", "mohammed el-baradei"},
      {"mikhail gorbachov", "mikhail gorbachev"}, {"yevgeny primakov", "evgeny primakov"},
      {"osama bin laden", "usama bin laden"},     {"kim jong-il", "kim jong il"},
      {"bashar al-assad", "bashar assad"},        {"hashemi rafsanjani", "hashemi rafsanjani"},
      {"dmitry medvedev", "dmitri medvedev"},     {"vladimir rushailo", "wladimir rushaylo"},
      {"ivan dragomirov", "ivan dragomiroff"},
  };
  for (const auto& [one, other] : rows)
    EXPECT_EQ(joined(person_keys(one)), joined(person_keys(other))) << one;
}

TEST(PersonKeys, DifferForDifferentNames) {
  const struct {
    std::string_view one, other;
  } rows[] = {
      {"john smith", "joan smith"},      {"mark hansen", "mark hanson"},
      {"paul keating", "paula keating"}, {"al gore", "gore"},
      {"john reed", "john read"},        {"carl lewis", "carol lewis"},
      {"kim jong il", "kim jong un"},    {"george bush", "george w. bush"},
  };
  for (const auto& [one, other] : rows)
    EXPECT_NE(joined(person_keys(one)), joined(person_keys(other))) << one;
}

TEST(PersonKeys, OfNamesInOtherScriptsAreTheNames) {
  EXPECT_EQ(joined(person_keys("сергей лавров")), "сергей лавров");
  EXPECT_TRUE(person_keys("").empty());
  EXPECT_TRUE(person_keys("- -").empty());
}

TEST(FormalGivenName, IsWhatAFamiliarFormStandsFor) {
  EXPECT_EQ(formal_given_name("bob"), formal_given_name("robert"));
  EXPECT_EQ(formal_given_name("steven"), formal_given_name(person_keys("stephen x").front()));
  EXPECT_EQ(formal_given_name("hassan"), "hassan");
}

TEST(FamilyKey, IsThatOfTheLastWord) {
  EXPECT_EQ(family_key("hassan rouhani"), family_key("rouhani"));
  EXPECT_EQ(family_key("mohamed elbaradei"), family_key("el-baradei"));
  EXPECT_EQ(family_key("angela merkel"), "merkel");
  EXPECT_EQ(family_key("prince albert"), "albert");
}

TEST(Skeleton, KeepsConsonantsAndAFirstVowel) {
  EXPECT_EQ(skeleton("gorbachov"), "grbchv");
  EXPECT_EQ(skeleton("abe"), "ab");
  EXPECT_EQ(skeleton(""), "");
}

TEST(OrganisationKey, LeavesOutWhatSaysOnlyThatItIsOne) {
  const struct {
    std::string_view name, key;
  } rows[] = {
      {"acme widgets inc", "acme widgets"},
      {"acme widgets inc.", "acme widgets"},
      {"the acme widgets co., ltd.", "acme widgets"},
      {"smith & sons", "smith & sons"},
      {"morgan & co", "morgan"},
      {"the company", "company"},
      {"halyard ag", "halyard"},
      {"world bank", "world bank"},
      {"united nations", "united nations"},
  };
  for (const auto& [name, key] : rows) EXPECT_EQ(organisation_key(name), key) << name;
}

TEST(NameKeys, OfVariantsOfOneOrganisationMeet) {
  EXPECT_EQ(variant_key("islamic revolutionary guards corps"),
            variant_key("the islamic revolutionary guard corps"));
  EXPECT_EQ(variant_key("u.s. consumer product safety commission"),
            variant_key("consumer products safety commission"));
  EXPECT_EQ(variant_key("association of south-east asian nations"),
            variant_key("association of south east asian nations"));
  EXPECT_EQ(variant_key("world trade organisation"), variant_key("world trade organization"));
  EXPECT_NE(variant_key("korean fair trade commission"),
            variant_key("japanese fair trade commission"));
  EXPECT_EQ(variant_key("us"), "us");
}

}  // namespace
}  // namespace morgue
