// The best of many documents, against Xapian's matcher.
#include "searcher/scoring.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

constexpr double kK1 = 19.2;
constexpr Xapian::docid kDocuments = 20'000;  // more than two runs
const std::vector<std::string> kTerms{"oil", "vote", "treaty", "rare"};

class Scoring : public testing::Test {
 protected:
  Scoring() {
    for (Xapian::docid number = 1; number <= kDocuments; ++number) {
      Xapian::Document document;
      std::size_t one_in = 2;
      for (const std::string& term : kTerms) {
        if (below(one_in) == 0)
          document.add_term(term, static_cast<Xapian::termcount>(1 + below(400)));
        one_in *= 8;
      }
      database_.add_document(document);
    }
  }

  std::size_t below(std::size_t bound) { return random_() % bound; }

  /// Of all documents that Xapian finds.
  Ranking by_xapian(const std::vector<std::string>& terms) const {
    Xapian::Enquire enquire{database_};
    enquire.set_query({Xapian::Query::OP_OR, terms.begin(), terms.end()});
    enquire.set_weighting_scheme(Xapian::BM25Weight{kK1, 0, 1, 0, 0});
    const Xapian::MSet matches = enquire.get_mset(0, kDocuments);
    Ranking ranking;
    for (auto match = matches.begin(); match != matches.end(); ++match)
      ranking.emplace_back(*match, match.get_weight());
    return ranking;
  }

  std::mt19937 random_{1914};
  Xapian::WritableDatabase database_{std::string{}, Xapian::DB_BACKEND_INMEMORY};
  FrequentTerms frequent_{kDocuments + 1};
};

TEST_F(Scoring, FindsTheBestOfThoseThatAreWantedInXapiansOrder) {
  for (int round = 0; round < 30; ++round) {
    std::vector<std::string> terms;
    for (std::size_t words = 1 + below(4); words > 0; --words)
      terms.push_back(kTerms[below(kTerms.size())]);  // some twice
    Bitmap among{kDocuments + 1};
    const std::size_t one_in = 1 + below(5);
    Ranking expected;
    for (const auto& [document, score] : by_xapian(terms)) {
      if (below(one_in) != 0) continue;
      among.insert(document);
      expected.emplace_back(document, score);
    }
    const Ranking best = Scorer{database_, frequent_, terms, kK1}.best(among, 50);
    ASSERT_EQ(best.size(), std::min<std::size_t>(50, expected.size()));
    for (std::size_t i = 0; i < best.size(); ++i) {
      ASSERT_NEAR(best[i].second, expected[i].second, 1e-9) << i;
      if (i > 0 && best[i].second == best[i - 1].second) {
        EXPECT_LT(best[i - 1].first, best[i].first);
      }
    }
  }
}

TEST_F(Scoring, OfWordsThatNoDocumentHasIsNought) {
  Bitmap among{kDocuments + 1};
  among.insert(7);
  among.insert(9'000);
  const Ranking best = Scorer{database_, frequent_, {"unheard"}, kK1}.best(among, 10);
  EXPECT_THAT(best, ElementsAre(std::pair{7U, 0.0}, std::pair{9'000U, 0.0}));
}

Condition term(const char* word) { return Condition::of_term(word); }

Condition of(Condition::Type type, Condition a, Condition b) {
  std::vector<Condition> parts;
  parts.push_back(std::move(a));
  parts.push_back(std::move(b));
  return Condition::combined(type, std::move(parts));
}

TEST(SummedTerms, AreThoseOfWhatIsWanted) {
  using Type = Condition::Type;
  EXPECT_THAT(summed_terms(term("oil")), Optional(ElementsAre("oil")));
  EXPECT_THAT(summed_terms(of(Type::All, of(Type::Any, term("oil"), term("gas")), term("oil"))),
              Optional(ElementsAre("oil", "gas", "oil")));
  EXPECT_THAT(summed_terms(Condition::without(term("oil"), term("gas"))),
              Optional(ElementsAre("oil")));
  EXPECT_THAT(summed_terms(of(Type::All, term("oil"), term("gas").as_filter())),
              Optional(ElementsAre("oil")));
  EXPECT_THAT(summed_terms(Condition::everything()), Optional(IsEmpty()));
}

TEST(SummedTerms, AreNotAllWhereWordsMustStandTogetherInOneOfSeveralAlternatives) {
  using Type = Condition::Type;
  EXPECT_EQ(summed_terms(of(Type::Any, of(Type::All, term("oil"), term("gas")), term("coal"))),
            std::nullopt);
  EXPECT_EQ(summed_terms(Condition::any_term(Type::OneWord, {"oil", "oils"})), std::nullopt);
}

}  // namespace
}  // namespace morgue
