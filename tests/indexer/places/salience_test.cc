// What the salience of a country is summed up from. What becomes of the sum: places_test.cc.
#include "indexer/places/salience.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace morgue {
namespace {

class Terms {
 public:
  Terms(std::string_view headline, std::string_view body, std::string_view dateline = "") {
    const TokenisedText text = tokenise(headline, body);
    const std::vector<CountryId> countries = countries_of_dateline(dateline, std::nullopt);
    const std::vector<bool> no_persons(text.tokens.size(), false);
    rows_ =
        salience_terms(text, match_places(text, no_persons, countries, std::nullopt), countries);
  }

  std::vector<std::string> countries() const {
    std::vector<std::string> codes;
    for (const CountryTerms& row : rows_) codes.push_back(gazetteer().countries[row.country].code);
    return codes;
  }

  SalienceTerms of(std::string_view code) const {
    for (const CountryTerms& row : rows_)
      if (gazetteer().countries[row.country].code == code) return row.terms;
    ADD_FAILURE() << "no terms of " << code;
    return {};
  }

 private:
  std::vector<CountryTerms> rows_;
};

TEST(SalienceTerms, AreThereForEachCountryOnceThoseOfTheDatelineFirst) {
  const Terms terms("Norway and Chile talk", "Norway met Chile and Peru.", "LIMA");
  EXPECT_EQ(terms.countries(), (std::vector<std::string>{"PE", "NO", "CL"}));
}

TEST(SalienceTerms, OfDatelineAndHeadlineSpeakForOneCountryAndOfTheOthers) {
  const Terms terms("Norway sells fish", "Chile buys it.", "OSLO");
  EXPECT_EQ(terms.of("NO").dateline, 1);
  EXPECT_EQ(terms.of("NO").other_dateline, 0);
  EXPECT_EQ(terms.of("NO").headline, 1);
  EXPECT_EQ(terms.of("NO").other_headline, 0);
  EXPECT_EQ(terms.of("CL").dateline, 0);
  EXPECT_EQ(terms.of("CL").other_dateline, 1);
  EXPECT_EQ(terms.of("CL").headline, 0);
  EXPECT_EQ(terms.of("CL").other_headline, 1);
}

TEST(SalienceTerms, OfDatelineAndHeadlineAreNoughtWhereThereIsNone) {
  const SalienceTerms chile = Terms("Fish is sold", "Chile buys it.").of("CL");
  EXPECT_EQ(chile.dateline, 0);
  EXPECT_EQ(chile.other_dateline, 0);
  EXPECT_EQ(chile.headline, 0);
  EXPECT_EQ(chile.other_headline, 0);
}

TEST(SalienceTerms, GrowWithHowEarlyAndHowOftenACountryIsMentioned) {
  const Terms terms("", "Norway met Chile. Norway agreed. Oslo signed.");
  EXPECT_EQ(terms.of("NO").early, 1);
  EXPECT_LT(terms.of("CL").early, 1);
  EXPECT_GT(terms.of("CL").early, 0.5);
  EXPECT_DOUBLE_EQ(terms.of("CL").often, std::log(2.0));
  EXPECT_GT(terms.of("NO").often, std::log(3.0));  // the town counts, and less than a name
  EXPECT_LT(terms.of("NO").often, std::log(4.0));
}

TEST(SalienceTerms, ShareOutTheMentionsAndLeaveSomeToNoCountry) {
  const Terms terms("", "Norway met Chile. Norway agreed.");
  EXPECT_DOUBLE_EQ(terms.of("NO").share, 2 * terms.of("CL").share);
  EXPECT_LT(terms.of("NO").share + terms.of("CL").share, 1);
  // A dateline is worth more than one mention.
  const Terms dated("", "Norway met Chile. Norway agreed.", "SANTIAGO");
  EXPECT_GT(dated.of("CL").share, dated.of("NO").share);
}

TEST(SalienceTerms, TakeMoneyAndTheNamesOfFirmsForNoMention) {
  const SalienceTerms swiss = Terms("Swiss franc rises", "The Swiss franc rose again.").of("CH");
  for (const SalienceTerm& term : kSalienceTerms) {
    SCOPED_TRACE(term.name);
    EXPECT_EQ(swiss.*term.value, 0);
  }
}

}  // namespace
}  // namespace morgue
