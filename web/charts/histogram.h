// The date histogram as SVG: one bar for a year, month or day, each a link.
#pragma once

#include <functional>
#include <string>

#include "searcher/answer.h"

namespace morgue::web {

/// Bars stretch to the width of the page and are hidden from screen readers and the keyboard, which
/// get the table beside the chart. Colours come from the style sheet (classes bar, chosen, hit).
/// Output is escaped.
/// @param stories  what the bars count
std::string histogram_svg(const DateHistogram& histogram,
                          const std::function<std::string(const DateBar&)>& url_of,
                          Stories stories = Stories::All);

}  // namespace morgue::web
