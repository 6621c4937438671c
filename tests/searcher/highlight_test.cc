#include "searcher/highlight.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace morgue {
namespace {

using testing::HasSubstr;
using testing::Not;

HighlightTerms words(const std::vector<std::string>& stems) {
  HighlightTerms terms;
  for (const std::string& stem : stems) terms.add(stem, 1);
  return terms;
}

const HighlightTerms kIran = words({"iran"});

TEST(Highlight, MarksWordsByTheirStems) {
  EXPECT_EQ(highlight_line("Elections in Iran’s north", words({"elect", "iran"})),
            "<mark>Elections</mark> in <mark>Iran</mark>’s north");
}

TEST(Highlight, EscapesEverythingElse) {
  EXPECT_EQ(highlight_line("<b>Iran</b> & \"x\" 'y'", kIran),
            "&lt;b&gt;<mark>Iran</mark>&lt;/b&gt; &amp; &quot;x&quot; &#39;y&#39;");
  EXPECT_EQ(highlight_line("<script>", {}), "&lt;script&gt;");
}

TEST(Highlight, EscapesWithinAPhrase) {
  HighlightTerms terms;
  terms.add_group({{"iran", 1}, {"syria", 1}}, 0);
  EXPECT_EQ(highlight_line("<i>Iran</i> <b>Syria", terms),
            "&lt;i&gt;<mark>Iran</mark>&lt;/i&gt; &lt;b&gt;<mark>Syria</mark>");
  EXPECT_EQ(highlight_line("Iran \"&\" <Syria>", terms),
            "<mark>Iran &quot;&amp;&quot; &lt;Syria</mark>&gt;");
}

TEST(Snippet, LeavesNothingOfHostileTextUnescaped) {
  const std::string body =
      "<script>alert('Iran')</script> <mark>x</mark> &lt;b&gt; \"onclick=Iran\". " +
      std::string(300, '<') + " Iran " + std::string(300, '&');
  for (const HighlightTerms& terms : {kIran, words({"script", "mark", "b", "lt"}), words({})}) {
    std::string html = snippet(body, terms);
    for (const std::string tag : {"<mark>", "</mark>"})
      for (std::size_t at = html.find(tag); at != std::string::npos; at = html.find(tag))
        html.erase(at, tag.size());
    EXPECT_EQ(html.find_first_of("<>\"'"), std::string::npos) << html;
  }
}

TEST(Snippet, MarksAPhraseThatGoesOnInTheNextSentence) {
  HighlightTerms terms;
  terms.add_group({{"iran", 1}, {"talk", 1}}, 0);
  EXPECT_EQ(snippet("They left Iran. Talks ended.", terms),
            "They left <mark>Iran.</mark> <mark>Talks</mark> ended.");
}

TEST(Snippet, SaysWhereTextIsLeftOut) {
  EXPECT_EQ(snippet("Gold fell. Iran met. Tin held. Zinc rose. Lead sank.", kIran, 20),
            "… <mark>Iran</mark> met. Tin held. …");
  EXPECT_EQ(snippet("Iran met. Gold fell on Monday and Friday. Tin.", words({"iran", "tin"}), 15),
            "<mark>Iran</mark> met. … <mark>Tin</mark>.");
}

TEST(Snippet, IsTheSentenceThatAnswersMostOfTheQuery) {
  const std::string body =
      "Ministers met on Monday in Geneva. The talks lasted two days and ended without a "
      "statement.\n\nIran and Russia agreed on a plan for Syria. "
      "Other delegations left early. Iran was mentioned again at the end of the day by the "
      "chairman of the meeting.";
  const std::string text = snippet(body, words({"iran", "syria"}), 80);
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
