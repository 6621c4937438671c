// Which parts of a page are furniture (navigation, sharing, related stories, comments, consent)
// judging by what their authors called them. The names are those that many content systems have in
// common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/extraction/dom.h"

namespace morgue::extraction {

enum class Furniture : std::uint8_t { None, ByTag, Hidden, ByName, Picture };

/// "furniture by tag": for people.
std::string_view to_string(Furniture furniture);

/// For each node: is it furniture, or inside of some, and how is that known?
std::vector<Furniture> find_furniture(const Dom& dom);

/// Lower-case class, id, role, itemprop and data-component of an element, separated by blanks.
std::string hints_of(const Dom& dom, NodeIndex i);

enum class HintUse : std::uint8_t { Any, AsNoun };  // AsNoun: not in "has-image", "with-sidebar"

/// Is `word` in the hints with no letter on either side?
bool has_hint(std::string_view hints, std::string_view word, HintUse use = HintUse::Any);

}  // namespace morgue::extraction
