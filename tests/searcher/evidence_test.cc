// "Why Iran?": an article is answered for with the sentences that name what it is filed under.
#include "searcher/evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/searcher.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// An article with a mention wherever one of the names stands.
test::AnnotatedArticle naming(const std::string& id, const std::string& headline,
                              const std::string& body, const std::vector<Entity>& entities,
                              const std::vector<std::pair<std::string, std::uint32_t>>& names) {
  test::AnnotatedArticle made = test::article(id, "2016-12-19", headline, body);
  made.annotations.entities = entities;
  const std::string text = text_of(made.article);
  for (std::uint32_t at = 0; at < text.size(); ++at)
    for (const auto& [name, entity] : names)
      if (text.compare(at, name.size(), name) == 0)
        made.annotations.mentions.push_back(
            {at, at + static_cast<std::uint32_t>(name.size()), entity});
  return made;
}

test::AnnotatedArticle talks() {
  return naming("talks", "Talks in Geneva",
                "Envoys met on Monday. Tehran sent its minister. Iran & others agreed. Nobody in "
                "Iran was asked.",
                {{EntityKind::Country, "IR", 0.9F, true},
                 {EntityKind::Country, "CH", 0.2F, false},
                 {EntityKind::Person, "Anna Verbeek", 0.3F, true}},
                {{"Tehran", 0}, {"Iran", 0}, {"Geneva", 1}});
}

std::vector<Evidence> evidence_of(const test::AnnotatedArticle& made, std::size_t entity) {
  return evidence_for(made.article, made.annotations, {entity});
}

TEST(Evidence, IsTheFirstSentencesThatNameIt) {
  const std::vector<Evidence> evidence = evidence_of(talks(), 0);
  ASSERT_THAT(evidence, SizeIs(1));
  EXPECT_EQ(evidence[0].value, "IR");
  EXPECT_EQ(evidence[0].mentions, 3U);
  EXPECT_THAT(evidence[0].sentences_html, ElementsAre("<mark>Tehran</mark> sent its minister.",
                                                      "<mark>Iran</mark> &amp; others agreed."));
}

TEST(Evidence, IsTheHeadlineIfNoSentenceNamesIt) {
  EXPECT_THAT(evidence_of(talks(), 1)[0].sentences_html,
              ElementsAre("Talks in <mark>Geneva</mark>"));
}

TEST(Evidence, CountsBytesOfHeadlineTwoLineEndsAndBody) {
  const std::vector<Evidence> evidence = evidence_of(talks(), 0);
  const std::string text = text_of(talks().article);
  ASSERT_THAT(evidence[0].spans, SizeIs(3));
  for (const Evidence::Named& span : evidence[0].spans)
    EXPECT_EQ(text.substr(span.start, span.end - span.start), span.text);
  EXPECT_EQ(evidence[0].spans[0].text, "Tehran");
}

TEST(Evidence, OfACountryThatOnlyTheDatelineNamesIsTheDateline) {
  test::AnnotatedArticle made = test::article("a", "2016-12-19", "Talks", "They met.", {"IR"});
  made.article.dateline = Dateline{"TEHRAN", std::nullopt, ""};
  EXPECT_EQ(evidence_of(made, 0)[0].dateline, "TEHRAN");
  EXPECT_THAT(evidence_of(made, 0)[0].sentences_html, IsEmpty());
}

TEST(Evidence, OfACountryThatNothingNamesIsNotTheDatelineOfAnotherOne) {
  // "Scottish" is part of the company's name, and was counted for the country all the same.
  test::AnnotatedArticle made = test::article("a", "2016-12-19", "Scottish Re posts loss",
                                              "The reinsurer may be sold.", {"GB", "US"});
  made.article.dateline = Dateline{"NEW YORK", std::nullopt, ""};
  EXPECT_EQ(evidence_of(made, 0)[0].dateline, "");
  EXPECT_EQ(evidence_of(made, 1)[0].dateline, "NEW YORK");
}

TEST(Evidence, IsBoundedAndEscaped) {
  std::string body;
  for (int i = 0; i < 60; ++i) body += "Iran<b> ";
  const test::AnnotatedArticle made =
      naming("a", "", body, {{EntityKind::Country, "IR", 1, true}}, {{"Iran", 0}});
  const Evidence evidence = evidence_of(made, 0)[0];
  EXPECT_EQ(evidence.mentions, 60U);
  EXPECT_THAT(evidence.spans, SizeIs(kMaxEvidenceSpans));
  ASSERT_THAT(evidence.sentences_html, SizeIs(1));
  EXPECT_LT(evidence.sentences_html[0].size(), 1500U);
  EXPECT_THAT(evidence.sentences_html[0], HasSubstr("<mark>Iran</mark>&lt;b&gt;"));
}

class AskedFor : public testing::Test {
 protected:
  AskedFor() : archive_({talks()}), opened_(archive_.path()) {}

  /// The values that the first result is answered for.
  std::vector<std::string> values(SearchRequest request, EvidenceScope scope) {
    request.evidence = scope;
    std::vector<std::string> found;
    const Answer answer = opened_.borrow()->search(request);
    for (const Evidence& each : answer.results.at(0).evidence) found.push_back(each.value);
    return found;
  }
  std::vector<std::string> by_query(const std::string& query) {
    SearchRequest request;
    request.query = query;
    return values(request, EvidenceScope::Filters);
  }

  test::TestArchive archive_;
  Archive opened_;
};

TEST_F(AskedFor, IsWhatAQueryNames) {
  EXPECT_THAT(by_query("country:iran"), ElementsAre("IR"));
  EXPECT_THAT(by_query("region:asia OR person:verbeek"), ElementsAre("IR", "Anna Verbeek"));
  EXPECT_THAT(by_query("envoys"), IsEmpty());
  EXPECT_THAT(by_query("envoys -country:france"), IsEmpty());
  // The article only mentions Switzerland: that is not why it is found.
  EXPECT_THAT(by_query("country:switzerland OR envoys"), IsEmpty());
}

TEST_F(AskedFor, IsWhatIsChosenBesideTheQuery) {
  SearchRequest request;
  request.choice(Facet::Region).include = {"mideast"};
  EXPECT_THAT(values(request, EvidenceScope::Filters), ElementsAre("IR"));
  request = {};
  request.choice(Facet::Person).include = {"anna verbeek"};
  EXPECT_THAT(values(request, EvidenceScope::Filters), ElementsAre("Anna Verbeek"));
  request = {};
  request.subject = Subject{Facet::Country, "IR"};
  EXPECT_THAT(values(request, EvidenceScope::Filters), ElementsAre("IR"));
  request.scope = EntityScope::AnyMention;
  EXPECT_THAT(values(request, EvidenceScope::All), ElementsAre("IR", "CH", "Anna Verbeek"));
  EXPECT_THAT(values(request, EvidenceScope::None), IsEmpty());
}

}  // namespace
}  // namespace morgue
