// Which dates a text mentions and what they mean: rows of text and of what is expected of it,
// "expression=value". Unless a row says otherwise the day of publication is Thursday, 15 March
// 2018.
#include "indexer/dates/dates.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace morgue {
namespace {

using namespace std::chrono_literals;
using Dates = std::vector<std::string>;

constexpr std::chrono::year_month_day kThursday{2018y / 3 / 15};

Dates dates_of(const Article& article, const std::vector<bool>& person_tokens = {}) {
  const TokenisedText text = tokenise(article.headline, article.body);
  Dates dates;
  for (const DateMention& date : find_dates(article, text, person_tokens))
    dates.push_back(text.text.substr(date.start, date.end - date.start) + "=" + date.value);
  return dates;
}

Article article(std::string_view body,
                std::optional<std::chrono::year_month_day> published = kThursday) {
  Article result;
  result.body = body;
  if (published) result.published = Published{*published, std::nullopt, std::nullopt};
  return result;
}

Dates dates_in(std::string_view body) { return dates_of(article(body)); }

struct Row {
  std::string_view text;
  Dates expected;
};

void expect_rows(const std::vector<Row>& rows) {
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(dates_in(text), expected);
  }
}

TEST(Dates, InFullAreReadInEveryHouseStyle) {
  expect_rows({
      {"The bridge opened on 4 May 1932.", {"4 May 1932=1932-05-04"}},
      {"The bridge opened on May 4, 1932.", {"May 4, 1932=1932-05-04"}},
      {"It opened on Monday, Dec. 19, 2016.", {"Monday, Dec. 19, 2016=2016-12-19"}},
      {"It opened on the 3rd of March, 1999.", {"the 3rd of March, 1999=1999-03-03"}},
      {"It opened on 2016-12-19.", {"2016-12-19=2016-12-19"}},
      {"It opened on 12/19/2016.", {"12/19/2016=2016-12-19"}},
      {"It opened on 19/12/2016.", {"19/12/2016=2016-12-19"}},
      // Two different days in two countries.
      {"It opened on 03/04/2016.", {}},
      {"See halyard.example/2016/12/19.", {}},
      {"It opened in May 1932.", {"May 1932=1932-05"}},
      {"It opened in October of 2007.", {"October of 2007=2007-10"}},
      {"It opened in March, 2017.", {"March, 2017=2017-03"}},
      // A day that does not exist is no day.
      {"It opened on February 30, 2016.", {}},
      {"It stayed shut from July to September 2009.", {"July=2009-07", "September 2009=2009-09"}},
      {"It was shut from May 5 to June 10, 1998.",
       {"May 5=1998-05-05", "June 10, 1998=1998-06-10"}},
      {"From May 24 to 26, fans meet.", {"May 24=2018-05-24", "26=2018-05-26"}},
  });
}

TEST(Dates, OfAYearAloneNeedASignThatItIsOne) {
  expect_rows({
      {"The mill closed in 1987.", {"1987=1987"}},
      {"The 1987 strike, and those of 1991 and 1995.", {"The 1987=1987", "1991=1991", "1995=1995"}},
      {"It was founded in 1873.", {"1873=1873"}},
      {"The hall dates back to 1066.", {"1066=1066"}},
      {"The painter (1606) was poor.", {"1606=1606"}},
      {"They fought from 1914-18.", {"1914-18=1914"}},
      {"It sold for $ 2000.", {}},
      {"It sold for $2000.", {}},
      {"About 1999 were arrested.", {}},
      {"Some 2000 people marched.", {}},
      {"They hired 1950 workers.", {}},
      {"It ended at 2000 GMT.", {}},
      {"It ended at 6:15 p.m. (1815).", {}},
      {"It was built in 1200 BC.", {}},
      {"Call 555-1999.", {}},
      {"Resolution 1973 was passed.", {}},
      {"They met in '98 and in the summer of '69.", {"98=1998", "69=1969"}},
      {"A crowd of 1,999.", {}},
      {"Flight 1977 landed.", {}},
      {"It rose 1996 percent.", {}},
      {"The total was 1873.", {}},
  });
}

