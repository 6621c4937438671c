// What becomes of a span that the tagger took for a person's name.
#include "indexer/names/persons.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace morgue {
namespace {

/// The persons found if the tagger tagged these words of the text, as printed.
std::vector<std::string> persons_if_tagged(std::string_view body, std::string_view tagged) {
  const TokenisedText text = tokenise("", body);
  MarkedText marked(text);
  const std::size_t start = text.text.find(tagged);
  TokenSpan span{0, 0};
  for (std::uint32_t i = 0; i < marked.size(); ++i) {
    if (text.tokens[i].start < start) span.first = span.last = i + 1;
    if (text.tokens[i].end <= start + tagged.size()) span.last = i + 1;
  }
  std::vector<std::string> found;
  for (const PersonSpan& person : find_persons(marked, {span})) {
    const std::uint32_t from = text.tokens[person.span.first].start;
    found.push_back(text.text.substr(from, text.tokens[person.span.last - 1].end - from));
  }
  return found;
}

TEST(PersonSpans, AreTheNameAloneAndAllOfIt) {
  const struct {
    std::string_view text;
    std::string_view tagged;
    std::string_view expected;
  } rows[] = {
      {"Next came Ethiopians Abel Qwert.", "Ethiopians Abel Qwert", "Abel Qwert"},
      {"Police named Jane Qwert of Springfield.", "Jane Qwert of Springfield", "Jane Qwert"},
      {"He pardoned Edward J. Qwert Jr. on Tuesday.", "Edward J. Qwert", "Edward J. Qwert Jr."},
      {"His father, Sultan Said bin Qwert, lost.", "bin Qwert", "Said bin Qwert"},
      {"He met Bishop Emeritus Abel Qwert.", "Emeritus Abel Qwert", "Abel Qwert"},
      {"But Qwert said no.", "But Qwert", "Qwert"},
      {"She married co-star Qwert in June.", "co-star Qwert", "Qwert"},
      {"The prize went to Kevin Bridge.", "Kevin Bridge", "Kevin Bridge"},
  };
  for (const auto& row : rows)
    EXPECT_EQ(persons_if_tagged(row.text, row.tagged),
              std::vector<std::string>{std::string(row.expected)})
        << row.text;
}

TEST(PersonSpans, AreNoneWhereAThingBearsTheName) {
  const struct {
    std::string_view text;
    std::string_view tagged;
  } rows[] = {
      {"The bank paid for the Jane Qwert Bridge.", "Jane Qwert"},
      {"She won the Leroy P. Qwert prize.", "Leroy P. Qwert"},
      {"She won the Leroy Qwert Prize.", "Leroy Qwert Prize"},
      {"He wrote A B C D E F G H I J Qwert.", "A B C D E F G H I J Qwert"},
      {"He was sent to Peter Qwert Correctional Facility.", "Peter Qwert"},
      {"The fall of the Qwert dynasty was told.", "Qwert"},
      {"The crew of the USS Jane Qwert came home.", "Jane Qwert"},
      {"The crew of the U.S.S. Qwert came home.", "U.S.S. Qwert"},
      {"The coral P. damicornis grows there.", "P. damicornis"},
  };
  for (const auto& row : rows)
    EXPECT_TRUE(persons_if_tagged(row.text, row.tagged).empty()) << row.text;
}

}  // namespace
}  // namespace morgue
