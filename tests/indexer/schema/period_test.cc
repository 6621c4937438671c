#include "indexer/schema/period.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "corpus/error.h"

namespace morgue::schema {
namespace {

std::vector<std::string> terms_between(std::int32_t first, std::int32_t last) {
  std::vector<std::string> terms;
  for (const Period& period : periods_between(first, last)) terms.push_back(term_for(period));
  return terms;
}

TEST(Period, IsReadFromTheValueOfADate) {
  EXPECT_EQ(period_of("1998-05-03"), Period{19980503});
  EXPECT_EQ(period_of("1998-05"), Period{19980500});
  EXPECT_EQ(period_of("1998"), Period{19980000});
  EXPECT_EQ(period_of("199"), Period{199});
  for (const char* const none :
       {"", "19", "0199", "099", "1998-", "1998-13", "1998-05-32", "1998-02-29", "1998-5-3",
        "1998/05/03", "1998-05-03T10", "abc", "abcd", "3000", "-998"})
    EXPECT_EQ(period_of(none), std::nullopt) << none;
}

TEST(Period, KnowsItsDaysAndWhatIsAroundIt) {
  const struct {
    Period period;
    std::int32_t first, last;
    std::optional<Period> wider;
  } rows[] = {
      {Period{19960229}, 19960229, 19960229, Period{19960200}},
      {Period{19960200}, 19960201, 19960229, Period{19960000}},
      {Period{19960000}, 19960101, 19961231, Period{199}},
      {Period{199}, 19900101, 19991231, std::nullopt},
  };
  for (const auto& [period, first, last, wider] : rows) {
    EXPECT_EQ(period.first_day(), first);
    EXPECT_EQ(period.last_day(), last);
    EXPECT_EQ(period.wider(), wider);
  }
}

TEST(PeriodsBetween, AreTheFewestThatMakeUpTheRange) {
  using testing::ElementsAre;
  EXPECT_THAT(terms_between(19980501, 19980531), ElementsAre("XABM:199805"));
  EXPECT_THAT(terms_between(19980101, 19981231), ElementsAre("XABY:1998"));
  EXPECT_THAT(terms_between(19900101, 20001231), ElementsAre("XABX:199", "XABY:2000"));
  EXPECT_THAT(terms_between(19980530, 19980701),
              ElementsAre("XABD:19980530", "XABD:19980531", "XABM:199806", "XABD:19980701"));
  EXPECT_EQ(terms_between(10000101, 29991231).size(), 200U);
  EXPECT_THAT(terms_between(19980502, 19980501), ElementsAre());
}

// What the matcher finds by terms and what counts find by days is the same.
TEST(PeriodsBetween, AnswerForExactlyWhatLiesWithin) {
  std::mt19937 random{1998};  // NOLINT(bugprone-random-generator-seed): the same in every run
  const auto day = [&] {
    return static_cast<std::int32_t>((1985 + random() % 30) * 10'000 + (1 + random() % 12) * 100 +
                                     1 + random() % 28);
  };
  for (int round = 0; round < 2000; ++round) {
    const std::int32_t first = day();
    const std::int32_t last = day();
    Period mentioned{day()};
    for (auto up = random() % 4; up > 0; --up) mentioned = *mentioned.wider();
    std::vector<Period> filed{mentioned};
    while (const auto wider = filed.back().wider()) filed.push_back(*wider);
    bool found = false;
    for (const Period& asked : periods_between(first, last))
      found = found || std::find(filed.begin(), filed.end(), asked) != filed.end();
    EXPECT_EQ(found, mentioned.first_day() >= first && mentioned.last_day() <= last)
        << mentioned.code() << " in " << first << " to " << last;
  }
}

TEST(PeriodList, ComesBackInOrderAndEachOnce) {
  const std::string bytes =
      encode_periods({Period{19980503}, Period{199}, Period{19980000}, Period{19980503}});
  EXPECT_THAT(decode_periods(bytes),
              testing::ElementsAre(Period{199}, Period{19980000}, Period{19980503}));
  EXPECT_EQ(encode_periods({}), "");
}

TEST(PeriodList, ThatIsDamagedIsAnError) {
  for (const std::int32_t code : {1, 5000, 19981300, 19980532, 19980031, 40000000}) {
    std::string bytes;
    for (std::uint32_t rest = static_cast<std::uint32_t>(code);; rest >>= 7) {
      bytes += static_cast<char>(rest < 0x80 ? rest : (rest & 0x7F) | 0x80);
      if (rest < 0x80) break;
    }
    EXPECT_THROW(decode_periods(bytes), Error) << code;
  }
  EXPECT_THROW(decode_periods("\xff"), Error);
}

}  // namespace
}  // namespace morgue::schema
