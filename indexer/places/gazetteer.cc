#include "indexer/places/gazetteer.h"

#include <algorithm>
#include <deque>

#include "corpus/published.h"
#include "indexer/places/tables.h"
#include "places_data.h"

namespace morgue {
namespace {

constexpr auto kKindNames = std::to_array<std::pair<std::string_view, PlaceKind>>({
    {"name", PlaceKind::Name},
    {"demonym", PlaceKind::Demonym},
    {"city", PlaceKind::City},
    {"region", PlaceKind::Region},
    {"abbr", PlaceKind::Abbreviation},
    {"seat", PlaceKind::Seat},
    {"institution", PlaceKind::Institution},
    {"company", PlaceKind::Company},
    {"none", PlaceKind::None},
});

PlaceKind kind_of(std::string_view name) {
  const auto found = std::find_if(kKindNames.begin(), kKindNames.end(),
                                  [&](const auto& entry) { return entry.first == name; });
  return found == kKindNames.end() ? PlaceKind::None : found->second;
}

bool takes_plain_s(std::string_view demonym) {
  constexpr auto kEndings = std::to_array<std::string_view>(
      {"s", "ese", "sh", "ch", "man", "men", "x", "z", "women", "abe", "-"});
  return demonym != "German" && demonym != "Ottoman"
             ? std::none_of(kEndings.begin(), kEndings.end(),
                            [&](std::string_view ending) { return demonym.ends_with(ending); })
             : true;
}

class Builder {
 public:
  Gazetteer build() {
    read_countries();
    read_former_countries();
    read_kinds(places_data::file("data/blockers.tsv"));
    add_country_names();
    read_kinds(places_data::file("data/metonyms.tsv"));
    read_kinds(places_data::file("data/cities.tsv"));
    read_meanwhile();
    read_rules();
    return std::move(result_);
  }

 private:
  struct PendingName {
    std::string_view name;
    PlaceName meaning;
  };

  CountryId add_country(Country country) {
    const auto id = static_cast<CountryId>(result_.countries.size());
    result_.by_code.emplace(country.code, id);
    result_.typed.emplace(folded(country.code), id);
    result_.countries.push_back(std::move(country));
    return id;
  }

  CountryId id_of(std::string_view code) const {
    const auto found = result_.by_code.find(std::string(code));
    return found == result_.by_code.end() ? kNoCountry : found->second;
  }

  void read_countries() {
    for_each_row(places_data::file("data/countries.tsv"), 6, [&](const auto& cells) {
      const CountryId id =
          add_country({std::string(cells[0]), std::string(cells[1]), false, {}, {}});
      pend(id, PlaceKind::Name, cells[1]);
      pend(id, PlaceKind::Name, cells[4]);
      pend(id, PlaceKind::Name, cells[5], cells[5].find(' ') == std::string_view::npos);
      pend_demonyms(id, cells[3]);
      pend(id, PlaceKind::Capital, cells[2]);
    });
  }

  void read_former_countries() {
    for_each_row(places_data::file("data/former.tsv"), 8, [&](const auto& cells) {
      Country country{std::string(cells[0]), std::string(cells[1]), true, {}, {}};
      if (const auto first = parse_iso(cells[4])) country.first = first->day;
      if (const auto last = parse_iso(cells[5])) country.last = last->day;
      const CountryId id = add_country(std::move(country));
      pend(id, PlaceKind::Name, cells[1]);
      pend(id, PlaceKind::Name, cells[3]);
      pend_demonyms(id, cells[2]);
    });
  }

  void pend(CountryId country, PlaceKind kind, std::string_view list, bool skip = false) {
    if (skip) return;
    for (const std::string_view name : split(list, "; "))
      pending_.push_back({name, meaning(country, kind)});
  }

  void pend_demonyms(CountryId country, std::string_view list) {
    for (const std::string_view name : split(list, "; ")) {
      pending_.push_back({name, meaning(country, PlaceKind::Demonym)});
      if (takes_plain_s(name))
        pending_.push_back(
            {plurals_.emplace_back(std::string(name) + "s"), meaning(country, PlaceKind::Demonym)});
    }
  }

  static PlaceName meaning(CountryId country, PlaceKind kind) {
    PlaceName result;
    result.country = country;
    result.kind = kind;
    return result;
  }

  void add_country_names() {
    for (const PendingName& name : pending_) {
      add_name(name.name, name.meaning);
      if (name.meaning.kind == PlaceKind::Name || name.meaning.kind == PlaceKind::Demonym)
        result_.typed.emplace(folded(name.name), name.meaning.country);
    }
  }

  void read_kinds(std::string_view file) {
    for_each_row(file, 3, [&](const auto& cells) {
      for (const std::string_view name : split(cells[2], "; "))
        add_name(name, meaning(id_of(cells[0]), kind_of(cells[1])));
    });
  }

