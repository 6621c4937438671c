#include "corpus/article_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;

std::string_view english_name(std::string_view code) {
  if (code == "PL") return "Poland";
  if (code == "SUHH") return "Soviet Union";
  return {};
}

Json json_of(const Article& article, const Annotations& annotations = {}) {
  return to_json(article, annotations, english_name);
}

Article full_article() {
  Article article;
  article.id = "herald/2016/trams.txt";
  article.source_path = "/archive/herald/2016/trams.txt";
  article.url = "https://herald.example/trams";
  article.headline = "Łódź opens tram line";
  article.byline = "Anna Verbeek, Tom Oduya";
  article.dateline = Dateline{"ŁÓDŹ, Poland", std::chrono::December / 19, "Halyard"};
  article.published = parse_iso("2016-12-19T14:05:00+01:00");
  article.published_from = PublishedFrom::Metadata;
  article.modified = parse_iso("2016-12-20");
  article.language = "en";
  article.source = "The Lanternfield Herald";
  article.section = "World";
  article.body = "Poland's Transport Union cheered \"Mayor\" Ewa Lis.\n\nWork began in May 2014.";
  return article;
}

/// The first place where `part` stands in the text of the article.
Mention mention_of(const Article& article, std::string_view part, std::uint32_t entity) {
  const std::size_t start = text_of(article).find(part);
  return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(start + part.size()),
          entity};
}

TEST(ArticleJson, HasTheFieldsOfTheContractInTheirOrder) {
  const Article article = full_article();
  Annotations annotations;
  annotations.entities = {{EntityKind::Country, "PL", 0.75f, true},
                          {EntityKind::Person, "Ewa Lis", 0.5f, true},
                          {EntityKind::Organisation, "Transport Union", 0.25f, false}};
  annotations.mentions = {mention_of(article, "Łódź", 0), mention_of(article, "Transport Union", 2),
                          mention_of(article, "Ewa Lis", 1)};
  annotations.dates = {{90, 98, "2014-05"}};
  EXPECT_EQ(json_of(article, annotations).dump(2), R"({
  "id": "herald/2016/trams.txt",
  "source_path": "/archive/herald/2016/trams.txt",
  "url": "https://herald.example/trams",
  "headline": "Łódź opens tram line",
  "byline": "Anna Verbeek, Tom Oduya",
  "dateline": {
    "place": "ŁÓDŹ, Poland",
    "day": "12-19",
    "agency": "Halyard"
  },
  "published": "2016-12-19T14:05:00+01:00",
  "published_from": "metadata",
  "modified": "2016-12-20",
  "language": "en",
  "source": "The Lanternfield Herald",
  "section": "World",
  "body": "Poland's Transport Union cheered \"Mayor\" Ewa Lis.\n\nWork began in May 2014.",
  "countries": [
    {
      "code": "PL",
      "name": "Poland",
      "salience": 0.75,
      "focus": true
    }
  ],
  "people": [
    {
      "name": "Ewa Lis",
      "salience": 0.5,
      "focus": true
    }
  ],
  "organisations": [
    {
      "name": "Transport Union",
      "salience": 0.25,
      "focus": false
    }
  ],
  "mentions": [
    {
      "start": 0,
      "end": 7,
      "kind": "place",
      "text": "Łódź",
      "entity": "PL"
    },
    {
      "start": 34,
      "end": 49,
      "kind": "organisation",
      "text": "Transport Union",
      "entity": "Transport Union"
    },
    {
      "start": 66,
      "end": 73,
      "kind": "person",
      "text": "Ewa Lis",
      "entity": "Ewa Lis"
    }
  ],
  "dates": [
    {
      "start": 90,
      "end": 98,
      "text": "May 2014",
      "value": "2014-05"
    }
  ]
})");
}

TEST(ArticleJson, LeavesOutWhatIsUnknownButNeverTheListsAndHowTheDayIsKnown) {
  Article article;
  article.id = "a";
  EXPECT_EQ(
      json_of(article).dump(),
      R"({"id":"a","published_from":"none","countries":[],"people":[],"organisations":[],"mentions":[],"dates":[]})");
}

TEST(ArticleJson, GivesTheLineOfAnArticleThatSharesItsFile) {
  Article article;
  article.id = "7";
  article.source_path = "-";
  article.line = 7;
  const Json json = json_of(article);
  EXPECT_EQ(json.at("source_path"), "-");
  EXPECT_EQ(json.at("line"), 7);
}

