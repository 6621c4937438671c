// What a token is: where words begin and end, which points end sentences, and what a token knows of
// its line and paragraph.
#include "indexer/tokens/tokeniser.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace morgue {
namespace {

/// The tokens' texts, joined by '|'.
std::string joined(std::string_view body) {
  const TokenisedText text = tokenise("", body);
  std::string result;
  for (const Token& token : text.tokens) {
    if (!result.empty()) result += '|';
    result += text.of(token);
  }
  return result;
}

std::vector<std::string> words_where(const TokenisedText& text, bool Token::*flag) {
  std::vector<std::string> words;
  for (const Token& token : text.tokens)
    if (token.*flag) words.emplace_back(text.of(token));
  return words;
}

using Words = std::vector<std::string>;

TEST(Tokeniser, SplitsTextIntoWordsNumbersAndPunctuation) {
  const struct {
    std::string_view text, expected;
  } rows[] = {
      {"", ""},
      {"Prices rose, slightly.", "Prices|rose|,|slightly|."},
      // Inner hyphens and apostrophes belong to the word.
      {"Al-Assad met O'Neill", "Al-Assad|met|O'Neill"},
      {"It isn't D’Angelo", "It|isn't|D’Angelo"},
      {"the dash - here -- and there", "the|dash|-|here|--|and|there"},
      // Possessives are split off, the curly kind and the bare apostrophe too.
      {"Iran's IRAN'S Iran’s", "Iran|'s|IRAN|'S|Iran|’s"},
      {"Athens' mayor", "Athens|'|mayor"},
      {"Google 's profit", "Google|'s|profit"},
      // Abbreviations keep their points.
      {"Gen. J. K. Lee of the U.S. at 5 p.m. today", "Gen.|J.|K.|Lee|of|the|U.S.|at|5|p.m.|today"},
      {"J.K. Rowling and J.-P. Dubois", "J.K.|Rowling|and|J.-P.|Dubois"},
      {"a U.S.-led force", "a|U.S.|-|led|force"},
      {"Acme Inc. said", "Acme|Inc.|said"},
      {"No. 5 but no. No. Never", "No.|5|but|no|.|No|.|Never"},
      // A missing blank after a full stop does not glue sentences together.
      {"It ended.The rest", "It|ended|.|The|rest"},
      {"Amazon.com and <GM.N>", "Amazon.com|and|<|GM.N|>"},
      {"AT&T, B&B, fish & chips", "AT&T|,|B&B|,|fish|&|chips"},
      {"1,000 at 10:30 on 3.5 pct, 54-year-old", "1,000|at|10:30|on|3.5|pct|,|54-year-old"},
      {"COVID-19 and F-16s", "COVID-19|and|F-16s"},
      {"“Yes” – no…", "“|Yes|”|–|no|…"},
      {"Érik Müller, Đoković, Жуков", "Érik|Müller|,|Đoković|,|Жуков"},
      {"Either/or wait...", "Either|/|or|wait|..."},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(joined(text), expected);
  }
}

TEST(Tokeniser, OffsetsAreBytesOfHeadlineBlankLineAndBody) {
  const TokenisedText text = tokenise("Zürich votes", "Polls opened.");
  EXPECT_EQ(text.text, "Zürich votes\n\nPolls opened.");
  EXPECT_EQ(text.body_start, 15U);
  ASSERT_EQ(text.tokens.size(), 5U);
  EXPECT_EQ(text.tokens[2].start, 15U);
  EXPECT_EQ(text.of(text.tokens[0]), "Zürich");
  EXPECT_TRUE(text.tokens[1].in_headline);
  EXPECT_FALSE(text.tokens[2].in_headline);
}

TEST(Tokeniser, KnowsWhereSentencesBegin) {
  const struct {
    std::string_view text;
    Words expected;
  } rows[] = {
      {"Rates rose. Banks gained! Why? Nobody knew.", {"Rates", "Banks", "Why", "Nobody"}},
      {"Mr. Lee met Gen. Park. They spoke.", {"Mr.", "They"}},
      {"ST. LOUIS waited. They came.", {"ST.", "They"}},
      // A point that abbreviates ends the sentence too when the next word could begin one.
      {"He left the U.S. The reason is unclear.", {"He", "The"}},
      {"He saw the U.S. Senate vote.", {"He"}},
      {"It was sold to Acme Inc. It paid cash.", {"It", "It"}},
      {"He said, \"We agree.\" Others said: \"Never.\"", {"He", "We", "Others", "Never"}},
      {"\"We agree,\" Lee said.", {"We"}},
      {"One.\n\nTwo words\n\n  three", {"One", "Two", "three"}},
      {"“Stop,” he said. “Now.”", {"Stop", "Now"}},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(words_where(tokenise("", text), &Token::sentence_start), expected);
  }
}

TEST(Tokeniser, KnowsCapitals) {
  const TokenisedText text = tokenise("", "The IAEA and U.S. met Élise; iPhone A 12B");
  EXPECT_EQ(words_where(text, &Token::capitalised), (Words{"The", "IAEA", "U.S.", "Élise", "A"}));
  EXPECT_EQ(words_where(text, &Token::all_caps), (Words{"IAEA", "U.S."}));
}

TEST(Tokeniser, KnowsLinesInCapitals) {
  const struct {
    std::string_view headline;
    bool expected;
  } rows[] = {
      {"REAGAN SAYS RATES MUST FALL", true},  {"McDONNELL DOUGLAS SEES 4TH QTR PROFIT", true},
      {"Reagan says rates must fall", false}, {"NATO meets", false},
      {"ÖSTERREICH WÄHLT HEUTE", true},       {"1987", false},
  };
  for (const auto& [headline, expected] : rows) {
    SCOPED_TRACE(headline);
    EXPECT_EQ(tokenise(headline, "The body is in small letters.").tokens.front().caps_line,
              expected);
    EXPECT_FALSE(tokenise(headline, "The body is in small letters.").tokens.back().caps_line);
  }
}

TEST(Tokeniser, CountsParagraphsFromTheHeadline) {
  const TokenisedText text = tokenise("Head", "One\n\nTwo\nstill two\n\nThree");
  std::vector<int> paragraphs;
  for (const Token& token : text.tokens) paragraphs.push_back(token.paragraph);
  EXPECT_EQ(paragraphs, (std::vector<int>{0, 1, 2, 2, 2, 3}));
  // Without a headline the body still begins with paragraph 1.
  EXPECT_EQ(tokenise("", "One").tokens.front().paragraph, 1);
}

TEST(Tokeniser, MarksThePossessor) {
  EXPECT_EQ(words_where(tokenise("", "Iran's plan, Athens' mayor, Google 's profit, cats"),
                        &Token::possessive),
            (Words{"Iran", "Athens", "Google"}));
}

TEST(Tokeniser, SurvivesAnyBytes) {
  for (const std::string_view text :
       {"\xff\xfe'", "'s", "’", ".", "A.", "\xe2\x80", "-", "'", "1.", "&&", "\n\n\n"}) {
    SCOPED_TRACE(text);
    const TokenisedText result = tokenise(text, text);
    std::uint32_t previous = 0;
    for (const Token& token : result.tokens) {
      EXPECT_LE(previous, token.start);
      EXPECT_LT(token.start, token.end);
      EXPECT_LE(token.end, result.text.size());
      previous = token.end;
    }
  }
}

}  // namespace
}  // namespace morgue
