// The part of FacetCounter that counts by the dates which articles mention.
#include <algorithm>
#include <iterator>
#include <numeric>

#include "indexer/schema/period.h"
#include "searcher/bars.h"
#include "searcher/facets.h"

namespace morgue {
namespace {

constexpr int kMostYears = 120;  // bars; of more the latest

/// The bars that something a document mentions lies in, each once; behind them one for what lies
/// before the first, and one for what lies after the last.
template <typename Visit>
void for_each_bar(const Columns& columns, std::size_t document, const DayNumbers& covered,
                  BarUnit unit, std::size_t bars, Visit visit) {
  const int first_bar = bar_index(unit, covered.first);
  int last = -1;
  bool before = false;
  bool after = false;
  columns.records[document].for_each_period([&](std::uint32_t index) {
    const schema::Period period{columns.periods[index]};
    before = before || period.last_day() < covered.first;
    after = after || period.first_day() > covered.last;
    if (period.is_decade() || (unit != BarUnit::Year && period.is_year()) ||
        (unit == BarUnit::Day && !period.is_day()))
      return;
    // Codes ascend, so those of one bar follow each other; decades come first.
    const int bar = bar_index(unit, period.first_day()) - first_bar;
    if (bar == last || bar < 0 || bar >= static_cast<int>(bars)) return;
    visit(static_cast<std::size_t>(bar));
    last = bar;
  });
  if (before) visit(bars);
  if (after) visit(bars + 1);
}

/// Articles by these bars.
void count_bars(const Columns& columns, const Bitmap& documents, const DayNumbers& covered,
                DateHistogram& histogram) {
  const std::size_t bars = histogram.bars.size();
  std::vector<std::uint64_t> counts(bars + 2, 0);
  documents.for_each([&](std::size_t document) {
    for_each_bar(columns, document, covered, histogram.unit, bars,
                 [&](std::size_t bar) { ++counts[bar]; });
  });
  for (std::size_t bar = 0; bar < bars; ++bar) histogram.bars[bar].count = counts[bar];
  histogram.before.count = counts[bars];
  histogram.after.count = counts[bars + 1];
}

/// The same for bars of years, of which everything is known.
void take_years(const DateCounts& years, const DayNumbers& covered, DateHistogram& histogram) {
  const auto first = static_cast<std::size_t>(covered.first / 10'000);
  for (std::size_t i = 0; i < histogram.bars.size(); ++i)
    histogram.bars[i].count = years.mentioning[first + i];
  const auto sum = [](auto from, auto to) { return std::accumulate(from, to, std::uint64_t{0}); };
  histogram.before.count =
      sum(years.earliest.begin(), years.earliest.begin() + static_cast<std::ptrdiff_t>(first));
  histogram.after.count =
      sum(years.latest.begin() + static_cast<std::ptrdiff_t>(first + histogram.bars.size()),
          years.latest.end());
}

std::int32_t number_of(std::chrono::sys_days day) {
  return day_numbers({std::chrono::year_month_day{day}, std::nullopt}).first;
}

/// The days of a range that is chosen and half as many on either side, so that its neighbours show;
/// nothing if it is open, or longer than bars can show.
std::optional<DayNumbers> around_choice(const SearchRequest& request) {
  if (!request.about_from || !request.about_to) return std::nullopt;
  const std::chrono::sys_days from{*request.about_from};
  const std::chrono::sys_days to{*request.about_to};
  constexpr std::chrono::days kLeast{15};
  const std::chrono::days more = std::max((to - from) / 2, kLeast);
  const DayNumbers limits;
  const DayNumbers window{std::max(number_of(from - more), limits.first),
                          std::min(number_of(to + more), limits.last)};
  if (window.last / 10'000 - window.first / 10'000 >= kMostYears) return std::nullopt;
  return window;
}

}  // namespace

Bitmap FacetCounter::matches_without_about() const {
  if (about_.size() == 0) return results_;
  Bitmap documents = matches_;
  for (std::size_t facet = 0; facet < kFacets; ++facet) {
    if (included_[facet].size() != 0) documents.intersect(included_[facet]);
    if (excluded_[facet].size() != 0) documents.subtract(excluded_[facet]);
  }
  return documents;
}

std::optional<DayNumbers> FacetCounter::about_window(const Bitmap& documents,
                                                     const DateCounts& all) const {
  const std::vector<std::uint32_t>& years = all.mentioning;
  const std::uint64_t total = std::accumulate(years.begin(), years.end(), std::uint64_t{0});
  if (total == 0) return std::nullopt;
  // Few look far back or ahead; bars for them would be mostly empty. One mention in forty at either
  // end goes without.
  const std::uint64_t strays = total / 40;
  std::size_t first = 0;
  for (std::uint64_t dropped = years[0]; dropped <= strays; dropped += years[first]) ++first;
  std::size_t last = kYears - 1;
  for (std::uint64_t dropped = years[last]; dropped <= strays; dropped += years[last]) --last;
  if (last - first >= kMostYears) first = last - kMostYears + 1;
  while (years[first] == 0) ++first;
  const DayNumbers whole{static_cast<std::int32_t>(first) * 10'000 + 101,
                         static_cast<std::int32_t>(last) * 10'000 + 1231};
  if (unit_for(whole.first, whole.last) == BarUnit::Year) return whole;
  DayNumbers window{whole.last, whole.first};
  documents.for_each([&](std::size_t document) {
    columns_.records[document].for_each_period([&](std::uint32_t index) {
      const schema::Period period{columns_.periods[index]};
      if (period.is_decade() || period.first_day() < whole.first || period.last_day() > whole.last)
        return;
      window.first = std::min(window.first, period.first_day());
      window.last = std::max(window.last, period.last_day());
    });
  });
  return window;
}

DateHistogram FacetCounter::about_histogram() {
  const Bitmap documents = matches_without_about();
  DateHistogram histogram;
  const DateCounts& years = (about_.size() == 0 ? tally_of_results() : tally_of(documents)).dates();
  auto window = around_choice(request_);
  if (!window) window = about_window(documents, years);
  if (!window) return histogram;
  histogram.unit = unit_for(window->first, window->last);
  const int first_bar = bar_index(histogram.unit, window->first);
  const int last_bar = bar_index(histogram.unit, window->last);
  const bool is_chosen = about_.size() != 0;
  const DayNumbers chosen = day_numbers({request_.about_from, request_.about_to});
  // What the bars cover: more than the window where that begins or ends within a bar.
  DayNumbers covered;
  for (int bar = first_bar; bar <= last_bar; ++bar) {
    std::string value = bar_value(histogram.unit, bar);
    const auto period = schema::period_of(value);
    if (bar == first_bar) covered.first = period->first_day();
    covered.last = period->last_day();
    const bool selected =
        is_chosen && period->first_day() <= chosen.last && period->last_day() >= chosen.first;
    histogram.bars.push_back({std::move(value), 0, selected});
  }
  histogram.before.value = bar_value(histogram.unit, first_bar - 1);
  histogram.after.value = bar_value(histogram.unit, last_bar + 1);
  if (histogram.unit == BarUnit::Year)
    take_years(years, covered, histogram);
  else
    count_bars(columns_, documents, covered, histogram);
  const std::size_t bars = histogram.bars.size();
  for (const auto& [bar, too_many] : surplus([&]() -> const Bitmap& { return documents; },
                                             [&](auto document, auto visit) {
                                               for_each_bar(columns_, document, covered,
                                                            histogram.unit, bars, visit);
                                             }))
    (bar < bars    ? histogram.bars[bar].count
     : bar == bars ? histogram.before.count
                   : histogram.after.count) -= too_many;
  return histogram;
}

}  // namespace morgue