TEST(Dates, OfDecadesHaveAValueOfThreeFigures) {
  expect_rows({
      {"In the 1980s it grew.", {"the 1980s=198"}},
      {"In the late 1960s it grew.", {"the late 1960s=196"}},
      {"In the 1980's it grew.", {"the 1980's=198"}},
      {"Music of the '80s and 90s.", {"80s=198", "90s=199"}},
      {"A man in his 30s.", {}},
      // A century has none.
      {"In the 1800s it grew.", {}},
      {"In the 19th century it grew.", {}},
  });
}

TEST(Dates, CountedFromTodayFollowTheDayOfPublication) {
  expect_rows({
      {"He resigned today.", {"today=2018-03-15"}},
      {"He resigned yesterday morning.", {"yesterday morning=2018-03-14"}},
      {"He will resign tomorrow.", {"tomorrow=2018-03-16"}},
      {"He speaks tonight.", {"tonight=2018-03-15"}},
      {"He resigned last night.", {"last night=2018-03-14"}},
      {"He resigned this morning.", {"this morning=2018-03-15"}},
      {"He resigned the day before yesterday.", {"the day before yesterday=2018-03-13"}},
      {"He resigned last year.", {"last year=2017"}},
      {"He resigned last month.", {"last month=2018-02"}},
      {"He resigns next month.", {"next month=2018-04"}},
      {"He resigned earlier this year.", {"earlier this year=2018"}},
      {"He resigns by the end of the month.", {"the end of the month=2018-03"}},
      {"He resigns by year-end.", {"year-end=2018"}},
      {"He resigned two weeks ago.", {"two weeks ago=2018-03-01"}},
      {"He resigned three months ago.", {"three months ago=2017-12"}},
      {"He resigned twenty-five years ago.", {"twenty-five years ago=1993"}},
      {"He resigned a decade ago.", {"a decade ago=2008"}},
      {"He resigns two years from now.", {"two years from now=2020"}},
      {"He resigned in the fall of 2011.", {"the fall of 2011=2011"}},
  });
}

TEST(Dates, OfWeekdaysAreTheNearestOnTheSideThatTheSentenceLooksTo) {
  expect_rows({
      {"He resigned on Tuesday.", {"Tuesday=2018-03-13"}},
      {"He resigned on Thursday.", {"Thursday=2018-03-15"}},
      {"He will resign on Tuesday.", {"Tuesday=2018-03-20"}},
      {"The hearing is scheduled for Tuesday.", {"Tuesday=2018-03-20"}},
      {"The report is due Friday.", {"Friday=2018-03-16"}},
      {"She said on Tuesday that she will resign.", {"Tuesday=2018-03-13"}},
      {"She said she will resign on Tuesday.", {"Tuesday=2018-03-20"}},
      {"On Saturday, voters will choose a mayor.", {"Saturday=2018-03-17"}},
      {"She will be buried on Saturday.", {"Saturday=2018-03-17"}},
      {"She has to pay by Saturday.", {"Saturday=2018-03-17"}},
      {"He'll be there on Saturday.", {"Saturday=2018-03-17"}},
      {"Schools were shut on Tuesday due to snow.", {"Tuesday=2018-03-13"}},
      {"The mayor to be chosen on Tuesday is a baker.", {"Tuesday=2018-03-20"}},
      {"He is to meet them on Monday.", {"Monday=2018-03-19"}},
      {"The vote was postponed to Monday.", {"Monday=2018-03-19"}},
      {"They would appeal Wednesday's ruling.", {"Wednesday=2018-03-14"}},
      {"They spoke ahead of Sunday's vote.", {"Sunday=2018-03-18"}},
      {"He resigned last Thursday.", {"last Thursday=2018-03-08"}},
      {"He resigns next Thursday.", {"next Thursday=2018-03-22"}},
      {"This Monday he resigned.", {"This Monday=2018-03-12"}},
      {"He resigned this past Friday.", {"this past Friday=2018-03-09"}},
      {"He resigned on Friday of last week.", {"Friday of last week=2018-03-09"}},
      {"He resigned late Tuesday night.", {"late Tuesday night=2018-03-13"}},
      {"Flags fly low, Wednesday through Friday.", {"Wednesday=2018-03-14", "Friday=2018-03-16"}},
      {"On Black Friday shops are full.", {}},
      {"On Good Friday shops are shut.", {}},
      {"The Sunday Times reported it.", {}},
  });
}

