#include "web/charts/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "searcher/highlight.h"
#include "web/assets.h"
#include "web/format.h"
#include "web_files.h"

namespace morgue::web {
namespace {

constexpr std::string_view kDotRadius = "3.2";
constexpr std::string_view kAreas = "land";  // all of them, in one

struct World {
  std::string width, height;
  struct Country {
    std::string_view area;  // an SVG path; empty for a dot
    std::string_view x, y;  // of a dot
  };
  std::map<std::string_view, Country> countries;  // by code
};

std::string_view take_until(std::string_view& text, char end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return part;
}

World read_world() {
  World world;
  std::string_view rest = web_files::file("charts/world.tsv");
  while (!rest.empty()) {
    std::string_view line = take_until(rest, '\n');
    if (line.empty() || line.starts_with('#')) continue;
    const std::string_view first = take_until(line, '\t');
    if (world.width.empty()) {
      world.width = first;
      world.height = line;
    } else if (take_until(line, '\t') == "area") {
      world.countries[first] = {line, {}, {}};
    } else {
      const std::string_view x = take_until(line, ' ');
      world.countries[first] = {{}, x, line};
    }
  }
  return world;
}

const World& the_world() {
  static const World world = read_world();
  return world;
}

/// The greatest of 1, 2, 5, 10, 20, … that is not above.
std::uint64_t round_number(double number) {
  std::uint64_t power = 1;
  while (static_cast<double>(power) * 10 <= number) power *= 10;
  for (const std::uint64_t digit : {5U, 2U})
    if (static_cast<double>(digit * power) <= number) return digit * power;
  return power;
}

std::string shape(std::string_view code, const World::Country& country) {
  return country.area.empty() ? fmt::format(R"(<circle id="{}" cx="{}" cy="{}" r="{}"/>)", code,
                                            country.x, country.y, kDotRadius)
                              : fmt::format(R"(<path id="{}" d="{}"/>)", code, country.area);
}

std::string drawing_of_shapes() {
  const World& world = the_world();
  std::string areas;
  std::string dots;
  for (const auto& [code, country] : world.countries)
    (country.area.empty() ? dots : areas) += shape(code, country);
  return fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><g id="{}">{}</g>{}</svg>)",
      world.width, world.height, kAreas, areas, dots);
}

}  // namespace

const std::string& world_shapes() {
  static const std::string shapes = drawing_of_shapes();
  return shapes;
}

std::array<std::uint64_t, kShades> shade_limits(std::uint64_t most) {
  std::vector<std::uint64_t> limits;
  const double step =
      std::pow(static_cast<double>(std::max<std::uint64_t>(most, 1)), 1.0 / kShades);
  for (std::size_t i = 0; i < kShades; ++i) {
    const std::uint64_t limit = round_number(std::pow(step, static_cast<double>(i)));
    if (limits.empty() || limit > limits.back()) limits.push_back(limit);
  }
  std::array<std::uint64_t, kShades> all{};
  std::copy_backward(limits.begin(), limits.end(), all.end());
  return all;
}

bool is_on_map(std::string_view code) { return the_world().countries.contains(code); }

std::string world_svg(const std::vector<FacetValue>& countries, Stories stories,
                      const std::function<std::string(const FacetValue&)>& url_of) {
  const World& world = the_world();
  std::map<std::string_view, const FacetValue*> found;
  std::uint64_t most = 0;
  for (const FacetValue& value : countries)
    if ((value.count > 0 || value.selected) && is_on_map(value.value)) {
      found[value.value] = &value;
      most = std::max(most, value.count);
    }
  const std::array<std::uint64_t, kShades> limits = shade_limits(most);
  const auto shade_of = [&](std::uint64_t count) {
    std::size_t shade = kShades;
    while (shade > 1 && (limits[shade - 1] > count || limits[shade - 1] == 0)) --shade;
    return shade;
  };

  std::string svg = fmt::format(R"(<svg class="world" viewBox="0 0 {} {}" aria-hidden="true">)",
                                world.width, world.height);
  const std::string shapes = asset_url("world.svg");
  svg += fmt::format(R"(<use class="land" href="{}#{}"/>)", shapes, kAreas);
  // Dots last, so that no area covers one.
  for (const bool dots : {false, true})
    for (const auto& [code, value] : found) {
      if (world.countries.at(code).area.empty() != dots) continue;
      svg += fmt::format(
          R"(<a href="{}" tabindex="-1" rel="nofollow"><title>{}: {}</title>)"
          R"(<use class="{}" href="{}#{}"/></a>)",
          escape_html(url_of(*value)), escape_html(value->label), counted(value->count, stories),
          value->selected ? std::string{"chosen"} : fmt::format("shade-{}", shade_of(value->count)),
          shapes, code);
    }
  return svg + "</svg>";
}

}  // namespace morgue::web
