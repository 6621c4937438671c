#include "searcher/name_keys.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace morgue {
namespace {

using std::string_view_literals::operator""sv;

bool is_vowel(char c) { return "aeiou"sv.find(c) != std::string_view::npos; }

/// Words between blanks and hyphens.
std::vector<std::string_view> words_of(std::string_view name) {
  std::vector<std::string_view> words;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find_first_of(" -"), name.size());
    if (end > 0) words.push_back(name.substr(0, end));
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return words;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kSounds = {{
    {"kh", "k"},
    {"gh", "g"},
    {"dh", "d"},
    {"ph", "f"},
    {"ck", "k"},
    {"zh", "j"},
    {"q", "k"},
    {"y", "i"},
    {"w", "v"},
}};

/// Slavic family names end in -ov and -ev, also written -off, -eff and, for yo, -ov.
void one_slavic_ending(std::string& key) {
  if (key.size() < 5) return;
  for (const std::string_view ending : {"of"sv, "ef"sv, "ev"sv})
    if (key.ends_with(ending)) {
      key.replace(key.size() - 2, 2, "ov");
      return;
    }
}

std::string sound_key(std::string_view word) {
  std::string key;
  for (std::size_t i = 0; i < word.size();) {
    const auto* const sound = std::find_if(kSounds.begin(), kSounds.end(), [&](const auto& one) {
      return word.substr(i).starts_with(one.first);
    });
    std::string_view written = word.substr(i, 1);
    if (sound == kSounds.end()) {
      ++i;
    } else {
      written = sound->second;
      i += sound->first.size();
    }
    for (const char c : written)
      if (c != '\'' && c != '.' && (key.empty() || key.back() != c)) key += c;
  }
  one_slavic_ending(key);
  return key;
}

// Transliterations of one given name, each row one name.
constexpr std::array kGivenNames = {
    "mohammed mohammad mohamed mohamad muhammad muhammed muhamad mohamud"sv,
    "ahmed ahmad achmad achmed"sv,
    "hussein husain hussain husayn hossein hosein husein"sv,
    "hassan hasan"sv,
    "abdullah abdallah abdulah"sv,
    "yusuf youssef yousef yusef yousuf youssouf"sv,
    "ibrahim ebrahim"sv,
    "mahmoud mahmud mahmood"sv,
    "khaled khalid"sv,
    "omar umar"sv,
    "osama usama ussama"sv,
    "muammar moammar muamar moamer muammer"sv,
    "said saeed sayed sayyid saed"sv,
    "mustafa mostafa moustafa"sv,
    "suleiman sulaiman soliman suleyman"sv,
    "rashid rasheed rachid"sv,
    "jamal gamal"sv,
    "nasser nasir naser"sv,
    "walid waleed oualid"sv,
    "saif seif sayf"sv,
    "ismail ismael esmail"sv,
    "bashar bachar"sv,
    "rafik rafiq rafic"sv,
    "sergei sergey serguei sergej"sv,
    "alexei alexey aleksei aleksey alexej"sv,
    "alexander aleksandr alexandr aleksander"sv,
    "dmitry dmitri dmitriy dimitri dmitrii"sv,
    "yevgeny yevgeni evgeny evgeni yevgeniy evgeniy"sv,
    "yuri yury iouri yuriy"sv,
    "andrei andrey andrej"sv,
    "nikolai nikolay nikolaj"sv,
    "mikhail mikhael michail"sv,
    "vasily vasili vassily vasiliy"sv,
    "anatoly anatoli anatoliy"sv,
    "valery valeri valeriy"sv,
    "yulia julia yuliya iulia"sv,
    "viktor victor"sv,
    "oleksandr olexander olexandr"sv,
    "volodymyr wolodymyr"sv,
};

std::string given_name_key(std::string_view word) {
  static const auto keys = [] {
    std::unordered_map<std::string, std::string> map;
    for (const std::string_view row : kGivenNames) {
      const std::vector<std::string_view> names = words_of(row);
      for (const std::string_view name : names)
        map.emplace(sound_key(name), sound_key(names.front()));
    }
    return map;
  }();
  std::string key = sound_key(word);
  const auto known = keys.find(key);
  return known == keys.end() ? key : known->second;
}

/// "elbaradei" → "baradei", but "albert" stays.
std::string_view without_article(std::string_view word) {
  constexpr std::size_t kLongEnough = 8;
  const bool article = word.starts_with("al") || word.starts_with("el");
  return article && word.size() >= kLongEnough && !is_vowel(word[2]) ? word.substr(2) : word;
}

// Familiar forms of English given names, each behind the name it stands for.
constexpr std::array kFamiliarNames = {
    "andrew andy drew"sv,
    "anthony tony"sv,
    "benjamin ben"sv,
    "charles chuck charlie"sv,
    "christopher chris"sv,
    "daniel dan danny"sv,
    "david dave"sv,
    "donald don"sv,
    "douglas doug"sv,
    "edward ed eddie ted"sv,
    "frederick fred"sv,
    "gerald jerry"sv,
    "gregory greg"sv,
    "henry hank harry"sv,
    "james jim jimmy"sv,
    "jeffrey jeff"sv,
    "john jack"sv,
    "joseph joe"sv,
    "kenneth ken"sv,
    "lawrence larry"sv,
    "leonard len"sv,
    "matthew matt"sv,
    "michael mike"sv,
    "nicholas nick"sv,
    "patrick pat"sv,
    "peter pete"sv,
    "philip phil"sv,
    "raymond ray"sv,
    "richard dick rick rich"sv,
    "robert bob rob bobby"sv,
    "ronald ron"sv,
    "samuel sam"sv,
    "stephen steven steve"sv,
    "theodore ted"sv,
    "thomas tom"sv,
    "timothy tim"sv,
    "vincent vince"sv,
    "walter walt"sv,
    "william bill billy will"sv,
    "barbara barb"sv,
    "catherine cathy"sv,
    "deborah debbie debra"sv,
    "elizabeth liz beth"sv,
    "jennifer jen"sv,
    "katherine kate kathy"sv,
    "margaret maggie peggy"sv,
    "patricia pat"sv,
    "susan sue"sv,
};

}  // namespace

