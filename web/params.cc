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
constexpr std::array<SortName, 4> kSortNames{{{Sort::Relevance, "relevance"},
                                              {Sort::Recent, "recent"},
                                              {Sort::Newest, "newest"},
                                              {Sort::Oldest, "oldest"}}};

Sort parse_sort(std::string_view text) {
  for (const SortName& row : kSortNames)
    if (row.name == text) return row.sort;
  throw RequestError{
      fmt::format("The parameter sort takes relevance, recent, newest or oldest, not '{}'.", text)};
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

bool parse_compact(std::string_view text) {
  if (text == "compact" || text == "full") return text == "compact";
  throw RequestError{fmt::format("The parameter view takes full or compact, not '{}'.", text)};
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

FacetOrder parse_facet_order(std::string_view text) {
  if (const auto order = facet_order_named(text)) return *order;
  throw RequestError{
      fmt::format("The parameter facet_order takes count or significance, not '{}'.", text)};
}

Facet parse_facet(std::string_view text) {
  if (const auto facet = facet_named(text)) return *facet;
  std::string names;
  for (const Facet facet : kAllFacets)
    names += fmt::format("{}{}", names.empty() ? "" : ", ", morgue::to_string(facet));
  throw RequestError{fmt::format("The parameter facet takes one of {}, not '{}'.", names, text)};
}

std::size_t parse_number(std::string_view name, std::string_view text, std::size_t least,
                         std::size_t most) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most)
    throw RequestError{fmt::format("The parameter {} takes a number from {} to {}, not '{}'.", name,
                                   least, most, text)};
  return number;
}

/// A parameter that takes one value.
struct Parameter {
  std::string_view name;
  void (*set)(SearchParams& params, const std::string& value);
};
constexpr auto kParameters = std::to_array<Parameter>({
    {"q", [](SearchParams& params, const std::string& value) { params.request.query = value; }},
    {"from",
     [](SearchParams& params, const std::string& value) {
       params.from = value;
       params.request.from = parse_day("from", value).from;
     }},
    {"to",
     [](SearchParams& params, const std::string& value) {
       params.to = value;
       params.request.to = parse_day("to", value).to;
     }},
    {"about_from",
     [](SearchParams& params, const std::string& value) {
       params.about_from = value;
       params.request.about_from = parse_day("about_from", value).from;
     }},
    {"about_to",
     [](SearchParams& params, const std::string& value) {
       params.about_to = value;
       params.request.about_to = parse_day("about_to", value).to;
     }},
    {"names", [](SearchParams& params,
                 const std::string& value) { params.request.scope = parse_scope(value); }},
    {"evidence", [](SearchParams& params,
                    const std::string& value) { params.request.evidence = parse_evidence(value); }},
    {"explain", [](SearchParams& params,
                   const std::string& value) { params.request.explain = parse_explain(value); }},
    {"sort", [](SearchParams& params,
                const std::string& value) { params.request.sort = parse_sort(value); }},
    {"page", [](SearchParams& params,
                const std::string&
                    value) { params.request.page = parse_count("page", value, kMaxResultDepth); }},
    {"per_page", [](SearchParams& params,
                    const std::string&
                        value) { params.request.per_page = parse_count("per_page", value, 100); }},
    {"facet_order",
     [](SearchParams& params,
        const std::string& value) { params.request.facet_order = parse_facet_order(value); }},
    {"stories", [](SearchParams& params,
                   const std::string& value) { params.request.stories = parse_stories(value); }},
    {"view",
     [](SearchParams& params, const std::string& value) { params.compact = parse_compact(value); }},
});

void set_parameter(SearchParams& params, const std::string& name, const std::string& value) {
  const auto* const found =
      std::find_if(kParameters.begin(), kParameters.end(),
                   [&](const Parameter& parameter) { return parameter.name == name; });
  if (found != kParameters.end())
    found->set(params, value);
  else if (const auto facet = facet_named(name))
    add_choice(params, *facet, value);
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
  return parse_number(name, text, 1, most);
}

