#include "web/params.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "corpus/text/text.h"
#include "indexer/places/places.h"
#include "indexer/places/regions.h"
#include "searcher/date_expression.h"
#include "searcher/searcher.h"

namespace morgue::web {
namespace {

struct SortName {
  Sort sort;
  std::string_view name;
};
constexpr std::array<SortName, 3> kSortNames{
    {{Sort::Relevance, "relevance"}, {Sort::Newest, "newest"}, {Sort::Oldest, "oldest"}}};

std::optional<Facet> facet_named(std::string_view name) {
  for (const Facet facet : kAllFacets)
    if (morgue::to_string(facet) == name) return facet;
  return std::nullopt;
}

Sort parse_sort(std::string_view text) {
  for (const SortName& row : kSortNames)
    if (row.name == text) return row.sort;
  throw RequestError{
      fmt::format("The parameter sort takes relevance, newest or oldest, not '{}'.", text)};
}

EntityScope parse_scope(std::string_view text) {
  if (text == "any") return EntityScope::AnyMention;
  if (text == "about") return EntityScope::Focus;
  throw RequestError{fmt::format("The parameter names takes about or any, not '{}'.", text)};
}

bool parse_explain(std::string_view text) {
  if (text == "1" || text == "0") return text == "1";
  throw RequestError{fmt::format("The parameter explain takes 0 or 1, not '{}'.", text)};
}

EvidenceScope parse_evidence(std::string_view text) {
  if (text == "all") return EvidenceScope::All;
  if (text == "filters") return EvidenceScope::Filters;
  throw RequestError{fmt::format("The parameter evidence takes filters or all, not '{}'.", text)};
}

DayRange parse_day(std::string_view name, std::string_view text) {
  const auto range = parse_period(text);
  if (!range)
    throw RequestError{fmt::format(
        "The parameter {} takes a day, month or year (2016-12-19, 2016-12 or 2016), not '{}'.",
        name, text)};
  return *range;
}

std::string canonical_value(Facet facet, std::string_view value) {
  if (facet == Facet::Country)
    if (auto code = country_code(value)) return *std::move(code);
  if (facet == Facet::Region)
    if (const Region* const region = find_region(value)) return region->name;
  return std::string{value};
}

/// A leading "-" excludes; a value that itself begins with one is chosen as "+-value".
bool needs_plus(std::string_view value) {
  const std::size_t sign = value.find_first_not_of('+');
  return sign != std::string_view::npos && value[sign] == '-';
}

void add_choice(SearchParams& params, Facet facet, std::string_view text) {
  const bool excluded = text.starts_with('-');
  const std::string_view value = trim(text.substr(needs_plus(text) ? 1 : 0));
  if (value.empty()) return;
  if (facet == Facet::Year && value != "undated" && !parse_period(value))
    throw RequestError{fmt::format(
        "The parameter year takes 2016, 2016-12, 2016-12-19 or undated, not '{}'.", value)};
  FacetChoice& choice = params.request.choice(facet);
  std::vector<std::string>& values = excluded ? choice.exclude : choice.include;
  const bool known = std::any_of(values.begin(), values.end(), [&](const std::string& each) {
    return same_value(facet, each, value);
  });
  if (!known) values.push_back(canonical_value(facet, value));
}

Stories parse_stories(std::string_view text) {
  if (text == "collapse") return Stories::Collapse;
  if (text == "all") return Stories::All;
  throw RequestError{fmt::format("The parameter stories takes collapse or all, not '{}'.", text)};
}

void set_parameter(SearchParams& params, const std::string& name, const std::string& value) {
  SearchRequest& request = params.request;
  if (name == "q") {
    request.query = value;
  } else if (name == "from") {
    params.from = value;
    request.from = parse_day(name, value).from;
  } else if (name == "to") {
    params.to = value;
    request.to = parse_day(name, value).to;
  } else if (name == "about_from") {
    params.about_from = value;
    request.about_from = parse_day(name, value).from;
  } else if (name == "about_to") {
    params.about_to = value;
    request.about_to = parse_day(name, value).to;
  } else if (name == "sort") {
    request.sort = parse_sort(value);
  } else if (name == "page") {
    request.page = parse_count(name, value, kMaxResultDepth);
  } else if (name == "per_page") {
    request.per_page = parse_count(name, value, 100);
  } else if (name == "names") {
    request.scope = parse_scope(value);
  } else if (name == "evidence") {
    request.evidence = parse_evidence(value);
  } else if (name == "explain") {
    request.explain = parse_explain(value);
  } else if (name == "more") {
    params.more = facet_named(value);
    if (!params.more)
      throw RequestError{fmt::format("There is no facet '{}' to show more of.", value)};
  } else if (name == "stories") {
    request.stories = parse_stories(value);
  } else if (const auto facet = facet_named(name)) {
    add_choice(params, *facet, value);
  }
}

void erase_value(std::vector<std::string>& values, Facet facet, std::string_view value) {
  const auto same = [&](const std::string& each) { return same_value(facet, each, value); };
  values.erase(std::remove_if(values.begin(), values.end(), same), values.end());
}

std::vector<std::string> sorted(std::vector<std::string> values) {
  std::sort(values.begin(), values.end());
  return values;
}

bool holds(const std::vector<std::string>& values, Facet facet, std::string_view value) {
  return std::any_of(values.begin(), values.end(),
                     [&](const std::string& each) { return same_value(facet, each, value); });
}

}  // namespace

bool SearchParams::has_filters() const {
  const bool chosen = std::any_of(request.choices.begin(), request.choices.end(),
                                  [](const FacetChoice& choice) { return !choice.empty(); });
  return chosen || request.from || request.to || request.about_from || request.about_to;
}

bool SearchParams::asks_nothing() const { return to_pairs(*this).empty(); }

std::size_t parse_count(std::string_view name, std::string_view text, std::size_t most) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1 || number > most)
    throw RequestError{
        fmt::format("The parameter {} takes a number from 1 to {}, not '{}'.", name, most, text)};
  return number;
}

