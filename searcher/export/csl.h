// Citations as CSL-JSON, which citation processors and reference managers read: items of the type
// article-newspaper.
#pragma once

#include <string>

#include "searcher/export/citation.h"

namespace morgue {

/// An object on one line, without a line end.
std::string csl_item(const Citation& citation);

}  // namespace morgue
