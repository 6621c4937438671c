#include <gtest/gtest.h>

#include "tests/corpus/reading.h"

namespace morgue {
namespace {

constexpr std::string_view kFirst =
    "The first tram in forty years left Lanternfield harbour on Monday morning, and most of the "
    "town had come to see it.";
constexpr std::string_view kSecond =
    "The line took nine years to build and cost twice as much as planned, the council said, but "
    "few of those on board seemed to mind.";
constexpr std::string_view kThird =
    "Two more lines are to follow, one along the river to the mills and one up the hill to the "
    "hospital, if the money can be found.";

std::string story() {
  return std::string(kFirst) + "\n\n" + std::string(kSecond) + "\n\n" + std::string(kThird);
}

std::string paragraphs() {
  return "<p>" + std::string(kFirst) + "</p>\n<p>" + std::string(kSecond) + "</p>\n<p>" +
         std::string(kThird) + "</p>\n";
}

std::string page(std::string_view head, std::string_view before = "<h1>Tram line opens</h1>",
                 std::string_view after = "") {
  return "<!doctype html><html><head>" + std::string(head) + "</head><body>" + std::string(before) +
         paragraphs() + std::string(after) + "</body></html>";
}

Article read_page(std::string_view html, std::string id_path = "herald/trams.html") {
  return article_in(read_html(html, file_named(std::move(id_path))));
}

std::string json_ld(std::string_view fields) {
  return R"(<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", )" +
         std::string(fields) + "}</script>";
}

TEST(WebPage, YieldsItsArticleAndNothingElse) {
  const Article article = read_page(
      "<!DOCTYPE html><html lang=en-GB><head>"
      "<title>Tram line opens | The Lanternfield Herald</title>"
      "<link rel=canonical href='https://herald.example/city/trams'>"
      "<meta property='og:title' content='Tram line opens'>"
      "<meta property='og:site_name' content='The Lanternfield Herald'>"
      "<meta property='article:section' content='City'>" +
      json_ld(R"("headline": "Tram line opens", "datePublished": "2016-12-19T14:05:00+01:00", )"
              R"("author": {"@type": "Person", "name": "Anna Verbeek"})") +
      "<style>p { color: red }</style></head><body>"
      "<header><a href='/'>The Lanternfield Herald</a></header>"
      "<nav><ul><li><a href='/city'>City</a></li><li><a href='/world'>World</a></li></ul></nav>"
      "<main><article><h1>Tram line opens</h1>"
      "<div class=byline>By <a href='/av'>Anna Verbeek</a></div>"
      "<time datetime='2016-12-19'>19 December</time>"
      "<figure><img src=a.jpg><figcaption>The tram at the harbour. Photo: Tom Oduya</figcaption>"
      "</figure>" +
      paragraphs() +
      "<div class='share-tools'><a href='#'>Share on Facebook</a></div></article>"
      "<aside class=related><h2>Related stories</h2>"
      "<p>Mills to close next spring as orders fall and wages rise, their owners say.</p></aside>"
      "</main><footer>© 2016 The Lanternfield Herald. All rights reserved.</footer>"
      "<script>track('page');</script></body></html>");
  EXPECT_EQ(article.id, "herald/trams.html");
  EXPECT_EQ(article.source_path, "/archive/herald/trams.html");
  EXPECT_EQ(article.url, "https://herald.example/city/trams");
  EXPECT_EQ(article.headline, "Tram line opens");
  EXPECT_EQ(article.byline, "Anna Verbeek");
  EXPECT_EQ(published_of(article), "2016-12-19T14:05:00+01:00 jsonld");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.source, "The Lanternfield Herald");
  EXPECT_EQ(article.section, "City");
  EXPECT_EQ(article.body, story());
}

