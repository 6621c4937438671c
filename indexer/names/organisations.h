// Organisations by rule: the names and acronyms of the table, and what closes or opens the name of
// one ("... Corp", "Ministry of ...",
// "... (ABC)", "... <ABC.N>").
#pragma once

#include <string>
#include <vector>

#include "indexer/names/marked_text.h"

namespace morgue {

struct OrganisationFound {
  std::string name;                 // canonical
  std::vector<TokenSpan> mentions;  // in text order
};

/// Marks the tokens it finds as used: by organisations, by places of several words, by other names
/// that are neither. In order of first mention.
std::vector<OrganisationFound> find_organisations(MarkedText& text);

}  // namespace morgue
