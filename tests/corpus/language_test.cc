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

TEST(Language, IsThatOfMostOfATextWhateverItsBeginningIsIn) {
  // Varied, for what is repeated counts for little.
  const std::string english =
      "The ministers met on Monday to discuss the price of grain and the ports of the Black Sea. "
      "Farmers have waited for weeks, and many of them doubt that anything will come of it. "
      "Ships lie at anchor while insurers argue about who shall bear the risk of the voyage. "
      "Bakers in the capital said that they would raise their prices again before the winter. "
      "A spokesman promised that the talks would go on until an agreement had been found.\n";
  const std::string german =
      "Die Minister trafen sich am Montag, um über den Getreidepreis und die Häfen zu beraten. "
      "Seit Wochen warten die Bauern auf eine Entscheidung, doch viele glauben nicht mehr daran. "
      "Vor der Küste liegen Schiffe, weil sich die Versicherer über das Risiko der Fahrt streiten. "
      "Bäcker in der Hauptstadt kündigten an, ihre Preise noch vor dem Winter zu erhöhen. "
      "Ein Sprecher versprach, man werde so lange verhandeln, bis eine Lösung gefunden sei. "
      "Die Opposition hält das für leere Worte und verlangt, dass der Landtag zusammentritt. "
      "In den Dörfern am Fluss hat man andere Sorgen, denn das Hochwasser steigt weiter. "
      "Feuerwehrleute füllten die ganze Nacht hindurch Sandsäcke und sicherten die Deiche. "
      "Der Bürgermeister dankte ihnen am Morgen und bat um Spenden für die Obdachlosen. "
      "Zwei Schulen bleiben bis zum Ende der Woche geschlossen, teilte das Amt mit. "
      "Züge verkehren nur noch auf einem Gleis, und Reisende müssen mit Verspätungen rechnen. "
      "Wer kann, soll zu Hause bleiben, hieß es aus dem Ministerium für Verkehr. "
      "Fachleute rechnen damit, dass der Pegel erst gegen Abend wieder sinken wird. "
      "Bis dahin gilt für alle Orte unterhalb der Schleuse die höchste Warnstufe. "
      "Landwirte trieben ihr Vieh auf höher gelegene Weiden und räumten die Scheunen aus. "
      "Am Sonntag soll in der Kirche des Ortes ein Gottesdienst für die Helfer stattfinden.\n";
  EXPECT_EQ(detect_language(english + german), "de");
  EXPECT_EQ(detect_language(german + english), "de");
  EXPECT_EQ(detect_language(german.substr(0, german.size() / 2) + english +
                            german.substr(german.size() / 2)),
            "de");
}

}  // namespace
}  // namespace morgue
