#include "searcher/peaks.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace morgue {
namespace {

constexpr std::uint64_t kFewestArticles = 3;
// Up to 62 bars are looked at: chance alone passes four deviations in none of a thousand
// histograms.
constexpr double kDeviations = 4;

struct Volume {
  double matches = 0;
  double archive = 0;
};

Volume volume_of(const DateHistogram& histogram) {
  Volume volume;
  for (const DateBar& bar : histogram.bars) {
    volume.matches += static_cast<double>(bar.count);
    volume.archive += static_cast<double>(bar.archive);
  }
  return volume;
}

double expected_count(const Volume& volume, const DateBar& bar) {
  return volume.archive > 0 ? volume.matches * static_cast<double>(bar.archive) / volume.archive
                            : 0.0;
}

}  // namespace

double expected_count(const DateHistogram& histogram, const DateBar& bar) {
  return expected_count(volume_of(histogram), bar);
}

std::vector<std::size_t> unusual_bars(const DateHistogram& histogram) {
  const Volume volume = volume_of(histogram);
  std::vector<std::pair<double, std::size_t>> unusual;  // most unusual first: negative deviations
  for (std::size_t i = 0; i < histogram.bars.size(); ++i) {
    const DateBar& bar = histogram.bars[i];
    const double expected = expected_count(volume, bar);
    if (bar.count < kFewestArticles || expected <= 0) continue;
    const double deviations = (static_cast<double>(bar.count) - expected) / std::sqrt(expected);
    if (deviations >= kDeviations) unusual.emplace_back(-deviations, i);
  }
  std::ranges::sort(unusual);
  std::vector<std::size_t> chosen;
  for (const auto& [deviations, i] : unusual) {
    const bool beside = std::ranges::any_of(
        chosen, [i = i](std::size_t other) { return i + 1 == other || other + 1 == i; });
    if (!beside && chosen.size() < kMostPeaks) chosen.push_back(i);
  }
  std::ranges::sort(chosen);
  return chosen;
}

}  // namespace morgue