TEST(WebPage, IsDatedByItsMostTrustedWitness) {
  const std::string in_json_ld = json_ld(R"("datePublished": "2016-12-19")");
  const std::string in_meta = "<meta property='article:published_time' content='2016-12-18'>";
  const std::string in_microdata =
      "<span itemprop=datePublished content='2016-12-17'>Saturday</span>";
  const std::string in_url = "<link rel=canonical href='https://herald.example/2016/12/16/trams'>";
  const std::string visible = "<h1>Tram line opens</h1><time>15 December 2016</time>";
  const struct {
    std::string_view what;
    std::string html;
    std::string_view expected;
  } rows[] = {
      {"JSON-LD before all", page(in_json_ld + in_meta + in_url, in_microdata + visible),
       "2016-12-19 jsonld"},
      {"then meta tags", page(in_meta + in_url, in_microdata + visible), "2016-12-18 metadata"},
      {"then microdata", page(in_url, in_microdata + visible), "2016-12-17 metadata"},
      {"then the address", page(in_url, visible), "2016-12-16 url"},
      {"then what is visible", page("", visible), "2016-12-15 text"},
      {"a date that is none is passed over",
       page(json_ld(R"("datePublished": "yesterday")") + in_meta), "2016-12-18 metadata"},
      {"and so is broken JSON",
       page("<script type='application/ld+json'>{\"@type\": \"NewsArticle\", </script>" + in_meta),
       "2016-12-18 metadata"},
      {"the JSON-LD of a shop is not that of an article",
       page(
           R"(<script type="application/ld+json">{"@type": "Product", "datePublished": "2001-01-01"}</script>)" +
           in_meta),
       "2016-12-18 metadata"},
      {"the <time> after the headline, not one before it",
       page("",
            "<time datetime='2020-01-01'>Today</time><h1>Tram line opens</h1><time "
            "datetime='2016-12-19T09:00Z'>Monday</time>"),
       "2016-12-19T09:00:00Z text"},
      {"an element that is called a date",
       page("", "<h1>Tram line opens</h1><div class='article-date'>Posted on Dec. 19, 2016</div>"),
       "2016-12-19 text"},
      {"when it appeared rather than when it was changed",
       page("",
            "<h1>Tram line opens</h1><time>Updated 21 December 2016</time>"
            "<time>19 December 2016</time>"),
       "2016-12-19 text"},
      {"in other languages too",
       page("",
            "<h1>Trambahn</h1><b>Zuletzt aktualisiert am 21. Dezember 2016</b>"
            "<b>19. Dezember 2016, 14.05 Uhr</b>"),
       "2016-12-19T14:05:00 text"},
      {"when it was changed, where that is all that is printed",
       page("", "<h1>Tram line opens</h1><b>Last updated 19 December 2016</b>"), "2016-12-19 text"},
      {"a line of its own", page("", "<h1>Tram line opens</h1><b>Monday, December 19, 2016</b>"),
       "2016-12-19 text"},
      // A day is never invented.
      {"no date", page(""), "none"},
      {"when it was changed is not when it appeared",
       page("<meta property='article:modified_time' content='2016-12-18'>"), "none"},
      {"a year of copyright", page("", "<h1>Tram line opens</h1>", "<p>© 2016 The Herald</p>"),
       "none"},
      {"days and months that could be swapped", page("<meta name=date content='03/04/2016'>"),
       "none"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(published_of(read_page(row.html)), row.expected);
  }
  EXPECT_EQ(published_of(read_page(page(""), "herald/2016/12/19/trams.html")), "2016-12-19 path");
}

TEST(WebPage, SaysWhatElseItStatesAboutItsDay) {
  const std::string in_json_ld = json_ld(R"("datePublished": "2016-12-19")");
  const struct {
    std::string_view what;
    std::string html;
    std::string_view expected;
  } rows[] = {
      {"nothing", page(in_json_ld), ""},
      {"meta tags and microdata",
       page(in_json_ld + "<meta property='article:published_time' content='2016-12-18'>",
            "<span itemprop=datePublished content='2016-12-17'>Saturday</span>"),
       "2016-12-18 metadata; 2016-12-17 metadata"},
      {"the <time> under the headline",
       page(in_json_ld, "<h1>Tram line opens</h1><time>15 December 2016</time>"),
       "2016-12-15 text"},
      {"not that of a change, by its name",
       page(in_json_ld,
            "<h1>Tram line opens</h1><time class=updated datetime='2016-12-25'>Sunday</time>"),
       ""},
      {"or in its own words",
       page(in_json_ld,
            "<h1>Tram line opens</h1><time>Updated: 25 December 2016</time>"
            "<time>15 December 2016</time>"),
       "2016-12-15 text"},
      {"nor one far below, of a comment or another story",
       page(in_json_ld, "<h1>Tram line opens</h1><p>" + std::string(500, 'x') +
                            "</p><time>15 December 2016</time>"),
       ""},
      {"nor the page's own clock",
       page(in_json_ld, "<time>15 December 2016</time><h1>Tram line opens</h1>"), ""},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article = read_page(row.html);
    EXPECT_EQ(published_of(article), "2016-12-19 jsonld");
    std::string also;
    for (const DateStatement& other : article.also_dated) {
      if (!also.empty()) also += "; ";
      also += to_iso(other.date) + " " + std::string(to_string(other.from));
    }
    EXPECT_EQ(also, row.expected);
  }
}

TEST(WebPage, KeepsTheDayOfItsLastChangeApart) {
  const struct {
    std::string_view what;
    std::string html;
    std::string_view published;
    std::string_view modified;
  } rows[] = {
      {"JSON-LD before all",
       page(json_ld(R"("datePublished": "2016-12-19", "dateModified": "2016-12-21T08:00:00Z")") +
            "<meta property='article:modified_time' content='2017-01-01'>"),
       "2016-12-19 jsonld", "2016-12-21T08:00:00Z"},
      {"then meta tags",
       page("<meta property='article:published_time' content='2016-12-19'>"
            "<meta property='article:modified_time' content='2016-12-20'>"
            "<meta property='og:updated_time' content='1482307200'>"),
       "2016-12-19 metadata", "2016-12-20"},
      {"also those of social networks",
       page("<meta property='og:updated_time' content='1482307200'>"), "none",
       "2016-12-21T08:00:00Z"},
      {"then microdata",
       page("",
            "<time itemprop='dateModified' datetime='2016-12-20'>Tuesday</time>"
            "<span itemprop=datePublished content='2016-12-19'>Monday</span>"),
       "2016-12-19 metadata", "2016-12-20"},
      {"a date that is none is passed over",
       page(json_ld(R"("datePublished": "2016-12-19", "dateModified": "today")")),
       "2016-12-19 jsonld", "none"},
      {"a page that was changed once does not say when it appeared",
       page(json_ld(R"("dateModified": "2016-12-21")")), "none", "2016-12-21"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article = read_page(row.html);
    EXPECT_EQ(published_of(article), row.published);
    EXPECT_EQ(modified_of(article), row.modified);
  }
}

TEST(WebPage, HasForItsHeadlineWhatItsReadersSee) {
  const std::string site = "<meta property='og:site_name' content='The Lanternfield Herald'>";
  const struct {
    std::string_view what;
    std::string head;
    std::string body;
    std::string_view expected;
  } rows[] = {
      {"its one h1", "<meta property='og:title' content='You will not believe this tram'>",
       "<h1>Tram line opens</h1>", "Tram line opens"},
      {"og:title when there are several", "<meta property='og:title' content='Tram line opens'>",
       "<h1>News</h1><h1>Tram line opens</h1>", "Tram line opens"},
      {"og:title without the site",
       site + "<meta property='og:title' content='Tram line opens - The Lanternfield Herald'>", "",
       "Tram line opens"},
      {"not the h1 that is the name of the site",
       site + "<title>Tram line opens | The Lanternfield Herald</title>",
       "<h1>The Lanternfield Herald</h1>", "Tram line opens"},
      {"the other h1 beside it", site, "<h1>The Lanternfield Herald</h1><h1>Tram line opens</h1>",
       "Tram line opens"},
      {"JSON-LD", json_ld(R"("headline": "Tram line opens")") + "<title>Herald</title>", "",
       "Tram line opens"},
      {"the title without the site", "<title>Tram line opens &raquo; Herald</title>", "",
       "Tram line opens"},
      {"the site in front of the title",
       site + "<title>The Lanternfield Herald | Tram line opens</title>", "", "Tram line opens"},
      {"with its references decoded", "",
       "<h1>Mills &amp; trams&nbsp;&ndash; <em>a</em>\n story</h1>", "Mills & trams – a story"},
      {"not a label of one word", "<title>Tram line opens in the harbour</title>",
       "<h1>Politics</h1>", "Tram line opens in the harbour"},
      {"not the h1 of a box, if the titles agree with each other",
       "<title>Tram line opens - Herald</title><meta property='og:title' content='Tram line "
       "opens'>",
       "<h1>Mills to close in spring</h1>", "Tram line opens"},
      {"not the h1 that leads to the front page", "<title>Tram line opens for all</title>",
       "<h1><a href='/'>Notes from a harbour</a></h1>", "Tram line opens for all"},
      {"the h1 that the data repeat, of several",
       json_ld(R"("headline": "Tram line opens")") +
           "<meta property='og:title' content='Who would have thought it'>",
       "<h1>Tram line opens</h1><h1>Get our app</h1>", "Tram line opens"},
      {"RDFa with several names", "<meta property='x:title dc:title' content='Tram line opens'>",
       "", "Tram line opens"},
      {"a dash of its own stays", "", "<h1>Tram line - at last - opens</h1>",
       "Tram line - at last - opens"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(read_page(page(row.head, row.body)).headline, row.expected);
  }
}

TEST(WebPage, NamesItsAuthors) {
  const struct {
    std::string_view what;
    std::string html;
    std::string_view expected;
  } rows[] = {
      {"JSON-LD before meta",
       page(json_ld(R"("author": "Anna Verbeek")") + "<meta name=author content='Tom Oduya'>"),
       "Anna Verbeek"},
      {"several in JSON-LD",
       page(json_ld(R"("author": [{"name": "Anna Verbeek"}, {"name": "Tom Oduya"}])")),
       "Anna Verbeek, Tom Oduya"},
      {"by reference",
       page(
           R"(<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#av"}}, )"
           R"({"@type": "Person", "@id": "#av", "name": "Anna Verbeek"}]}</script>)"),
       "Anna Verbeek"},
      {"a reference to itself", page(json_ld(R"("author": {"@id": "#av", "x": {"@id": "#av"}})")),
       ""},
      {"meta", page("<meta name=author content='By Anna Verbeek, Staff Writer'>"), "Anna Verbeek"},
      {"not an address", page("<meta name=author content='https://social.example/av'>"), ""},
      {"a visible byline",
       page("", "<h1>Tram line opens</h1><div class=byline>By <a>Anna Verbeek</a></div>"),
       "Anna Verbeek"},
      {"a link to the author", page("", "<h1>Tram line opens</h1><a rel=author>Anna Verbeek</a>"),
       "Anna Verbeek"},
      {"a line of its own", page("", "<h1>Tram line opens</h1><i>By ANNA VERBEEK</i>"),
       "ANNA VERBEEK"},
      {"written and edited",
       page("",
            "<p class='byline author'>Written by Anna Verbeek<br>Edited "
            "by Tom Oduya</p>"),
       "Anna Verbeek"},
      {"links to several authors",
       page("",
            "<div class=byline>By <a rel=author>Anna Verbeek</a> and <a rel=author>Tom "
            "Oduya</a> Herald Staff</div>"),
       "Anna Verbeek, Tom Oduya"},
      {"the class of a byline in camel case",
       page("", "<div class=StoryByline>By Anna Verbeek</div>"), "Anna Verbeek"},
      {"staff is nobody", page("<meta name=author content='Staff Writer'>"), ""},
      {"nor is the paper",
       page("<meta name=author content='Herald'><meta property='og:site_name' "
            "content='The Herald'>"),
       ""},
      {"nobody", page(""), ""},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(read_page(row.html).byline, row.expected);
  }
}

TEST(WebPage, SaysWhereItIsFrom) {
  const struct {
    std::string_view what;
    std::string head;
    std::string_view source;
    std::string_view section;
    std::string_view language;
    std::string_view url;
  } rows[] = {
      {"JSON-LD",
       json_ld(
           R"("publisher": {"name": "Herald"}, "articleSection": ["City", "Transport"], "inLanguage": "en-GB", "url": "https://herald.example/a")"),
       "Herald", "City", "en", "https://herald.example/a"},
      {"meta tags",
       "<meta property='og:site_name' content='Herald'><meta property='article:section' "
       "content='City, Transport'>"
       "<meta property='og:locale' content='fr_FR'><meta property='og:url' "
       "content='https://herald.example/a'>",
       "Herald", "City", "fr", "https://herald.example/a"},
      {"the agency, where no paper is named",
       json_ld(R"("sourceOrganization": {"@type": "Organization", "name": "Halyard Wire"})") +
           "<link rel=canonical href='https://herald.example/a'>",
       "Halyard Wire", "", "", "https://herald.example/a"},
      {"an agency as the author",
       json_ld(R"("author": {"@type": "Organization", "name": "The Associated Press"})"),
       "The Associated Press", "", "", ""},
      {"the paper, where it is named beside the agency",
       json_ld(R"("publisher": {"name": "Herald"}, "provider": {"name": "Halyard Wire"})"),
       "Herald", "", "", ""},
      {"the host", "<link rel=canonical href='https://www.herald.example/a'>", "herald.example", "",
       "", "https://www.herald.example/a"},
      {"the title", "<title>Tram line opens | The Herald</title>", "The Herald", "", "", ""},
      {"nothing", "", "", "", "", ""},
      {"addresses that are none",
       "<link rel=canonical href='/a'><meta property='og:url' content='javascript:alert(1)'>", "",
       "", "", ""},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article = read_page(page(row.head));
    EXPECT_EQ(article.source, row.source);
    EXPECT_EQ(article.section, row.section);
    EXPECT_EQ(article.language, row.language);
    EXPECT_EQ(article.url, row.url);
  }
}

TEST(WebPage, IsReadWithoutItsFurniture) {
  for (const std::string_view furniture : {
           "<nav><p>%</p></nav>",
           "<footer><p>%</p></footer>",
           "<aside><p>%</p></aside>",
           "<div class='related-posts'><p>%</p></div>",
           "<div id=comments><p>%</p></div>",
           "<section class=newsletter-signup><p>%</p></section>",
           "<div class='cookie-consent'><p>%</p></div>",
           "<div class='sidebar-left'><p>%</p></div>",
           "<p hidden>%</p>",
           "<div style='display: none'><p>%</p></div>",
           "<div aria-hidden=true><p>%</p></div>",
           "<figure><figcaption>%</figcaption></figure>",
           "<form><p>%</p></form>",
           "<button>%</button>",
           "<script>document.write('%')</script>",
           "<style>/* % */</style>",
           "<noscript><p>%</p></noscript>",
           "<textarea>%</textarea>",
           "<template><p>%</p></template>",
           "<!-- % -->",
           "<svg><text>%</text></svg>",
           "<select><option>%</select>",
           "<div class=ad><p>%</p></div>",
           "<ul class=menu><li>%</ul>",
           "<div role=navigation><p>%</p></div>",
           "<p><a href='/mills'>%</a></p>",
           "<p>Most read</p>",
           "<p>Share this</p>",
           "<div style='visibility: hidden'><p>%</p></div>",
           "<div role=dialog><p>%</p></div>",
           "<div class='cta-box'><p>%</p></div>",
           "<div class='next-prev'><p>%</p></div>",
           "<div class='site-footer'><p>%</p></div>",
           "<p>This website uses cookies to improve your experience on it, and theirs.</p>",
           "<p>Advertisement</p>",
           "<p>Image 2 of 5</p>",
       }) {
    SCOPED_TRACE(furniture);
    std::string html(furniture);
    if (const std::size_t at = html.find('%'); at != std::string::npos)
      html.replace(at, 1,
                   "Mills to close next spring as orders fall and wages rise, their owners say.");
    EXPECT_EQ(read_page(page("", "<h1>Tram line opens</h1>" + html)).body, story())
        << "before the text";
    EXPECT_EQ(read_page(page("", "<h1>Tram line opens</h1>", html)).body, story())
        << "after the text";
  }
}

TEST(WebPage, IsReadWhole) {
  const std::string first(kFirst);
  const std::string second(kSecond);
  const std::string third(kThird);
  const struct {
    std::string_view what;
    std::string html;
    std::string body;
  } rows[] = {
      {"paragraphs made of line breaks",
       "<h1>Trams</h1><div>" + first + "<br><br>" + second + "<br><br>" + third + "</div>",
       story()},
      {"paragraphs made of divs",
       "<div><div>" + first + "</div><div>" + second + "</div><div>" + third + "</div></div>",
       story()},
      {"text without any element", first + "<p>" + second + "<p>" + third, story()},
      {"words in links and emphasis",
       "<p>The <b>first</b> <a href='/t'>tram</a>" + first.substr(14) + "</p><p>" + second +
           "</p><p>" + third + "</p>",
       story()},
      {"subheadings and quotations",
       "<p>" + first + "</p><h2>Nine years</h2><blockquote>" + second + "</blockquote><p>" + third +
           "</p>",
       first + "\n\nNine years\n\n" + second + "\n\n" + third},
      {"lists", "<p>" + first + "</p><ul><li>" + second + "</li></ul><p>" + third + "</p>",
       story()},
      {"short paragraphs in between",
       "<p>" + first + "</p><p>“Finally,” she said.</p><p>" + third + "</p>",
       first + "\n\n“Finally,” she said.\n\n" + third},
      {"the whole page in a form",
       "<form id=aspnet><div class=content>" + paragraphs() + "</div></form>", story()},
      {"a named body",
       "<div><p>" +
           std::string("Mills to close, say the owners of all three of them, next spring.") +
           "</p></div><div class='articleBody'>" + paragraphs() + "</div>",
       story()},
      {"in a table, as they used to be",
       "<table><tr><td><font>" + paragraphs() + "</font></td></tr></table>", story()},
      {"a list at its end",
       "<p>" + first + "</p><p>" + second + "</p><p>" + third +
           "</p><h3>The stops</h3><ul><li>Harbour Square</li><li>Mill Bridge</li>"
           "<li>The hospital</li></ul>",
       story() + "\n\nThe stops\n\nHarbour Square\n\nMill Bridge\n\nThe hospital"},
      {"a table of facts with links in it",
       "<p>" + first + "</p><table><tr><td><a href='/m'>Mill Bridge</a></td><td>" + second +
           "</td></tr></table><p>" + third + "</p>",
       first + "\n\nMill Bridge\n\n" + second + "\n\n" + third},
      {"messages quoted from a social network",
       "<p>" + first + "</p><div class=social-embed><blockquote class=twitter-tweet><p>" + second +
           "</p></blockquote></div><p>" + third + "</p>",
       story()},
      {"what has a picture is not one",
       "<p>" + first + "</p><div class='card has-image'><p>" + second + "</p></div><p>" + third +
           "</p>",
       story()},
      {"sentences that end as they do in Japan",
       "<p>" + first + "</p><p>" + second + "</p><p>路面電車が月曜日に港を出発した。</p>",
       first + "\n\n" + second + "\n\n路面電車が月曜日に港を出発した。"},
      {"only the first article of several",
       "<article>" + paragraphs() + "</article><article><h2>Mills</h2><p>" +
           std::string("Mills to close next spring as orders fall and wages rise, their owners "
                       "say, and nobody knows what comes then.") +
           "</p></article>",
       story()},
      {"behind a dateline",
       "<p>LANTERNFIELD (Halyard) – " + first + "</p><p>" + second + "</p><p>" + third + "</p>",
       story()},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(read_page("<html><body>" + row.html + "</body></html>").body, row.body);
  }
}

TEST(WebPage, EndsWhereItsReporterStops) {
  const std::string other =
      "<p>The mills will close in spring, <a href='/mills'>their owners say, after a year of "
      "losses that nobody had expected</a>.</p>";
  for (const std::string& after : {
           std::string("<p>Follow us on Chirper and join our forum on all things tram.</p>"),
           std::string("<p>Anna Verbeek may be reached at verbeek@herald.example.</p>"),
           std::string("<p>Have a tip? Let us know, day or night.</p>"
                       "<p>Sign up for the Morning Herald.</p>"),
           "<div>More great Herald stories</div>" + other,
           "<h3>Elsewhere on Herald Online</h3>" + other,
           "<h3>You may also like</h3>" + other,
       }) {
    SCOPED_TRACE(after);
    EXPECT_EQ(read_page(page("", "<h1>Tram line opens</h1>", after)).body, story());
  }
  // The same words inside an article are its own.
  const std::string first(kFirst);
  const std::string quoted = "“Follow us on Chirper,” the driver had told the crowd.";
  EXPECT_EQ(read_page("<html><body><p>" + first + "</p><p>" + quoted +
                      "</p><h3>Comments of a driver</h3><p>" + std::string(kSecond) + "</p><p>" +
                      std::string(kThird) + "</p></body></html>")
                .body,
            first + "\n\n" + quoted + "\n\nComments of a driver\n\n" + std::string(kSecond) +
                "\n\n" + std::string(kThird));
}

TEST(WebPage, IsComparedWithItsOwnAccountOfTheText) {
  // Long enough to be believed.
  const std::string fourth =
      "The last tram of the old line had left the harbour in 1976, late by a minute, and a boy of "
      "nine had waved to it; he drove the first one on Monday.";
  const std::string fifth =
      "He said he had not slept much before it, and that he would not have wanted to, for a "
      "moment like that comes only once in the life of anybody.";
  const std::string all = paragraphs() + "<p>" + fourth + "</p><p>" + fifth + "</p>";
  const std::string told = std::string(kFirst) + " " + std::string(kSecond) + " " +
                           std::string(kThird) + " <b>" + fourth + "</b> " + fifth;
  const std::string body = story() + "\n\n" + fourth + "\n\n" + fifth;
  const std::string tail = "<p>The Herald is a paper of the harbour, printed daily.</p>";
  const auto read = [&all, &tail](const std::string& account) {
    return read_page("<html><head>" + json_ld("\"articleBody\": \"" + account + "\"") +
                     "</head><body>" + all + tail + "</body></html>")
        .body;
  };
  EXPECT_EQ(read(told), body) << "what it does not have at the end is left out";
  const std::string with_tail = body + "\n\nThe Herald is a paper of the harbour, printed daily.";
  EXPECT_EQ(read(fourth), with_tail) << "an extract proves nothing";
  EXPECT_EQ(read(std::string(700, 'x')), with_tail) << "nor does something else";
}

TEST(WebPage, ExplainsWhatItKeptAndDropped) {
  const std::vector<BlockVerdict> verdicts = explain_html(
      page("<title>Tram line opens</title>",
           "<nav><a href='/'>Home</a></nav><div class=related><p>Mills to close.</p></div>"
           "<h1>Tram line opens</h1>",
           "<p>Most read</p>"));
  const struct {
    std::string_view text;
    bool kept;
    std::string_view reason;
  } rows[] = {
      {"Home", false, "furniture by tag"},
      {"Mills to close.", false, "furniture by name"},
      {"Tram line opens", false, "the headline again"},
      {kFirst, true, "text"},
      {kSecond, true, "text"},
      {kThird, true, "text"},
      {"Most read", false, "navigation line"},
  };
  ASSERT_EQ(verdicts.size(), std::size(rows));
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(verdicts[i].text, rows[i].text);
    EXPECT_EQ(verdicts[i].kept, rows[i].kept);
    EXPECT_EQ(verdicts[i].reason, rows[i].reason);
  }
  EXPECT_TRUE(explain_html("").empty());
}

TEST(WebPage, KeepsHeadlineBylineAndDateOutOfTheText) {
  const Article article = read_page(
      "<html><body><center><b>TRAM LINE OPENS</b></center><p>Tram line opens<br>By Anna "
      "Verbeek<br>December 19, 2016</p>" +
      paragraphs() + "</body></html>");
  EXPECT_EQ(article.byline, "Anna Verbeek");
  EXPECT_EQ(published_of(article), "2016-12-19 text");
  EXPECT_EQ(article.body, story());
}

TEST(WebPage, IsReadInItsCharset) {
  const std::string accents =
      "The caf\xE9s of Concepci\xF3n stayed open all night, and nobody in the old town slept "
      "before the first tram had come.";
  const std::string expected =
      "The cafés of Concepción stayed open all night, and nobody in the old town slept before the "
      "first tram had come.";
  const struct {
    std::string_view what;
    std::string html;
  } rows[] = {
      {"declared",
       "<html><head><meta charset=iso-8859-1></head><body><p>" + accents + "</p></body></html>"},
      {"declared the old way",
       "<html><head><meta http-equiv=Content-Type content='text/html; "
       "charset=windows-1252'></head><body><p>" +
           accents + "</p></body></html>"},
      {"not declared", "<html><body><p>" + accents + "</p></body></html>"},
      {"declared wrongly",
       "<html><head><meta charset=utf-8></head><body><p>" + accents + "</p></body></html>"},
      {"UTF-8 declared as something else",
       "<html><head><meta charset=iso-8859-1></head><body><p>" + expected + "</p></body></html>"},
      {"written as references",
       "<html><body><p>" + std::string("The caf&eacute;s of Concepci&#243;n") +
           expected.substr(expected.find(" stayed")) + "</p></body></html>"},
      {"no charset that anybody knows",
       "<html><head><meta charset=herald-1></head><body><p>" + accents + "</p></body></html>"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(read_page(row.html).body, expected);
  }
}

TEST(WebPage, SurvivesJsonLdOfEveryKind) {
  for (
      const std::string_view json :
      {"", "null", "[]", "{}", "[[[[[[[[[{\"@type\": \"NewsArticle\"}]]]]]]]]]", R"({"@type": 7})",
       R"({"@type": ["NewsArticle"], "headline": 7, "author": [[[[]]]]})",
       R"({"@type": "NewsArticle", "headline": "\ud800"})",
       R"({"@type": "NewsArticle", "url": {"@id": 5}, "mainEntityOfPage": []})",
       R"({"@type": "NewsArticle", "author": {"@id": "#a"}, "publisher": {"@id": "#a", "name": {"@id": "#a"}}})",
       R"(<!-- {"@type": "NewsArticle"} -->)"}) {
    SCOPED_TRACE(json);
    EXPECT_EQ(
        read_page(page("<script type='application/ld+json'>" + std::string(json) + "</script>"))
            .body,
        story());
  }
  const Article cdata = read_page(page(
      R"(<script type="application/ld+json"><![CDATA[{"@type": "NewsArticle", "datePublished": "2016-12-19"}]]></script>)"));
  EXPECT_EQ(published_of(cdata), "2016-12-19 jsonld");
  const Article broken_lines =
      read_page(page("<script type='application/ld+json'>{\"@type\": \"NewsArticle\", "
                     "\"headline\": \"Tram\nline\topens\"}</script>",
                     ""));
  EXPECT_EQ(broken_lines.headline, "Tram line opens");
}

TEST(WebPage, SaysWhyThereIsNoArticle) {
  const auto skipped = [](std::string_view html) {
    const Record record = read_html(html, file_named("a.html"));
    return std::holds_alternative<Skipped>(record) ? std::get<Skipped>(record) : Skipped{};
  };
  EXPECT_EQ(skipped(" \n "),
            (Skipped{"/archive/a.html", 0, SkipReason::Empty, "white space only", false}));
  EXPECT_EQ(skipped("<html><frameset><frame src=a></frameset></html>"),
            (Skipped{"/archive/a.html", 0, SkipReason::NoText,
                     "no headline and no text in this page", false}));
  std::string deep = "<html><body>";
  for (int i = 0; i < 5000; ++i) deep += "<div>";
  EXPECT_EQ(skipped(deep + "Text."),
            (Skipped{"/archive/a.html", 0, SkipReason::TooLarge,
                     "nested too deeply; save the page again, or as plain text", false}));
}

}  // namespace
}  // namespace morgue