TEST(Dates, WithoutAYearAreTheNearestUnlessTheSentenceSaysOtherwise) {
  expect_rows({
      {"He resigned on March 12.", {"March 12=2018-03-12"}},
      {"He resigned on Dec. 19.", {"Dec. 19=2017-12-19"}},
      {"The fair begins April 20.", {"April 20=2018-04-20"}},
      {"The mill will close on December 19.", {"December 19=2018-12-19"}},
      {"He resigned in November.", {"November=2017-11"}},
      {"The fair will be held in October.", {"October=2018-10"}},
      {"He resigned last May.", {"last May=2017-05"}},
      {"The talks start next January.", {"next January=2019-01"}},
      {"He was elected in June of last year.", {"June of last year=2017-06"}},
      {"He was elected on December 22, last year.", {"December 22, last year=2017-12-22"}},
      {"It was built in early June this year.", {"early June this year=2018-06"}},
      {"He was found on Thanksgiving Day.", {"Thanksgiving Day=2017-11-23"}},
      {"He resigned on New Year's Eve.", {"New Year's Eve=2017-12-31"}},
      {"He resigned on Christmas Eve.", {"Christmas Eve=2017-12-24"}},
      {"They recalled the Sept. 11 attacks.", {"the Sept. 11=2001-09-11"}},
      {"They recalled 9/11.", {"9/11=2001-09-11"}},
  });
}

TEST(Dates, CountedFromTheDateSpokenOfBeforeFollowIt) {
  expect_rows({
      {"He was shot on May 26, 1980. Two days later he died.",
       {"May 26, 1980=1980-05-26", "Two days later=1980-05-28"}},
      {"He was elected in 1965. Ten years later he resigned.",
       {"1965=1965", "Ten years later=1975"}},
      {"He was elected in 1995 and resigned the following year.",
       {"1995=1995", "the following year=1996"}},
      {"He arrived on Friday and left the same day.",
       {"Friday=2018-03-09", "the same day=2018-03-09"}},
      {"The law passed in March 2017. That September it was repealed.",
       {"March 2017=2017-03", "That September=2017-09"}},
      // A year does not say on which day.
      {"He was elected in 1965. Ten days later he resigned.",
       {"1965=1965", "Ten days later=2018-03-25"}},
  });
}

TEST(Dates, InAQuotationAreThoseOfTheDayItWasSaid) {
  EXPECT_EQ(dates_in("The mayor spoke on Monday. \"Today we grieve,\" she said."),
            (Dates{"Monday=2018-03-12", "Today=2018-03-12"}));
  EXPECT_EQ(dates_in("The mayor spoke on Monday. Today she resigned."),
            (Dates{"Monday=2018-03-12", "Today=2018-03-15"}));
}

TEST(Dates, AreNotSeenInDurationsSetsWeeksAndQuarters) {
  expect_rows({
      {"He served for two years.", {}},
      {"Within ten days it was over.", {}},
      {"They met every Monday.", {}},
      {"They meet each May.", {}},
      {"They meet on Monday nights.", {}},
      {"Over the past decade it grew.", {}},
      {"In the last three years it grew.", {}},
      {"It rained last week.", {}},
      {"It rained last summer.", {}},
      {"Profit fell in the third quarter.", {}},
      {"Profit fell in the third quarter of 1999.", {"1999=1999"}},
      // Where quarters are compared, that is what a year earlier means.
      {"Third-quarter profit was less than a year earlier.", {}},
      {"Profit fell by half, to a quarter of that a year earlier.", {"a year earlier=2017"}},
      {"The boy is 12 years old.", {}},
      {"USA Today reported it.", {}},
  });
}

TEST(Dates, AreNotSeenInNamesAndOtherWords) {
  expect_rows({
      {"They may march in the sun.", {}},
      {"May was not amused.", {}},
      {"She met August Wilson.", {}},
      {"The group Black September claimed it.", {}},
      {"The second attempt failed.", {}},
      {"Prices fall in the spring.", {}},
  });
  const Article of_may = article("Voters turned to Theresa May last May.");
  std::vector<bool> persons(8, false);
  persons[3] = persons[4] = true;
  EXPECT_EQ(dates_of(of_may, persons), Dates{"last May=2017-05"});
}

