// Numbers, days and times as a reader of English expects them.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/published.h"
#include "searcher/request.h"

namespace morgue::web {

/// "1,234,567"
std::string with_thousands(std::uint64_t number);

/// "1 article", "2,000 articles"
std::string counted(std::uint64_t number, std::string_view one, std::string_view many);

/// What a search counts: "1 article", "2,000 stories".
std::string counted(std::uint64_t number, Stories stories);

/// "19 December 2016"
std::string day_in_words(std::chrono::year_month_day day);

/// "19 December 2016, 14:05 (UTC+03:30)"; the day alone where that is all that is known.
std::string published_in_words(const Published& published);

/// A year, month or day of the histogram or of the parameter `year`: "2016", "December 2016", "19
/// December 2016", "No date".
std::string period_in_words(std::string_view value);

}  // namespace morgue::web
