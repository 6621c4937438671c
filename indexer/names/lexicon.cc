// Reads the tables that are compiled in. A table is lines of "class<TAB>words or names"; '#' begins
// a comment.
#include "indexer/names/lexicon.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/text/text.h"
#include "indexer/names/organisation_table.h"
#include "indexer/tokens/tokeniser.h"
#include "names_data.h"

namespace morgue {
namespace {

namespace wc = word_class;

constexpr auto kClassNames = std::to_array<std::pair<std::string_view, WordClasses>>({
    {"public", wc::kPublicSurname | wc::kSurname},
    {"common", wc::kSurname},
    {"east", wc::kEastSurname},
});

constexpr auto kWordClassNames = std::to_array<std::pair<std::string_view, WordClasses>>({
    {"title", wc::kTitle},
    {"honorific", wc::kHonorific},
    {"kept", wc::kKeptTitle},
    {"part", wc::kTitlePart},
    {"suffix", wc::kSuffix},
    {"particle", wc::kParticle},
    {"says", wc::kSays},
    {"role", wc::kRole},
    {"calendar", wc::kCalendar},
    {"place", wc::kPlace},
    {"people", wc::kPeople},
    {"common", wc::kCommon},
    {"thing", wc::kThing},
    {"before_thing", wc::kBeforeThing},
    {"company", wc::kCompany},
    {"trade", wc::kTrade},
    {"body", wc::kBody},
    {"body_of", wc::kBodyOf},
});

std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return piece;
}

template <typename Line>
void for_each_line(std::string_view file, Line&& line) {
  while (!file.empty()) {
    const std::string_view text = take_until(file, '\n');
    if (!text.empty() && text.front() != '#') line(text);
  }
}

std::string folded(std::string_view word) {
  std::string result;
  append_folded(word, result);
  return result;
}

void add_words(Lexicon& lexicon, std::string_view words, WordClasses classes) {
  while (!words.empty()) {
    const std::string_view word = take_until(words, ' ');
    if (!word.empty()) lexicon.words[folded(word)] |= classes;
  }
}

template <std::size_t Size>
void read_words(Lexicon& lexicon, std::string_view file,
                const std::array<std::pair<std::string_view, WordClasses>, Size>& classes) {
  for_each_line(file, [&](std::string_view line) {
    const std::string_view name = take_until(line, '\t');
    for (const auto& [class_name, bits] : classes)
      if (name == class_name) add_words(lexicon, line, bits);
  });
}

/// Enters a name and all that it begins with, cut into words as the tokeniser would.
void add_phrase(Lexicon& lexicon, std::string_view name, const Phrase& meaning) {
  const TokenisedText text = tokenise("", name);
  std::string key;
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    if (i > 0) key += ' ';
    append_folded(text.of(text.tokens[i]), key);
    if (i == 0) lexicon.words[key] |= wc::kPhraseStart;
    Phrase& phrase = lexicon.phrases[key];
    if (i + 1 < text.tokens.size()) {
      phrase.goes_on = true;
    } else {
      const bool goes_on = phrase.goes_on;
      phrase = meaning;
      phrase.complete = true;
      phrase.goes_on = goes_on;
      phrase.acronym = text.tokens.size() == 1 && text.tokens[0].all_caps;
    }
  }
}

void read_organisations(Lexicon& lexicon) {
  for (const KnownOrganisation& known : known_organisations()) {
    Phrase meaning;
    meaning.kind = PhraseKind::Organisation;
    meaning.organisation = static_cast<std::uint32_t>(lexicon.organisations.size());
    lexicon.organisations.emplace_back(known.name);
    add_phrase(lexicon, known.name, meaning);
    for (const std::string_view other : known.others) add_phrase(lexicon, other, meaning);
  }
}

void read_phrases(Lexicon& lexicon, std::string_view file) {
  for_each_line(file, [&](std::string_view line) {
    Phrase meaning;
    meaning.kind = take_until(line, '\t') == "place" ? PhraseKind::Place : PhraseKind::Other;
    add_phrase(lexicon, line, meaning);
  });
}

