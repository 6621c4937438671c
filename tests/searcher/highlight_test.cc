#include "searcher/highlight.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace morgue {
namespace {

using testing::HasSubstr;
using testing::Not;

const HighlightTerms kIran{{"iran"}, {}};

TEST(Highlight, MarksWordsByTheirStems) {
  EXPECT_EQ(highlight_line("Elections in Iran’s north", {{"elect", "iran"}, {}}),
            "<mark>Elections</mark> in <mark>Iran</mark>’s north");
  EXPECT_EQ(highlight_line("The Sanctions", {{}, {"sanc"}}), "The <mark>Sanctions</mark>");
}

TEST(Highlight, EscapesEverythingElse) {
  EXPECT_EQ(highlight_line("<b>Iran</b> & \"x\" 'y'", kIran),
            "&lt;b&gt;<mark>Iran</mark>&lt;/b&gt; &amp; &quot;x&quot; &#39;y&#39;");
  EXPECT_EQ(highlight_line("<script>", {}), "&lt;script&gt;");
}

TEST(Snippet, IsTheSentenceThatAnswersMostOfTheQuery) {
  const std::string body =
      "Ministers met on Monday in Geneva. The talks lasted two days and ended without a "
      "statement.\n\nIran and Russia agreed on a plan for Syria. "
      "Other delegations left early. Iran was mentioned again at the end of the day by the "
      "chairman of the meeting.";
  const std::string text = snippet(body, {{"iran", "syria"}, {}}, 80);
  EXPECT_THAT(text,
              HasSubstr("<mark>Iran</mark> and Russia agreed on a plan for <mark>Syria</mark>."));
  EXPECT_THAT(text, Not(HasSubstr("Ministers")));
}

TEST(Snippet, WithoutAMatchIsTheOpening) {
  EXPECT_EQ(snippet("Gold fell. Silver rose.", kIran, 240), "Gold fell. Silver rose.");
  EXPECT_THAT(snippet("Gold fell on Monday. " + std::string(500, 'x') + " end.", kIran, 100),
              testing::StartsWith("Gold fell on Monday."));
}

TEST(Snippet, DoesNotEndASentenceAtATitleOrAnInitial) {
  const std::string body =
      "Gen. J. K. Smith and U.S. officials met Iran envoys. Nothing else happened in the capital "
      "on that day.";
  EXPECT_THAT(snippet(body, kIran, 60),
              HasSubstr("Gen. J. K. Smith and U.S. officials met <mark>Iran</mark> envoys."));
}

TEST(Snippet, OfALongSentenceIsCutAtBlanksAroundTheMatch) {
  std::string body;
  for (int i = 0; i < 100; ++i) body += "word ";
  body += "Iran ";
  for (int i = 0; i < 100; ++i) body += "more ";
  const std::string text = snippet(body, kIran, 120);
  EXPECT_THAT(text, HasSubstr("<mark>Iran</mark>"));
  EXPECT_THAT(text, testing::StartsWith("… word"));
  EXPECT_THAT(text, testing::EndsWith("more …"));
  EXPECT_LT(text.size(), 200U);
}

TEST(Snippet, OfOddTextIsBoundedAndValid) {
  for (const std::string& body : {std::string{}, std::string(100'000, 'x'), std::string("\n\n\n"),
                                  std::string("a. b. c. "), std::string(3000, '.')}) {
    EXPECT_LT(snippet(body, kIran, 100).size(), 1000U);
  }
  // A cut never splits a character.
  std::string cyrillic;
  for (int i = 0; i < 1000; ++i) cyrillic += "ж";
  const std::string text = snippet(cyrillic, {}, 101);
  for (std::size_t i = 0; i + 1 < text.size() && text[i] == '\xD0'; i += 2)
    EXPECT_EQ(text.substr(i, 2), "ж");
}

TEST(FindMatches, GivesBytesOfTheText) {
  const std::string text = "É Iran.";
  const std::vector<Span> spans = find_matches(text, kIran);
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(text.substr(spans[0].start, spans[0].end - spans[0].start), "Iran");
}

}  // namespace
}  // namespace morgue
