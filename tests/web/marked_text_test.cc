#include "web/pages/marked_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/web/html_page.h"

namespace morgue::web {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// What is left for a reader: tags off, escapes undone.
std::string text_of(const std::string& html) {
  std::string text;
  for (std::size_t i = 0; i < html.size(); ++i) {
    if (html[i] == '<') {
      i = html.find('>', i);
      continue;
    }
    if (html[i] != '&') {
      text += html[i];
      continue;
    }
    const std::size_t end = html.find(';', i);
    const std::string entity = html.substr(i + 1, end - i - 1);
    text += entity == "lt"     ? '<'
            : entity == "gt"   ? '>'
            : entity == "amp"  ? '&'
            : entity == "quot" ? '"'
                               : '\'';
    i = end;
  }
  return text;
}

Annotations one_mention(std::uint32_t start, std::uint32_t end,
                        const std::string& key = "Hassan Rouhani",
                        EntityKind kind = EntityKind::Person) {
  Annotations annotations;
  annotations.entities = {{kind, key, 1, true}};
  annotations.mentions = {{start, end, 0}};
  return annotations;
}

TEST(MarkedText, LinksNamesAndMarksMatches) {
  const std::string text = "Rouhani won the vote";
  const Annotations annotations = one_mention(0, 7);
  const MarkedText marked{text, annotations, {{16, 20}}};
  const std::string html = marked.html(0, text.size());
  const test::HtmlPage page{html};
  ASSERT_EQ(page.named("a").size(), 1U);
  EXPECT_EQ(page.named("a").front()->get("href"), "/person/Hassan%20Rouhani");
  EXPECT_EQ(page.text_of("a"), "Rouhani");
  ASSERT_EQ(page.named("mark").size(), 1U);
  EXPECT_EQ(page.text_of("mark"), "vote");
}

TEST(MarkedText, LinksDatesAmongTheNames) {
  const std::string text = "Rouhani won on 20 May 2017 in Iran";
  Annotations annotations = one_mention(0, 7);
  annotations.entities.push_back({EntityKind::Country, "IR", 1, true});
  annotations.mentions.push_back({30, 34, 1});
  annotations.dates = {{15, 26, "2017-05-20"}};
  const MarkedText marked{text, annotations, {{18, 21}}};
  const test::HtmlPage page{marked.html(0, text.size())};
  EXPECT_THAT(page.hrefs(),
              ElementsAre("/person/Hassan%20Rouhani", "/?about_from=2017-05-20&about_to=2017-05-20",
                          "/country/IR"));
  EXPECT_EQ(page.text_of("mark"), "May");
  EXPECT_EQ(page.named("a")[1]->text, "20 May 2017");
  EXPECT_THAT(page.named("a")[1]->get("title"), HasSubstr("20 May 2017"));
}

TEST(MarkedText, LinksACountryByItsCode) {
  const std::string text = "Tehran said";
  const Annotations annotations = one_mention(0, 6, "IR", EntityKind::Country);
  const MarkedText marked{text, annotations, {}};
  EXPECT_THAT(test::HtmlPage{marked.html(0, text.size())}.hrefs(), ElementsAre("/country/IR"));
}

TEST(MarkedText, LeadsFromAMentionToTheNextAndFromTheLastToTheFirst) {
  const std::string text = "Iran said Tehran and Moscow were asked by Iranians";
  Annotations annotations;
  annotations.entities = {{EntityKind::Country, "IR", 1, true},
                          {EntityKind::Country, "RU", 1, true}};
  annotations.mentions = {{0, 4, 0}, {10, 16, 0}, {21, 27, 1}, {42, 50, 0}};
  const MarkedText marked{text, annotations, {}};
  const std::string html = marked.html(0, text.size());
  const test::HtmlPage page{html};
  std::vector<std::string> ids, next;
  for (const test::Element* link : page.named("a")) {
    if (link->has("id")) ids.push_back(link->get("id"));
    if (link->get("class").starts_with("next"))
      next.push_back(link->get("href") + " " + link->get("aria-label"));
  }
  EXPECT_THAT(ids, ElementsAre("at-0", "at-10", "at-21", "at-42"));
  EXPECT_THAT(next, ElementsAre("#at-10 Next mention of Iran", "#at-42 Next mention of Iran",
                                "#at-0 First mention of Iran"));
  EXPECT_EQ(text_of(html), text);
}

TEST(MarkedText, GivesEachPlaceOneIdWhateverOverlaps) {
  const std::string text = "The United Nations met on 3 May";
  Annotations annotations;
  annotations.entities = {{EntityKind::Organisation, "United Nations", 1, true},
                          {EntityKind::Person, "May", 1, true}};
  annotations.mentions = {{4, 18, 0}, {4, 18, 0}, {11, 18, 1}, {28, 31, 1}};
  annotations.dates = {{26, 31, "2016-05-03"}};
  const MarkedText marked{text, annotations, {}};
  const test::HtmlPage page{marked.html(0, 11) + marked.html(11, text.size())};
  std::vector<std::string> ids;
  for (const test::Element* link : page.having("id")) ids.push_back(link->get("id"));
  EXPECT_THAT(ids, ElementsAre("at-4", "at-28"));
}

TEST(MarkedText, NestsMatchesInsideNames) {
  const std::string text = "President Hassan Rouhani spoke";
  // The match begins before the name and ends inside it.
  const Annotations annotations = one_mention(10, 24);
  const MarkedText marked{text, annotations, {{0, 16}, {17, 24}}};
  const std::string html = marked.html(0, text.size());
  const test::HtmlPage page{html};
  EXPECT_EQ(page.mistakes(), test::HtmlPage{"x"}.mistakes()) << html;
  std::vector<std::string> marks;
  for (const test::Element* mark : page.named("mark")) {
    marks.push_back(mark->text);
    EXPECT_EQ(page.first_inside(*mark, "a"), nullptr) << "a link inside a match: " << html;
  }
  EXPECT_THAT(marks, ElementsAre("President ", "Hassan", "Rouhani"));
  EXPECT_EQ(text_of(html), text);
}

TEST(MarkedText, IsEscaped) {
  const std::string hostile = "\"><script>alert('1')</script>&amp;";
  const auto size = static_cast<std::uint32_t>(hostile.size());
  for (const std::vector<Span>& matches : {std::vector<Span>{}, std::vector<Span>{{3, 9}}})
    for (const Annotations& annotations : {Annotations{}, one_mention(1, size - 1, hostile)}) {
      const std::string html = MarkedText{hostile, annotations, matches}.html(0, hostile.size());
      EXPECT_EQ(html.find("<script"), std::string::npos) << html;
      EXPECT_EQ(text_of(html), hostile);
      const test::HtmlPage page{html};
      EXPECT_TRUE(page.named("script").empty());
      for (const test::Element* link : page.named("a")) {
        EXPECT_EQ(link->get("title"), hostile);
        EXPECT_EQ(link->attributes.size(), 4U) << html;  // class, id, href, title
      }
    }
}

TEST(MarkedText, CutsNamesAndMatchesAtTheEndsOfThePart) {
  const std::string text = "The United Nations met";
  const Annotations annotations = one_mention(4, 18, "United Nations", EntityKind::Organisation);
  const MarkedText marked{text, annotations, {{11, 18}}};
  EXPECT_EQ(text_of(marked.html(0, 10)), "The United");
  EXPECT_EQ(text_of(marked.html(10, 14)), " Nat");
  EXPECT_EQ(text_of(marked.html(14, text.size())), "ions met");
  EXPECT_EQ(text_of(marked.html(5, 5)), "");
}

TEST(MarkedText, PassesOverMentionsOfNobody) {
  Annotations annotations = one_mention(0, 3);
  annotations.mentions.front().entity = 9;
  EXPECT_EQ(MarkedText("Who is it", annotations, {}).html(0, 9), "Who is it");
}

TEST(MarkedText, FallsIntoParagraphs) {
  const std::string text = "Headline\n\nOne & one.\n\nTwo.\n\n\n\nThree";
  const Annotations annotations = one_mention(10, 13);
  const MarkedText marked{text, annotations, {}};
  const std::vector<std::string> paragraphs = marked.paragraphs(10);
  ASSERT_EQ(paragraphs.size(), 3U);
  EXPECT_THAT(paragraphs[0], HasSubstr("<a "));
  EXPECT_EQ(text_of(paragraphs[0]), "One & one.");
  EXPECT_EQ(paragraphs[1], "Two.");
  EXPECT_EQ(paragraphs[2], "Three");
  EXPECT_TRUE(MarkedText("Headline\n\n", annotations, {}).paragraphs(10).empty());
}

/// Ordered spans, not overlapping, of a text of `size` bytes.
std::vector<Span> random_spans(std::mt19937& random, std::size_t size) {
  std::vector<std::size_t> ends(2 * (random() % 6));
  for (std::size_t& end : ends) end = random() % (size + 1);
  std::sort(ends.begin(), ends.end());
  std::vector<Span> spans;
  for (std::size_t i = 0; i < ends.size(); i += 2)
    if (ends[i] < ends[i + 1]) spans.push_back({ends[i], ends[i + 1]});
  return spans;
}

TEST(MarkedText, NeverDropsOrDoublesAByteOfTheText) {
  static constexpr std::string_view kCharacters = "ab <>&\"'/;=\n";
  std::mt19937 random{1455};
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::size_t length = random() % 60; length > 0; --length)
      text += kCharacters[random() % kCharacters.size()];
    Annotations annotations;
    annotations.entities = {{EntityKind::Person, "A \"B\" <C>", 1, true},
                            {EntityKind::Country, "IR", 1, true}};
    for (const Span& span : random_spans(random, text.size()))
      annotations.mentions.push_back({static_cast<std::uint32_t>(span.start),
                                      static_cast<std::uint32_t>(span.end),
                                      static_cast<std::uint32_t>(random() % 3)});
    const MarkedText marked{text, annotations, random_spans(random, text.size())};
    EXPECT_EQ(text_of(marked.html(0, text.size())), text);

    // Cut anywhere, the parts are the whole.
    const std::size_t cut = random() % (text.size() + 1);
    EXPECT_EQ(text_of(marked.html(0, cut)) + text_of(marked.html(cut, text.size())), text);

    std::string joined;
    for (const std::string& paragraph : marked.paragraphs(0)) joined += text_of(paragraph);
    std::string expected = text;
    expected.erase(std::remove(expected.begin(), expected.end(), '\n'), expected.end());
    joined.erase(std::remove(joined.begin(), joined.end(), '\n'), joined.end());
    EXPECT_EQ(joined, expected);
  }
}

}  // namespace
}  // namespace morgue::web
