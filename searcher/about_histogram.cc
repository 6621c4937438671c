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
constexpr std::size_t kYears = 3'000;

/// Calls `visit` with each bar that something a document mentions lies in, once.
template <typename Visit>
void for_each_bar(const PeriodColumn& about, std::size_t document, BarUnit unit, Visit visit) {
  std::optional<int> last;
  // Codes ascend, so those of one bar follow each other; decades come first.
  for (const auto* code = about.begin(document); code != about.end(document); ++code) {
    const schema::Period period{*code};
    if (period.is_decade()) continue;
    if (unit != BarUnit::Year && period.is_year()) continue;
    if (unit == BarUnit::Day && !period.is_day()) continue;
    const int bar = bar_index(unit, period.first_day());
    if (bar == last) continue;
    visit(bar);
    last = bar;
  }
}

/// Something that ends before the day. What does has a smaller code than the day, and codes ascend.
bool mentions_before(const PeriodColumn& about, std::size_t document, std::int32_t day) {
  for (const auto* code = about.begin(document); code != about.end(document) && *code < day; ++code)
    if (schema::Period{*code}.last_day() < day) return true;
  return false;
}

/// Something that begins after the day: it has a larger code, unless it is a decade.
bool mentions_after(const PeriodColumn& about, std::size_t document, std::int32_t day) {
  const auto* const begin = about.begin(document);
  const auto* const end = about.end(document);
  if (begin != end && *std::prev(end) > day) return true;
  for (const auto* code = begin; code != end && schema::Period{*code}.is_decade(); ++code)
    if (schema::Period{*code}.first_day() > day) return true;
  return false;
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

/// How many articles mention something in each year, decades left out.
std::vector<std::uint64_t> FacetCounter::about_years(const Bitmap& documents) const {
  std::vector<std::uint64_t> years(kYears, 0);
  const auto years_of = [&](std::size_t document, auto visit) {
    for_each_bar(columns_.about, document, BarUnit::Year,
                 [&](int year) { visit(static_cast<std::size_t>(year)); });
  };
  documents.for_each(
      [&](std::size_t document) { years_of(document, [&](std::size_t year) { ++years[year]; }); });
  count_stories_once(documents, years, years_of);
  return years;
}

std::optional<DayNumbers> FacetCounter::about_window(
    const Bitmap& documents, const std::vector<std::uint64_t>& years) const {
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
    for (const auto* code = columns_.about.begin(document); code != columns_.about.end(document);
         ++code) {
      const schema::Period period{*code};
      if (period.is_decade() || period.first_day() < whole.first || period.last_day() > whole.last)
        continue;
      window.first = std::min(window.first, period.first_day());
      window.last = std::max(window.last, period.last_day());
    }
  });
  return window;
}

DateHistogram FacetCounter::about_histogram() const {
  const Bitmap documents = matches_without_about();
  DateHistogram histogram;
  std::vector<std::uint64_t> years;
  auto window = around_choice(request_);
  if (!window) {
    years = about_years(documents);
    window = about_window(documents, years);
  }
  if (!window) return histogram;
  const BarUnit unit = unit_for(window->first, window->last);
  const int first_bar = bar_index(unit, window->first);
  const int last_bar = bar_index(unit, window->last);
  std::vector<std::uint64_t> counts(static_cast<std::size_t>(last_bar - first_bar + 1), 0);
  if (unit == BarUnit::Year && !years.empty()) {
    std::copy(years.begin() + first_bar, years.begin() + last_bar + 1, counts.begin());
  } else {
    const auto bars_of = [&](std::size_t document, auto visit) {
      for_each_bar(columns_.about, document, unit, [&](int bar) {
        if (bar >= first_bar && bar <= last_bar) visit(static_cast<std::size_t>(bar - first_bar));
      });
    };
    documents.for_each(
        [&](std::size_t document) { bars_of(document, [&](std::size_t bar) { ++counts[bar]; }); });
    count_stories_once(documents, counts, bars_of);
  }
  histogram.unit = unit;
  const bool is_chosen = about_.size() != 0;
  const DayNumbers chosen = day_numbers({request_.about_from, request_.about_to});
  // What the bars cover: more than the window where that begins or ends within a bar.
  DayNumbers covered;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    std::string value = bar_value(unit, first_bar + static_cast<int>(i));
    const auto period = schema::period_of(value);
    if (i == 0) covered.first = period->first_day();
    covered.last = period->last_day();
    const bool selected =
        is_chosen && period->first_day() <= chosen.last && period->last_day() >= chosen.first;
    histogram.bars.push_back({std::move(value), counts[i], selected});
  }
  histogram.before.value = bar_value(unit, first_bar - 1);
  histogram.after.value = bar_value(unit, last_bar + 1);
  histogram.before.count = number_of(documents, [&](std::size_t document) {
    return mentions_before(columns_.about, document, covered.first);
  });
  histogram.after.count = number_of(documents, [&](std::size_t document) {
    return mentions_after(columns_.about, document, covered.last);
  });
  return histogram;
}

}  // namespace morgue
