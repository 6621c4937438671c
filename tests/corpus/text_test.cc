#include "corpus/text/text.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

using std::string_view_literals::operator""sv;

TEST(ToUtf8, KeepsWhatIsValidWhateverWasDeclared) {
  EXPECT_EQ(to_utf8("Peña Nieto", "iso-8859-1"), "Peña Nieto");
  EXPECT_EQ(to_utf8("plain", "utf-16"), "plain");
  EXPECT_EQ(to_utf8("", "utf-8"), "");
}

TEST(ToUtf8, ReadsOtherCharsets) {
  const struct {
    std::string_view what;
    std::string_view bytes;
    std::string_view declared;
    std::string_view expected;
  } rows[] = {
      {"byte order mark of UTF-8", "\xEF\xBB\xBFOslo", "", "Oslo"},
      {"UTF-16 little endian", "\xFF\xFEZ\0\xFC\0r\0i\0c\0h\0"sv, "", "Zürich"},
      {"UTF-16 big endian", "\xFE\xFF\0Z\0\xFC\0r\0i\0c\0h"sv, "", "Zürich"},
      {"UTF-16 without a mark", "Z\0u\0r\0i\0c\0h\0!\0"sv, "", "Zurich!"},
      {"windows-1252 undeclared", "Concepci\xF3n \x96 \x93quake\x94", "", "Concepción – “quake”"},
      {"Latin-1 is windows-1252 in practice", "a \x80 5 note", "ISO-8859-1", "a € 5 note"},
      {"declared Cyrillic", "\xCC\xEE\xF1\xEA\xE2\xE0", "windows-1251", "Москва"},
      {"a byte that stands for nothing", "a\x81z", "", "a\uFFFDz"},
      // One broken byte in a page of UTF-8 does not make it something else.
      {"nearly UTF-8", "Erdoğan, Orbán, Łódź, Şahin \xE2\x80 end", "",
       "Erdoğan, Orbán, Łódź, Şahin \uFFFD\uFFFD end"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(to_utf8(row.bytes, row.declared), row.expected);
  }
}

TEST(ToUtf8, GuessesWhenThereIsEnoughText) {
  // "The prime minister said on Monday that negotiations would go on" in Russian, windows-1251, a
  // few times over.
  const std::string_view sentence =
      "\xCF\xF0\xE5\xEC\xFC\xE5\xF0-\xEC\xE8\xED\xE8\xF1\xF2\xF0 \xE7\xE0\xFF\xE2\xE8\xEB \xE2 "
      "\xEF\xEE\xED\xE5\xE4\xE5\xEB\xFC\xED\xE8\xEA, "
      "\xF7\xF2\xEE \xEF\xE5\xF0\xE5\xE3\xEE\xE2\xEE\xF0\xFB \xE1\xF3\xE4\xF3\xF2 "
      "\xEF\xF0\xEE\xE4\xEE\xEB\xE6\xE5\xED\xFB. ";
  std::string text;
  for (int i = 0; i < 4; ++i) text += sentence;
  EXPECT_TRUE(to_utf8(text).starts_with("Премьер-министр заявил"));
}

TEST(CleanText, TakesOutWhatNobodySees) {
  const struct {
    std::string_view text;
    std::string_view expected;
  } rows[] = {
      {"plain text\nwith\ttab", "plain text\nwith\ttab"},
      {"soft\u00ADhyphen", "softhyphen"},
      {"zero\u200Bwidth\uFEFF", "zerowidth"},
      {"bell\a and \x7F"sv, "bell and "},
      {"no\u00A0break\u202Fspaces", "no break spaces"},
      {"cafe\u0301", "café"},  // composed
      {"a\0b"sv, "ab"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.expected);
    EXPECT_EQ(clean_text(row.text), row.expected);
  }
}

TEST(DecodeEntities, KnowsNumbersAndTheNamesOfHtml4) {
  const struct {
    std::string_view text;
    std::string_view expected;
  } rows[] = {
      {"AT&amp;T &lt;T.N&gt;", "AT&T <T.N>"},
      {"Iran&#8217;s &#x2018;right&#X2019;", "Iran’s ‘right’"},
      {"&eacute;t&eacute; &mdash; &hellip;", "été — …"},
      {"&#146;", "’"},  // windows-1252, as browsers read it
      {"&#xD800;", "\uFFFD"},
      {"R&D, &unknown; &; & &#; &#x110000;", "R&D, &unknown; &; & &#; &#x110000;"},
      {"&amp;amp;", "&amp;"},  // once
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(decode_entities(row.text), row.expected);
  }
}

TEST(Fold, IsHowWordsAreCompared) {
  const struct {
    std::string_view text;
    std::string_view expected;
  } rows[] = {
      {"Rouhani", "rouhani"},
      {"Erdoğan", "erdogan"},
      {"ÖSTERREICH", "osterreich"},
      {"Łódź", "lodz"},
      {"Straße", "strasse"},
      {"Ærø", "aero"},
      {"Œuvre", "oeuvre"},
      {"Đinđić", "dindic"},
      {"ISPARTA ıspanak", "isparta ispanak"},
      {"Nguyễn Phú Trọng", "nguyen phu trong"},
      {"МОСКВА", "москва"},
      {"e\u0301", "e"},
      {"ﬁnance", "finance"},
      {"東京", "東京"},
      {"서울", "서울"},
      {"", ""},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(fold(row.text), row.expected);
  }
}

TEST(IsAllCaps, NeedsALetterAndNoLowerCaseOne) {
  EXPECT_TRUE(is_all_caps("IRAN'S ROUHANI MEETS PUTIN"));
  EXPECT_TRUE(is_all_caps("MÜNCHEN 1972"));
  EXPECT_FALSE(is_all_caps("MüNCHEN"));
  EXPECT_FALSE(is_all_caps("1987"));
  EXPECT_FALSE(is_all_caps(""));
}

TEST(TidyParagraphs, JoinsWrappedLinesAndKeepsParagraphsApart) {
  const struct {
    std::string_view what;
    std::string_view text;
    std::string_view expected;
  } rows[] = {
      {"empty lines separate", "One.\n\n\nTwo.\n", "One.\n\nTwo."},
      {"lines within one are joined", "The council met\non Monday. \n\nIt adjourned.",
       "The council met on Monday.\n\nIt adjourned."},
      {"an indented line starts one", "Cocoa rose.\n    Coffee fell\nsharply.",
       "Cocoa rose.\n\nCoffee fell sharply."},
      {"CR LF", "One\r\ntwo.\r\n\r\nThree.", "One two.\n\nThree."},
      {"white space of every kind", "  a \t b\u00A0 c ", "a b c"},
      {"nothing", " \n\t\n", ""},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(tidy_paragraphs(row.text), row.expected);
  }
}

TEST(TidyParagraphs, SeesThatTextWasNeverWrapped) {
  const std::string first(170, 'a');
  const std::string second(180, 'b');
  EXPECT_EQ(tidy_paragraphs(first + ".\n" + second + "."), first + ".\n\n" + second + ".");
}

TEST(NextCodePoint, GoesOnAfterMalformedBytes) {
  const std::string_view text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x97\x9E\xFFz";
  std::vector<char32_t> read;
  for (std::size_t i = 0; i < text.size();) read.push_back(next_code_point(text, i));
  EXPECT_EQ(read, (std::vector<char32_t>{U'a', U'é', U'€', U'🗞', 0xFFFD, U'z'}));
}

TEST(IsValidUtf8, RefusesOverlongFormsAndSurrogates) {
  EXPECT_TRUE(is_valid_utf8("Zürich 東京"));
  EXPECT_FALSE(is_valid_utf8("\xC0\x80"));
  EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(is_valid_utf8("caf\xE9"));
}

TEST(Mojibake, IsRepairedWhenItIsCertain) {
  const struct {
    std::string text;
    std::string expected;
  } rows[] = {
      {"The ministerâ€™s cafÃ© was closed.", "The minister’s café was closed."},
      {"â€œNoâ€\u009D, said JosÃ©.", "“No”, said José."},
      {"BogotÃ¡Â\u00A0and SÃ£o Paulo", "Bogotá\u00A0and São Paulo"},
      // One trace may be meant, and so may a text in which one letter is whole.
      {"The word Ã© means nothing.", "The word Ã© means nothing."},
      {"cafÃ© and naïve and Ã©", "cafÃ© and naïve and Ã©"},
      {"SÃO PAULO, café, ÂNGELA", "SÃO PAULO, café, ÂNGELA"},
      {"plain", "plain"},
      {"", ""},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(repair_mojibake(text), expected);
    EXPECT_EQ(to_utf8(text), expected);
  }
}

}  // namespace
}  // namespace morgue
