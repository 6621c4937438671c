#include "searcher/sentences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> sentences(const std::string& text) {
  std::vector<std::string> parts;
  for (const Span& span : sentences_of(text))
    parts.push_back(text.substr(span.start, span.end - span.start));
  return parts;
}

TEST(Sentences, EndAtMarksAndParagraphs) {
  EXPECT_THAT(sentences("Oil rose. Why? “No idea.” Tin\n\n held"),
              ElementsAre("Oil rose.", "Why?", "“No idea.”", "Tin", "held"));
  EXPECT_THAT(sentences(" \n "), IsEmpty());
}

TEST(Sentences, DoNotEndAtATitleAnInitialOrANumber) {
  EXPECT_THAT(sentences("Gen. J. K. Smith of the U.S. Army paid 3.5 euros. He left."),
              ElementsAre("Gen. J. K. Smith of the U.S. Army paid 3.5 euros.", "He left."));
}

TEST(Sentences, OfChineseAndJapaneseNeedNoBlank) {
  EXPECT_THAT(sentences("今日下雨。東京晴天！「好。」誰？我"),
              ElementsAre("今日下雨。", "東京晴天！", "「好。」", "誰？", "我"));
}

TEST(Sentences, OfATextThatEndsWithinACharacterAreWithinIt) {
  EXPECT_THAT(sentences("Oil rose. \xE3\x80"), ElementsAre("Oil rose.", "\xE3\x80"));
}

}  // namespace
}  // namespace morgue
