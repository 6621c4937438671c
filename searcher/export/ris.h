// Citations as RIS, the tagged lines that reference managers have exchanged since the 1980s: type
// NEWS, lines that end in CR LF.
#pragma once

#include <string>

#include "searcher/export/citation.h"

namespace morgue {

/// From its type to its end; an empty line follows.
std::string ris_reference(const Citation& citation);

}  // namespace morgue
