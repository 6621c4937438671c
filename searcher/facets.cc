#include "searcher/facets.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

#include "indexer/places/places.h"
#include "indexer/places/regions.h"
#include "indexer/schema/period.h"
#include "searcher/bars.h"
#include "searcher/date_expression.h"
#include "searcher/searcher.h"

namespace morgue {
namespace {

constexpr std::string_view kUndated = "undated";

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

std::string language_name(std::string_view code) {
  static const std::map<std::string_view, std::string_view> names{
      {"ar", "Arabic"},  {"de", "German"},  {"en", "English"},    {"es", "Spanish"},
      {"fa", "Persian"}, {"fr", "French"},  {"it", "Italian"},    {"ja", "Japanese"},
      {"nl", "Dutch"},   {"pl", "Polish"},  {"pt", "Portuguese"}, {"ru", "Russian"},
      {"sv", "Swedish"}, {"tr", "Turkish"}, {"uk", "Ukrainian"},  {"zh", "Chinese"}};
  const auto known = names.find(code);
  return std::string{known == names.end() ? code : known->second};
}

std::string label_of(Facet facet, const std::string& value) {
  if (facet == Facet::Language) return language_name(value);
  if (facet != Facet::Country) return value;
  const std::string_view name = country_name(value);
  return name.empty() ? value : std::string{name};
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

FacetCounts FacetCounter::count(Facet facet) {
  return facet == Facet::Year ? count_years() : count_values(facet);
}

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

FacetCounts FacetCounter::count_values(Facet facet) {
  struct Candidate {
    ValueId value;
    std::uint64_t count;
    bool selected, excluded;
  };
  const FacetColumn column = columns_.facet(facet);
  const FacetChoice& choice = request_.choice(facet);
  const std::vector<ValueId> chosen = values_of(column, choice.include);
  const std::vector<ValueId> unwanted = values_of(column, choice.exclude);
  const bool within_regions =
      facet == Facet::Country && !request_.choice(Facet::Region).include.empty();
  const std::vector<ValueId> within =
      within_regions ? countries_of(column, request_.choice(Facet::Region).include)
                     : std::vector<ValueId>{};
  std::vector<Candidate> candidates;
  FacetCounts result;
  const auto again_in = [&](bool keep_exclusions) {
    return surplus([&] { return matches_without(facet, keep_exclusions); },
                   [&](auto document, auto visit) {
                     columns_.for_each_value(document, request_.scope, visit);
                   });
  };
  Surplus again = again_in(true);
  const Tally& tally = tally_for(facet);
  tally.for_each(facet, [&](ValueId value, std::uint32_t count) {
    if (within_regions && !holds(within, value)) return;
    ++result.distinct;
    if (!holds(chosen, value) && !holds(unwanted, value))
      candidates.push_back({value, count - in_bin(again, value), false, false});
  });
  for (const ValueId value : chosen)
    if (!holds(unwanted, value))
      candidates.push_back({value, tally[value] - in_bin(again, value), true, false});
  // What is excluded is listed with what would come back.
  if (!unwanted.empty()) {
    const Tally& with_excluded = tally_of(matches_without(facet, false));
    again = again_in(false);
    for (const ValueId value : unwanted)
      candidates.push_back(
          {value, with_excluded[value] - in_bin(again, value), holds(chosen, value), true});
  }
  const auto before = [&](const Candidate& a, const Candidate& b) {
    if (a.count != b.count) return a.count > b.count;
    return column.folded(a.value) < column.folded(b.value);
  };
  // A tree of regions with holes in it could not be shown.
  const std::size_t most = facet == Facet::Region
                               ? candidates.size()
                               : std::min(request_.facet_limit, candidates.size());
  std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(most),
                    candidates.end(), before);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = candidates[i];
    if (i >= most && !candidate.selected && !candidate.excluded) continue;
    const std::string value{column.label(candidate.value)};
    result.values.push_back({value, label_of(facet, value), candidate.count, candidate.selected,
                             candidate.excluded, part_of(facet, value)});
  }
  return result;
}

FacetCounts FacetCounter::count_years() {
  const FacetChoice& choice = request_.choice(Facet::Year);
  const std::vector<std::uint32_t> days = tally_for(Facet::Year).dates().days;
  std::map<std::int32_t, std::uint64_t> years;
  for (std::size_t i = 0; i < days.size(); ++i)
    if (days[i] > 0) years[columns_.days[i] / 10'000] += days[i];
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
  result.distinct = values.size() + (undated > 0 ? 1 : 0);
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
    result.values.push_back({std::string{kUndated}, "No date", undated, included, excluded, {}});
  return result;
}

DateHistogram FacetCounter::histogram() {
  const std::vector<std::uint32_t>& days = tally_for(Facet::Year).dates().days;
  DateHistogram histogram;
  std::int32_t first = 0;
  std::int32_t last = 0;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const std::int32_t day = columns_.days[i];
    if (days[i] == 0) continue;
    if (day == 0) {
      histogram.undated = days[i];
      continue;
    }
    if (first == 0) first = day;
    last = day;
  }
  if (last == 0) return histogram;
  histogram.unit = unit_for(first, last);
  const int first_bar = bar_index(histogram.unit, first);
  std::vector<std::uint64_t> counts(
      static_cast<std::size_t>(bar_index(histogram.unit, last) - first_bar + 1), 0);
  for (std::size_t i = 0; i < days.size(); ++i)
    if (const std::int32_t day = columns_.days[i]; day != 0 && days[i] > 0)
      counts[static_cast<std::size_t>(bar_index(histogram.unit, day) - first_bar)] += days[i];
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
  std::vector<std::uint64_t> archive(counts.size(), 0);
  const std::vector<std::uint32_t>& all = columns_.all_dates().days;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (const std::int32_t day = columns_.days[i]; first <= day && day <= last)
      archive[static_cast<std::size_t>(bar_index(histogram.unit, day) - first_bar)] += all[i];
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
