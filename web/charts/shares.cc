#include "web/charts/shares.h"

#include <fmt/format.h>

#include <algorithm>

#include "searcher/highlight.h"
#include "web/format.h"

namespace morgue::web {
namespace {

constexpr double kHeight = 100;
constexpr double kStep = 10;
constexpr double kMargin = 2;  // so that a line at the top keeps its width

std::string line_of(const Comparison& comparison, std::size_t side, double most) {
  std::string points;
  double x = kStep / 2;
  for (const Comparison::Bar& bar : comparison.bars) {
    const double share = most > 0 ? share_of(bar, side) / most : 0;
    points += fmt::format("{}{:g},{:.2f}", points.empty() ? "" : " ", x,
                          kHeight - kMargin - share * (kHeight - 2 * kMargin));
    x += kStep;
  }
  return points;
}

}  // namespace

double share_of(const Comparison::Bar& bar, std::size_t side) {
  return bar.archive == 0
             ? 0
             : static_cast<double>(bar.articles[side]) / static_cast<double>(bar.archive);
}

double greatest_share(const Comparison& comparison) {
  double most = 0;
  for (const Comparison::Bar& bar : comparison.bars)
    for (std::size_t side = 0; side < kSides; ++side) most = std::max(most, share_of(bar, side));
  return most;
}

std::string share_in_words(double share) {
  const double percent = 100 * share;
  if (percent == 0) return "0%";
  if (percent >= 10) return fmt::format("{:.0f}%", percent);
  if (percent >= 1) return fmt::format("{:.1f}%", percent);
  return percent < 0.01 ? "less than 0.01%" : fmt::format("{:.2f}%", percent);
}

std::string shares_svg(const Comparison& comparison,
                       const std::function<std::string(const Comparison::Bar&)>& url_of) {
  const double most = greatest_share(comparison);
  std::string svg = fmt::format(
      R"(<svg class="shares" viewBox="0 0 {:g} {:g}" preserveAspectRatio="none" aria-hidden="true">)",
      kStep * static_cast<double>(comparison.bars.size()), kHeight);
  double x = 0;
  for (const Comparison::Bar& bar : comparison.bars) {
    svg += fmt::format(
        R"(<a href="{}" tabindex="-1" rel="nofollow"><title>{}: {} and {} of {}</title><rect class="hit" x="{:g}" y="0" width="{:g}" height="{:g}"/></a>)",
        escape_html(url_of(bar)), escape_html(period_in_words(bar.value)),
        share_in_words(share_of(bar, 0)), share_in_words(share_of(bar, 1)),
        counted(bar.archive, Stories::All), x, kStep, kHeight);
    x += kStep;
  }
  for (const std::size_t side : {std::size_t{0}, std::size_t{1}})
    svg +=
        fmt::format(R"(<polyline class="side-{}" points="{}" vector-effect="non-scaling-stroke"/>)",
                    side == 0 ? 'a' : 'b', line_of(comparison, side, most));
  return svg + "</svg>";
}

}  // namespace morgue::web
