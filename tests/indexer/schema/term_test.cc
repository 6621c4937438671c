#include "indexer/schema/term.h"

#include <gtest/gtest.h>

namespace morgue::schema {
namespace {

TEST(FilterTerm, FoldsNamesAlikeForWriterAndReader) {
  const struct {
    std::string_view a, b;
  } rows[] = {
      {"Margaret Thatcher", "margaret thatcher"}, {"Recep Tayyip Erdoğan", "RECEP TAYYIP ERDOGAN"},
      {"Cote d’Ivoire", "côte d'ivoire"},         {"Ban Ki\u2011moon", "ban ki-moon"},
      {"  Kofi   Annan ", "Kofi Annan"},
  };
  for (const auto& [a, b] : rows) EXPECT_EQ(term_for(kPerson, a), term_for(kPerson, b)) << a;
  EXPECT_NE(term_for(kPerson, "Iran"), term_for(kOrganisation, "Iran"));
}

TEST(FilterTerm, TakesIdsAndCodesToTheLetter) {
  EXPECT_EQ(term_for(kId, "News/A.txt"), "QNews/A.txt");
  EXPECT_EQ(term_for(kCountry, "IR"), "XCTY:IR");
}

TEST(FilterTerm, OfALongValueStaysBelowXapiansLimitAndUnique) {
  const std::string a = term_for(kId, std::string(400, 'x') + "a");
  const std::string b = term_for(kId, std::string(400, 'x') + "b");
  EXPECT_LE(a.size(), 245U);
  EXPECT_NE(a, b);
  EXPECT_EQ(a, term_for(kId, std::string(400, 'x') + "a"));
}

TEST(ContentHash, IsSixteenBytesAndWrittenInHex) {
  EXPECT_EQ(content_hash("a").size(), 16U);
  EXPECT_NE(content_hash("a"), content_hash("b"));
  EXPECT_EQ(to_hex(std::string("\x00\xff\x1a", 3)), "00ff1a");
}

}  // namespace
}  // namespace morgue::schema
