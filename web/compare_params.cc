#include "web/compare_params.h"

#include "corpus/text/text.h"

namespace morgue::web {

SearchParams CompareParams::side(std::size_t index) const {
  return with_query(shared, texts[index]);
}

SearchParams shared_filters(const SearchParams& params) {
  SearchParams shared;
  shared.from = params.from;
  shared.to = params.to;
  shared.about_from = params.about_from;
  shared.about_to = params.about_to;
  shared.request.choices = params.request.choices;
  shared.request.from = params.request.from;
  shared.request.to = params.request.to;
  shared.request.about_from = params.request.about_from;
  shared.request.about_to = params.request.about_to;
  shared.request.scope = params.request.scope;
  return shared;
}

CompareParams parse_compare_params(const Pairs& pairs) {
  CompareParams params;
  params.shared = shared_filters(parse_search_params(pairs));
  for (const auto& [name, value] : pairs) {
    if (name == "a") params.texts[0] = trim(value);
    if (name == "b") params.texts[1] = trim(value);
  }
  return params;
}

std::string compare_url(const CompareParams& params) {
  Pairs pairs;
  if (!params.texts[0].empty()) pairs.emplace_back("a", params.texts[0]);
  if (!params.texts[1].empty()) pairs.emplace_back("b", params.texts[1]);
  for (auto& pair : to_pairs(params.shared)) pairs.push_back(std::move(pair));
  return "/compare" + to_query_string(pairs);
}

}  // namespace morgue::web
