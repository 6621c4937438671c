#include "searcher/passages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <string>

namespace morgue {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

HighlightTerms words(const std::vector<std::pair<std::string, HighlightTerms::Rarity>>& stems) {
  HighlightTerms terms;
  for (const auto& [stem, rarity] : stems) terms.add(stem, rarity);
  return terms;
}

std::vector<std::string> chosen(const std::string& text, const HighlightTerms& terms,
                                std::size_t bytes) {
  std::vector<std::string> parts;
  for (const Span& span : choose_passages(text, matches_in(text, terms), bytes))
    parts.push_back(text.substr(span.start, span.end - span.start));
  return parts;
}

TEST(Passages, BeginWithTheSentenceThatAnswersMost) {
  EXPECT_THAT(chosen("Iran met. Syria fought on. Iran and Syria made a pact. Iran left.",
                     words({{"iran", 1}, {"syria", 1}}), 30),
              ElementsAre("Iran and Syria made a pact."));
}

TEST(Passages, PreferOneRareWordToTwoCommonOnes) {
  EXPECT_THAT(chosen("The minister said so as he was asked for it on Monday. Cobalt fell by half.",
                     words({{"minist", 3}, {"said", 1}, {"cobalt", 50}}), 40),
              Contains("Cobalt fell by half."));
}

TEST(Passages, PreferAPhraseToItsWordsApart) {
  HighlightTerms terms;
  terms.add_group({{"suprem", 9}, {"court", 9}}, 0);
  terms.add("rule", 9);
  EXPECT_THAT(chosen("A court may rule if it is asked to, and is supreme. The Supreme Court sat.",
                     terms, 60),
              Contains("The Supreme Court sat."));
}

TEST(Passages, PreferWordsOfNearWhereTheyStandTogether) {
  HighlightTerms terms;
  terms.add_group({{"iran", 1}, {"oil", 1}}, 3);
  EXPECT_THAT(
      chosen("Iran was, as everyone knows by now, out of oil. Oil from Iran fell.", terms, 50),
      ElementsAre("Oil from Iran fell."));
}

TEST(Passages, AreTheEarlierOfEquals) {
  EXPECT_THAT(chosen("Rain fell. Iran met. Iran, Iran and Iran.", words({{"iran", 1}}), 10),
              ElementsAre("Iran met."));
}

TEST(Passages, GoOnForWhatTheFirstDoesNotAnswer) {
  EXPECT_THAT(
      chosen("Iran met. Rain fell on us all. Oil rose.", words({{"iran", 1}, {"oil", 2}}), 20),
      ElementsAre("Iran met.", "Oil rose."));
}

TEST(Passages, FillTheRoomWithWhatFollows) {
  EXPECT_THAT(
      chosen("Rain fell. Iran met. Oil rose. Gold sank. Tin held.", words({{"iran", 1}}), 30),
      ElementsAre("Iran met.", "Oil rose.", "Gold sank."));
}

TEST(Passages, FillTheRoomWithABeginningOfWhatFollows) {
  EXPECT_THAT(
      chosen("Iran met. Then it was said that nothing came of it.", words({{"iran", 1}}), 30),
      ElementsAre("Iran met.", "Then it was said that"));
}

TEST(Passages, AtTheEndOfATextShowWhatGoesBefore) {
  EXPECT_THAT(chosen("Gold sank. Oil rose. Iran met.", words({{"iran", 1}}), 20),
              ElementsAre("Oil rose.", "Iran met."));
}

TEST(Passages, WithoutAMatchAreTheOpening) {
  EXPECT_THAT(chosen("Gold sank. Oil rose. Tin held.", words({{"iran", 1}}), 22),
              ElementsAre("Gold sank.", "Oil rose."));
  EXPECT_THAT(chosen(" \n\n ", words({{"iran", 1}}), 22), IsEmpty());
  EXPECT_THAT(chosen("", {}, 22), IsEmpty());
}

TEST(Passages, OfALongSentenceAreItsBestPart) {
  std::string sentence = "Iran said ";
  for (int i = 0; i < 30; ++i) sentence += "and so on ";
  sentence += "that Iran and Syria will talk ";
  for (int i = 0; i < 30; ++i) sentence += "and so on ";
  const auto parts = chosen(sentence, words({{"iran", 1}, {"syria", 1}}), 60);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_THAT(parts[0], HasSubstr("Iran and Syria"));
  EXPECT_LE(parts[0].size(), 60U);
}

TEST(Passages, OfChineseEndAtItsStops) {
  HighlightTerms terms;
  terms.add_group({{"東", 1}, {"京", 1}}, 0);
  EXPECT_THAT(chosen("今日下雨。東京晴天！「好」", terms, 18), ElementsAre("東京晴天！"));
}

TEST(Passages, OfTextWithoutBlanksAreCutBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "雨";
  text += "東";
  for (int i = 0; i < 500; ++i) text += "雨";
  const auto parts = chosen(text, words({{"東", 1}}), 100);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_THAT(parts[0], HasSubstr("東"));
  EXPECT_EQ(parts[0].size() % 3, 0U);
}

TEST(Passages, OfAnyTextAreApartInOrderAndWithinBounds) {
  std::string many, one_word(50'000, 'x'), lines;
  for (int i = 0; i < 20'000; ++i) many += i % 7 == 0 ? "oil " : "iran ";
  for (int i = 0; i < 5'000; ++i) lines += i % 7 == 0 ? "Oil.\n" : "Iran?\n\n";
  const HighlightTerms terms = words({{"iran", 1}, {"oil", 2}, {one_word.substr(0, 64), 3}});
  for (const std::string& text : {many, one_word, lines, many + one_word + lines + many}) {
    const std::vector<Span> spans = choose_passages(text, matches_in(text, terms), 120);
    ASSERT_FALSE(spans.empty());
    std::size_t shown = 0, end = 0;
    for (const Span& span : spans) {
      EXPECT_LE(end, span.start);
      EXPECT_LT(span.start, span.end);
      end = span.end;
      shown += span.end - span.start;
    }
    EXPECT_LE(end, text.size());
    EXPECT_LE(shown, 160U);
  }
}

}  // namespace
}  // namespace morgue
