// Who is written about together, as SVG: one name in the middle of a circle of others, lines as
// wide as they share articles.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "searcher/ties.h"

namespace morgue::web {

struct NetworkName {
  std::string label;
  std::string url;
};

/// In which order names stand on the circle, as places in the list, without the first, which is in
/// the middle: beginning with the one closest to it, each followed by the one that shares most with
/// it, so that heavy lines are short. The same names always give the same picture.
std::vector<std::size_t> circle_order(const Ties& ties);

/// Hidden from screen readers and the keyboard, which get the table beside the picture. Colours
/// come from the style sheet (classes tie, own, node). Output is escaped.
/// @param names   the first in the middle; 13 at most leave room for all labels
/// @param ties    of the same names
/// @param url_of  of a line between two names, by their places
std::string network_svg(const std::vector<NetworkName>& names, const Ties& ties,
                        const std::function<std::string(std::size_t, std::size_t)>& url_of);

}  // namespace morgue::web
