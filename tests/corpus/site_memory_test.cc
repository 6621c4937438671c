// What is left out of pages because their site repeats it, and above all what is not.
#include "corpus/extraction/site_memory.h"

#include <gtest/gtest.h>

#include <vector>

namespace morgue::extraction {
namespace {

constexpr std::string_view kPitch =
    "Get the Herald's morning letter: five stories before breakfast.";

/// Text that no other page has, of some 250 bytes.
std::string report(int number) {
  const std::string n = std::to_string(number);
  return "The council of ward " + n + " met on Tuesday and spent " + n +
         "00 crowns on its bridges.\n\nIts engineer had counted " + n +
         " cracks, and nobody in the room wanted to count them again.\n\nThe vote was close: " + n +
         " hands were raised for the plan, one less against it.";
}

Article page(std::string url, std::string headline, std::string body) {
  Article article;
  article.url = std::move(url);
  article.headline = std::move(headline);
  article.body = std::move(body);
  article.web_page = true;
  return article;
}

Article page(int number, const std::string& end = {},
             const std::string& site = "http://herald.example") {
  return page(site + "/" + std::to_string(number), "Ward " + std::to_string(number) + " votes",
              report(number) + (end.empty() ? "" : "\n\n" + end));
}

std::vector<std::string> repeated(const SiteMemory& memory, const Article& article) {
  std::vector<std::string> texts;
  for (const RepeatedParagraph& paragraph : memory.repeated_on(article))
    texts.push_back(paragraph.text);
  return texts;
}

const std::vector<std::string> kNothing;

TEST(Site, IsKnownByTheHostOfItsPagesOrByItsName) {
  const struct {
    std::string url, source, expected;
  } rows[] = {
      {"https://www.herald.example/2016/a?b", "The Herald", "herald.example"},
      {"http://Herald.Example:8080/a", "", "herald.example"},
      {"http://herald.example", "", "herald.example"},
      {"http://sport.herald.example/a", "", "sport.herald.example"},
      {"", "The Herald", "The Herald"},
      {"", "", ""},
  };
  for (const auto& [url, source, expected] : rows) {
    SCOPED_TRACE(url);
    Article article = page(url, "", "");
    article.source = source;
    EXPECT_EQ(site_of(article), expected);
  }
}

TEST(SiteMemory, KnowsAParagraphThatAllPagesHave) {
  SiteMemory memory;
  for (int number = 1; number <= 6; ++number) memory.learn(page(number, std::string(kPitch)));
  for (int number = 1; number <= 6; ++number)
    EXPECT_EQ(memory.repeated_on(page(number, std::string(kPitch))),
              (std::vector<RepeatedParagraph>{{std::string(kPitch), 6}}));
}

TEST(SiteMemory, WantsFourPagesAndMostOfAFewOrHalfOfMany) {
  const struct {
    int with, without;
    bool out;
  } rows[] =
      {
          {3, 0, false},  // three articles on one thing
          {4, 0, true},    {4, 1, true},   {4, 2, false}, {6, 2, true},
          {6, 3, false},   {8, 8, true},   {8, 9, false}, {60, 60, true},
          {60, 62, false}, {4, 36, false},  // the background of one story among others
      };
  for (const auto& [with, without, out] : rows) {
    SCOPED_TRACE(std::to_string(with) + " with, " + std::to_string(without) + " without");
    SiteMemory memory;
    for (int number = 0; number < without; ++number) memory.learn(page(1000 + number));
    for (int number = 0; number < with; ++number) memory.learn(page(number, std::string(kPitch)));
    EXPECT_EQ(!repeated(memory, page(0, std::string(kPitch))).empty(), out);
  }
}

TEST(SiteMemory, FindsThemAtTheTopInTheMiddleAndAtTheEnd) {
  SiteMemory memory;
  const auto body = [](int number) {
    std::string text = report(number);
    text.insert(text.find("\n\n"), "\n\nRead this first.");
    return "The Herald has no owner.\n\n" + text + "\n\nAll rights are the Herald's.";
  };
  for (int number = 1; number <= 5; ++number)
    memory.learn(page("http://herald.example/" + std::to_string(number), "", body(number)));
  Article first = page("http://herald.example/1", "", body(1));
  EXPECT_EQ(repeated(memory, first),
            (std::vector<std::string>{"The Herald has no owner.", "Read this first.",
                                      "All rights are the Herald's."}));
  leave_out(memory.repeated_on(first), first);
  EXPECT_EQ(first.body, report(1));
}

TEST(SiteMemory, IsNotTakenInByCopiesOfOneArticle) {
  // The same article under many addresses …
  SiteMemory memory;
  for (int number = 0; number < 9; ++number) {
    Article copy = page(7, "Nobody was hurt.");
    copy.url += "?from=" + std::to_string(number);
    memory.learn(copy);
  }
  EXPECT_EQ(repeated(memory, page(7, "Nobody was hurt.")), kNothing);
  // … with a headline that was edited each time …
  memory = {};
  for (int number = 0; number < 9; ++number) {
    Article copy = page(7, "Nobody was hurt.");
    copy.headline += ", take " + std::to_string(number);
    memory.learn(copy);
  }
  EXPECT_EQ(repeated(memory, page(7, "Nobody was hurt.")), kNothing);
  // … and rewritten under the same headline, from which only the background remains.
  memory = {};
  for (int number = 0; number < 9; ++number) {
    Article version = page(number, "Nobody was hurt.");
    version.headline = "Bridge falls";
    memory.learn(version);
  }
  EXPECT_EQ(repeated(memory, page(7, "Nobody was hurt.")), kNothing);
}

TEST(SiteMemory, DoesNotCountThePitchOnACopyEither) {
  SiteMemory memory;
  for (int number = 1; number <= 3; ++number) memory.learn(page(number, std::string(kPitch)));
  for (int number = 1; number <= 3; ++number) memory.learn(page(number, std::string(kPitch)));
  EXPECT_EQ(repeated(memory, page(1, std::string(kPitch))), kNothing) << "three pages, saved twice";
}

TEST(SiteMemory, FollowsAStoryThroughItsVersions) {
  // Each has most of the one before, and in the end nothing of the first but one paragraph.
  SiteMemory memory;
  const auto version = [](int number) {
    std::string body = "The bridge was built in 1911 and has been closed twice.";
    for (int part = number; part < number + 6; ++part)
      body += "\n\nWitness " + std::to_string(part) + " saw the middle of it give way at noon.";
    return page("http://herald.example/" + std::to_string(number),
                "Bridge falls, " + std::to_string(number), body);
  };
  for (int number = 0; number < 20; ++number) memory.learn(version(number));
  EXPECT_EQ(repeated(memory, version(0)), kNothing);
  EXPECT_EQ(repeated(memory, version(19)), kNothing);
}

TEST(SiteMemory, KeepsSitesApart) {
  SiteMemory memory;
  for (int number = 0; number < 3; ++number) {
    memory.learn(page(number, std::string(kPitch)));
    memory.learn(page(number + 10, std::string(kPitch), "http://gazette.example"));
  }
  EXPECT_EQ(repeated(memory, page(0, std::string(kPitch))), kNothing)
      << "three pages of each are not six of one";
  for (int number = 0; number < 9; ++number)
    memory.learn(page(number + 20, std::string(kPitch), "http://gazette.example"));
  EXPECT_EQ(repeated(memory, page(0, std::string(kPitch))), kNothing);
  EXPECT_EQ(repeated(memory, page(20, std::string(kPitch), "http://www.gazette.example")).size(),
            1U);
}

TEST(SiteMemory, DoesNotJudgePagesOfAnUnknownSite) {
  SiteMemory memory;
  for (int number = 0; number < 9; ++number)
    memory.learn(page("", std::to_string(number), report(number) + "\n\n" + std::string(kPitch)));
  EXPECT_EQ(repeated(memory, page("", "1", report(1) + "\n\n" + std::string(kPitch))), kNothing);
  EXPECT_EQ(memory.remembered(), 0U);
}

TEST(SiteMemory, NeverTakesMoreThanHalfOfAnArticle) {
  SiteMemory memory;
  for (int number = 0; number < 9; ++number) memory.learn(page(number, std::string(kPitch)));
  const std::string pitch(kPitch);
  EXPECT_EQ(repeated(memory, page("http://herald.example/x", "", pitch)), kNothing);
  EXPECT_EQ(repeated(memory, page("http://herald.example/x", "", "More soon.\n\n" + pitch)),
            kNothing);
}

TEST(SiteMemory, CountsAParagraphOnceForEachPage) {
  SiteMemory memory;
  for (int number = 0; number < 3; ++number)
    memory.learn(page(number, "Advertise here.\n\nAdvertise here.\n\nAdvertise here."));
  EXPECT_EQ(repeated(memory, page(0, "Advertise here.")), kNothing);
  memory.learn(page(3, "Advertise here.\n\nAdvertise here."));
  Article first = page(0, "Advertise here.\n\nAdvertise here.");
  leave_out(memory.repeated_on(first), first);
  EXPECT_EQ(first.body, report(0));
}

TEST(SiteMemory, LearnsANewPitchThoughAnOldOneWasThereForYears) {
  SiteMemory memory;
  for (int number = 0; number < 5000; ++number) memory.learn(page(number, "The old pitch."));
  EXPECT_EQ(repeated(memory, page(4999, "The old pitch.")).size(), 1U);
  for (int number = 0; number < 300; ++number) memory.learn(page(9000 + number, "The new pitch."));
  EXPECT_EQ(repeated(memory, page(9000, "The new pitch.")).size(), 1U);
}

TEST(SiteMemory, DoesNotGrowWithPagesOrSites) {
  SiteMemory memory;
  for (int number = 0; number < 20000; ++number) memory.learn(page(number));
  EXPECT_LE(memory.remembered(), 1024U) << "256 pages of three paragraphs and a headline";
  for (int number = 0; number < 20000; ++number)
    memory.learn(page(number, {}, "http://site" + std::to_string(number) + ".example"));
  EXPECT_LE(memory.remembered(), 4096U) << "1024 sites of one page";
  for (int number = 0; number < 3000; ++number) {
    std::string book;
    for (int part = 0; part < 500; ++part)
      book += std::to_string(number) + "." + std::to_string(part) + "\n\n";
    memory.learn(page("http://site" + std::to_string(number % 50) + ".example", "", book));
    ASSERT_LE(memory.remembered(), SiteMemory::kMostRemembered);
  }
}

}  // namespace
}  // namespace morgue::extraction
