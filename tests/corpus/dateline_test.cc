#include "corpus/dateline.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

using std::chrono::month_day;

std::optional<month_day> on(unsigned month, unsigned day) {
  return std::chrono::month(month) / std::chrono::day(day);
}

TEST(Dateline, IsReadFromTheOpeningOfAWireStory) {
  const struct {
    std::string_view story;
    Dateline expected;
  } rows[] = {
      {"LONDON, March 3 (Reuter) - Gold fell.", {"LONDON", on(3, 3), "Reuter"}},
      {"NEW YORK (AP) - Shares rose.", {"NEW YORK", std::nullopt, "AP"}},
      {"TEHRAN (Tasnim) – The presidents spoke.", {"TEHRAN", std::nullopt, "Tasnim"}},
      {"TOKYO, March 11 (ONA) — A quake struck.", {"TOKYO", on(3, 11), "ONA"}},
      {"SANTIAGO, Chile (Halyard) – The president said.",
       {"SANTIAGO, Chile", std::nullopt, "Halyard"}},
      {"PORT-AU-PRINCE, Haiti (Halyard) - Rescuers arrived.",
       {"PORT-AU-PRINCE, Haiti", std::nullopt, "Halyard"}},
      {"GENEVA - Talks resumed.", {"GENEVA", std::nullopt, ""}},
      {"GENEVA—Talks resumed.", {"GENEVA", std::nullopt, ""}},
      {"WASHINGTON (AP) _ The Senate voted.", {"WASHINGTON", std::nullopt, "AP"}},
      {"PARIS -- Wheat rose.", {"PARIS", std::nullopt, ""}},
      {"New York, April 7 - Rates rose.", {"New York", on(4, 7), ""}},
      {"Tehran (Tasnim) – He spoke.", {"Tehran", std::nullopt, "Tasnim"}},
      {"MOSCOW, 19 Dec (TASS) - He spoke.", {"MOSCOW", on(12, 19), "TASS"}},
      {"ROCHESTER, N.Y., Feb 26 - Sales rose.", {"ROCHESTER, N.Y.", on(2, 26), ""}},
      {"RICHMOND, Va. Feb 26 - Sales rose.", {"RICHMOND, Va.", on(2, 26), ""}},
      {"DETROIT Jan 11 (Halyard) - Car makers met.", {"DETROIT", on(1, 11), "Halyard"}},
      {"NEW YORK/LOS ANGELES (Hollywood Reporter) - Comedies won.",
       {"NEW YORK/LOS ANGELES", std::nullopt, "Hollywood Reporter"}},
      {"BEIJING, Tuesday (Halyard) - Trade grew.", {"BEIJING", std::nullopt, "Halyard"}},
      {"(Halyard) - Oil prices rose.", {"", std::nullopt, "Halyard"}},
      {"****LONDON, March 26 - The pound rose.", {"LONDON", on(3, 26), ""}},
      {"MONTREAL, Feb 26- Shares rose.", {"MONTREAL", on(2, 26), ""}},
      {"SÃO PAULO, Brazil (Halyard) - Sugar rose.", {"SÃO PAULO, Brazil", std::nullopt, "Halyard"}},
      {"RIO DE JANEIRO\n(Halyard) - Sugar rose.", {"RIO DE JANEIRO", std::nullopt, "Halyard"}},
      {"NEW YORK (Halyard) - - Shares rose.", {"NEW YORK", std::nullopt, "Halyard"}},
      // An impossible day does not cost us the place.
      {"PARIS, April 31 (Reuter) - Wheat.", {"PARIS", std::nullopt, "Reuter"}},
  };
  for (const auto& [story, expected] : rows) {
    SCOPED_TRACE(story);
    const std::optional<DatelineRead> read = read_dateline(story);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->dateline, expected);
    // What is left begins with the story: none of these stories begins with a blank or a dash.
    EXPECT_TRUE(std::isupper(static_cast<unsigned char>(story[read->length])))
        << story.substr(read->length);
  }
}

TEST(Dateline, IsNotSeenWhereThereIsNone) {
  for (const std::string_view story : {
           "Gold fell on Tuesday (see page 3) - sharply.",
           "NATO - the alliance founded in 1949 - met in Brussels.",
           "The talks - in Geneva - failed.",
           "FACTBOX - Who is who in the new cabinet",
           "UPDATE 1 - Shares fall",
           "He said: \"No.\" - and left.",
           "COVID-19 cases rose again.",
           "ANOTHER DAY\n\nLONDON - The paragraph after does not count.",
           "",
           "-",
           "- x",
           "(",
       }) {
    SCOPED_TRACE(story);
    EXPECT_FALSE(read_dateline(story));
  }
}

TEST(Dateline, GivesTheYearWhenOneIsPrinted) {
  const std::optional<DatelineRead> read =
      read_dateline("TEHRAN, Dec 19, 2016 (Tasnim) – He spoke.");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->year, std::chrono::year(2016));
  EXPECT_EQ(read->dateline.day, on(12, 19));
}

TEST(Byline, HoldsTheNamesAndNotTheHouse) {
  const struct {
    std::string_view line;
    std::string_view expected;
  } rows[] = {
      {"By Anna Verbeek", "Anna Verbeek"},
      {"By Anna Verbeek and Tom Oduya, Halyard", "Anna Verbeek, Tom Oduya"},
      {"BY ANNA VERBEEK, Staff Writer", "ANNA VERBEEK"},
      {"by Ludwig van der Berg in Brussels", "Ludwig van der Berg"},
      {"By Anna Verbeek, Tom Oduya & Min-ji Sorensen", "Anna Verbeek, Tom Oduya, Min-ji Sorensen"},
      {"By J. P. O'Neill, Halyard Wire", "J. P. O'Neill"},
      {"By: Immaculée Uwase", "Immaculée Uwase"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.line);
    EXPECT_EQ(read_byline(row.line), row.expected);
  }
  for (const std::string_view line :
       {"By Monday the river had risen.", "By air and by sea, refugees fled", "By 2020",
        "Bystanders saw it", "By", "By the time help came, it was too late", ""}) {
    SCOPED_TRACE(line);
    EXPECT_FALSE(read_byline(line));
  }
  EXPECT_FALSE(read_byline("By " + std::string(200, 'A')));
}

}  // namespace
}  // namespace morgue
