// Pages of articles, of their copies, and of two versions compared.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/test_archive.h"
#include "tests/web/html_page.h"
#include "tests/web/page_visits.h"

namespace morgue::web {
namespace {

using test::AnnotatedArticle;
using test::article;
using test::Element;
using test::HtmlPage;
using test::TestArchive;
using testing::HasSubstr;
using testing::Not;

TEST(ArticlePage, SaysWhenAnArticleWasChangedIfThatWasOnALaterDay) {
  const auto changed = [](const std::string& id, const std::string& published,
                          std::string_view modified) {
    AnnotatedArticle made = article(id, published, "Trams", "The line opened.", {}, {});
    made.article.modified = parse_iso(modified);
    return made;
  };
  const TestArchive archive({changed("later", "2016-12-19", "2016-12-21T08:00:00Z"),
                             changed("same", "2016-12-19T08:00:00Z", "2016-12-19T09:00:00Z"),
                             changed("earlier", "2016-12-19", "2016-12-01"),
                             changed("only", "", "2016-12-21")});
  Archive opened{archive.path()};
  const std::string later = get(opened, "/article/later").body;
  EXPECT_THAT(later, HasSubstr("Updated <time datetime=\"2016-12-21T08:00:00Z\">"
                               "21 December 2016, 08:00 UTC</time>"));
  EXPECT_THAT(later, HasSubstr("<dt>Updated</dt><dd>21 December 2016, 08:00 UTC</dd>"));
  EXPECT_THAT(get(opened, "/article/same").body, Not(HasSubstr("Updated")));
  EXPECT_THAT(get(opened, "/article/earlier").body, Not(HasSubstr("Updated")));
  EXPECT_THAT(get(opened, "/article/only").body, HasSubstr("<dt>Updated</dt>"));
  EXPECT_THAT(get(opened, "/api/v1/article/later").body,
              HasSubstr("\"modified\":\"2016-12-21T08:00:00Z\""));
}

TEST(Stories, AreListedWithTheirCopiesAndCountedAsTheReaderLikes) {
  const std::string body =
      "Farmers in the northern valleys brought in less than half of the usual grain this autumn "
      "after floods in August drowned the fields along the river.";
  AnnotatedArticle copy = article("copy", "2016-12-20", "Bread", body, {}, {}, "Lantern Post");
  copy.article.dateline = Dateline{"OSLO", std::nullopt, "Halyard Wire"};
  const TestArchive archive({article("wire", "2016-12-19", "Grain", body), copy,
                             article("other", "2016-12-19", "Strike", "No grain was moved.")});
  Archive opened{archive.path()};

  const HtmlPage every = page_at(opened, "/?q=grain");
  EXPECT_EQ(total_of(every), "3");
  EXPECT_THAT(every.text_of("h1"), HasSubstr("3 articles"));
  EXPECT_THAT(every.text_of("main"), HasSubstr("and 1 copy: also published by Lantern Post"));
  EXPECT_THAT(every.text_of("main"), HasSubstr("text by Halyard Wire"));
  EXPECT_THAT(get(opened, "/?q=grain").body, HasSubstr("href=\"/?q=grain&amp;stories=collapse\""));

  const HtmlPage once = page_at(opened, "/?q=grain&stories=collapse");
  EXPECT_EQ(total_of(once), "2");
  EXPECT_THAT(once.text_of("h1"), HasSubstr("2 stories"));
  EXPECT_THAT(once.text_of("main"), HasSubstr("in 3 articles"));
  EXPECT_THAT(get(opened, "/?q=grain&stories=collapse").body, HasSubstr("href=\"/?q=grain\""));

  const HtmlPage read = page_at(opened, "/article/copy?q=grain");
  EXPECT_THAT(read.text_of("aside"), HasSubstr("Also published by Halyard Wire"));
  EXPECT_THAT(read.text_of("aside"), HasSubstr("One came before the one you read"));
  EXPECT_THAT(get(opened, "/article/copy?q=grain").body,
              HasSubstr("href=\"/article/wire?q=grain\""));
  EXPECT_THAT(get(opened, "/article/other").body, Not(HasSubstr("Also published")));
}

TEST(ArticlePage, LeadsToRelatedArticlesIfThereAreAny) {
  const TestArchive archive(
      {article("strike", "2016-12-20", "Dockers strike", "The dockers of Norvik went on strike."),
       article("talks", "2016-12-21", "Dockers & owners in talks", "The strike in Norvik goes on."),
       article("bread", "2016-12-21", "Bread", "Bakers bake."),
       article("trams", "", "Trams", "A line was opened."), article("rain", "", "Rain", "Wet.")});
  Archive opened{archive.path()};
  const std::string page = get(opened, "/article/strike").body;
  EXPECT_THAT(page, HasSubstr("<h2 id=\"related\">Related</h2>"));
  EXPECT_THAT(page, HasSubstr("<a href=\"/article/talks\">Dockers &amp; owners in talks</a>"));
  EXPECT_THAT(page, HasSubstr("<time datetime=\"2016-12-21\">21 December 2016</time>"));
  EXPECT_THAT(page, Not(HasSubstr("/article/rain")));
  EXPECT_THAT(get(opened, "/article/bread").body, Not(HasSubstr("Related")));
}

TEST(Versions, AreComparedWordByWordTheEarlierFirst) {
  const TestArchive archive(
      {article("late", "2016-12-20", "Gold fell", "On Monday gold fell sharply.\n\nMore follows."),
       article("early", "2016-12-19", "Gold fell", "On Monday gold fell.")});
  Archive opened{archive.path()};
  for (const char* const target : {"/article/late?diff=early", "/article/early?diff=late"}) {
    SCOPED_TRACE(target);
    const HtmlPage read = page_at(opened, target);
    EXPECT_EQ(read.mistakes(), 0U);
    expect_harmless(read);
    const auto texts_of = [&](std::string_view name) {
      std::vector<std::string> texts;
      for (const Element* element : read.named(name)) texts.push_back(element->text);
      return texts;
    };
    EXPECT_THAT(texts_of("del"), testing::ElementsAre("Only here", "fell."));
    EXPECT_THAT(texts_of("ins"),
                testing::ElementsAre("Only here", "fell sharply.", "More follows."));
    EXPECT_THAT(read.text_of("main"), HasSubstr("1 word only in the first"));
  }
  EXPECT_THAT(page_at(opened, "/article/late?diff=late").text_of("main"),
              HasSubstr("Word for word the same."));
  EXPECT_EQ(get(opened, "/article/late?diff=none").status, 404);
  EXPECT_EQ(get(opened, "/article/none?diff=late").status, 404);
}

}  // namespace
}  // namespace morgue::web