TEST(ArticleJson, GivesOfADatelineWhatWasPrinted) {
  const struct {
    Dateline dateline;
    std::string_view expected;
  } rows[] = {
      {{"GENEVA", std::nullopt, ""}, R"({"place":"GENEVA"})"},
      {{"", std::nullopt, "Halyard"}, R"({"agency":"Halyard"})"},
      {{"OSLO", std::chrono::March / 3, ""}, R"({"place":"OSLO","day":"03-03"})"},
      // A leap day has no year here, and needs none.
      {{"OSLO", std::chrono::February / 29, "ONA"},
       R"({"place":"OSLO","day":"02-29","agency":"ONA"})"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.expected);
    Article article;
    article.dateline = row.dateline;
    EXPECT_EQ(json_of(article).at("dateline").dump(), row.expected);
  }
}

TEST(ArticleJson, ClaimsOfTheTimeNoMoreThanIsKnown) {
  for (const std::string_view known :
       {"2016-12-19", "2016-12-19T14:05:00", "2016-12-19T14:05:00Z", "2016-12-19T14:05:00-05:00"}) {
    SCOPED_TRACE(known);
    Article article;
    article.published = parse_iso(known);
    article.published_from = PublishedFrom::JsonLd;
    EXPECT_EQ(json_of(article).at("published"), known);
    EXPECT_EQ(json_of(article).at("published_from"), "jsonld");
  }
}

TEST(ArticleJson, SortsEntitiesByKindAndKeepsTheirOrder) {
  Annotations annotations;
  annotations.entities = {{EntityKind::Country, "SUHH", 0.9f, true},
                          {EntityKind::Country, "PL", 0.1f, false},
                          {EntityKind::Person, "Ewa Lis", 0.4f, false},
                          {EntityKind::Person, "Jan Kos", 0.3f, false}};
  const Json json = json_of({}, annotations);
  EXPECT_EQ(json.at("countries").at(0).at("name"), "Soviet Union");
  EXPECT_EQ(json.at("countries").at(1).at("name"), "Poland");
  EXPECT_EQ(json.at("people").at(0).at("name"), "Ewa Lis");
  EXPECT_EQ(json.at("people").at(1).at("name"), "Jan Kos");
  EXPECT_FALSE(json.at("people").at(0).contains("code"));
  EXPECT_TRUE(json.at("organisations").empty());
}

TEST(ArticleJson, LetsTheCodeStandForACountryWithoutAName) {
  Annotations annotations;
  annotations.entities = {{EntityKind::Country, "XX", 1, true}};
  EXPECT_EQ(json_of({}, annotations).at("countries").at(0).at("name"), "XX");
  EXPECT_EQ(to_json({}, annotations, {}).at("countries").at(0).at("name"), "XX");
}

TEST(ArticleJson, RoundsSalienceToFourDecimals) {
  const struct {
    float salience;
    std::string_view expected;
  } rows[] = {{0.1f, "0.1"}, {1.0f / 3, "0.3333"}, {0.99999f, "1.0"}, {0.00001f, "0.0"}};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.expected);
    Annotations annotations;
    annotations.entities = {{EntityKind::Person, "Ewa Lis", row.salience, false}};
    EXPECT_EQ(json_of({}, annotations).at("people").at(0).at("salience").dump(), row.expected);
  }
}

TEST(ArticleJson, CountsMentionsInBytesOfHeadlineAndBody) {
  Article article;
  article.headline = "Żółw";  // four letters, seven bytes
  article.body = "Ewa Lis fed it.";
  Annotations annotations;
  annotations.entities = {{EntityKind::Person, "Ewa Lis", 1, true}};
  annotations.mentions = {{9, 16, 0}};
  const Json mention = json_of(article, annotations).at("mentions").at(0);
  EXPECT_EQ(mention.at("text"), "Ewa Lis");
  EXPECT_EQ(text_of(article).substr(9, 7), "Ewa Lis");
}

TEST(ArticleJson, SurvivesMentionsThatDoNotFitTheText) {
  Article article;
  article.body = "Short.";
  Annotations annotations;
  annotations.entities = {{EntityKind::Person, "Ewa Lis", 1, true}};
  annotations.mentions = {{5, 500, 0}, {6, 2, 0}, {0, 1, 99}};
  annotations.dates = {{400, 404, "2014"}};
  const Json json = json_of(article, annotations);
  ASSERT_EQ(json.at("mentions").size(), 2u);  // the third speaks of no entity
  EXPECT_EQ(json.at("mentions").at(0).at("text"), "");
  EXPECT_EQ(json.at("mentions").at(1).at("text"), "");
  EXPECT_EQ(json.at("dates").at(0).at("text"), "");
}

TEST(ArticleJson, IsReadBackUnchanged) {
  Article article = full_article();
  article.body = "Quotes \" and \\ and </script>\n\nŁódź, 東京, 🗞.";
  const Json json = json_of(article);
  EXPECT_EQ(Json::parse(json.dump()), json);
  EXPECT_EQ(Json::parse(json.dump()).at("body"), article.body);
}

}  // namespace
}  // namespace morgue
