#include "searcher/spelling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_directory.h"

namespace morgue {
namespace {

class Spelling : public testing::Test {
 protected:
  Spelling() {
    const std::pair<const char*, unsigned> words[] = {
        {"thatcher", 60},   {"teacher", 40},     {"teachers", 90},     {"thacker", 1},
        {"iran", 500},      {"aran", 2},         {"price", 900},       {"prize", 30},
        {"sharaf", 3},      {"ahmadinejad", 80}, {"government", 2000}, {"musharraf", 9},
        {"gorbachev", 300}, {"gorbachov", 2}};
    schema::Stemmer stemmer;
    for (const auto& [word, articles] : words) {
      database_.add_spelling(word, articles);
      for (unsigned i = 0; i < std::min(articles, 5U); ++i) {
        Xapian::Document document;
        document.add_term(stemmer(word));
        database_.add_document(document);
      }
    }
    database_.commit();
  }

  std::string better(const std::string& text) {
    return better_spelling(text, parse_query(text).root, database_, stemmer_);
  }

  // Xapian's in-memory backend knows no spellings.
  test::TempDirectory directory_;
  Xapian::WritableDatabase database_{directory_.path().string()};
  schema::Stemmer stemmer_;
};

TEST_F(Spelling, TakesTheLikeliestWordThatIsASlipAway) {
  const struct {
    std::string text, expected;
  } rows[] = {
      {"thacher", "thatcher"},       // a letter is missing; "thacker" is rarer
      {"govrenment", "government"},  // two changed places
      {"prise", "price"},            // of two the commoner
      {"musharaf", "musharraf"},     // not "sharaf", which begins otherwise
      {"irann", "iran"},
      {"ahmedinijad", "ahmadinejad"},  // two slips in a long word
      {"goverrmint", "government"},
      {"tachr", ""},  // two in a short one are too many
      {"iran", ""},
      {"xyzzy", ""},
      {"", ""},
      // Rare, and a hundred times rarer than its neighbour.
      {"gorbachov", "gorbachev"},
      {"aran", "iran"},
      {"thacker", ""},
      {"musharraf", ""},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(better(text), expected);
  }
}

TEST_F(Spelling, ChangesTheWordsOfAQueryAndNothingElse) {
  const struct {
    std::string text, expected;
  } rows[] = {
      {"Thacher goverment", "Thatcher government"},
      {"\"thacher goverment\" OR iran", "\"thatcher government\" OR iran"},
      {"headline:thacher", "headline:thatcher"},
      {"person:\"Margaret Thacher\"", "person:\"Margaret Thatcher\""},
      {"atleast3:thacher NEAR/5 iran", "atleast3:thatcher NEAR/5 iran"},
      {"iran -thacher", ""},
      {"byline:thacher", ""},
      {"thacher*", ""},
      {"country:goverment", ""},
      // A part of another word is no word.
      {"thachers iran thacher", "teachers iran thatcher"},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(better(text), expected);
  }
}

}  // namespace
}  // namespace morgue