TEST(Dates, OfAnUndatedArticleAreOnlyThoseThatSayTheirYear) {
  EXPECT_EQ(dates_of(article("Yesterday, on Friday, on May 4, last year and two years ago.",
                             std::nullopt)),
            Dates{});
  EXPECT_EQ(dates_of(article("He was shot on May 26, 1980 and died two days later.", std::nullopt)),
            (Dates{"May 26, 1980=1980-05-26", "two days later=1980-05-28"}));
}

TEST(Dates, CountFromTheDayOfTheDatelineIfThereIsOne) {
  Article filed = article("He resigned yesterday.");
  filed.dateline = Dateline{"TEHRAN", std::chrono::March / 13, "Tasnim"};
  EXPECT_EQ(dates_of(filed), Dates{"yesterday=2018-03-12"});
  // Not from one of months ago: that was another story's.
  filed.dateline->day = std::chrono::November / 13;
  EXPECT_EQ(dates_of(filed), Dates{"yesterday=2018-03-14"});
  // A story of New Year's Eve is published in the new year.
  filed.dateline->day = std::chrono::December / 31;
  filed.published = Published{2018y / 1 / 1, std::nullopt, std::nullopt};
  EXPECT_EQ(dates_of(filed), Dates{"yesterday=2017-12-30"});
}

TEST(Dates, OfBroadcastersAreSpelt) {
  expect_rows({
      {"It began in nineteen ninety-one.", {"nineteen ninety-one=1991"}},
      {"By the year two thousand it was over.", {"two thousand=2000"}},
      {"It begins this Sunday, March eighth.", {"this Sunday, March eighth=2018-03-08"}},
  });
}

TEST(Dates, OfTheHeadlineAreFoundToo) {
  Article headed = article("Nothing here.");
  headed.headline = "Mill to close in 2019";
  EXPECT_EQ(dates_of(headed), Dates{"2019=2019"});
  headed.headline = "Mayor to resign on Monday";
  EXPECT_EQ(dates_of(headed), Dates{"Monday=2018-03-19"});
}

TEST(Dates, InALongRowNeitherExhaustTheStackNorTakeForever) {
  std::string months = "In May";
  std::string years = "In 1990";
  std::string quotes;
  for (int i = 0; i < 50'000; ++i) {
    months += " and May";
    years += " and 1990";
    quotes += "\"today, ";
  }
  EXPECT_EQ(dates_in(months).size(), 50'001U);
  EXPECT_EQ(dates_in(years).size(), 50'001U);
  EXPECT_EQ(dates_in(quotes).size(), 50'000U);
}

TEST(Dates, OfAnyTextAreInOrderInsideItAndWellFormed) {
  constexpr std::array<std::string_view, 40> kPieces = {
      "Monday", "May",   "5",  ",",     "2016",    "last", "year",    "the",
      "end",    "of",    "-",  "/",     "two",     "ago",  "next",    "month",
      "1980s",  "'",     "s",  "every", "before",  "day",  "today",   "late",
      "1999",   "31st",  ".",  "\n\n",  "quarter", "that", "9",       "11",
      "same",   "later", "in", "fall",  "30",      "Feb.", "hundred", "Thanksgiving"};
  std::mt19937 random{7};  // NOLINT(bugprone-random-generator-seed): the same texts in every run
  std::uniform_int_distribution<std::size_t> piece{0, kPieces.size() - 1};
  for (int round = 0; round < 3000; ++round) {
    std::string body;
    for (int i = 0; i < 30; ++i)
      body += std::string{kPieces.at(piece(random))} + (i % 3 == 0 ? "" : " ");
    const Article made = article(body, round % 4 == 0 ? std::nullopt : std::optional{kThursday});
    const TokenisedText text = tokenise(made.headline, made.body);
    std::uint32_t end = 0;
    for (const DateMention& date : find_dates(made, text, {})) {
      ASSERT_LE(end, date.start) << body;
      ASSERT_LT(date.start, date.end) << body;
      ASSERT_LE(date.end, text.text.size()) << body;
      end = date.end;
      const std::string& value = date.value;
      ASSERT_TRUE(value.size() == 3 || value.size() == 4 || value.size() == 7 || value.size() == 10)
          << value << " in " << body;
    }
  }
}

}  // namespace
}  // namespace morgue
