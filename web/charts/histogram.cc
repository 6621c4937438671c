#include "web/charts/histogram.h"

#include <fmt/format.h>

#include <algorithm>

#include "searcher/highlight.h"
#include "web/format.h"

namespace morgue::web {
namespace {

constexpr double kHeight = 60;
constexpr double kStep = 10;  // width of a bar and the gap behind it; the page stretches it
constexpr double kBar = 8.6;
constexpr double kLowest = 1.5;  // so that one article among thousands is seen

}  // namespace

std::string histogram_svg(const DateHistogram& histogram,
                          const std::function<std::string(const DateBar&)>& url_of,
                          Stories stories) {
  std::uint64_t most = 1;
  for (const DateBar& bar : histogram.bars) most = std::max(most, bar.count);
  std::string svg = fmt::format(
      R"(<svg class="histogram" viewBox="0 0 {:g} {:g}" preserveAspectRatio="none" aria-hidden="true">)",
      kStep * static_cast<double>(histogram.bars.size()), kHeight);
  double x = 0;
  for (const DateBar& bar : histogram.bars) {
    const double share = static_cast<double>(bar.count) / static_cast<double>(most);
    const double height = bar.count == 0 ? 0 : std::max(kLowest, share * kHeight);
    svg += fmt::format(
        R"(<a href="{}" tabindex="-1" rel="nofollow" data-period="{}" data-matches="{}"><title>{}: {}</title><rect class="hit" x="{:g}" y="0" width="{:g}" height="{:g}"/>)"
        R"(<rect class="{}" x="{:g}" y="{:.2f}" width="{:g}" height="{:.2f}"/></a>)",
        escape_html(url_of(bar)), escape_html(bar.value), bar.count,
        escape_html(period_in_words(bar.value)), counted(bar.count, stories), x, kStep, kHeight,
        bar.selected ? "bar chosen" : "bar", x, kHeight - height, kBar, height);
    x += kStep;
  }
  return svg + "</svg>";
}

}  // namespace morgue::web