std::vector<std::string_view> search_parameters() {
  std::vector<std::string_view> names;
  names.reserve(kParameters.size() + kAllFacets.size());
  for (const Parameter& parameter : kParameters) names.push_back(parameter.name);
  for (const Facet facet : kAllFacets) names.push_back(morgue::to_string(facet));
  return names;
}

SearchParams parse_search_params(const Pairs& pairs) {
  SearchParams params;
  params.request.per_page = kDefaultPerPage;
  params.request.facet_limit = kUsualFacetValues;
  for (const auto& [name, value] : pairs) {
    const std::string trimmed{trim(value)};
    if (!trimmed.empty()) set_parameter(params, name, trimmed);
  }
  return params;
}

FacetParams parse_facet_params(const Pairs& pairs, std::size_t usual_limit) {
  constexpr std::size_t kFurthest = 100'000'000;
  FacetParams params{parse_search_params(pairs), {}};
  params.listing.limit = usual_limit;
  bool named = false;
  for (const auto& [name, value] : pairs) {
    const std::string_view trimmed = trim(value);
    if (trimmed.empty()) continue;
    if (name == "facet") {
      params.listing.facet = parse_facet(trimmed);
      named = true;
    } else if (name == "like") {
      params.listing.like = trimmed;
    } else if (name == "offset") {
      params.listing.offset = parse_number(name, trimmed, 0, kFurthest);
    } else if (name == "limit") {
      params.listing.limit = parse_count(name, trimmed, kMaxListedValues);
    }
  }
  if (!named) throw RequestError{"Which facet? The parameter facet names one: facet=person."};
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
  if (request.facet_order != FacetOrder::Count)
    pairs.emplace_back("facet_order", morgue::to_string(request.facet_order));
  if (request.per_page != kDefaultPerPage)
    pairs.emplace_back("per_page", std::to_string(request.per_page));
  if (params.compact) pairs.emplace_back("view", "compact");
  if (request.page > 1) pairs.emplace_back("page", std::to_string(request.page));
  return pairs;
}

std::string search_url(const SearchParams& params) {
  return "/" + to_query_string(to_pairs(params));
}

std::string feed_url(const SearchParams& params) {
  return "/feed.atom" + to_query_string(to_pairs(with_page(params, 1)));
}

Pairs to_pairs(const FacetParams& params, std::size_t usual_limit) {
  Pairs pairs = to_pairs(params.search);
  pairs.emplace_back("facet", morgue::to_string(params.listing.facet));
  if (!params.listing.like.empty()) pairs.emplace_back("like", params.listing.like);
  if (params.listing.offset > 0)
    pairs.emplace_back("offset", std::to_string(params.listing.offset));
  if (params.listing.limit != usual_limit)
    pairs.emplace_back("limit", std::to_string(params.listing.limit));
  return pairs;
}

std::string facet_url(const FacetParams& params) {
  return "/facet" + to_query_string(to_pairs(params, kFacetPageValues));
}

std::string export_url(const SearchParams& params, std::string_view format) {
  Pairs pairs = to_pairs(with_page(params, 1));
  std::erase_if(pairs, [](const auto& pair) { return pair.first == "per_page"; });
  pairs.emplace_back("format", format);
  return "/export" + to_query_string(pairs);
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

SearchParams with_compact(SearchParams params, bool compact) {
  params.compact = compact;
  return params;
}

SearchParams with_explain(SearchParams params, bool explain) {
  params.request.explain = explain;
  return params;
}

SearchParams with_page(SearchParams params, std::size_t page) {
  params.request.page = page;
  return params;
}

SearchParams with_facet_order(SearchParams params, FacetOrder order) {
  params.request.facet_order = order;
  return params;
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

std::string_view facet_title_plural(Facet facet) {
  switch (facet) {
    case Facet::Country:
      return "Countries";
    case Facet::Region:
      return "Regions";
    case Facet::Person:
      return "People";
    case Facet::Organisation:
      return "Organisations";
    case Facet::Source:
      return "Sources";
    case Facet::Section:
      return "Sections";
    case Facet::Language:
      return "Languages";
    case Facet::Year:
      return "Years";
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
