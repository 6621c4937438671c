// Candidates for persons: runs of capitalised words, cut at titles, nationalities, months and the
// like.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/names/marked_text.h"

namespace morgue {

/// Words that may name a person, and what stood before them.
struct PersonCandidate {
  TokenSpan span;
  bool titled = false;          // "President"
  bool title_adjacent = false;  // right before the name; not so in "Director for Housing Smith"
  bool honorific = false;       // "Mr"
  bool kept = false;            // "Pope": the title belongs to the name
  bool role_before = false;     // "spokesman", in small letters
  bool surname_first = false;   // "Xi Jinping"
};

/// In text order. Marks what is certainly something else: "Lincoln Center", who wrote the article.
std::vector<PersonCandidate> find_candidates(MarkedText& text);

/// The word at i may be part of a person's name: capitalised where that says something, and not yet
/// used.
bool is_open_word(const MarkedText& text, std::uint32_t i);

/// A given name and hardly anything else; "Mark" and "Bill" too, within a sentence and before
/// another name.
bool is_given_name(const MarkedText& text, std::uint32_t i);

/// The word that carries the family name: the last that is not "Jr."; the first of "Xi Jinping".
std::uint32_t surname_of(const MarkedText& text, TokenSpan span, bool surname_first);

}  // namespace morgue