SearchParams parse_search_params(const Pairs& pairs) {
  SearchParams params;
  params.request.per_page = kDefaultPerPage;
  params.request.facet_limit = kUsualFacetValues;
  for (const auto& [name, value] : pairs) {
    const std::string trimmed{trim(value)};
    if (!trimmed.empty()) set_parameter(params, name, trimmed);
  }
  if (params.more) params.request.facet_limit = kManyFacetValues;
  return params;
}

Pairs to_pairs(const SearchParams& params) {
  const SearchRequest& request = params.request;
  Pairs pairs;
  if (!request.query.empty()) pairs.emplace_back("q", request.query);
  for (const Facet facet : kAllFacets) {
    for (const std::string& value : sorted(request.choice(facet).include))
      pairs.emplace_back(morgue::to_string(facet), (needs_plus(value) ? "+" : "") + value);
    for (const std::string& value : sorted(request.choice(facet).exclude))
      pairs.emplace_back(morgue::to_string(facet), "-" + value);
  }
  if (!params.from.empty()) pairs.emplace_back("from", params.from);
  if (!params.to.empty()) pairs.emplace_back("to", params.to);
  if (!params.about_from.empty()) pairs.emplace_back("about_from", params.about_from);
  if (!params.about_to.empty()) pairs.emplace_back("about_to", params.about_to);
  if (request.scope == EntityScope::AnyMention) pairs.emplace_back("names", "any");
  if (request.stories == Stories::Collapse) pairs.emplace_back("stories", "collapse");
  if (request.evidence != EvidenceScope::None)
    pairs.emplace_back("evidence", request.evidence == EvidenceScope::All ? "all" : "filters");
  if (request.explain) pairs.emplace_back("explain", "1");
  if (request.sort != Sort::Relevance) pairs.emplace_back("sort", to_string(request.sort));
  if (params.more) pairs.emplace_back("more", morgue::to_string(*params.more));
  if (request.per_page != kDefaultPerPage)
    pairs.emplace_back("per_page", std::to_string(request.per_page));
  if (request.page > 1) pairs.emplace_back("page", std::to_string(request.page));
  return pairs;
}

