#include "corpus/published.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

std::string iso(const std::optional<Published>& published) {
  return published ? to_iso(*published) : "nothing";
}

TEST(ParseIso, ReadsDaysAndTimes) {
  const struct {
    std::string_view text;
    std::string_view expected;
  } rows[] = {
      {"2016-12-19", "2016-12-19"},
      {"20161219", "2016-12-19"},
      {" 2016-12-19T14:05Z ", "2016-12-19T14:05:00Z"},
      {"2016-12-19 14:05:00 +0330", "2016-12-19T14:05:00+03:30"},
      {"2016-12-19T14:05:00.123-05:00", "2016-12-19T14:05:00-05:00"},
      {"2016-12-19T14:05:06", "2016-12-19T14:05:06"},  // no zone is known, none is claimed
      {"20161219T140506Z", "2016-12-19T14:05:06Z"},
      {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
      {"2015-02-29", "nothing"},
      {"2016-13-01", "nothing"},
      {"1499-01-01", "nothing"},
      {"2016-12-19T25:00", "nothing"},
      {"2016-12-19x", "nothing"},
      {"2016-12", "nothing"},
      {"", "nothing"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(iso(parse_iso(row.text)), row.expected);
  }
}

TEST(ParsePrintedDate, ReadsWhatNewspapersPrint) {
  const struct {
    std::string_view text;
    std::string_view expected;
  } rows[] = {
      {"19 December 2016", "2016-12-19"},
      {"Dec. 19, 2016 2:05 p.m.", "2016-12-19T14:05:00"},
      {"Monday, 19 Dec 2016 14:05 GMT", "2016-12-19T14:05:00Z"},
      {"26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01"},
      {"Mon, 19 Dec 2016 14:05:00 +0330", "2016-12-19T14:05:00+03:30"},
      {"Mon Dec 19 14:05:00 UTC 2016", "2016-12-19T14:05:00Z"},
      {"Friday, March 11, 2011", "2011-03-11"},
      {"Published: 2011-03-11 14:46 UTC", "2011-03-11T14:46:00Z"},
      {"First published on 3rd May 2012 at 9am", "2012-05-03T09:00:00"},
      {"Posted on Sept. 9, 2001", "2001-09-09"},
      {"14:05 GMT, 19 December 2016", "2016-12-19T14:05:00Z"},
      {"11:30 - 5 December 2016", "2016-12-05T11:30:00"},  // a dash, not five hours west
      {"19 December 2016 — 12:15 a.m. EST", "2016-12-19T00:15:00-05:00"},
      {"Updated 1405 GMT, 19 Dec 2016", "2016-12-19T14:05:00Z"},
      {"2016/12/19", "2016-12-19"},
      {"19.12.2016", "2016-12-19"},
      {"12/19/2016", "2016-12-19"},
      {"Dec 19 2016 14:05 ET", "2016-12-19T14:05:00"},  // summer or winter is not said
      {"19th of December, 2016", "2016-12-19"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(iso(parse_printed_date(row.text)), row.expected);
  }
}

TEST(ParsePrintedDate, ReadsOtherLanguages) {
  const struct {
    std::string_view text;
    std::string_view expected;
  } rows[] = {
      {"19. Dezember 2016", "2016-12-19"},
      {"Montag, den 3. März 2014 um 14.05 Uhr", "2014-03-03T14:05:00"},
      {"Veröffentlicht am 19.12.2016 um 14:05 Uhr", "2016-12-19T14:05:00"},
      {"Mo., 19. Jänner 2015, 9 Uhr", "2015-01-19T09:00:00"},
      {"19 décembre 2016", "2016-12-19"},
      {"Publié le mardi 1er août 2017 à 14h05", "2017-08-01T14:05:00"},
      {"mar. 20 déc. 2016", "2016-12-20"},  // a Tuesday …
      {"20 mar. 2017", "2017-03-20"},       // … and March
      {"10 mars 2016", "2016-03-10"},
      {"19 de diciembre de 2016", "2016-12-19"},
      {"lunes, 19 de diciembre de 2016 14:05", "2016-12-19T14:05:00"},
      {"Actualizado el 5 de mayo de 2016 a las 2:05 p.m.", "2016-05-05T14:05:00"},
      {"Diciembre 19, 2016", "2016-12-19"},
      {"1º de março de 2016 às 14h05", "2016-03-01T14:05:00"},
      {"segunda-feira, 19 de dezembro de 2016", "2016-12-19"},
      {"lunedì 19 dicembre 2016, ore 14.05", "2016-12-19T14:05:00"},
      {"5 set 2016", "2016-09-05"},
      {"Gepubliceerd op maandag 19 december 2016 om 14.05 uur", "2016-12-19T14:05:00"},
      {"3 mrt. 2016", "2016-03-03"},
      {"19 grudnia 2016", "2016-12-19"},
      {"środa, 5 października 2016 r., godz. 14:05", "2016-10-05T14:05:00"},
      {"19 декабря 2016 г., 14:05", "2016-12-19T14:05:00"},
      {"9 мая 2016", "2016-05-09"},
      {"19 грудня 2016 року, п’ятниця", "2016-12-19"},
      {"9 май 2016 г.", "2016-05-09"},
      {"19. prosince 2016", "2016-12-19"},
      {"2 listopada 2016", "2016-11-02"},    // Polish …
      {"2. listopada 2016.", "2016-10-02"},  // … and Croatian
      {"måndag 19 december 2016 kl. 14.05", "2016-12-19T14:05:00"},
      {"lørdag den 1. oktober 2016", "2016-10-01"},
      {"19. joulukuuta 2016 klo 14.05", "2016-12-19T14:05:00"},
      {"2016. december 19., hétfő", "2016-12-19"},
      {"19 Aralık 2016", "2016-12-19"},
      {"Senin, 19 Desember 2016 14:05 WIB", "2016-12-19T14:05:00+07:00"},
      {"19 d'abril de 2016", "2016-04-19"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(iso(parse_printed_date(row.text)), row.expected);
  }
}

TEST(ParsePrintedDate, OfOneLanguageOnlyAndFromItsFirstWordToItsLast) {
  for (const std::string_view text :
       {"19 de December 2016", "19. diciembre Uhr 2016", "lundi 19 dicembre 2016", "Set 5, 2016",
        "Mars 10, 2016", "Mai 5 2016", "10 mars bars 2016", "ago 5 2016", "19 grudnia 2016 nic",
        "El 19 de diciembre de 2016 abrió", "5 marche 2016", "31. Februar 2016",
        "美樹營地 - 探訪老鷹溪 (下) 2011/12/18", "день 19 декабря 2016", "Dezember 2016",
        "19. Dezember", "mars", "14h05", "um 14 Uhr"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(iso(parse_printed_date(text)), "nothing");
  }
}

TEST(ParsePrintedDate, IsStrict) {
  for (const std::string_view text :
       {"03/04/2016",  // March or April?
        "December 2016", "19 December", "May", "2016", "31 April 2016",
        "19 December 2016 and later", "On 19 December 2016 the council met.", "19 19 December 2016",
        "December January 19 2016", "19 December 2016 25:00", "13:05 p.m. 19 December 2016",
        "version 1.12.2016.4", "999999999999", "19 December 20161219", ""}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(iso(parse_printed_date(text)), "nothing");
  }
  EXPECT_FALSE(parse_printed_date(std::string(100000, '1')));
}

TEST(Published, OrdersByInstant) {
  const auto at = [](std::string_view text) { return instant(parse_iso(text).value()); };
  EXPECT_EQ(at("2016-12-19T14:05:00+03:30"), at("2016-12-19T10:35:00Z"));
  EXPECT_EQ(at("2016-12-19"), at("2016-12-19T00:00:00"));
  EXPECT_LT(at("2016-12-19T23:00:00-05:00"), at("2016-12-20T05:00:00Z"));
}

TEST(Published, IsOnALaterDayOnlyWhereItsOwnZoneSaysSo) {
  const struct {
    std::string_view later;
    std::string_view earlier;
    bool expected;
  } rows[] = {
      {"2016-12-20", "2016-12-19", true},
      {"2016-12-19T23:00:00Z", "2016-12-19T08:00:00Z", false},
      {"2016-12-20T04:40:00Z", "2016-12-19T23:30:00-05:00", false},  // ten minutes
      {"2016-12-20T05:40:00Z", "2016-12-19T23:30:00-05:00", true},
      {"2016-12-18", "2016-12-19", false},
      {"2016-12-20", "2016-12-19T23:30:00-05:00", true},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.later);
    EXPECT_EQ(is_on_later_day(parse_iso(row.later).value(), parse_iso(row.earlier).value()),
              row.expected);
  }
}

TEST(PublishedFrom, NamesAreReadBack) {
  for (const PublishedFrom from :
       {PublishedFrom::None, PublishedFrom::Metadata, PublishedFrom::JsonLd, PublishedFrom::Url,
        PublishedFrom::Dateline, PublishedFrom::Text, PublishedFrom::Path}) {
    EXPECT_EQ(published_from(to_string(from)), from);
  }
  EXPECT_EQ(to_string(PublishedFrom::JsonLd), "jsonld");
  EXPECT_EQ(published_from("the stars"), PublishedFrom::None);
}

TEST(ParseMonth, KnowsNamesAndAbbreviations) {
  EXPECT_EQ(parse_month("january"), std::chrono::January);
  EXPECT_EQ(parse_month("Jan."), std::chrono::January);
  EXPECT_EQ(parse_month("SEPT"), std::chrono::September);
  EXPECT_FALSE(parse_month("Marc"));
  EXPECT_FALSE(parse_month("Ja"));
  EXPECT_FALSE(parse_month(""));
}

}  // namespace
}  // namespace morgue
