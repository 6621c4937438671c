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

Bitmap documents_of_years(const Columns& columns, const std::vector<std::string>& values) {
  std::vector<NumberRange> ranges;
  ranges.reserve(values.size());
  for (const std::string& value : values) ranges.push_back(year_range(value));
  Bitmap documents{columns.documents.size()};
  columns.documents.for_each([&](std::size_t document) {
    const std::int32_t day = columns.days[document];
    if (std::any_of(ranges.begin(), ranges.end(),
                    [&](const NumberRange& range) { return range.holds(day); }))
      documents.insert(document);
  });
  return documents;
}

std::vector<std::uint32_t> ordinals_of(const FacetColumn& column,
                                       const std::vector<std::string>& names) {
  std::vector<std::uint32_t> ordinals;
  for (const std::string& name : names)
    if (const auto ordinal = column.find(name)) ordinals.push_back(*ordinal);
  return ordinals;
}

/// Those that mention something within the days.
Bitmap documents_about(const Columns& columns, const DayNumbers& days) {
  Bitmap documents{columns.documents.size()};
  columns.documents.for_each([&](std::size_t document) {
    for (const auto* code = columns.about.begin(document); code != columns.about.end(document);
         ++code) {
      const schema::Period period{*code};
      if (period.first_day() < days.first || period.last_day() > days.last) continue;
      documents.insert(document);
      return;
    }
  });
  return documents;
}

