// What `morgue search` and `morgue export` share: options that say what is searched, and what is
// said of how it was understood.
#pragma once

#include <string>
#include <vector>

#include "searcher/answer.h"
#include "searcher/request.h"

namespace morgue::cli {

/// What --sort, --stories and --names take. @throws UsageError
Sort sort_named(const std::string& name);
Stories stories_named(const std::string& name);
EntityScope scope_named(const std::string& name);

/// The words of a query that was given without quotes.
std::string joined(const std::vector<std::string>& words);

/// On standard error: what was wrong with a query and what was done about it.
void print_understanding(const Answer& answer, const SearchRequest& request);

}  // namespace morgue::cli
