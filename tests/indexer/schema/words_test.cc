#include "indexer/schema/words.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace morgue::schema {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  WordScanner scanner{text};
  Word word;
  while (scanner.next(word)) words.emplace_back(word.folded);
  return words;
}

TEST(Words, AreRunsOfLettersAndDigitsWithoutCaseAndAccents) {
  const struct {
    std::string_view text;
    std::vector<std::string> expected;
  } rows[] = {
      {"", {}},
      {" ,.-!? ", {}},
      {"Gold fell", {"gold", "fell"}},
      {"President Erdoğan", {"president", "erdogan"}},
      {"ÖSTERREICH Österreich", {"osterreich", "osterreich"}},
      {"north-eastern", {"north", "eastern"}},
      {"Iran's Iran’s", {"iran", "iran"}},
      {"the ministers' talks", {"the", "ministers", "talks"}},
      {"O'Neill O’Neill", {"oneill", "oneill"}},
      {"don't", {"dont"}},
      {"AT&T R&D Marks & Spencer", {"at&t", "r&d", "marks", "spencer"}},
      {"Oil, gas. Why? (B.) 'Tis &c. rock'", {"oil", "gas", "why", "b", "tis", "c", "rock"}},
      {"Iran’ Zürich, 1. 2, 3", {"iran", "zurich", "1", "2", "3"}},
      {"U.S. U.S U.N. U.S.-led", {"us", "us", "un", "us", "led"}},
      {"J.K. Rowling", {"jk", "rowling"}},
      // A point that ends a sentence is no acronym.
      {"Plan B. Then", {"plan", "b", "then"}},
      {"example.com", {"example", "com"}},
      {"1,000 3.5 2016-12-19 3,5 mln", {"1000", "3.5", "2016", "12", "19", "35", "mln"}},
      {"G20 B-52", {"g20", "b", "52"}},
      // One character, one word: there are no blanks to go by.
      {"東京 12", {"東", "京", "12"}},
      {"Москва Αθήνα", {"москва", "αθηνα"}},
      // Decomposed accents are part of their letter.
      {"Erdog\u0306an", {"erdogan"}},
      {"\u0306 \u0306", {}},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(words_of(text), expected);
  }
}

TEST(Words, KnowWhereTheyStandInTheText) {
  const std::string text = "Iran’s Erdoğan.";
  WordScanner scanner{text};
  Word word;
  ASSERT_TRUE(scanner.next(word));
  EXPECT_EQ(text.substr(word.start, word.end - word.start), "Iran");
  ASSERT_TRUE(scanner.next(word));
  EXPECT_EQ(text.substr(word.start, word.end - word.start), "Erdoğan");
  EXPECT_FALSE(scanner.next(word));
}

TEST(Words, AreCutAtABoundOnACharacterBoundary) {
  EXPECT_EQ(words_of(std::string(1000, 'a')), std::vector{std::string(kMaxWordBytes, 'a')});
  std::string cyrillic;
  for (int i = 0; i < 100; ++i) cyrillic += "ж";
  const std::vector<std::string> words = words_of("a" + cyrillic);
  ASSERT_EQ(words.size(), 1U);
  EXPECT_EQ(words[0].size(), kMaxWordBytes - 1);
}

TEST(Words, OfMalformedTextEnd) {
  for (const std::string& text : {std::string("\xff\xfe\x80 ok"), std::string("ok \xe2\x80"),
                                  std::string("'\xe2'"), std::string(3, '\0')}) {
    EXPECT_LE(words_of(text).size(), 4U);
  }
}

TEST(Words, OfAMillionLoneMarksDoNotExhaustTheStack) {
  std::string text;
  for (int i = 0; i < 1'000'000; ++i) text += "\u0306 ";
  EXPECT_TRUE(words_of(text).empty());
}

TEST(Words, OfOtherInitialsNeedNotBeFolded) {
  Initials wanted;
  for (const char initial : {'i', 'e'}) wanted.set(static_cast<unsigned char>(initial));
  const std::string text = "Iran’s 3.5 Élysée, O'Neill in U.N. talks";
  WordScanner all{text};
  WordScanner some{text};
  Word expected;
  Word word;
  std::string folded;
  while (all.next(expected)) {
    ASSERT_TRUE(some.next(word, wanted));
    EXPECT_EQ(word.start, expected.start);
    EXPECT_EQ(word.end, expected.end);
    if (wanted[static_cast<unsigned char>(expected.folded.front())]) {
      EXPECT_EQ(word.folded, expected.folded);
      folded += std::string{word.folded} + " ";
    }
  }
  EXPECT_FALSE(some.next(word, wanted));
  EXPECT_EQ(folded, "iran elysee in ");
}

TEST(Stems, BeginAsTheirWordsDo) {
  Stemmer stemmer;
  for (const std::string word :
       {"yes",        "youth",     "skies",   "dying",  "lying",  "tying", "idly",   "early",
        "only",       "ugly",      "news",    "inning", "ied",    "ing",   "ies",    "s",
        "ss",         "yy",        "y",       "eed",    "ation",  "logy",  "12s",    "at&t",
        "generously", "communism", "arsenal", "singly", "gently", "howe",  "zürich", "ювелиры"}) {
    const std::string& stem = stemmer(word);
    EXPECT_EQ(stem[0], word[0]) << word;
    const char second =
        stem[1] == 'i' && word[1] == 'y' ? 'y' : stem[1];  // the '\0' at the end too
    EXPECT_EQ(second, word[1]) << word;
  }
}

TEST(Stems, JoinTheFormsOfAWord) {
  Stemmer stemmer;
  EXPECT_EQ(stemmer("elections"), stemmer("election"));
  EXPECT_EQ(std::string{stemmer("meeting")}, "meet");
  EXPECT_EQ(std::string{stemmer("1987")}, "1987");
}

TEST(Stems, AndWordsHaveNumbers) {
  Stemmer stemmer;
  const Stemmer::Known election = stemmer.look_up("election");
  const Stemmer::Known elections = stemmer.look_up("elections");
  EXPECT_NE(election.word, elections.word);
  EXPECT_NE(election.hash, elections.hash);
  EXPECT_EQ(election.stem, elections.stem);
  EXPECT_EQ(stemmer.stem(election.stem), "elect");
  EXPECT_EQ(stemmer.look_up("election").word, election.word);
}

}  // namespace
}  // namespace morgue::schema
