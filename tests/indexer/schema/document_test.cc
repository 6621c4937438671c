#include "indexer/schema/document.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "indexer/schema/frequency.h"
#include "indexer/schema/schema.h"

namespace morgue::schema {
namespace {

Article an_article() {
  Article article;
  article.id = "a.txt";
  article.source_path = "/news/a.txt";
  article.headline = "Iran talks";
  article.body = "Talks on Syria.";
  article.byline = "Anna Verbeek";
  article.source = "Halyard Wire";
  article.published = Published{std::chrono::year{2016} / 12 / 19, std::nullopt, std::nullopt};
  return article;
}

std::set<std::string> terms_of(const Xapian::Document& document) {
  std::set<std::string> terms;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
    terms.insert(*term);
  return terms;
}

TEST(Document, HasTheTermsThatTheQueryLanguageAsksFor) {
  Stemmer stemmer;
  const Annotations annotations{{{EntityKind::Country, "IR", 1, true},
                                 {EntityKind::Country, "SY", 0.1F, false},
                                 {EntityKind::Person, "Hassan Rouhani", 1, true}},
                                {},
                                {}};
  const std::set<std::string> terms =
      terms_of(make_document(an_article(), annotations, "hash", tokens_of(an_article(), stemmer)));
  for (const char* term :
       {"iran", "talk", "syria", "Siran", "Stalk", "Averbeek", "Qa.txt", "XSRC:halyard wire",
        "XCTY:IR", "XCTM:IR", "XCTM:SY", "XPER:hassan rouhani", "XPEM:hassan rouhani"})
    EXPECT_TRUE(terms.contains(term)) << term;
  EXPECT_FALSE(terms.contains("XCTY:SY")) << "mentioned is not in focus";
}

TEST(Document, HasATermForEveryPeriodAroundADateItMentions) {
  Stemmer stemmer;
  const Annotations annotations{
      {}, {}, {{0, 4, "1998-05-03"}, {5, 9, "2001"}, {10, 14, "no date"}}};
  const std::set<std::string> terms =
      terms_of(make_document(an_article(), annotations, "hash", tokens_of(an_article(), stemmer)));
  for (const char* term :
       {"XABD:19980503", "XABM:199805", "XABY:1998", "XABX:199", "XABY:2001", "XABX:200"})
    EXPECT_TRUE(terms.contains(term)) << term;
  EXPECT_EQ(std::count_if(terms.begin(), terms.end(),
                          [](const std::string& term) { return term.starts_with("XAB"); }),
            6);
}

Xapian::termcount frequency_of(const Xapian::Document& document, const std::string& term) {
  auto at = document.termlist_begin();
  at.skip_to(term);
  return at != document.termlist_end() && *at == term ? at.get_wdf() : 0;
}

TEST(Document, StoresFrequenciesNormalisedByLengthAndField) {
  Stemmer stemmer;
  const Xapian::Document document =
      make_document(an_article(), {}, "hash", tokens_of(an_article(), stemmer));
  EXPECT_EQ(frequency_of(document, "talk"), stored_frequency(1, 1, 5));
  EXPECT_EQ(frequency_of(document, "syria"), stored_frequency(0, 1, 5));
  EXPECT_EQ(frequency_of(document, "Siran"), stored_frequency(1));
  EXPECT_EQ(frequency_of(document, "Averbeek"), stored_frequency(1));
  EXPECT_EQ(frequency_of(document, "Qa.txt"), 0U);
}

TEST(Document, HasNoPositions) {
  Stemmer stemmer;
  const Xapian::Document document =
      make_document(an_article(), {}, "hash", tokens_of(an_article(), stemmer));
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
    EXPECT_EQ(term.positionlist_count(), 0U) << *term;
}

TEST(StoredFrequency, IsTheCountOfAnArticleOfAverageLengthInSixteenths) {
  const auto average = static_cast<std::size_t>(kAverageWords);
  EXPECT_EQ(stored_frequency(0, 1, average), 16U);
  EXPECT_EQ(stored_frequency(0, 3, average), 48U);
  EXPECT_EQ(stored_frequency(1, 0, average), 32U) << "a headline word counts as two";
  EXPECT_EQ(stored_frequency(0, 1, 0), 64U);
  EXPECT_EQ(stored_frequency(0, 1, 2 * average), 9U);
  EXPECT_EQ(stored_frequency(0, 1, 1000 * average), 1U) << "never none";
}

TEST(ArticleHash, ChangesWithTheArticleAndWithTheRulesAndNotWithItsLine) {
  Article article = an_article();
  const std::string hash = article_hash(article, 1);
  EXPECT_EQ(hash.size(), 16U);
  article.line = 7;
  EXPECT_EQ(article_hash(article, 1), hash);
  EXPECT_NE(article_hash(article, 2), hash);
  article.body += " More.";
  EXPECT_NE(article_hash(article, 1), hash);
}

TEST(PublishedValue, SortsAsTimeDoes) {
  const Published day{std::chrono::year{2016} / 12 / 19, std::nullopt, std::nullopt};
  const Published time{std::chrono::year{2016} / 12 / 19, std::chrono::seconds{3600 + 120 + 5},
                       std::nullopt};
  EXPECT_EQ(published_value(day), "20161219");
  EXPECT_EQ(published_value(time), "20161219010205");
  EXPECT_LT(published_value(day), published_value(time));
}

TEST(Tokens, AreToldWordByWordAsTheyAreTaken) {
  Stemmer stemmer;
  Article article;
  article.headline = "Gold falls";
  article.body = "Gold fell.";
  article.byline = "By Ann Lee";
  std::vector<std::pair<std::string, bool>> words;
  const DocumentTokens tokens = tokens_of(
      article, stemmer, [&](std::string_view folded, const Stemmer::Known& word, bool in_body) {
        words.emplace_back(folded, in_body);
        EXPECT_EQ(word.word, stemmer.look_up(folded).word);
      });
  EXPECT_EQ(words, (std::vector<std::pair<std::string, bool>>{
                       {"gold", false}, {"falls", false}, {"gold", true}, {"fell", true}}));
  EXPECT_EQ(tokens, tokens_of(article, stemmer));
}

}  // namespace
}  // namespace morgue::schema
