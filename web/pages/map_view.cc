#include "web/pages/map_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "web/charts/world.h"
#include "web/format.h"

namespace morgue::web {
namespace {

/// "1–4", "20 and more"
View legend_view(std::uint64_t most) {
  View legend = View::array();
  const auto limits = shade_limits(most);
  for (std::size_t i = 0; i < kShades; ++i) {
    if (limits[i] == 0) continue;
    const std::string from = with_thousands(limits[i]);
    std::string label = from;
    if (i + 1 == kShades)
      label += most > limits[i] ? " and more" : "";
    else if (limits[i + 1] - 1 > limits[i])
      label += "–" + with_thousands(limits[i + 1] - 1);
    legend.push_back({{"shade", std::to_string(i + 1)}, {"label", label}});
  }
  return legend;
}

}  // namespace

View map_view(const Answer& answer, const SearchParams& params) {
  std::vector<FacetValue> countries;
  for (const FacetValue& value : answer.countries)
    if (value.count > 0) countries.push_back(value);
  if (countries.empty()) return nullptr;
  std::sort(countries.begin(), countries.end(), [](const FacetValue& a, const FacetValue& b) {
    return a.count != b.count ? a.count > b.count : a.label < b.label;
  });
  const Stories stories = params.request.stories;
  const auto url_of = [&](const FacetValue& value) {
    // What a country's number says: as many are found where it alone is chosen.
    return search_url(with_only(params, Facet::Country, value.value));
  };
  std::uint64_t most = 0;
  View rows = View::array();
  View former = View::array();
  for (const FacetValue& value : countries) {
    View row{
        {"url", url_of(value)}, {"label", value.label}, {"count", with_thousands(value.count)}};
    if (is_on_map(value.value))
      most = std::max(most, value.count);
    else
      former.push_back(row);
    rows.push_back(std::move(row));
  }
  View view{{"svg_html", world_svg(countries, stories, url_of)},
            {"title", stories == Stories::All ? "Articles by country" : "Stories by country"},
            {"counts", stories == Stories::All ? "Articles" : "Stories"},
            {"legend", legend_view(most)},
            {"rows", std::move(rows)}};
  if (!former.empty()) view["former"] = {{"list", std::move(former)}};
  return view;
}

}  // namespace morgue::web
