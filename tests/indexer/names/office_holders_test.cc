// Whom a family name alone means, by the office of who bears it and the day of the article.
#include "indexer/names/office_holders.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/names/names.h"

namespace morgue {
namespace {

using Names = std::vector<std::string>;

Names persons(std::string_view day, std::string_view headline, std::string_view body) {
  Article article;
  article.headline = headline;
  article.body = body;
  article.published = parse_iso(day);
  Names result;
  for (const Entity& entity : find_names(article, tokenise(headline, body)).entities)
    if (entity.kind == EntityKind::Person) result.push_back(entity.key);
  std::sort(result.begin(), result.end());
  return result;
}

TEST(OfficeHolders, AreWhomATitleMeansOnThatDay) {
  const struct {
    std::string_view day;
    std::string_view text;
    std::string_view expected;
  } rows[] = {
      {"1990-08-06", "President Bush flew to Helsinki.", "George Bush"},
      {"2006-08-06", "President Bush flew to Helsinki.", "George W. Bush"},
      {"1987-03-10", "U.S. Treasury Secretary Baker left for Paris.", "James Baker"},
      {"1987-03-10", "White House chief of staff Baker left for Paris.", "Howard Baker"},
      {"1987-03-10", "It was the Treasury's Baker who asked for it.", "James Baker"},
      {"2018-10-01", "British Prime Minister May arrived.", "Theresa May"},
      {"2014-10-01", "The chancellor, Mrs Merkel, arrived.", "Angela Merkel"},
      // Elected, or in office until some years ago.
      {"2008-12-01", "President-elect Obama named his team.", "Barack Obama"},
      {"2009-01-09", "Former President Clinton spoke at the dinner.", "Bill Clinton"},
      // Names that go with and without the Arabic article; the family name first; in two words.
      {"2012-10-01", "Syrian President al-Assad refused.", "Bashar al-Assad"},
      {"1995-10-01", "Syrian President Assad refused.", "Hafez al-Assad"},
      {"2005-10-01", "South Korean President Roh said he would resign.", "Roh Moo-hyun"},
      {"1993-10-01", "South African President de Klerk said no.", "F.W. de Klerk"},
      // Neither the office nor the day tells who it is.
      {"1987-03-10", "Mr Baker left for Paris.", "Baker"},
      {"2018-10-01", "The company's treasurer, Mr Johnson, left.", "Johnson"},
      {"1950-10-01", "President Reagan of the actors' guild spoke.", "Reagan"},
      {"", "President Bush flew to Helsinki.", "Bush"},
  };
  for (const auto& [day, text, expected] : rows) {
    SCOPED_TRACE(std::string(day) + ' ' + std::string(text));
    EXPECT_EQ(persons(day, "", text), Names{std::string(expected)});
  }
}

TEST(OfficeHolders, OfGreatFameNeedNoTitleWhileInOffice) {
  EXPECT_EQ(persons("1987-03-10", "", "But Thatcher said no."), Names{"Margaret Thatcher"});
  EXPECT_EQ(persons("2005-03-10", "", "But Thatcher said no."), Names{"Thatcher"});
  EXPECT_EQ(persons("1999-03-10", "", "But Keating said no."), Names{"Keating"});
}

TEST(OfficeHolders, AreNotTheirRelativesWhoAreNamedInFull) {
  EXPECT_EQ(persons("1987-03-10", "",
                    "Nancy Reagan came first. Then President Reagan spoke. Reagan was brief."),
            (Names{"Nancy Reagan", "Ronald Reagan"}));
  EXPECT_EQ(persons("2006-03-10", "", "Governor Jeb Bush spoke. Governor Bush was brief."),
            Names{"Jeb Bush"});
}

TEST(OfficeHolders, AreFoundInHeadlinesInCapitals) {
  EXPECT_EQ(persons("1987-03-10", "TREASURY'S BAKER IN PARIS TODAY", ""), Names{"James Baker"});
  EXPECT_EQ(persons("2009-03-10", "TREASURY'S BAKER IN PARIS TODAY", ""), Names{});
}

TEST(OfficeHolders, TheNameInFullIsThatOfTheArticle) {
  EXPECT_EQ(persons("2006-08-06", "", "President George Bush left. President Bush was brief."),
            Names{"George Bush"});
}

}  // namespace
}  // namespace morgue
