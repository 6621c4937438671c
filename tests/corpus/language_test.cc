#include "corpus/language.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

TEST(Language, IsToldFromTheTextItself) {
  const struct {
    std::string_view text;
    std::string expected;
  } rows[] = {
      {"The ministers met on Monday to discuss the price of grain and the ports of the Black Sea.",
       "en"},
      {"Die Minister trafen sich am Montag, um über den Getreidepreis und die Häfen am Schwarzen "
       "Meer zu beraten.",
       "de"},
      {"Les ministres se sont réunis lundi pour discuter du prix du blé et des ports de la mer "
       "Noire.",
       "fr"},
      {"Los ministros se reunieron el lunes para hablar del precio del trigo y de los puertos del "
       "mar Negro.",
       "es"},
      {"Министры встретились в понедельник, чтобы обсудить цены на зерно и порты Чёрного моря.",
       "ru"},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(detect_language(text), expected);
  }
}

TEST(Language, IsNotGuessedFromTooLittle) {
  EXPECT_EQ(detect_language(""), "");
  EXPECT_EQ(detect_language("Merkel, Paris"), "");
  EXPECT_EQ(
      detect_language("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27"),
      "");
}

TEST(Language, IsNotConfusedByADeclarationThatIsWrong) {
  EXPECT_EQ(
      detect_language(
          "Die Minister trafen sich am Montag, um über den Getreidepreis und die Häfen zu beraten.",
          "en"),
      "de");
}

TEST(Language, LooksAtTheBeginningOfALongTextAndCutsNoCharacter) {
  std::string text;
  while (text.size() < 20'000)
    text += "Über die Häfen und das Öl wurde später gesprochen, als alle anwesend waren. ";
  for (std::size_t cut = 0; cut < 4; ++cut)
    EXPECT_EQ(detect_language(std::string_view(text).substr(cut == 0 ? 0 : 77)), "de");
}

}  // namespace
}  // namespace morgue
