#include "searcher/facets.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

#include "indexer/places/regions.h"
#include "indexer/schema/period.h"
#include "indexer/schema/term.h"
#include "searcher/bars.h"
#include "searcher/date_expression.h"
#include "searcher/searcher.h"
#include "searcher/significance.h"
#include "searcher/value_names.h"

namespace morgue {
namespace {

struct NumberRange {
  std::int32_t from = 1;
  std::int32_t to = std::numeric_limits<std::int32_t>::max();
  bool holds(std::int32_t day) const { return day >= from && day <= to; }
};

NumberRange as_numbers(const DayRange& range) {
  NumberRange numbers;
  const DayNumbers days = day_numbers(range);
  if (range.from) numbers.from = days.first;
  if (range.to) numbers.to = days.last;
  return numbers;
}

/// Undated articles have the day 0.
NumberRange year_range(std::string_view value) {
  if (value == kUndated) return {0, 0};
  const auto range = parse_period(value);
  if (!range)
    throw RequestError{
        fmt::format("'{}' is no year; write 2016, 2016-12, 2016-12-19 or undated.", value)};
  return as_numbers(*range);
}

Bitmap documents_of_years(const Columns& columns, const std::vector<std::string>& values,
                          const Bitmap& among) {
  Bitmap documents{among.size()};
  for (const std::string& value : values) {
    const NumberRange range = year_range(value);
    documents.unite(columns.documents_between(range.from, range.to, among));
  }
  return documents;
}

std::vector<ValueId> values_of(const FacetColumn& column, const std::vector<std::string>& names) {
  std::vector<ValueId> values;  // each once
  for (const std::string& name : names)
    if (const auto value = column.find(name);
        value && std::find(values.begin(), values.end(), *value) == values.end())
      values.push_back(*value);
  return values;
}

/// Those that mention something within the days.
Bitmap documents_about(const Columns& columns, const DayNumbers& days, const Bitmap& among) {
  std::vector<bool> within;
  within.reserve(columns.periods.size());
  for (const std::int32_t code : columns.periods) {
    const schema::Period period{code};
    within.push_back(period.first_day() >= days.first && period.last_day() <= days.last);
  }
  Bitmap documents{among.size()};
  among.for_each([&](std::size_t document) {
    bool mentions = false;
    columns.records[document].for_each_period(
        [&](std::uint32_t index) { mentions = mentions || within[index]; });
    if (mentions) documents.insert(document);
  });
  return documents;
}

Bitmap documents_with(const Columns& columns, Facet facet, const std::vector<std::string>& values,
                      EntityScope scope, const Bitmap& among) {
  if (facet == Facet::Year) return documents_of_years(columns, values, among);
  return columns.documents_with(values_of(columns.facet(facet), values), scope, among);
}

std::string part_of(Facet facet, const std::string& value) {
  const Region* const region = facet == Facet::Region ? find_region(value) : nullptr;
  return region == nullptr ? std::string{} : region->part_of;
}

/// The countries that lie in one of the regions.
std::vector<ValueId> countries_of(const FacetColumn& countries,
                                  const std::vector<std::string>& chosen) {
  std::vector<ValueId> within;
  for (const std::string& name : chosen)
    if (const Region* const region = find_region(name))
      for (const std::string& code : region->countries)
        if (const auto country = countries.find(code)) within.push_back(*country);
  return within;
}

template <typename Values, typename Value>
bool holds(const Values& values, const Value& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// Documents of all days in a range.
std::uint64_t sum_of(const Columns& columns, const std::vector<std::uint32_t>& by_day,
                     const NumberRange& range) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < by_day.size(); ++i)
    if (range.holds(columns.days[i])) sum += by_day[i];
  return sum;
}

}  // namespace

FacetCounter::FacetCounter(const Columns& columns, const SearchRequest& request, Bitmap matches,
                           FacetScratch& scratch)
    : columns_(columns), request_(request), matches_(std::move(matches)), scratch_(scratch) {
  if (request.from || request.to) {
    const NumberRange range = as_numbers({request.from, request.to});
    matches_ = columns.documents_between(range.from, range.to, matches_);
  }
  if (request.subject)
    matches_ = documents_with(columns, request.subject->facet, {request.subject->value},
                              request.scope, matches_);
  results_ = matches_;
  if (request.about_from || request.about_to) {
    about_ =
        documents_about(columns, day_numbers({request.about_from, request.about_to}), matches_);
    results_.intersect(about_);
  }
  for (const Facet facet : kAllFacets) {
    const FacetChoice& choice = request.choice(facet);
    const auto index = static_cast<std::size_t>(facet);
    if (!choice.include.empty()) {
      included_[index] = documents_with(columns, facet, choice.include, request.scope, matches_);
      results_.intersect(included_[index]);
    }
    if (!choice.exclude.empty()) {
      excluded_[index] = documents_with(columns, facet, choice.exclude, request.scope, matches_);
      results_.subtract(excluded_[index]);
    }
  }
}

