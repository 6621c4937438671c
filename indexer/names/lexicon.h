// What is known of words before an article is read: given names, titles, places, closing words of
// companies … (data/*.tsv, compiled in).  Words are compared folded: lower case, without accents
// and without points ("Gen." is "gen", "U.S." is "us").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace morgue {

/// Classes of words, a bit each; a word may be in several. See data/words.tsv for what they mean.
using WordClasses = std::uint32_t;
namespace word_class {
inline constexpr WordClasses kGiven = 1U << 0;
inline constexpr WordClasses kPublicSurname = 1U << 1;
inline constexpr WordClasses kSurname = 1U << 2;
inline constexpr WordClasses kEastSurname = 1U << 3;
inline constexpr WordClasses kTitle = 1U << 4;
inline constexpr WordClasses kHonorific = 1U << 5;
inline constexpr WordClasses kKeptTitle = 1U << 6;
inline constexpr WordClasses kTitlePart = 1U << 7;
inline constexpr WordClasses kSuffix = 1U << 8;
inline constexpr WordClasses kParticle = 1U << 9;
inline constexpr WordClasses kSays = 1U << 10;
inline constexpr WordClasses kRole = 1U << 11;
inline constexpr WordClasses kCalendar = 1U << 12;
inline constexpr WordClasses kPlace = 1U << 13;
inline constexpr WordClasses kPeople = 1U << 14;
inline constexpr WordClasses kCommon = 1U << 15;
inline constexpr WordClasses kThing = 1U << 16;
inline constexpr WordClasses kBeforeThing = 1U << 17;
inline constexpr WordClasses kCompany = 1U << 18;
inline constexpr WordClasses kBody = 1U << 19;
inline constexpr WordClasses kBodyOf = 1U << 20;
inline constexpr WordClasses kTrade = 1U << 21;
inline constexpr WordClasses kPhraseStart = 1U << 22;  // a phrase of the tables begins with it
}  // namespace word_class

/// For looking words up by string_view without making strings of them.
struct WordHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const {
    return std::hash<std::string_view>{}(word);
  }
};
template <typename Value>
using WordMap = std::unordered_map<std::string, Value, WordHash, std::equal_to<>>;

enum class PhraseKind : std::uint8_t { Organisation, Place, Other };

/// What a row of words means if anything, and whether it may go on: "united" goes on, "united
/// nations" is complete.
struct Phrase {
  bool complete = false;
  bool goes_on = false;
  bool acronym = false;  // counts in capitals only: "WHO" but not "who"
  PhraseKind kind = PhraseKind::Other;
  std::uint32_t organisation = 0;  // index into Lexicon::organisations
};

struct Lexicon {
  WordMap<WordClasses> words;
  WordMap<Phrase> phrases;                 // by their folded words, joined by one blank
  std::vector<std::string> organisations;  // canonical names

  WordClasses classes(std::string_view folded) const {
    const auto found = words.find(folded);
    return found == words.end() ? 0 : found->second;
  }
};

/// Read once, on first use; safe from any thread.
const Lexicon& lexicon();

/// Lower case without accents and points: how words are compared. Appends to `out`.
void append_folded(std::string_view word, std::string& out);

/// True if the word could be a Chinese or Korean given name in Latin letters: one or two syllables
/// ("Jinping", "Jong-un").
bool is_east_given_name(std::string_view folded);

}  // namespace morgue
