#include "searcher/matches.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

HighlightTerms words(const std::vector<std::string>& stems) {
  HighlightTerms terms;
  for (const std::string& stem : stems) terms.add(stem, 1);
  return terms;
}

HighlightTerms phrase(const std::string& first, const std::string& second) {
  HighlightTerms terms;
  terms.add_group({{first, 1}, {second, 1}}, 0);
  return terms;
}

std::vector<std::string> marked(const std::string& text, const HighlightTerms& terms) {
  std::vector<std::string> parts;
  for (const Span& span : spans_of(matches_in(text, terms)))
    parts.push_back(text.substr(span.start, span.end - span.start));
  return parts;
}

TEST(Matches, AreWordsWithTheStemsThatAreAskedFor) {
  EXPECT_THAT(marked("Elections in Iran’s north: he was elected.", words({"elect", "iran"})),
              ElementsAre("Elections", "Iran", "elected"));
  EXPECT_THAT(marked("Gold fell.", words({"iran"})), IsEmpty());
  EXPECT_THAT(marked("Iran", {}), IsEmpty());
  EXPECT_THAT(marked("", words({"iran"})), IsEmpty());
}

TEST(Matches, AreFoundWhateverTheCaseAndAccents) {
  EXPECT_THAT(marked("ERDOĞAN, Erdogan; Élysée U.N.", words({"erdogan", "elyse", "un"})),
              ElementsAre("ERDOĞAN", "Erdogan", "Élysée", "U.N."));
  EXPECT_THAT(marked("Цены на нефть", words({"нефть"})), ElementsAre("нефть"));
}

TEST(Matches, AreWordsThatBeginAsAskedFor) {
  HighlightTerms terms = words({"sanctiti"});
  terms.prefixes["sanc"] = 1;
  EXPECT_THAT(marked("The Sanctions and sanctity", terms), ElementsAre("Sanctions", "sanctity"));
}

TEST(Matches, OfAPhraseAreOneAndItsStrayWordsNone) {
  const HighlightTerms terms = phrase("suprem", "court");
  EXPECT_THAT(marked("The court heard that the Supreme Court sat. Supreme courts!", terms),
              ElementsAre("Supreme Court", "Supreme courts"));
  EXPECT_THAT(marked("Supreme “court”", terms), ElementsAre("Supreme “court"));
}

TEST(Matches, AreTheWordsOfAPhraseThatIsNotThere) {
  EXPECT_THAT(marked("The court is supreme", phrase("suprem", "court")),
              ElementsAre("court", "supreme"));
}

TEST(Matches, KeepAWordOfAPhraseThatIsAskedForByItselfToo) {
  HighlightTerms terms = phrase("suprem", "court");
  terms.add("court", 1);
  EXPECT_THAT(marked("A court, the Supreme Court, a supreme being", terms),
              ElementsAre("court", "Supreme Court"));
}

TEST(Matches, KeepAWordOfAPhraseThatIsNotThereBesideOneThatIs) {
  HighlightTerms terms = phrase("suprem", "court");
  terms.add_group({{"court", 1}, {"martial", 1}}, 0);
  EXPECT_THAT(marked("The Supreme Court, a court, supreme", terms),
              ElementsAre("Supreme Court", "court"));
}

TEST(Matches, OfPhrasesThatOverlapAreMarkedAsOne) {
  HighlightTerms terms = phrase("york", "time");
  terms.add_group({{"new", 1}, {"york", 1}}, 0);
  const std::string text = "The New York Times";
  EXPECT_EQ(matches_in(text, terms).list.size(), 2U);
  EXPECT_THAT(marked(text, terms), ElementsAre("New York Times"));
}

TEST(Matches, OfAPhraseThatRepeatsItselfDoNotOverlap) {
  EXPECT_THAT(marked("bye bye bye", phrase("bye", "bye")), ElementsAre("bye bye"));
}

TEST(Matches, OfIdeographsSideBySideAreMarkedAsOne) {
  EXPECT_THAT(marked("在東京都", phrase("東", "京")), ElementsAre("東京"));
  EXPECT_THAT(marked("在東京都", words({"東", "京"})), ElementsAre("東京"));
}

TEST(Matches, OfNearAreWordsThatStandTogether) {
  HighlightTerms terms;
  terms.add_group({{"iran", 1}, {"oil", 1}}, 3);
  EXPECT_THAT(marked("Oil rose. Ministers of Iran met; oil from Iran fell, said Iran.", terms),
              ElementsAre("Iran", "oil", "Iran"));
  // Nowhere together: then they are marked where they are.
  EXPECT_THAT(marked("Oil rose while ministers met in Iran", terms), ElementsAre("Oil", "Iran"));
}

TEST(Matches, OfAWordThatNearAsksForTwiceStandThereTwice) {
  HighlightTerms terms;
  terms.add_group({{"iran", 1}, {"iran", 1}}, 3);
  EXPECT_THAT(marked("Iran is not a small land. Iran, Iran!", terms), ElementsAre("Iran", "Iran"));
}

TEST(Matches, OfManyNearWordsAreFoundInLinearTime) {
  HighlightTerms terms;
  terms.add_group({{"iran", 1}, {"oil", 1}, {"gas", 1}}, 100);
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += i % 2 == 0 ? "oil " : "iran ";
  EXPECT_EQ(matches_in(text, terms).list.size(), 200'000U);  // apart, as gas is missing
  text += "gas";
  EXPECT_EQ(matches_in(text, terms).list.size(), 100U);
}

TEST(Matches, AreWeighedByRarityAndPhrasesTwice) {
  HighlightTerms terms;
  terms.add("oil", 5);
  terms.add_group({{"suprem", 7}, {"court", 4}}, 0);
  const Matches matches = matches_in("The Supreme Court on oil", terms);
  ASSERT_EQ(matches.list.size(), 2U);
  EXPECT_EQ(matches.weights[matches.list[0].term], 22U);
  EXPECT_EQ(matches.weights[matches.list[1].term], 5U);
}

TEST(Rarity, RisesByEightWhenHalfAsManyHaveTheWord) {
  EXPECT_EQ(HighlightTerms::rarity(1000, 1000), 1U);
  EXPECT_EQ(HighlightTerms::rarity(500, 1000), 9U);
  EXPECT_EQ(HighlightTerms::rarity(1, 1024), 81U);
  EXPECT_EQ(HighlightTerms::rarity(0, 1024), 81U);
  EXPECT_EQ(HighlightTerms::rarity(0, 0), 1U);
}

}  // namespace
}  // namespace morgue