Bitmap documents_with(const Columns& columns, Facet facet, const std::vector<std::string>& values,
                      EntityScope scope) {
  if (facet == Facet::Year) return documents_of_years(columns, values);
  const FacetColumn& column = columns.facet(facet);
  return column.documents_with(ordinals_of(column, values), scope);
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

/// For each country whether it lies in one of the regions; empty if none is chosen.
std::vector<bool> countries_of(const FacetColumn& countries,
                               const std::vector<std::string>& chosen) {
  std::vector<bool> within(chosen.empty() ? 0 : countries.values(), false);
  for (const std::string& name : chosen)
    if (const Region* const region = find_region(name))
      for (const std::string& code : region->countries)
        if (const auto country = countries.find(code)) within[*country] = true;
  return within;
}

bool holds(const std::vector<std::uint32_t>& ordinals, std::uint32_t ordinal) {
  return std::find(ordinals.begin(), ordinals.end(), ordinal) != ordinals.end();
}

bool holds(const std::vector<std::string>& values, std::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

FacetCounter::FacetCounter(const Columns& columns, const SearchRequest& request, Bitmap matches)
    : columns_(columns), request_(request), matches_(std::move(matches)) {
  if (request.from || request.to) {
    const NumberRange range = as_numbers({request.from, request.to});
    Bitmap in_range{matches_.size()};
    matches_.for_each([&](std::size_t document) {
      if (range.holds(columns_.days[document])) in_range.insert(document);
    });
    matches_ = std::move(in_range);
  }
  if (request.subject)
    matches_.intersect(
        documents_with(columns, request.subject->facet, {request.subject->value}, request.scope));
  results_ = matches_;
  if (request.about_from || request.about_to) {
    about_ = documents_about(columns, day_numbers({request.about_from, request.about_to}));
    results_.intersect(about_);
  }
  for (const Facet facet : kAllFacets) {
    const FacetChoice& choice = request.choice(facet);
    const auto index = static_cast<std::size_t>(facet);
    if (!choice.include.empty()) {
      included_[index] = documents_with(columns, facet, choice.include, request.scope);
      results_.intersect(included_[index]);
    }
    if (!choice.exclude.empty()) {
      excluded_[index] = documents_with(columns, facet, choice.exclude, request.scope);
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

std::vector<std::uint64_t> FacetCounter::count_entries(const FacetColumn& column,
                                                       const Bitmap& documents) const {
  std::vector<std::uint64_t> counts(column.values(), 0);
  const auto values_of = [&](std::size_t document, auto visit) {
    for (const auto* entry = column.begin(document); entry != column.end(document); ++entry)
      if (entry->focus != 0 || request_.scope == EntityScope::AnyMention) visit(entry->ordinal);
  };
  documents.for_each([&](std::size_t document) {
    values_of(document, [&](std::uint32_t ordinal) { ++counts[ordinal]; });
  });
  count_stories_once(documents, counts, values_of);
  return counts;
}

FacetCounts FacetCounter::count(Facet facet) const {
  return facet == Facet::Year ? count_years() : count_values(facet);
}

FacetCounts FacetCounter::count_values(Facet facet) const {
  const FacetColumn& column = columns_.facet(facet);
  const FacetChoice& choice = request_.choice(facet);
  const std::vector<std::uint64_t> counts = count_entries(column, matches_without(facet, true));
  // What is excluded is listed with what would come back.
  const std::vector<std::uint64_t> with_excluded =
      choice.exclude.empty() ? counts : count_entries(column, matches_without(facet, false));

  struct Candidate {
    std::uint32_t ordinal;
    std::uint64_t count;
    bool selected, excluded;
  };
  const std::vector<std::uint32_t> chosen = ordinals_of(column, choice.include);
  const std::vector<std::uint32_t> unwanted = ordinals_of(column, choice.exclude);
  const std::vector<bool> within =
      facet == Facet::Country ? countries_of(column, request_.choice(Facet::Region).include)
                              : std::vector<bool>{};
  std::vector<Candidate> candidates;
  FacetCounts result;
  for (std::uint32_t ordinal = 0; ordinal < counts.size(); ++ordinal) {
    const bool selected = holds(chosen, ordinal);
    const bool excluded = holds(unwanted, ordinal);
    const bool listed = counts[ordinal] > 0 && (within.empty() || within[ordinal]);
    if (listed) ++result.distinct;
    if (!listed && !selected && !excluded) continue;
    candidates.push_back(
        {ordinal, excluded ? with_excluded[ordinal] : counts[ordinal], selected, excluded});
  }
  const auto before = [&](const Candidate& a, const Candidate& b) {
    if (a.count != b.count) return a.count > b.count;
    return column.folded(a.ordinal) < column.folded(b.ordinal);
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
    const std::string& value = column.label(candidate.ordinal);
    result.values.push_back({value, label_of(facet, value), candidate.count, candidate.selected,
                             candidate.excluded, part_of(facet, value)});
  }
  return result;
}

FacetCounts FacetCounter::count_years() const {
  const FacetChoice& choice = request_.choice(Facet::Year);
  const Bitmap documents = matches_without(Facet::Year, true);
  std::map<std::size_t, std::uint64_t> years;
  const auto year_of = [&](std::size_t document, auto visit) {
    visit(static_cast<std::size_t>(columns_.days[document] / 10'000));
  };
  documents.for_each(
      [&](std::size_t document) { year_of(document, [&](std::size_t year) { ++years[year]; }); });
  count_stories_once(documents, years, year_of);
  std::uint64_t undated = 0;
  if (const auto none = years.find(0); none != years.end()) {
    undated = none->second;
    years.erase(none);
  }
  FacetCounts result;
  std::map<std::string, std::uint64_t> values;  // ISO days, months and years sort as text
  for (const auto& [year, count] : years) values[fmt::format("{:04}", year)] = count;
  result.distinct = values.size() + (undated > 0 ? 1 : 0);
  // A chosen month or day is listed too, with its count.
  const auto add_chosen = [&](const std::vector<std::string>& chosen, const Bitmap& among) {
    for (const std::string& value : chosen) {
      if (value == kUndated) continue;
      const NumberRange range = year_range(value);
      values[value] = number_of(
          among, [&](std::size_t document) { return range.holds(columns_.days[document]); });
    }
  };
  add_chosen(choice.include, documents);
  if (!choice.exclude.empty()) add_chosen(choice.exclude, matches_without(Facet::Year, false));
  for (const auto& [value, count] : values)
    result.values.push_back(
        {value, value, count, holds(choice.include, value), holds(choice.exclude, value), {}});
  const bool excluded = holds(choice.exclude, kUndated);
  // Like every other excluded value it is listed with what would come back.
  if (excluded)
    undated = number_of(matches_without(Facet::Year, false),
                        [&](std::size_t document) { return columns_.days[document] == 0; });
  const bool included = holds(choice.include, kUndated);
  if (undated > 0 || included || excluded)
    result.values.push_back({std::string{kUndated}, "No date", undated, included, excluded, {}});
  return result;
}

DateHistogram FacetCounter::histogram() const {
  const Bitmap documents = matches_without(Facet::Year, true);
  DateHistogram histogram;
  std::int32_t first = std::numeric_limits<std::int32_t>::max();
  std::int32_t last = 0;
  documents.for_each([&](std::size_t document) {
    const std::int32_t day = columns_.days[document];
    if (day == 0) return;
    first = std::min(first, day);
    last = std::max(last, day);
  });
  histogram.undated =
      number_of(documents, [&](std::size_t document) { return columns_.days[document] == 0; });
  if (last == 0) return histogram;
  histogram.unit = unit_for(first, last);
  const int first_bar = bar_index(histogram.unit, first);
  std::vector<std::uint64_t> counts(
      static_cast<std::size_t>(bar_index(histogram.unit, last) - first_bar + 1), 0);
  const auto bar_of = [&](std::size_t document, auto visit) {
    if (const std::int32_t day = columns_.days[document]; day != 0)
      visit(static_cast<std::size_t>(bar_index(histogram.unit, day) - first_bar));
  };
  documents.for_each(
      [&](std::size_t document) { bar_of(document, [&](std::size_t bar) { ++counts[bar]; }); });
  count_stories_once(documents, counts, bar_of);
  std::vector<std::uint64_t> archive(counts.size(), 0);
  columns_.documents.for_each([&](std::size_t document) {
    if (const std::int32_t day = columns_.days[document]; first <= day && day <= last)
      ++archive[static_cast<std::size_t>(bar_index(histogram.unit, day) - first_bar)];
  });
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