std::string search_url(const SearchParams& params) {
  return "/" + to_query_string(to_pairs(params));
}

SearchParams with_toggled(SearchParams params, Facet facet, std::string_view value) {
  const bool known = holds(params.request.choice(facet).include, facet, value);
  params = without(std::move(params), facet, value);
  if (known) return params;
  std::vector<std::string>& chosen = params.request.choice(facet).include;
  // Beside a wider region a part of it would add nothing.
  if (facet == Facet::Region)
    std::erase_if(chosen, [&](const std::string& other) {
      return is_part_of(value, other) || is_part_of(other, value);
    });
  chosen.emplace_back(value);
  return params;
}

SearchParams with_excluded(SearchParams params, Facet facet, std::string_view value) {
  params = without(std::move(params), facet, value);
  params.request.choice(facet).exclude.emplace_back(value);
  return params;
}

SearchParams without(SearchParams params, Facet facet, std::string_view value) {
  erase_value(params.request.choice(facet).include, facet, value);
  erase_value(params.request.choice(facet).exclude, facet, value);
  return with_page(std::move(params), 1);
}

SearchParams with_only(SearchParams params, Facet facet, std::string_view value) {
  params.request.choice(facet).include.assign(1, std::string{value});
  erase_value(params.request.choice(facet).exclude, facet, value);
  return with_page(std::move(params), 1);
}

SearchParams without_dates(SearchParams params) { return with_dates(std::move(params), {}, {}); }

SearchParams with_dates(SearchParams params, std::string_view from, std::string_view to) {
  params.from = from;
  params.to = to;
  params.request.from = from.empty() ? std::nullopt : parse_day("from", from).from;
  params.request.to = to.empty() ? std::nullopt : parse_day("to", to).to;
  return with_page(std::move(params), 1);
}

SearchParams without_about(SearchParams params) { return with_about(std::move(params), {}, {}); }

SearchParams with_about(SearchParams params, std::string_view from, std::string_view to) {
  params.about_from = from;
  params.about_to = to;
  params.request.about_from = from.empty() ? std::nullopt : parse_day("about_from", from).from;
  params.request.about_to = to.empty() ? std::nullopt : parse_day("about_to", to).to;
  return with_page(std::move(params), 1);
}

SearchParams with_query(SearchParams params, std::string_view query) {
  params.request.query = query;
  return with_page(std::move(params), 1);
}

SearchParams with_sort(SearchParams params, Sort sort) {
  params.request.sort = sort;
  return with_page(std::move(params), 1);
}

SearchParams with_scope(SearchParams params, EntityScope scope) {
  params.request.scope = scope;
  return with_page(std::move(params), 1);
}

SearchParams with_stories(SearchParams params, Stories stories) {
  params.request.stories = stories;
  return with_page(std::move(params), 1);
}

SearchParams with_page(SearchParams params, std::size_t page) {
  params.request.page = page;
  return params;
}

SearchParams with_more(SearchParams params, std::optional<Facet> facet) {
  params.more = facet;
  return with_page(std::move(params), 1);
}

std::string_view facet_title(Facet facet) {
  switch (facet) {
    case Facet::Country:
      return "Country";
    case Facet::Region:
      return "Region";
    case Facet::Person:
      return "Person";
    case Facet::Organisation:
      return "Organisation";
    case Facet::Source:
      return "Source";
    case Facet::Section:
      return "Section";
    case Facet::Language:
      return "Language";
    case Facet::Year:
      return "Year";
  }
  return "";
}

std::string_view to_string(Sort sort) {
  for (const SortName& row : kSortNames)
    if (row.sort == sort) return row.name;
  return "relevance";
}

bool same_value(Facet facet, std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (facet == Facet::Country || facet == Facet::Region)
    return canonical_value(facet, a) == canonical_value(facet, b);
  return facet != Facet::Year && same_name(a, b);
}

}  // namespace morgue::web
