// The parameters of a comparison: the texts of two searches, and the filters that both have.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "searcher/comparison.h"
#include "web/params.h"

namespace morgue::web {

struct CompareParams {
  std::array<std::string, kSides> texts;
  SearchParams shared;  // without a text; articles, in no order

  /// One of the two searches, as the search page shows it.
  SearchParams side(std::size_t index) const;
  /// Are both texts there?
  bool complete() const { return !texts[0].empty() && !texts[1].empty(); }
};

/// What two searches can have in common: filters of all kinds, and which names count.
SearchParams shared_filters(const SearchParams& params);

/// "a" and "b" are the texts; filters are those of a search, and what else a search takes (order,
/// page) is passed over. @throws RequestError
CompareParams parse_compare_params(const Pairs& pairs);

/// "/compare?a=gore&b=bush&from=2000"
std::string compare_url(const CompareParams& params);

}  // namespace morgue::web
