// Regions of the world and the countries they hold: the regions and sub-regions of the United
// Nations' standard M49, and a few that newspapers speak of (data/regions.tsv).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace morgue {

struct Region {
  std::string name;                    // "Northern Africa"
  std::string part_of;                 // "Africa"; empty for the widest
  std::vector<std::string> countries;  // codes, of today's and former countries
};

/// Each behind the one it is part of, whose countries include its own. A country is in several.
const std::vector<Region>& regions();

/// What a reader may type: a name in any case ("the Middle East", "southeast asia"); null if there
/// is none.
const Region* find_region(std::string_view typed);

/// All that find_region() understands, in no order: folded, without points.
void for_each_region_name(
    const std::function<void(std::string_view name, const Region& region)>& visit);

/// Is the one region within the other, directly or not? False of a region and itself.
bool is_part_of(std::string_view region, std::string_view wider);

}  // namespace morgue
