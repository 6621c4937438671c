// Two searches over time as SVG: which share of all articles published in a period each finds.
#pragma once

#include <functional>
#include <string>

#include "searcher/comparison.h"

namespace morgue::web {

/// Of a bar and side, 0 to 1; 0 where nothing was published.
double share_of(const Comparison::Bar& bar, std::size_t side);

/// The greatest of all bars and both sides.
double greatest_share(const Comparison& comparison);

/// "12%", "3.4%", "0.05%"
std::string share_in_words(double share);

/// Two lines that stretch to the width of the page; hidden from screen readers and the keyboard,
/// which get the table beside the chart. Colours come from the style sheet (classes side-a, side-b,
/// hit); the second line is dashed, so that they can be told apart without. Output is escaped.
/// @param comparison  of two bars or more
std::string shares_svg(const Comparison& comparison,
                       const std::function<std::string(const Comparison::Bar&)>& url_of);

}  // namespace morgue::web
