#include "searcher/answer_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/golden.h"

namespace morgue {
namespace {

Answer an_answer() {
  Answer answer;
  answer.total = 2;
  answer.took_ms = 1.2345;
  Result full;
  full.id = "news/a.txt";
  full.headline = "Iran & Russia <talk>";
  full.snippet_html = "<mark>Iran</mark> &amp; Russia";
  full.url = "https://halyard.example/a";
  full.source = "Halyard Wire";
  full.section = "World";
  full.language = "en";
  full.published = parse_iso("2016-12-19T14:05:00Z");
  full.countries = {"IR", "RU"};
  full.people = {"Hassan Rouhani"};
  full.organisations = {"United Nations"};
  Result bare;
  bare.id = "b";
  answer.results = {full, bare};
  answer.facets[static_cast<std::size_t>(Facet::Country)].values = {
      {"IR", "Iran", 2, true, false, {}}, {"RU", "Russia", 1, false, true, {}}};
  answer.facets[static_cast<std::size_t>(Facet::Region)].values = {
      {"Asia", "Asia", 2, false, false, {}},
      {"Southern Asia", "Southern Asia", 2, false, false, "Asia"}};
  answer.facets[static_cast<std::size_t>(Facet::Year)].values = {
      {"2016", "2016", 1, false, false, {}}, {"undated", "No date", 1, false, false, {}}};
  answer.did_you_mean = "iran";
  return answer;
}

TEST(AnswerJson, IsAsTheContractSays) {
  SearchRequest request;
  request.query = "irran";
  test::expect_golden("answer.json", to_json(an_answer(), request).dump(2) + "\n");
}

TEST(AnswerJson, SaysWhereNamesStandIfAsked) {
  Answer answer = an_answer();
  answer.results[0].evidence = {
      {Facet::Country, "IR", 1, {{0, 4, "Iran"}}, {"<mark>Iran</mark> &amp; Russia"}, ""},
      {Facet::Country, "RU", 0, {}, {}, "MOSCOW"}};
  SearchRequest request;
  request.evidence = EvidenceScope::All;
  const auto json = to_json(answer, request);
  EXPECT_EQ(json["results"][0]["evidence"].dump(),
            R"([{"facet":"country","value":"IR","mentions":1,)"
            R"("spans":[{"start":0,"end":4,"text":"Iran"}],)"
            R"("sentences":["<mark>Iran</mark> &amp; Russia"]},)"
            R"({"facet":"country","value":"RU","mentions":0,"spans":[],"sentences":[],)"
            R"("dateline":"MOSCOW"}])");
  EXPECT_TRUE(json["results"][1]["evidence"].empty());
}

TEST(AnswerJson, SaysWhereElseAStoryWasPublished) {
  Answer answer = an_answer();
  answer.articles = 5;
  answer.results[0].copies = {
      "00c0ffee00c0ffee",
      30,
      {{"b", "Iran", "Ledger", "Halyard", parse_iso("2016-12-19")}, {"c", "", "", "", {}}},
      true};
  SearchRequest request;
  auto json = to_json(answer, request);
  EXPECT_EQ(json["results"][0]["story"], "00c0ffee00c0ffee");
  EXPECT_EQ(json["results"][0]["copies"], 30);
  EXPECT_EQ(json["results"][0]["also_published"].dump(),
            R"([{"id":"b","headline":"Iran","source":"Ledger","agency":"Halyard",)"
            R"("published":"2016-12-19"},{"id":"c","headline":""}])");
  EXPECT_EQ(json["results"][1]["copies"], 0);
  EXPECT_FALSE(json["results"][1].contains("also_published"));
  EXPECT_FALSE(json.contains("counted"));
  request.stories = Stories::Collapse;
  json = to_json(answer, request);
  EXPECT_EQ(json["counted"], "stories");
  EXPECT_EQ(json["total"], 2);
  EXPECT_EQ(json["articles"], 5);
}

TEST(AnswerJson, ExplainsIfAsked) {
  Answer answer = an_answer();
  answer.respelt = true;
  answer.explanation = ExplainedPart{
      "all of", 2, {}, {{"every article", 3, {{"iran*", "", {"iran", "iranian"}, 2}}, {}}}};
  answer.results[0].score = 4;
  answer.results[0].contributions = {{"iran*", "", 1, 2, 0, 4}};
  SearchRequest request;
  request.explain = true;
  const auto json = to_json(answer, request);
  EXPECT_EQ(json["respelt"], true);
  EXPECT_EQ(json["explanation"].dump(),
            R"({"means":"all of","articles":2,"parts":[{"means":"every article","articles":3,)"
            R"("words":[{"word":"iran*","field":"","articles":2,"forms":["iran","iranian"]}]}]})");
  EXPECT_EQ(json["results"][0]["score"], 4);
  EXPECT_EQ(json["results"][0]["contributions"].dump(),
            R"([{"word":"iran*","field":"","score":4.0,"headline":1,"body":2}])");
  EXPECT_FALSE(to_json(answer, SearchRequest{})["results"][0].contains("contributions"));
}

TEST(AnswerJson, LeavesOutWhatWasNotAskedFor) {
  SearchRequest request;
  request.facets = false;
  EXPECT_FALSE(to_json(an_answer(), request).contains("facets"));
}

}  // namespace
}  // namespace morgue