  /// Enters a name and all that it begins with, cut into words as the tokeniser would. A name that
  /// is there already keeps its first meaning.
  void add_name(std::string_view name, PlaceName meaning) {
    meaning.prefix = name.ends_with('-');
    if (meaning.prefix) name.remove_suffix(1);
    const TokenisedText text = tokenise("", name);
    WordsHash words = kNoWords;
    for (std::size_t i = 0; i < text.tokens.size(); ++i) {
      const Token& token = text.tokens[i];
      words = extend(words, text.of(token));
      if (i + 1 < text.tokens.size()) result_.nodes[words].goes_on = true;
      if (token.capitalised && i < 32) meaning.capitalised |= 1U << i;
    }
    Node& node = result_.nodes[words];
    if (node.name >= 0) return;
    meaning.acronym = text.tokens.size() == 1 && text.tokens[0].all_caps;
    node.name = static_cast<std::int32_t>(result_.names.size());
    result_.names.push_back(meaning);
  }

  PlaceName* find_name(std::string_view name) {
    const TokenisedText text = tokenise("", name);
    WordsHash words = kNoWords;
    for (const Token& token : text.tokens) words = extend(words, text.of(token));
    const Node* node = result_.nodes.find(words);
    return node == nullptr || node->name < 0 ? nullptr
                                             : &result_.names[static_cast<std::size_t>(node->name)];
  }

  /// "CZ" stands for all the names of the Czech Republic, "Leningrad" for itself.
  void read_meanwhile() {
    for_each_row(places_data::file("data/former.tsv"), 8, [&](const auto& cells) {
      const auto former = static_cast<std::int16_t>(id_of(cells[0]));
      for (const std::string_view name : split(cells[7], "; ")) {
        const CountryId country = id_of(name);
        if (country == kNoCountry) {
          if (PlaceName* place = find_name(name)) place->meanwhile = former;
          continue;
        }
        for (PlaceName& place : result_.names)
          if (place.country == country) place.meanwhile = former;
      }
    });
  }

  void read_rules() {
    for_each_row(places_data::file("data/ambiguous.tsv"), 2, [&](const auto& cells) {
      if (cells[0] == "choice") {
        add_choice(cells);
        return;
      }
      if (NodeTable* words = word_list(cells[0])) {
        for (const std::string_view word : split(cells[1], "; "))
          (*words)[extend(kNoWords, word)].name = 0;
        return;
      }
      for (const std::string_view name : split(cells[1], "; ")) add_rule(cells[0], find_name(name));
    });
  }

  NodeTable* word_list(std::string_view rule) {
    if (rule == "before") return &result_.before;
    if (rule == "goes_on") return &result_.goes_on;
    if (rule == "honorific") return &result_.honorific;
    if (rule == "currency") return &result_.currency;
    return rule == "company" ? &result_.company : nullptr;
  }

  static void add_rule(std::string_view rule, PlaceName* place) {
    if (place == nullptr) return;
    place->word = place->word || rule == "word";
    place->surname = place->surname || rule == "surname" || rule == "person";
    place->person = place->person || rule == "person";
    place->support = place->support || rule == "support";
  }

  void add_choice(const std::vector<std::string_view>& cells) {
    PlaceName* place = find_name(cells[1]);
    if (place == nullptr) return;
    Choice choice;
    for (std::size_t i = 2; i < cells.size(); ++i) {
      std::vector<CountryId>& group = choice.emplace_back();
      for (const std::string_view code : split(cells[i], " ")) group.push_back(id_of(code));
    }
    place->choice = static_cast<std::int16_t>(result_.choices.size());
    result_.choices.push_back(std::move(choice));
  }

  Gazetteer result_;
  std::vector<PendingName> pending_;
  std::deque<std::string> plurals_;  // a deque, because pending_ looks into it
};

WordsHash extend_by_byte(WordsHash words, char byte) {
  // FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
  return (words ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
}

/// Pure ASCII, or nothing would be gained: other letters become '?', which no table has.
std::string without_accents(std::string_view word) {
  constexpr std::string_view kCurly = "\u2019";
  std::string result = fold(word);
  for (std::size_t at = result.find(kCurly); at != std::string::npos; at = result.find(kCurly, at))
    result.replace(at, kCurly.size(), "'");
  for (char& c : result)
    if (static_cast<unsigned char>(c) >= 128) c = '?';
  return result;
}

}  // namespace

WordsHash extend(WordsHash words, std::string_view word) {
  WordsHash result = extend_by_byte(words, ' ');
  for (const char c : word) {
    if (static_cast<unsigned char>(c) >= 128) return extend(words, without_accents(word));
    if (c == '.') continue;
    result = extend_by_byte(result, c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return result;
}

Node& NodeTable::operator[](WordsHash key) {
  if (2 * (used_ + 1) > slots_.size()) grow();
  std::size_t i = key & mask_;
  while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & mask_;
  used_ += slots_[i].key == 0 ? 1 : 0;
  slots_[i].key = key;
  return slots_[i].node;
}

void NodeTable::grow() {
  std::vector<Slot> old(2 * slots_.size());
  old.swap(slots_);
  mask_ = slots_.size() - 1;
  used_ = 0;
  for (const Slot& slot : old)
    if (slot.key != 0) (*this)[slot.key] = slot.node;
}

const Gazetteer& gazetteer() {
  static const Gazetteer the_gazetteer = Builder().build();
  return the_gazetteer;
}

}  // namespace morgue
