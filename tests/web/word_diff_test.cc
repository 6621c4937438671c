#include "web/pages/word_diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/web/html_page.h"

namespace morgue::web {
namespace {

using testing::ElementsAre;

/// "same -removed +added", paragraphs as "/".
std::string in_short(std::string_view before, std::string_view after) {
  std::string line;
  const std::vector<DiffRun> runs = diff_words(before, after);
  for (const auto& [kind, words] : runs)
    for (const std::string_view word : words) {
      line += line.empty() ? "" : " ";
      line += kind == DiffRun::Kind::Removed ? "-" : kind == DiffRun::Kind::Added ? "+" : "";
      line += word == "\n\n" ? "/" : std::string{word};
    }
  return line;
}

std::vector<std::string> html_of(std::string_view before, std::string_view after) {
  return diff_paragraphs_html(diff_words(before, after));
}

TEST(WordDiff, TellsWordsThatBothHaveFromThoseOfOne) {
  const struct {
    std::string_view before, after, expected;
  } rows[] = {
      {"", "", ""},
      {"Gold fell", "Gold fell", "Gold fell"},
      {"", "Gold fell", "+Gold +fell"},
      {"Gold fell", "", "-Gold -fell"},
      {"Gold fell on Monday.", "Gold rose on Monday.", "Gold -fell +rose on Monday."},
      {"Gold fell sharply", "Gold fell", "Gold fell -sharply"},
      {"fell sharply", "Gold fell sharply", "+Gold fell sharply"},
      {"a b c d e", "b x d e f", "-a b -c +x d e +f"},
      // What was removed is shown first, however the words were found to be changed.
      {"one two", "three four", "-one -two +three +four"},
      // Spaces and line ends within a paragraph are no words.
      {"Gold\nfell", "Gold  fell", "Gold fell"},
      {"One.\n\nTwo.", "One. Two.", "One. -/ Two."},
      {"One. Two.", "One.\n\nTwo.\n\n", "One. +/ Two."},
  };
  for (const auto& [before, after, expected] : rows) {
    SCOPED_TRACE(std::string{before} + " | " + std::string{after});
    EXPECT_EQ(in_short(before, after), expected);
  }
}

std::size_t edits_by_table(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j)
      table[i][j] = i == 0                 ? j
                    : j == 0               ? i
                    : a[i - 1] == b[j - 1] ? table[i - 1][j - 1]
                                           : 1 + std::min(table[i - 1][j], table[i][j - 1]);
  return table[a.size()][b.size()];
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

TEST(WordDiff, GivesBothTextsBackAndIsAsShortAsCanBe) {
  std::mt19937 random{7};
  for (int round = 0; round < 400; ++round) {
    const auto text = [&] {
      std::vector<std::string> words(random() % 14);
      for (std::string& word : words) word = std::string(1, static_cast<char>('a' + random() % 3));
      return words;
    };
    const std::vector<std::string> before = text();
    const std::vector<std::string> after = text();
    SCOPED_TRACE(joined(before) + " | " + joined(after));
    std::vector<std::string> old_words, new_words;
    std::size_t edits = 0;
    const std::string old_text = joined(before);
    const std::string new_text = joined(after);
    const std::vector<DiffRun> runs = diff_words(old_text, new_text);
    for (const auto& [kind, words] : runs) {
      if (kind != DiffRun::Kind::Added)
        old_words.insert(old_words.end(), words.begin(), words.end());
      if (kind != DiffRun::Kind::Removed)
        new_words.insert(new_words.end(), words.begin(), words.end());
      edits += kind == DiffRun::Kind::Same ? 0 : words.size();
    }
    EXPECT_EQ(old_words, before);
    EXPECT_EQ(new_words, after);
    EXPECT_EQ(edits, edits_by_table(before, after));
  }
}

TEST(WordDiff, OfTextsBeyondItsBoundsKeepsWhatTheyBeginAndEndWith) {
  std::string before = "begin ";
  std::string after = "begin ";
  for (std::size_t i = 0; i <= kMaxDiffEdits; ++i) {
    before += "old" + std::to_string(i) + " common ";
    after += "new" + std::to_string(i) + " common ";
  }
  const std::string before_text = before + "end";
  const std::string after_text = after + "end";
  const std::vector<DiffRun> runs = diff_words(before_text, after_text);
  ASSERT_EQ(runs.size(), 4U);
  EXPECT_THAT(runs[0].words, ElementsAre("begin"));
  EXPECT_EQ(runs[1].kind, DiffRun::Kind::Removed);
  EXPECT_EQ(runs[1].words.size(), 2 * kMaxDiffEdits + 1);
  EXPECT_EQ(runs[2].kind, DiffRun::Kind::Added);
  EXPECT_THAT(runs[3].words, ElementsAre("common", "end"));
}

TEST(WordDiff, IsShownInParagraphs) {
  EXPECT_THAT(html_of("Gold\n\nIt fell. And so on.", "Silver\n\nIt fell.\n\nAnd so on."),
              ElementsAre("<del>Gold</del> <ins>Silver</ins>", "It fell.", "And so on."));
  EXPECT_THAT(html_of("One.\n\nTwo.", "One. Two."), ElementsAre("One. <del>¶</del> Two."));
  EXPECT_THAT(html_of("One.", "One. Two three.\n\nFour."),
              ElementsAre("One. <ins>Two three.</ins>", "<ins>Four.</ins>"));
  EXPECT_TRUE(html_of("", "").empty());
}

TEST(WordDiff, IsEscaped) {
  const std::string hostile = "</del><script>alert(1)</script>&amp;";
  for (const auto& [before, after] :
       {std::pair{hostile, std::string{}}, std::pair{std::string{}, hostile},
        std::pair{hostile, hostile}}) {
    const std::vector<std::string> html = html_of(before, after);
    ASSERT_EQ(html.size(), 1U);
    const test::HtmlPage page{html.front()};
    EXPECT_TRUE(page.named("script").empty());
    EXPECT_EQ(page.text_of("body"), hostile);
  }
}

}  // namespace
}  // namespace morgue::web
