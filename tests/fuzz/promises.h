// What every reader promises of what it yields, whatever the bytes: checked by the fuzz targets and
// by the tests that replay them.
#pragma once

#include <string>

#include "corpus/record.h"

namespace morgue {

/// What is wrong with a record, "headline: is not UTF-8"; empty if it keeps the promises of
/// corpus/article.h and corpus/record.h.
std::string broken_promise(const Record& record);

}  // namespace morgue
