#include "indexer/schema/acronyms.h"

#include <gtest/gtest.h>

#include "corpus/error.h"

namespace morgue::schema {
namespace {

TEST(Acronyms, AreInitialsInTheirOrder) {
  const struct {
    std::string_view acronym, name;
    bool expected;
  } rows[] = {
      {"IRGC", "Islamic Revolutionary Guard Corps", true},
      {"CFIUS", "Committee on Foreign Investment in the United States", true},
      {"APEC", "Asia-Pacific Economic Cooperation", true},
      {"EIA", "U.S. Energy Information Administration", true},  // one word without a letter
      {"ABC", "Arab Bank of Commerce and Trade of Cairo", false},
      {"CGRI", "Islamic Revolutionary Guard Corps", false},
      {"NATO", "NATO", false},
      {"Acme", "Acme Cable Machines Europe", false},
      {"A", "Acme", false},
      {"", "", false},
  };
  for (const auto& [acronym, name, expected] : rows)
    EXPECT_EQ(is_acronym_of(acronym, name), expected) << acronym << ", " << name;
}

TEST(Acronyms, ThatAnArticleSpellsOutAreThoseOfItsMentions) {
  const std::string text = "Guards\n\nThe Islamic Revolutionary Guard Corps (IRGC) and Iran. IRGC.";
  const auto at = [&](std::string_view name, std::size_t from) {
    return static_cast<std::uint32_t>(text.find(name, from));
  };
  Annotations annotations;
  annotations.entities = {{EntityKind::Country, "IR", 1, true},
                          {EntityKind::Organisation, "Islamic Revolutionary Guard Corps", 1, true}};
  const std::uint32_t name = at("Islamic", 0), first = at("IRGC", 0), again = at("IRGC", first + 1);
  annotations.mentions = {{name, name + 33, 1},
                          {first, first + 4, 1},
                          {at("Iran", 0), at("Iran", 0) + 4, 0},
                          {again, again + 4, 1}};
  const std::vector<SpeltOut> expected{{"IRGC", "Islamic Revolutionary Guard Corps"}};
  EXPECT_EQ(spelt_out_acronyms(text, annotations), expected);
  EXPECT_EQ(decode_spelt_out(encode_spelt_out(expected)), expected);
}

TEST(Acronyms, ThatAreDamagedAreAnError) {
  const std::string bytes = encode_spelt_out({{"IRGC", "Islamic Revolutionary Guard Corps"}});
  EXPECT_TRUE(decode_spelt_out("").empty());
  EXPECT_THROW(decode_spelt_out(bytes.substr(0, bytes.size() - 1)), Error);
  EXPECT_THROW(decode_spelt_out(bytes.substr(0, 5)), Error);
}

}  // namespace
}  // namespace morgue::schema
