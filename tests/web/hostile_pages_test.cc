// What hostile text becomes on a page: text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/support/test_archive.h"
#include "tests/web/html_page.h"
#include "tests/web/page_visits.h"
#include "web/pages/links.h"

namespace morgue::web {
namespace {

using test::AnnotatedArticle;
using test::article;
using test::Element;
using test::HtmlPage;
using test::TestArchive;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kHostile[] = {
    "\"><script>alert(1)</script>",          "' onmouseover='alert(1)' x='",
    "\" autofocus onfocus=\"alert(1)",       "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",          "javascript:alert(1)",
    "</mark></a><svg onload=alert(1)>",      "<!--",
    "]]><![CDATA[<script>alert(1)</script>", "{{>head}}{{{headline_html}}}{{#results}}",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "a/../../<b>",
    "\\\" %22%3E%3Cscript%3E + & ; #",
};

/// An article that is hostile wherever it can be, its names linked in its text.
AnnotatedArticle hostile_article(std::string_view text) {
  const std::string hostile{text};
  AnnotatedArticle made =
      article(hostile, "2016-12-19", hostile, "Before " + hostile + " after.\n\n" + hostile, {"IR"},
              {hostile}, hostile);
  made.article.section = hostile;
  made.article.byline = hostile;
  made.article.language = hostile;
  made.article.url = hostile;
  made.article.source_path = hostile;
  made.article.dateline = Dateline{hostile, std::chrono::December / 19, hostile};
  made.annotations.entities.push_back({EntityKind::Organisation, hostile, 1, true});
  const auto length = static_cast<std::uint32_t>(hostile.size());
  const auto body = static_cast<std::uint32_t>(hostile.size() + 2 + 7);
  made.annotations.mentions = {{0, length, 1}, {body, body + length, 2}};
  return made;
}

class Hostile : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::vector<AnnotatedArticle> articles;
    for (const std::string_view text : kHostile) articles.push_back(hostile_article(text));
    // So that there is a chart, and a name that all are about.
    articles.push_back(article("plain", "2015-01-01", "Plain words",
                               "Nothing to fear. alert script", {"IR"}, {"Hassan Rouhani"}));
    archive_ = std::make_unique<TestArchive>(articles);
    opened_ = std::make_unique<Archive>(archive_->path());
  }
  static void TearDownTestSuite() {
    opened_.reset();
    archive_.reset();
  }

  static HtmlPage harmless_page(const std::string& target, int status) {
    const Reply reply = get(*opened_, target);
    EXPECT_EQ(reply.status, status) << target;
    HtmlPage page{reply.body};
    SCOPED_TRACE(target);
    expect_harmless(page);
    EXPECT_EQ(page.mistakes(), 0U);
    return page;
  }

  static inline std::unique_ptr<TestArchive> archive_;
  static inline std::unique_ptr<Archive> opened_;
};

TEST_F(Hostile, TextIsShownAsItIsOnTheArticlePage) {
  for (const std::string_view text : kHostile) {
    const std::string hostile{text};
    for (const std::string& query : {std::string{}, std::string{"alert script"}, hostile}) {
      const HtmlPage page = harmless_page(article_url(hostile, query), 200);
      EXPECT_EQ(page.text_of("h1"), hostile);
      EXPECT_EQ(page.text_of("title"), hostile);
      EXPECT_THAT(page.text_of("main"), HasSubstr("Before " + hostile + " after."));
    }
  }
}

TEST_F(Hostile, AddressesAreNoLinks) {
  for (const std::string& href : harmless_page(article_url("javascript:alert(1)"), 200).hrefs())
    EXPECT_THAT(href, Not(HasSubstr("script:")));
}

TEST_F(Hostile, QueriesStayInTheBox) {
  for (const std::string_view text : kHostile) {
    const std::string query = to_query_string({{"q", std::string{text}}});
    const HtmlPage page = harmless_page("/" + query, 200);
    bool found = false;
    for (const Element* input : page.named("input"))
      if (input->get("name") == "q") {
        EXPECT_EQ(input->get("value"), text);
        found = true;
      }
    EXPECT_TRUE(found);
    EXPECT_EQ(get(*opened_, "/api/v1/search" + query).status, 200);
  }
}

