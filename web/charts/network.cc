#include "web/charts/network.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "corpus/text/text.h"
#include "searcher/highlight.h"
#include "web/format.h"

namespace morgue::web {
namespace {

constexpr double kWidth = 420;
constexpr double kRadius = 112;
constexpr double kMargin = 38;  // above and below, for two lines of text
constexpr double kLabelGap = 9;
constexpr double kLine = 12.5;  // of text
constexpr double kWidest = 9;
constexpr double kNarrowest = 0.6;
constexpr std::uint64_t kMany = 6;    // articles of the widest line, at least
constexpr std::size_t kLetters = 16;  // of a line

struct Point {
  double x = 0, y = 0;
};

/// Cut between characters.
std::string shortened(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
    if (++letters > kLetters) return std::string{text.substr(0, i)} + "…";
  }
  return std::string{text};
}

/// A name in one line or two, broken at the blank that is nearest to its middle.
std::vector<std::string> lines_of(std::string_view label) {
  if (label.size() <= 12) return {std::string{label}};
  std::size_t best = std::string_view::npos;
  const auto off = [&](std::size_t at) {
    return std::abs(static_cast<double>(at) - static_cast<double>(label.size()) / 2);
  };
  for (std::size_t at = label.find(' '); at != std::string_view::npos; at = label.find(' ', at + 1))
    if (best == std::string_view::npos || off(at) < off(best)) best = at;
  if (best == std::string_view::npos) return {shortened(label)};
  return {shortened(label.substr(0, best)), shortened(label.substr(best + 1))};
}

std::string label_svg(const Point& at, std::string_view anchor, std::string_view label) {
  const std::vector<std::string> lines = lines_of(label);
  double y = at.y + kLine * 0.35 - kLine * 0.5 * static_cast<double>(lines.size() - 1);
  std::string svg;
  for (const std::string& line : lines) {
    svg += fmt::format(R"(<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>)", at.x, y, anchor,
                       escape_html(line));
    y += kLine;
  }
  return svg;
}

}  // namespace

std::vector<std::size_t> circle_order(const Ties& ties) {
  std::vector<std::size_t> left;
  for (std::size_t i = 1; i < ties.names(); ++i) left.push_back(i);
  std::vector<std::size_t> order;
  std::size_t last = 0;
  while (!left.empty()) {
    const auto closest =
        std::max_element(left.begin(), left.end(), [&](std::size_t a, std::size_t b) {
          return std::pair{ties.between(last, a), ties.between(0, a)} <
                 std::pair{ties.between(last, b), ties.between(0, b)};
        });
    last = *closest;
    order.push_back(last);
    left.erase(closest);
  }
  return order;
}

std::string network_svg(const std::vector<NetworkName>& names, const Ties& ties,
                        const std::function<std::string(std::size_t, std::size_t)>& url_of) {
  const std::vector<std::size_t> order = circle_order(ties);
  const Point middle{kWidth / 2, kRadius + kMargin};
  std::vector<Point> places(names.size(), middle);
  // Half a step off the top, so that no two labels stand above each other in the middle.
  const double step =
      2 * std::numbers::pi / static_cast<double>(std::max<std::size_t>(order.size(), 1));
  for (std::size_t i = 0; i < order.size(); ++i) {
    const double angle = (static_cast<double>(i) + 0.5) * step - std::numbers::pi / 2;
    places[order[i]] = {middle.x + kRadius * std::cos(angle), middle.y + kRadius * std::sin(angle)};
  }
  std::uint64_t most = kMany;
  for (std::size_t a = 0; a < names.size(); ++a)
    for (std::size_t b = a + 1; b < names.size(); ++b) most = std::max(most, ties.between(a, b));

  // A few names do not reach to the top and bottom of the circle.
  const auto [top, bottom] = std::minmax_element(
      places.begin(), places.end(), [](const Point& a, const Point& b) { return a.y < b.y; });
  std::string svg =
      fmt::format(R"(<svg class="network" viewBox="0 {:.1f} {:g} {:.1f}" aria-hidden="true">)",
                  top->y - kMargin, kWidth, bottom->y - top->y + 2 * kMargin);
  const auto add_line = [&](std::size_t a, std::size_t b) {
    const std::uint64_t shared = ties.between(a, b);
    if (shared == 0) return;
    const double width =
        std::max(kNarrowest, kWidest * static_cast<double>(shared) / static_cast<double>(most));
    svg += fmt::format(
        R"(<a href="{}" tabindex="-1" rel="nofollow"><title>{} and {}: {}</title><line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke-width="{:.2f}"/></a>)",
        escape_html(url_of(a, b)), escape_html(names[a].label), escape_html(names[b].label),
        counted(shared, Stories::All), a == 0 ? "tie own" : "tie", places[a].x, places[a].y,
        places[b].x, places[b].y, width);
  };
  for (std::size_t a = 1; a < names.size(); ++a)
    for (std::size_t b = a + 1; b < names.size(); ++b) add_line(a, b);
  for (std::size_t b = 1; b < names.size(); ++b) add_line(0, b);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool in_middle = i == 0;
    const bool on_right = places[i].x >= middle.x;
    const Point label{places[i].x + (in_middle  ? 0
                                     : on_right ? kLabelGap
                                                : -kLabelGap),
                      places[i].y + (in_middle ? kLine * 1.6 : 0)};
    svg += fmt::format(
        R"(<a href="{}" tabindex="-1"><title>{}: {}</title><circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{}"/>{}</a>)",
        escape_html(names[i].url), escape_html(names[i].label),
        counted(ties.between(i, i), Stories::All), in_middle ? "node own" : "node", places[i].x,
        places[i].y, in_middle ? 7 : 5,
        in_middle ? std::string{} : label_svg(label, on_right ? "start" : "end", names[i].label));
  }
  return svg + "</svg>";
}

}  // namespace morgue::web
