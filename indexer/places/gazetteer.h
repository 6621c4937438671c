// The tables of data/*.tsv as hash tables: every name that stands for a country, and all that its
// words begin with, so that the matcher can walk to the longest. Read once, on first use.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/tokens/tokeniser.h"

namespace morgue {

enum class PlaceKind : std::uint8_t {
  Name,          // "Iran", "Persia"
  Demonym,       // "Iranian"
  Capital,       // "Tehran"
  City,          // "Isfahan"
  Region,        // "Khuzestan", "Texan"
  Abbreviation,  // "Calif.", behind a comma only
  Seat,          // what stands for a government: "Kremlin"
  Institution,   // a body of the state: "Bundesbank"
  Company,       // named after its country: "Air France"
  None,          // contains a place's name and is no place: "Persian Gulf"
};
inline constexpr std::size_t kPlaceKinds = 10;

/// Index into Gazetteer::countries.
using CountryId = std::uint16_t;
inline constexpr CountryId kNoCountry = 0xFFFF;

struct Country {
  std::string code;
  std::string name;
  bool former = false;
  std::chrono::year_month_day first, last;  // of a former country
};

/// One name, with what must hold for it to be found. See data/ambiguous.tsv for the rules.
struct PlaceName {
  CountryId country = kNoCountry;
  PlaceKind kind = PlaceKind::None;
  bool acronym = false;  // one word in capitals, found only so written
  bool word = false;
  bool surname = false;
  bool person = false;
  bool support = false;
  bool prefix = false;            // "Franco-"
  std::uint32_t capitalised = 0;  // a bit for each word that must be
  std::int16_t choice = -1;       // index into Gazetteer::choices
  std::int16_t meanwhile = -1;    // index into Gazetteer::countries: the former country it meant
};

/// Groups of countries that a name may stand for; the first of a group is what it then means.
using Choice = std::vector<std::vector<CountryId>>;

struct Node {
  std::int32_t name = -1;  // index into Gazetteer::names, or none
  bool goes_on = false;    // longer names begin so
};

/// A hash of the words so far, and of one more. 64 bits, so that with a few ten thousand names no
/// comparison is needed: a chance meeting is one in 10^14.
using WordsHash = std::uint64_t;
inline constexpr WordsHash kNoWords = 0xCBF29CE484222325U;
WordsHash extend(WordsHash words, std::string_view word);

/// From hash to node: open addressing, half full at most. A lookup that fails, as most do, looks at
/// one slot or two.
class NodeTable {
 public:
  const Node* find(WordsHash key) const {
    for (std::size_t i = key & mask_;; i = (i + 1) & mask_) {
      if (slots_[i].key == key) return &slots_[i].node;
      if (slots_[i].key == 0) return nullptr;
    }
  }
  Node& operator[](WordsHash key);

 private:
  struct Slot {
    WordsHash key = 0;  // 0: empty
    Node node;
  };
  void grow();

  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  std::size_t mask_ = 1023;
  std::size_t used_ = 0;
};

struct Gazetteer {
  std::vector<Country> countries;
  std::vector<PlaceName> names;
  NodeTable nodes;
  std::vector<Choice> choices;
  std::unordered_map<std::string, CountryId> by_code;
  std::unordered_map<std::string, CountryId> typed;  // folded: code, name, alias or demonym
  // Single words, see data/ambiguous.tsv.
  NodeTable before, goes_on, honorific, currency, company;
};

const Gazetteer& gazetteer();

}  // namespace morgue