TEST_F(Hostile, FiltersStayValues) {
  for (const std::string_view text : kHostile) {
    for (const char* const facet : {"person", "organisation", "source", "section", "language"}) {
      const Pairs chosen{{facet, std::string{text}}};
      const HtmlPage page = harmless_page("/" + to_query_string(chosen), 200);
      EXPECT_EQ(total_of(page), "1") << facet << " " << text;
      std::vector<std::string> selected;
      for (const Listed& listed : facets_of(page))
        if (listed.selected) selected.push_back(listed.value);
      EXPECT_THAT(selected, testing::ElementsAre(std::string{text}));
      harmless_page("/" + to_query_string({{facet, "-" + std::string{text}}, {"q", "plain"}}), 200);
    }
    harmless_page("/" + to_query_string({{"country", std::string{text}}}), 200);
  }
}

TEST_F(Hostile, NamesHavePagesOfTheirOwn) {
  for (const std::string_view text : kHostile) {
    for (const EntityKind kind : {EntityKind::Person, EntityKind::Organisation}) {
      const HtmlPage page = harmless_page(entity_url(kind, text), 200);
      EXPECT_EQ(page.text_of("h1"), text);
      EXPECT_EQ(total_of(page), "1");
    }
    harmless_page(entity_url(EntityKind::Country, text), 404);
  }
  harmless_page("/country/IR", 200);
}

TEST(HostileStories, AreHarmlessWhereTheirCopiesAreListed) {
  for (const std::string_view text : kHostile) {
    AnnotatedArticle copy = hostile_article(text);
    copy.article.id = "copy";
    copy.article.source = "Halyard Wire";
    const TestArchive archive({hostile_article(text), copy});
    Archive opened{archive.path()};
    for (const char* const target :
         {"/?q=before", "/?q=before&stories=collapse", "/article/copy"}) {
      SCOPED_TRACE(std::string{text} + " on " + target);
      const HtmlPage page = page_at(opened, target);
      expect_harmless(page);
      EXPECT_EQ(page.mistakes(), 0U);
      EXPECT_THAT(page.text_of("main"), HasSubstr("lso published"));
      EXPECT_THAT(page.text_of("main"), HasSubstr(std::string{text}));
    }
    const HtmlPage versions =
        page_at(opened, article_url("copy") + to_query_string({{"diff", std::string{text}}}));
    expect_harmless(versions);
    EXPECT_EQ(versions.mistakes(), 0U);
    EXPECT_THAT(versions.text_of("main"), HasSubstr("Before " + std::string{text} + " after."));
  }
}

TEST(HostileArchive, IsHarmlessWhereItIsSummedUp) {
  for (const std::string_view text : kHostile) {
    SCOPED_TRACE(text);
    // Of all names the commonest, so that the front page and the examples of the help page have it.
    const TestArchive archive({hostile_article(text)});
    Archive opened{archive.path()};
    for (const char* const target : {"/", "/help", "/?sort=newest"}) {
      SCOPED_TRACE(target);
      const HtmlPage page = page_at(opened, target);
      expect_harmless(page);
      EXPECT_EQ(page.mistakes(), 0U);
      // The help page shows names between quotation marks, and so without their own.
      std::string shown{text};
      if (target == std::string_view{"/help"}) std::erase(shown, '"');
      EXPECT_THAT(page.text_of("main"), HasSubstr(shown));
    }
  }
}

TEST_F(Hostile, MistakesAreReportedWithoutHarm) {
  for (const std::string_view text : kHostile) {
    for (const char* const name :
         {"page", "per_page", "sort", "from", "to", "year", "names", "facet_order", "stories"}) {
      const HtmlPage page = harmless_page("/" + to_query_string({{name, std::string{text}}}), 400);
      EXPECT_THAT(page.text_of("main"), HasSubstr(std::string{text}));
    }
    harmless_page("/" + encode_component(text), 404);
    harmless_page("/article/x" + encode_path(text), 404);
    const Reply problem =
        get(*opened_, "/api/v1/search" + to_query_string({{"sort", std::string{text}}}));
    EXPECT_EQ(problem.content_type, "application/problem+json");
  }
}

TEST_F(Hostile, ArchivesHaveNoDeadLinksAndNoHarmfulPages) {
  reachable(*opened_, {"/", "/help", "/?q=alert"}, 500,
            [](const std::string& target, const Reply& reply) {
              SCOPED_TRACE(target);
              EXPECT_EQ(reply.status, 200);
              if (reply.content_type.starts_with("text/html"))
                expect_harmless(HtmlPage{reply.body});
            });
}

}  // namespace
}  // namespace morgue::web
