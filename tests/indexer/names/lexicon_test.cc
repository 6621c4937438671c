// What is known of words before an article is read.
#include "indexer/names/lexicon.h"

#include <gtest/gtest.h>

#include <string>

namespace morgue {
namespace {

std::string folded(std::string_view word) {
  std::string result;
  append_folded(word, result);
  return result;
}

TEST(Lexicon, ComparesWordsWithoutCaseAccentsAndPoints) {
  const struct {
    std::string_view word, expected;
  } rows[] = {{"Gen.", "gen"},        {"U.S.", "us"},         {"JOSÉ", "jose"},
              {"Erdoğan", "erdogan"}, {"O’Neill", "o'neill"}, {"", ""}};
  for (const auto& [word, expected] : rows) {
    SCOPED_TRACE(word);
    EXPECT_EQ(folded(word), expected);
  }
}

TEST(Lexicon, KnowsClassesOfWords) {
  const struct {
    std::string_view word;
    WordClasses wanted;
  } rows[] = {
      {"José", word_class::kGiven},
      {"Xi", word_class::kEastSurname},
      {"Gorbachev", word_class::kPublicSurname},
      {"Gen.", word_class::kTitle},
      {"Mr", word_class::kHonorific},
      {"Pope", word_class::kKeptTitle},
      {"Tuesday", word_class::kCalendar},
      {"Norway", word_class::kPlace},
      {"Norwegian", word_class::kPeople},
      {"however", word_class::kCommon},
      {"Inc.", word_class::kCompany},
      {"Ministry", word_class::kBodyOf},
  };
  for (const auto& [word, wanted] : rows) {
    SCOPED_TRACE(word);
    EXPECT_NE(lexicon().classes(folded(word)) & wanted, 0U);
  }
  EXPECT_EQ(lexicon().classes("zzyzx"), 0U);
}

TEST(Lexicon, KnowsPhrasesByTheirBeginnings) {
  const auto& phrases = lexicon().phrases;
  ASSERT_TRUE(phrases.contains("united"));
  EXPECT_TRUE(phrases.find("united")->second.goes_on);
  EXPECT_FALSE(phrases.find("united")->second.complete);
  ASSERT_TRUE(phrases.contains("united nations"));
  EXPECT_EQ(phrases.find("united nations")->second.kind, PhraseKind::Organisation);
  EXPECT_EQ(lexicon().organisations[phrases.find("un")->second.organisation], "United Nations");
  EXPECT_TRUE(phrases.find("un")->second.acronym);
  EXPECT_EQ(phrases.find("south korea")->second.kind, PhraseKind::Place);
}

TEST(Lexicon, TellsChineseAndKoreanGivenNames) {
  for (const std::string_view name :
       {"jinping", "jong-un", "ki-moon", "peng", "zemin", "jae-in", "yew"}) {
    SCOPED_TRACE(name);
    EXPECT_TRUE(is_east_given_name(name));
  }
  for (const std::string_view word : {"marvin", "street", "valley", "third-quarter", "", "-"}) {
    SCOPED_TRACE(word);
    EXPECT_FALSE(is_east_given_name(word));
  }
}

}  // namespace
}  // namespace morgue
