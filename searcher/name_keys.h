// Keys under which spellings of one name meet. Pure functions of folded names (schema::fold_name).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// The words of a person's name, each as a key of its sound in Latin transliteration: "yusuf
/// al-qaradawi" → "iusuf", "karadavi". Articles (al-, el-) are dropped behind the first word, kh
/// and q are k, ph is f, y is i, w is v, doubled letters are one, -off and -ev are -ov; given names
/// that are one name in several spellings (mohammed, muhammad) have one key.
std::vector<std::string> person_keys(std::string_view folded);

/// The given name that a familiar form stands for: "bob" and "rob" are "robert"; a name that is
/// none is itself.
/// @param key  the first of person_keys()
std::string formal_given_name(const std::string& key);

/// The key of the last word: "bin laden" → "laden".
std::string family_key(std::string_view folded);

/// What is left of a key without its inner vowels: "gorbachov" → "grbchv". A first vowel stays.
std::string skeleton(std::string_view key);

/// An organisation's name without "the" before it and the legal form behind it: "the acme widgets
/// co. ltd" → "acme widgets". A name that is nothing else stays.
std::string organisation_key(std::string_view folded);

/// The same without small words, plurals and "U.S." before it: "islamic revolutionary guards corps"
/// and "islamic revolutionary guard corps" meet. For names that have an acronym in common too.
std::string variant_key(std::string_view folded);

}  // namespace morgue
