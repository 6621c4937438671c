// Which parts of a page are furniture (navigation, sharing, related stories, comments, consent)
// judging by what their authors called them. The names are those that many content systems have in
// common.
#pragma once

#include <vector>

#include "corpus/extraction/dom.h"

namespace morgue::extraction {

/// For each node: is it furniture, or inside of some?
std::vector<bool> find_furniture(const Dom& dom);

/// Lower-case class, id, role, itemprop and data-component of an element, separated by blanks.
std::string hints_of(const Dom& dom, NodeIndex i);

/// Is `word` in the hints with no letter on either side?
bool has_hint(std::string_view hints, std::string_view word);

}  // namespace morgue::extraction
