#include "indexer/stories/credits.h"

#include <gtest/gtest.h>

#include "indexer/schema/words.h"

namespace morgue {
namespace {

/// How many words of a body are not credits.
std::size_t words_before_credits(std::string_view body) {
  CreditsFinder finder;
  schema::WordScanner scanner{body};
  schema::Word word;
  while (scanner.next(word)) finder.add(word.folded);
  return finder.begin();
}

TEST(Credits, AreLeftOutAtTheEndOfABody) {
  const struct {
    std::string_view body;
    std::size_t words;
  } rows[] = {
      {"", 0},
      {"The tram runs again after forty years.", 7},
      {"The tram runs again after forty years, to cheers. "
       "(Reporting by Ida Holm; Editing by Per Voss)",
       9},
      {"THE TRAM RUNS AGAIN AFTER FORTY YEARS REPORTING BY IDA HOLM", 7},
      {"The tram runs again after forty years.\n\nCopyright 2016 Halyard Wire.", 7},
      {"The tram runs again after forty years.\n\nCopyright (c) Halyard Wire.", 7},
      {"The tram runs again after forty years. Written by hand.", 10},
      // Of these the copyright is the news.
      {"The court said the copyright belongs to the widow.", 9},
      // More credits than body: they are all that there is.
      {"Reporting by Ida Holm in Oslo.", 6},
  };
  for (const auto& [body, words] : rows) {
    SCOPED_TRACE(body);
    EXPECT_EQ(words_before_credits(body), words);
  }
}

TEST(Credits, AreNoneIfTheTextGoesOn) {
  std::string body = "There was some reporting by others. ";
  for (int i = 0; i < 100; ++i) body += "And the text goes on. ";
  EXPECT_EQ(words_before_credits(body), 506U);
  EXPECT_EQ(words_before_credits(body + "(Editing by Per Voss)"), 506U);
}

}  // namespace
}  // namespace morgue
