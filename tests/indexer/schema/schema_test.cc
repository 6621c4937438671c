// A change to the disk shows in the golden file, and asks for a new format version.
#include "indexer/schema/schema.h"
#include "indexer/schema/frequency.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/golden.h"

namespace morgue::schema {
namespace {

TEST(Schema, IsAsTheGoldenFileSays) {
  std::string text = fmt::format("format {}\nstemmer {}\n", kFormatVersion, kStemmer);
  for (const Field& field : kFields)
    text += fmt::format("field {} {} {}\n", field.name, field.prefix,
                        field.kind == Kind::Text    ? "text"
                        : field.kind == Kind::Words ? "words"
                                                    : "exact");
  text += fmt::format(
      "slot published {}\nslot countries {}\nslot people {}\nslot organisations {}\nslot source "
      "{}\nslot section {}\nslot language {}\nslot hash {}\nslot about {}\nslot acronyms {}\nslot "
      "tokens {}\nslot story {}\nslot story signature {}\n",
      kPublishedSlot, kCountrySlot, kPersonSlot, kOrganisationSlot, kSourceSlot, kSectionSlot,
      kLanguageSlot, kContentHashSlot, kAboutSlot, kAcronymSlot, kTokensSlot, kStorySlot,
      kStorySignatureSlot);
  text += fmt::format("frequency {}\n", kFrequencyRule);
  for (const std::string_view key :
       {kFormatKey, kStemmerKey, kFrequencyKey, kXapianKey, kCreatedByKey, kTokensKey,
        kDictionaryKey, kSummaryKeyPrefix, kTextKeyPrefix, kFileKeyPrefix})
    text += fmt::format("key {}\n", key);
  test::expect_golden("schema.txt", text);
}

}  // namespace
}  // namespace morgue::schema