Bitmap FacetCounter::matches_without(Facet facet, bool keep_exclusions) const {
  if (request_.choice(facet).empty()) return results_;
  Bitmap documents = matches_;
  if (about_.size() != 0) documents.intersect(about_);
  for (const Facet other : kAllFacets) {
    const auto index = static_cast<std::size_t>(other);
    if (other != facet && included_[index].size() != 0) documents.intersect(included_[index]);
    if ((other != facet || keep_exclusions) && excluded_[index].size() != 0)
      documents.subtract(excluded_[index]);
  }
  return documents;
}

std::uint64_t FacetCounter::number_of(const Bitmap& documents) const {
  return request_.stories == Stories::All ? documents.count() : columns_.stories.count(documents);
}

std::uint64_t FacetCounter::total() const { return number_of(results_); }

const Tally& FacetCounter::tally_of(const Bitmap& documents) {
  scratch_.of_siblings.count(columns_, documents, request_.scope);
  return scratch_.of_siblings;
}

const Tally& FacetCounter::tally_of_results() {
  if (!results_counted_) scratch_.of_results.count(columns_, results_, request_.scope);
  results_counted_ = true;
  return scratch_.of_results;
}

const Tally& FacetCounter::tally_for(Facet facet) {
  return request_.choice(facet).empty() ? tally_of_results()
                                        : tally_of(matches_without(facet, true));
}

void FacetCounter::weigh(std::span<Candidate> candidates, std::uint64_t documents) const {
  const auto with_each = [&](const auto& everywhere, std::uint64_t all) {
    for (Candidate& each : candidates)
      each.significance = significance({each.count, documents, everywhere[each.value], all});
  };
  if (request_.stories == Stories::Collapse) {
    const Columns::StoryCounts& stories = columns_.story_counts(request_.scope);
    with_each(stories.with_value, stories.all);
  } else {
    with_each(request_.scope == EntityScope::Focus ? columns_.in_focus : columns_.mentioned,
              columns_.documents.count());
  }
}

FacetCounter::Candidates FacetCounter::candidates(Facet facet, std::size_t foremost,
                                                  FacetOrder order) {
  const FacetColumn column = columns_.facet(facet);
  const FacetChoice& choice = request_.choice(facet);
  const std::vector<ValueId> chosen = values_of(column, choice.include);
  const std::vector<ValueId> unwanted = values_of(column, choice.exclude);
  const bool within_regions =
      facet == Facet::Country && !request_.choice(Facet::Region).include.empty();
  const std::vector<ValueId> within =
      within_regions ? countries_of(column, request_.choice(Facet::Region).include)
                     : std::vector<ValueId>{};
  std::vector<Candidate> found;
  const auto again_in = [&](bool keep_exclusions) {
    return surplus([&] { return matches_without(facet, keep_exclusions); },
                   [&](auto document, auto visit) {
                     columns_.for_each_value(document, request_.scope, visit);
                   });
  };
  Surplus again = again_in(true);
  const Tally& tally = tally_for(facet);
  // Most values are rare: where only the foremost are asked for, those that cannot be among them
  // are left out, unless what the counts have too much may change their order.
  const bool cut = foremost < SIZE_MAX && !within_regions && again.empty() &&
                   facet != Facet::Region && order == FacetOrder::Count;
  const std::size_t listed = chosen.size() + unwanted.size();
  const std::uint32_t least =
      cut && foremost + listed > 0 ? tally.nth_count(facet, foremost + listed) : 1;
  std::size_t cut_off = cut ? tally.distinct(facet) : 0;
  tally.for_each(facet, least, [&](ValueId value, std::uint32_t count) {
    if (cut) --cut_off;
    if (within_regions && !holds(within, value)) return;
    if (!holds(chosen, value) && !holds(unwanted, value))
      found.push_back({value, count - in_bin(again, value), false, false, 0});
  });
  // A chosen value is listed however rare it is.
  const auto is_cut_off = [&](ValueId value) { return tally[value] > 0 && tally[value] < least; };
  cut_off -= static_cast<std::size_t>(std::count_if(chosen.begin(), chosen.end(), is_cut_off));
  cut_off -=
      static_cast<std::size_t>(std::count_if(unwanted.begin(), unwanted.end(), [&](ValueId value) {
        return is_cut_off(value) && !holds(chosen, value);
      }));
  for (const ValueId value : chosen)
    if (!holds(unwanted, value))
      found.push_back({value, tally[value] - in_bin(again, value), true, false, 0});
  const std::size_t excluded_from = found.size();
  // What is excluded is listed with what would come back.
  if (!unwanted.empty()) {
    const Tally& with_excluded = tally_of(matches_without(facet, false));
    again = again_in(false);
    for (const ValueId value : unwanted)
      found.push_back(
          {value, with_excluded[value] - in_bin(again, value), holds(chosen, value), true, 0});
  }
  if (order == FacetOrder::Count) return {std::move(found), cut_off};
  const std::uint64_t counted = number_of(matches_without(facet, true));
  weigh(std::span{found}.first(excluded_from), counted);
  if (!unwanted.empty())
    weigh(std::span{found}.subspan(excluded_from), number_of(matches_without(facet, false)));
  // A tree of regions with holes in it could not be shown, and beside itself nothing is unusual.
  if (facet != Facet::Region && counted < number_of(columns_.documents))
    std::erase_if(found, [](const Candidate& each) {
      return each.significance <= 0 && !each.selected && !each.excluded;
    });
  return {std::move(found), 0};
}

