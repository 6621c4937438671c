#include "indexer/places/regions.h"

#include <algorithm>
#include <unordered_map>

#include "indexer/places/tables.h"
#include "places_data.h"

namespace morgue {
namespace {

struct Atlas {
  std::vector<Region> regions;
  std::unordered_map<std::string, std::size_t> typed;  // folded: name or other name
};

/// A country of a region is one of the region around it too.
void add_country(Atlas& atlas, std::size_t region, std::string_view code) {
  for (;;) {
    Region& at = atlas.regions[region];
    if (std::find(at.countries.begin(), at.countries.end(), code) == at.countries.end())
      at.countries.emplace_back(code);
    if (at.part_of.empty()) return;
    region = atlas.typed.at(folded(at.part_of));
  }
}

Atlas read_atlas() {
  Atlas atlas;
  for_each_row(places_data::file("data/regions.tsv"), 4, [&](const auto& cells) {
    const std::size_t region = atlas.regions.size();
    atlas.regions.push_back({std::string(cells[0]), std::string(cells[1]), {}});
    atlas.typed.emplace(folded(cells[0]), region);
    for (const std::string_view name : split(cells[2], "; "))
      atlas.typed.emplace(folded(name), region);
    for (const std::string_view member : split(cells[3], "; ")) {
      const auto part = atlas.typed.find(folded(member));
      if (part == atlas.typed.end()) {
        add_country(atlas, region, member);
        continue;
      }
      const std::vector<std::string> countries = atlas.regions[part->second].countries;
      for (const std::string& code : countries) add_country(atlas, region, code);
    }
  });
  return atlas;
}

const Atlas& atlas() {
  static const Atlas the_atlas = read_atlas();
  return the_atlas;
}

}  // namespace

const std::vector<Region>& regions() { return atlas().regions; }

const Region* find_region(std::string_view typed) {
  std::string key = folded(typed);
  if (key.starts_with("the ")) key.erase(0, 4);
  const auto found = atlas().typed.find(key);
  return found == atlas().typed.end() ? nullptr : &atlas().regions[found->second];
}

void for_each_region_name(
    const std::function<void(std::string_view name, const Region& region)>& visit) {
  for (const auto& [name, region] : atlas().typed) visit(name, atlas().regions[region]);
}

bool is_part_of(std::string_view region, std::string_view wider) {
  const Region* const around = find_region(wider);
  const Region* at = find_region(region);
  while (at != nullptr && around != nullptr && !at->part_of.empty()) {
    at = find_region(at->part_of);
    if (at == around) return true;
  }
  return false;
}

}  // namespace morgue