Lexicon read_lexicon() {
  Lexicon lexicon;
  lexicon.words.reserve(16000);
  for_each_line(names_data::file("data/given_names.tsv"), [&](std::string_view line) {
    take_until(line, '\t');
    add_words(lexicon, line, wc::kGiven);
  });
  read_words(lexicon, names_data::file("data/surnames.tsv"), kClassNames);
  read_words(lexicon, names_data::file("data/words.tsv"), kWordClassNames);
  read_phrases(lexicon, names_data::file("data/phrases.tsv"));
  read_organisations(lexicon);
  return lexicon;
}

// The sounds of Chinese (pinyin and the older spellings) and Korean syllables, as newspapers write
// them.
constexpr auto kInitials = std::to_array<std::string_view>(
    {"",  "b", "p", "m", "f", "d", "t", "n",  "l",  "g",  "k",  "h",  "j",  "q",
     "x", "r", "z", "c", "s", "y", "w", "zh", "ch", "sh", "hs", "ts", "tz", "kw"});
constexpr auto kFinals = std::to_array<std::string_view>(
    {"a",    "ae",   "ah",   "ai",   "ak",    "al",  "am",  "an",  "ang",  "ao",   "ap",   "au",
     "e",    "ee",   "ei",   "ek",   "en",    "eng", "eo",  "eok", "eol",  "eom",  "eon",  "eong",
     "eop",  "er",   "ew",   "eui",  "euk",   "eul", "eum", "eun", "eung", "ey",   "i",    "ia",
     "iah",  "ian",  "iang", "iao",  "iau",   "ie",  "ien", "ih",  "ik",   "il",   "im",   "in",
     "ing",  "iong", "ip",   "iu",   "o",     "oe",  "oh",  "ok",  "ol",   "om",   "on",   "ong",
     "oo",   "ook",  "oon",  "oong", "op",    "ou",  "u",   "ua",  "uai",  "uan",  "uang", "ue",
     "ueh",  "uh",   "ui",   "uk",   "ul",    "um",  "un",  "ung", "uo",   "wa",   "wae",  "wan",
     "wang", "we",   "wi",   "won",  "wook",  "yae", "ye",  "yeo", "yeok", "yeol", "yeon", "yeong",
     "yo",   "yon",  "yong", "you",  "young", "yu",  "yuk", "yul", "yun",  "yung", "yup",  "yok"});

bool is_syllable(std::string_view sound) {
  return std::any_of(kInitials.begin(), kInitials.end(), [&](std::string_view initial) {
    return sound.starts_with(initial) &&
           std::find(kFinals.begin(), kFinals.end(), sound.substr(initial.size())) != kFinals.end();
  });
}

bool is_one_or_two_syllables(std::string_view sound) {
  if (is_syllable(sound)) return true;
  for (std::size_t cut = 1; cut < sound.size(); ++cut)
    if (is_syllable(sound.substr(0, cut)) && is_syllable(sound.substr(cut))) return true;
  return false;
}

}  // namespace

const Lexicon& lexicon() {
  static const Lexicon the_lexicon = read_lexicon();
  return the_lexicon;
}

void append_folded(std::string_view word, std::string& out) {
  const bool ascii = std::all_of(word.begin(), word.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 128; });
  if (!ascii) {
    constexpr std::string_view kCurly = "\u2019";
    const std::string plain = fold(word);
    for (std::size_t i = 0; i < plain.size(); ++i) {
      const bool curly = std::string_view(plain).substr(i).starts_with(kCurly);
      if (plain[i] != '.') out += curly ? '\'' : plain[i];
      if (curly) i += kCurly.size() - 1;
    }
    return;
  }
  for (const char c : word) {
    if (c == '.') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
}

bool is_east_given_name(std::string_view folded) {
  const std::size_t hyphen = folded.find('-');
  if (hyphen != std::string_view::npos)
    return is_syllable(folded.substr(0, hyphen)) && is_syllable(folded.substr(hyphen + 1));
  return is_one_or_two_syllables(folded);
}

}  // namespace morgue