void FacetCounter::put_first(const FacetColumn& column, std::size_t count,
                             std::vector<Candidate>& candidates) const {
  const auto before = [&](const Candidate& a, const Candidate& b) {
    if (a.significance != b.significance) return a.significance > b.significance;
    if (a.count != b.count) return a.count > b.count;
    return column.folded(a.value) < column.folded(b.value);
  };
  const std::size_t most = std::min(count, candidates.size());
  std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(most),
                    candidates.end(), before);
}

FacetValue FacetCounter::listed(Facet facet, const FacetColumn& column,
                                const Candidate& candidate) {
  const std::string value{column.label(candidate.value)};
  return {value,
          label_of(facet, value),
          candidate.count,
          candidate.selected,
          candidate.excluded,
          part_of(facet, value)};
}

FacetCounts FacetCounter::count(Facet facet, FacetOrder order) {
  if (facet == Facet::Year) return count_years();
  const FacetColumn column = columns_.facet(facet);
  auto [all, cut_off] = candidates(facet, request_.facet_limit, order);
  FacetCounts result;
  result.distinct = all.size() + cut_off;
  const std::size_t most = facet == Facet::Region ? all.size() : request_.facet_limit;
  put_first(column, most, all);
  for (std::size_t i = 0; i < all.size(); ++i)
    if (i < most || all[i].selected || all[i].excluded)
      result.values.push_back(listed(facet, column, all[i]));
  return result;
}

FacetCounts FacetCounter::list(const FacetListing& listing) {
  const TypedName typed{listing.like};
  const auto page = [&](std::size_t values) {
    const std::size_t from = std::min(listing.offset, values);
    return std::pair{from, std::min(values, from + listing.limit)};
  };
  FacetCounts result;
  if (listing.facet == Facet::Year) {
    std::vector<FacetValue> years = count_years().values;
    std::erase_if(years, [&](const FacetValue& year) {
      return !typed.begins_words_of(schema::fold_name(year.label));
    });
    const auto [from, to] = page(years.size());
    result.distinct = years.size();
    result.values.assign(years.begin() + static_cast<std::ptrdiff_t>(from),
                         years.begin() + static_cast<std::ptrdiff_t>(to));
    return result;
  }
  const FacetColumn column = columns_.facet(listing.facet);
  std::vector<Candidate> all = candidates(listing.facet, SIZE_MAX, request_.facet_order).found;
  if (!typed.empty()) {
    const std::vector<ValueId> named = values_named(columns_, listing.facet, typed);
    std::erase_if(all, [&](const Candidate& each) {
      return !std::binary_search(named.begin(), named.end(), each.value);
    });
  }
  const auto [from, to] = page(all.size());
  result.distinct = all.size();
  put_first(column, to, all);
  for (std::size_t i = from; i < to; ++i)
    result.values.push_back(listed(listing.facet, column, all[i]));
  return result;
}

std::vector<FacetValue> FacetCounter::count_countries() {
  const FacetColumn column = columns_.facet(Facet::Country);
  std::vector<FacetValue> countries;
  for (const Candidate& each : candidates(Facet::Country, SIZE_MAX, FacetOrder::Count).found)
    countries.push_back(listed(Facet::Country, column, each));
  return countries;
}

