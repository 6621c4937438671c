// Which documents match, by posting lists, against Xapian's own matcher.
#include "searcher/matching.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "searcher/column_builder.h"
#include "searcher/query_compiler.h"
#include "searcher/scoring.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

constexpr std::string_view kWords[] = {"oil",   "vote",   "treaty", "flood", "talks",
                                       "court", "strike", "border", "rare",  "unheard"};

class Matching : public testing::Test {
 protected:
  Matching()
      : archive_(articles()),
        database_(schema::open_for_reading(archive_.path())),
        columns_(build_columns(database_, archive_.path(), "revision")),
        tokens_(std::make_shared<const schema::TokenStreams>(archive_.path(), database_), database_,
                stemmer_) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }
  std::string word() { return std::string{kWords[below(std::size(kWords))]}; }

  std::vector<test::AnnotatedArticle> articles() {
    std::vector<test::AnnotatedArticle> made;
    for (int number = 0; number < 300; ++number) {
      std::string body;
      // The words at the front are in most articles, "rare" in a few, "unheard" in none.
      for (std::size_t words = 3 + below(12); words > 0; --words)
        body += fmt::format("{} ", kWords[below(1 + below(std::size(kWords) - 1))]);
      made.push_back(test::article(fmt::format("a{}", number), "2016-12-19", "Talks", body,
                                   {below(2) == 0 ? "IR" : "RU"}));
    }
    return made;
  }

  /// A random tree, three deep at most.
  std::string query(int depth) {
    if (depth == 0) return word();
    switch (below(9)) {
      case 0:
        return fmt::format("({} {})", query(depth - 1), query(depth - 1));
      case 1:
        return fmt::format("({} OR {})", query(depth - 1), query(depth - 1));
      case 2:
        return fmt::format("({} -{})", query(depth - 1), query(depth - 1));
      case 3:
        return fmt::format("\"{} {}\"", word(), word());
      case 4:
        return fmt::format("({} NEAR/3 {})", word(), word());
      case 5:
        return fmt::format("{}*", word().substr(0, 3));
      case 6:
        return fmt::format("({} country:iran)", query(depth - 1));
      case 7:
        return fmt::format("-{}", query(depth - 1));
      default:
        return word();
    }
  }

  Condition condition(const std::string& text) {
    return compile_query(parse_query(text).root,
                         {database_, *columns_, stemmer_, EntityScope::Focus,
                          std::chrono::year{2017} / 1 / 1},
                         false)
        .condition;
  }

  Bitmap by_walking(Condition& asked) {
    return Matcher{database_, *columns_, [this]() -> schema::TokenReader& { return tokens_; }}
        .documents_of(asked);
  }

  /// What Xapian makes of the same tree. Word order, which word_order_test.cc checks, it is told.
  Bitmap by_xapian(const Condition& asked) {
    Bitmap documents{columns_->documents.size()};
    Xapian::Enquire enquire{database_};
    enquire.set_query(xapian_query(asked));
    enquire.set_weighting_scheme(Xapian::BoolWeight{});
    const Xapian::MSet all = enquire.get_mset(0, database_.get_doccount());
    for (auto match = all.begin(); match != all.end(); ++match) documents.insert(*match);
    return documents;
  }

  static Xapian::Query xapian_query(const Condition& asked) {
    using Xapian::Query;
    std::vector<Query> parts;
    for (const Condition& part : asked.parts) parts.push_back(xapian_query(part));
    const auto of_parts = [&](Query::op op) { return Query{op, parts.begin(), parts.end()}; };
    switch (asked.type) {
      case Condition::Type::Everything:
        return Query{std::string{}};
      case Condition::Type::Nothing:
      case Condition::Type::Documents:
        return {};
      case Condition::Type::Term:
        return Query{asked.term};
      case Condition::Type::InOrder:
        return ranking_query(asked);
      case Condition::Type::All:
        return of_parts(Query::OP_AND);
      case Condition::Type::Any:
      case Condition::Type::OneWord:
        return of_parts(Query::OP_OR);
      case Condition::Type::Without:
        return of_parts(Query::OP_AND_NOT);
    }
    return {};
  }

  std::mt19937 random_{1914};
  test::TestArchive archive_;
  Xapian::Database database_;
  std::shared_ptr<const Columns> columns_;
  schema::Stemmer stemmer_;
  schema::TokenReader tokens_;
};

TEST_F(Matching, FindsWhatXapianFinds) {
  std::size_t found = 0;
  for (int round = 0; round < 2'000; ++round) {
    const std::string text = query(3);
    SCOPED_TRACE(text);
    Condition asked = condition(text);
    const Bitmap documents = by_walking(asked);
    ASSERT_EQ(documents, by_xapian(asked));
    found += documents.count() > 0 ? 1 : 0;
  }
  EXPECT_GT(found, 1'000U);
}

// What phrases were found in is left in the condition, so that ranking need not look again.
TEST_F(Matching, RanksExactlyWhatItFound) {
  for (int round = 0; round < 500; ++round) {
    const std::string text = query(3);
    SCOPED_TRACE(text);
    Condition asked = condition(text);
    const Bitmap documents = by_walking(asked);
    Xapian::Enquire enquire{database_};
    enquire.set_query(ranking_query(asked));
    const Xapian::MSet ranked = enquire.get_mset(0, database_.get_doccount());
    Bitmap by_rank{documents.size()};
    for (auto match = ranked.begin(); match != ranked.end(); ++match) by_rank.insert(*match);
    ASSERT_EQ(by_rank, documents);
  }
}

// Whatever the tree is: where a sum over terms is the score, it is the one that Xapian gives.
TEST_F(Matching, IsScoredByItsTermsAsByXapian) {
  constexpr double kK1 = 19.2;
  FrequentTerms frequent{columns_->documents.size()};
  std::size_t scored = 0;
  for (int round = 0; round < 1'000; ++round) {
    const std::string text = query(3);
    SCOPED_TRACE(text);
    Condition asked = condition(text);
    const Bitmap documents = by_walking(asked);
    const auto terms = summed_terms(asked);
    if (!terms || documents.count() == 0) continue;
    Xapian::Enquire enquire{database_};
    enquire.set_query(ranking_query(asked));
    enquire.set_weighting_scheme(Xapian::BM25Weight{kK1, 0, 1, 0, 0});
    const Xapian::MSet ranked = enquire.get_mset(0, database_.get_doccount());
    std::map<Xapian::docid, double> weights;
    for (auto match = ranked.begin(); match != ranked.end(); ++match)
      weights[*match] = match.get_weight();
    const Ranking order = Scorer{database_, frequent, *terms, kK1}.best(documents, 1'000);
    ASSERT_EQ(order.size(), weights.size());
    for (const auto& [document, score] : order) ASSERT_NEAR(score, weights[document], 1e-9);
    ++scored;
  }
  EXPECT_GT(scored, 500U);
}

TEST_F(Matching, OfNothingIsEmpty) {
  Condition nothing = Condition::nothing();
  EXPECT_EQ(by_walking(nothing).count(), 0U);
  Condition all = Condition::everything();
  EXPECT_EQ(by_walking(all).count(), 300U);
}

}  // namespace
}  // namespace morgue
