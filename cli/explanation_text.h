// The explanation of a query and its results, for a terminal.
#pragma once

#include <string>

#include "searcher/answer.h"

namespace morgue::cli {

/// The query as a tree, a line a part, indented.
std::string explanation_text(const ExplainedPart& part, int depth = 0);

/// The score of a result and what each word adds to it, a line each.
std::string score_text(const Result& result);

}  // namespace morgue::cli