FacetCounts FacetCounter::count_years() {
  const FacetChoice& choice = request_.choice(Facet::Year);
  const std::vector<std::uint32_t> days = tally_for(Facet::Year).dates().days;
  std::map<std::int32_t, std::uint64_t> years;
  auto latest = years.end();  // days ascend, so those of a year follow each other
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (days[i] == 0) continue;
    const std::int32_t year = columns_.days[i] / 10'000;
    if (latest == years.end() || latest->first != year) latest = years.emplace(year, 0).first;
    latest->second += days[i];
  }
  const auto matching = [&](bool keep_exclusions) {
    return [this, keep_exclusions] { return matches_without(Facet::Year, keep_exclusions); };
  };
  for (const auto& [year, too_many] : surplus(matching(true), [&](auto document, auto visit) {
         visit(static_cast<std::size_t>(columns_.day(document) / 10'000));
       }))
    years[static_cast<std::int32_t>(year)] -= too_many;
  std::uint64_t undated = 0;
  if (const auto none = years.find(0); none != years.end()) {
    undated = none->second;
    years.erase(none);
  }
  FacetCounts result;
  std::map<std::string, std::uint64_t> values;  // ISO days, months and years sort as text
  for (const auto& [year, count] : years) values[fmt::format("{:04}", year)] = count;
  // What is excluded is listed with what would come back.
  const std::vector<std::uint32_t> with_excluded =
      choice.exclude.empty() ? days : tally_of(matches_without(Facet::Year, false)).dates().days;
  // A chosen month or day is listed too, with its count.
  const auto in_range = [&](const std::vector<std::uint32_t>& by_day, bool keep_exclusions,
                            const NumberRange& range) {
    const Surplus too_many = surplus(matching(keep_exclusions), [&](auto document, auto visit) {
      if (range.holds(columns_.day(document))) visit(0);
    });
    return sum_of(columns_, by_day, range) - in_bin(too_many, 0);
  };
  const auto add_chosen = [&](const std::vector<std::string>& chosen, bool keep_exclusions,
                              const std::vector<std::uint32_t>& by_day) {
    for (const std::string& value : chosen)
      if (value != kUndated) values[value] = in_range(by_day, keep_exclusions, year_range(value));
  };
  add_chosen(choice.include, true, days);
  add_chosen(choice.exclude, false, with_excluded);
  for (const auto& [value, count] : values)
    result.values.push_back(
        {value, value, count, holds(choice.include, value), holds(choice.exclude, value), {}});
  const bool excluded = holds(choice.exclude, kUndated);
  if (excluded) undated = in_range(with_excluded, false, year_range(kUndated));
  const bool included = holds(choice.include, kUndated);
  if (undated > 0 || included || excluded)
    result.values.push_back({std::string{kUndated},
                             label_of(Facet::Year, std::string{kUndated}),
                             undated,
                             included,
                             excluded,
                             {}});
  result.distinct = result.values.size();
  return result;
}

DateHistogram FacetCounter::histogram() {
  const std::vector<std::uint32_t>& days = tally_for(Facet::Year).dates().days;
  DateHistogram histogram;
  const std::size_t dated = columns_.days.empty() || columns_.days[0] != 0 ? 0 : 1;
  if (dated == 1) histogram.undated = days[0];
  std::size_t begin = dated;
  std::size_t end = days.size();
  while (begin < end && days[begin] == 0) ++begin;
  while (begin < end && days[end - 1] == 0) --end;
  if (begin == end) return histogram;
  const std::int32_t first = columns_.days[begin];
  const std::int32_t last = columns_.days[end - 1];
  histogram.unit = unit_for(first, last);
  const int first_bar = bar_index(histogram.unit, first);
  std::vector<std::uint64_t> counts(
      static_cast<std::size_t>(bar_index(histogram.unit, last) - first_bar + 1), 0);
  std::vector<std::uint64_t> archive(counts.size(), 0);
  const std::vector<std::uint32_t>& all = columns_.all_dates().days;
  std::size_t bar_now = 0;
  std::int32_t month = 0;  // in which only bars of days differ
  for (std::size_t i = begin; i < end; ++i) {
    const std::int32_t day = columns_.days[i];
    if (day / 100 != month || histogram.unit == BarUnit::Day)
      bar_now = static_cast<std::size_t>(bar_index(histogram.unit, day) - first_bar);
    month = day / 100;
    counts[bar_now] += days[i];
    archive[bar_now] += all[i];
  }
  constexpr std::size_t kNoBar = SIZE_MAX;
  for (const auto& [bar, too_many] : surplus(
           [&] { return matches_without(Facet::Year, true); },
           [&](auto document, auto visit) {
             const std::int32_t day = columns_.day(document);
             visit(day == 0 ? kNoBar
                            : static_cast<std::size_t>(bar_index(histogram.unit, day) - first_bar));
           })) {
    if (bar == kNoBar)
      histogram.undated -= too_many;
    else
      counts[bar] -= too_many;
  }
  const FacetChoice& choice = request_.choice(Facet::Year);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    std::string value = bar_value(histogram.unit, first_bar + static_cast<int>(i));
    const bool selected =
        std::any_of(choice.include.begin(), choice.include.end(), [&](const std::string& chosen) {
          return value.starts_with(chosen) || chosen.starts_with(value);
        });
    histogram.bars.push_back({std::move(value), counts[i], selected, archive[i]});
  }
  return histogram;
}

}  // namespace morgue