std::string formal_given_name(const std::string& key) {
  static const auto formal = [] {
    std::unordered_map<std::string, std::string> map;
    for (const std::string_view row : kFamiliarNames) {
      const std::vector<std::string_view> names = words_of(row);
      for (const std::string_view name : names)
        map.emplace(sound_key(name), sound_key(names.front()));
    }
    return map;
  }();
  const auto known = formal.find(key);
  return known == formal.end() ? key : known->second;
}

std::vector<std::string> person_keys(std::string_view folded) {
  std::vector<std::string> keys;
  for (const std::string_view word : words_of(folded)) {
    const bool first = keys.empty();
    if (!first && (word == "al" || word == "el" || word == "ul")) continue;
    std::string key = first ? given_name_key(word) : sound_key(without_article(word));
    if (!key.empty()) keys.push_back(std::move(key));
  }
  return keys;
}

std::string family_key(std::string_view folded) {
  const std::vector<std::string_view> words = words_of(folded);
  return words.empty() ? std::string{} : sound_key(without_article(words.back()));
}

std::string skeleton(std::string_view key) {
  std::string bones;
  for (std::size_t i = 0; i < key.size(); ++i)
    if ((i == 0 || !is_vowel(key[i])) && (bones.empty() || bones.back() != key[i])) bones += key[i];
  return bones;
}

std::string organisation_key(std::string_view folded) {
  static constexpr std::array kForms = {
      "inc"sv,     "incorporated"sv, "corp"sv, "corporation"sv, "co"sv,   "company"sv, "ltd"sv,
      "limited"sv, "plc"sv,          "llc"sv,  "llp"sv,         "lp"sv,   "ag"sv,      "sa"sv,
      "nv"sv,      "bv"sv,           "spa"sv,  "gmbh"sv,        "ab"sv,   "asa"sv,     "oyj"sv,
      "oy"sv,      "kk"sv,           "bhd"sv,  "pty"sv,         "kgaa"sv, "&"sv,       "and"sv};
  std::vector<std::string> words;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    std::string word(folded.substr(0, end));
    std::erase_if(word, [](char c) { return c == '.' || c == ','; });
    if (!word.empty()) words.push_back(std::move(word));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
  while (words.size() > 1 && std::find(kForms.begin(), kForms.end(), words.back()) != kForms.end())
    words.pop_back();
  std::string key;
  for (const std::string& word : words) key += (key.empty() ? "" : " ") + word;
  return key;
}

std::string variant_key(std::string_view folded) {
  static constexpr std::array kSmall = {"of"sv, "the"sv, "and"sv, "for"sv, "in"sv, "on"sv, "&"sv};
  const std::string name = organisation_key(folded);
  std::vector<std::string_view> words = words_of(name);
  if (words.size() > 1 && words.front() == "us") words.erase(words.begin());
  std::string key;
  for (std::string_view word : words) {
    if (std::find(kSmall.begin(), kSmall.end(), word) != kSmall.end()) continue;
    if (word.ends_with("'s")) word.remove_suffix(2);
    if (word.size() > 3 && word.ends_with('s')) word.remove_suffix(1);
    std::string one{word};
    // British and American spelling
    if (const std::size_t at = one.find("isation"); at != std::string::npos) one[at + 1] = 'z';
    key += (key.empty() ? "" : " ") + one;
  }
  return key;
}

}  // namespace morgue
