#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "searcher/query.h"

namespace morgue {
namespace {

std::string parsed(std::string_view text) { return to_string(parse_query(text).root); }

TEST(QueryParser, UnderstandsTheQueryLanguage) {
  const struct {
    std::string_view text, expected;
  } rows[] = {
      {"", ""},
      {"  \t ", ""},
      {"aleppo", "aleppo"},
      {"oil prices", "oil prices"},
      {"\"oil prices\"", "\"oil prices\""},
      {"“oil prices”", "\"oil prices\""},
      {"oil AND prices", "oil AND prices"},
      {"oil OR gas", "oil OR gas"},
      {"oil gas OR coal", "(oil gas) OR coal"},
      {"oil (gas OR coal)", "oil (gas OR coal)"},
      {"oil NOT gas", "oil -gas"},
      {"oil -gas", "oil -gas"},
      {"oil -(gas OR coal)", "oil -(gas OR coal)"},
      {"NOT NOT oil", "oil"},
      {"+oil gas", "+oil gas"},
      {"oil NEAR/5 price", "oil NEAR/5 price"},
      {"oil NEAR price", "oil NEAR/10 price"},
      {"oil NEAR/5 price NEAR/3 war", "oil NEAR/5 price NEAR/5 war"},
      {"headline:iran", "headline:iran"},
      {"headline:\"nuclear deal\"", "headline:\"nuclear deal\""},
      {"headline:(iran OR iraq)", "headline:iran OR headline:iraq"},
      {"byline:verbeek", "byline:verbeek"},
      {"country:iran", "country:iran"},
      {"COUNTRY:IR", "country:IR"},
      {"person:\"Hassan Rouhani\"", "person:\"Hassan Rouhani\""},
      {"org:IAEA", "org:IAEA"},
      {"organisation:IAEA", "org:IAEA"},
      {"date:2016-12-01..2016-12-31", "date:2016-12-01..2016-12-31"},
      {"date:\"last week\"", "date:\"last week\""},
      {"sanction*", "sanction*"},
      {"été*", "été*"},
      {"atleast3:iran", "atleast3:iran"},
      {"AtLeast2:\"oil price\"", "atleast2:\"oil price\""},
      {"atleast1:iran", "iran"},
      {"atleast3:headline:iran", "atleast3:headline:iran"},
      {"headline:(atleast3:iran)", "atleast3:headline:iran"},
      {"atleast3:(iran OR headline:oil)", "atleast3:iran OR atleast3:headline:oil"},
      {"-atleast2:oil", "-atleast2:oil"},
      {"north-eastern", "\"north-eastern\""},
      {"https://halyard.example/a", "\"https://halyard.example/a\""},
      {"or and not", "or and not"},  // only capitals are operators
      {"-oil", "-oil"},
      {"AT&T", "AT&T"},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(parsed(text), expected);
    EXPECT_THAT(parse_query(text).mistakes, testing::IsEmpty());
  }
}

TEST(QueryParser, NamesAMistakeAndSearchesTheRest) {
  const struct {
    std::string_view text, searched, mistake;
  } rows[] = {
      {"\"oil prices", "\"oil prices\"", "the quotation mark at position 1 is never closed"},
      {"oil (gas", "oil gas", "the bracket at position 5 is never closed"},
      {"oil) gas", "oil gas", "the closing bracket at position 4 was never opened"},
      {"oil AND", "oil", "AND needs a word on both sides"},
      {"OR oil", "oil", "OR needs a word on both sides"},
      {"oil OR", "oil", "OR needs a word on both sides"},
      {"oil NOT", "oil", "NOT needs a word behind it"},
      {"oil NEAR/5", "oil", "NEAR needs a word on both sides"},
      {"colour:red", "\"colour red\"", "there is no field 'colour:'"},
      {"about:", "", "'about:' needs a value"},
      {"atleast:iran", "iran",
       "'atleast:' needs a number from 1 to 100, as in atleast3:iran; took 1"},
      {"atleast0:iran", "iran", "'atleast0:' needs a number from 1 to 100"},
      {"atleast99999999999:iran", "atleast100:iran", "took 100"},
      {"atleastsome:iran", "\"atleastsome iran\"", "there is no field 'atleastsome:'"},
      {"atleast3:country:iran", "country:iran",
       "'atleast3:' counts words and phrases, not 'country:'"},
      {"atleast3:sanction*", "sanction*", "counts words and phrases, not words with a star"},
      {"atleast3:", "", "'atleast3:' needs a word behind it"},
      {"oil NEAR/0 gas", "oil NEAR/10 gas", "'NEAR/0' needs a number from 1 to 100; took 10"},
      {"oil NEAR/500 gas", "oil NEAR/100 gas", "'NEAR/500' needs a number from 1 to 100; took 100"},
      {"oil NEAR/five gas", "oil NEAR/10 gas", "'NEAR/five' needs a number"},
      {"atleast2:oil NEAR gas", "atleast2:oil AND gas", "NEAR works between words and phrases"},
      {"sanc*tion", "\"sanc*tion\"", "a star can only end a word that stands alone"},
      {"\"foreign minist*\"", "\"foreign minist*\"", "a star can only end a word"},
      {"north-east*", "\"north-east\"", "a star can only end a word that stands alone"},
      {"éé*", "éé", "needs 3 letters or more before the star"},
      {"person:", "", "'person:' needs a value"},
      {"ab*", "ab", "needs 3 letters or more before the star"},
      {"oil NEAR country:iran", "oil AND country:iran",
       "NEAR works between words and phrases only"},
  };
  for (const auto& [text, searched, mistake] : rows) {
    SCOPED_TRACE(text);
    const ParsedQuery query = parse_query(text);
    EXPECT_EQ(to_string(query.root), searched);
    ASSERT_FALSE(query.mistakes.empty());
    EXPECT_THAT(query.mistakes.front(), testing::HasSubstr(std::string{mistake}));
  }
}

TEST(QueryParser, SurvivesDeepNesting) {
  const ParsedQuery query =
      parse_query("iran " + std::string(900, '(') + "oil" + std::string(900, ')'));
  EXPECT_THAT(to_string(query.root), testing::HasSubstr("iran"));
  EXPECT_FALSE(query.mistakes.empty());
}

TEST(QueryParser, WrittenOutAndReadAgainIsTheSameQuery) {
  const std::string_view parts[] = {"oil",       "\"oil prices\"",
                                    "AND",       "OR",
                                    "NOT",       "-",
                                    "+",         "(",
                                    ")",         "NEAR/3",
                                    "headline:", "country:iran",
                                    "atleast2:", "NEAR/0",
                                    "date:2016", "iran*",
                                    "\"",        "person:\"A B\"",
                                    ":",         "*",
                                    "é"};
  std::mt19937 random{20161219};
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::size_t words = random() % 12; words > 0; --words)
      text += std::string{parts[random() % std::size(parts)]} + (random() % 4 != 0 ? " " : "");
    SCOPED_TRACE(text);
    const std::string once = parsed(text);
    EXPECT_EQ(parsed(once), once);
  }
}

TEST(PlainWords, AreAnyOfTheWordsWhateverTheyLookLike) {
  EXPECT_EQ(to_string(plain_words("KENNEDY'S \"trip\" AND country:iran")),
            "KENNEDY OR trip OR \"AND\" OR country OR iran");
  EXPECT_EQ(plain_words("...").type, QueryNode::Type::All);
}

}  // namespace
}  // namespace morgue
