// The world as SVG, shaded by how many articles are about each country; each country is a link.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/answer.h"

namespace morgue::web {

inline constexpr std::size_t kShades = 5;

/// The least number of articles of each shade, the lightest first: numbers that are easy to read
/// (1, 2 or 5 and noughts), evenly apart in their logarithms. Where counts are small there are
/// fewer shades; those left out are 0 and come first.
std::array<std::uint64_t, kShades> shade_limits(std::uint64_t most);

/// Is a country drawn, be it as a dot? All of today's are; former ones are not.
bool is_on_map(std::string_view code);

/// The shapes of all countries as a drawing of its own, each with the code as its id: an asset that
/// browsers keep, since it is more than the rest of most pages.
const std::string& world_shapes();

/// Refers to the shapes. Hidden from screen readers and the keyboard, which get the table beside
/// the map. Colours come from the style sheet (classes land, shade-1 to shade-5, chosen). Output is
/// escaped. 40 KB at most where addresses are short.
/// @param countries  values of Facet::Country; those not drawn are passed over
std::string world_svg(const std::vector<FacetValue>& countries, Stories stories,
                      const std::function<std::string(const FacetValue&)>& url_of);

}  // namespace morgue::web
