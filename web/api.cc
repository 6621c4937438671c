#include "web/api.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "corpus/article_json.h"
#include "indexer/places/places.h"
#include "searcher/answer_json.h"
#include "web/params.h"

namespace morgue::web {
namespace {

Reply as_reply(const nlohmann::ordered_json& json) {
  return json_reply(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

}  // namespace

Reply api_search(Searcher& searcher, const Visit& visit, std::string_view /*rest*/) {
  const SearchParams params = parse_search_params(visit.query);
  return as_reply(to_json(searcher.search(params.request), params.request));
}

Reply api_timeline(Searcher& searcher, const Visit& visit, std::string_view /*rest*/) {
  SearchParams params = parse_search_params(visit.query);
  params.request.peaks = true;
  const Answer answer = searcher.search(params.request);
  nlohmann::ordered_json json{{"query", params.request.query}, {"total", answer.total}};
  json["published"] = to_json(answer.histogram);
  json["published"]["undated"] = answer.histogram.undated;
  json["published"]["peaks"] = to_json(answer.peaks);
  json["written_about"] = to_json(answer.written_about);
  return as_reply(json);
}

Reply api_article(Searcher& searcher, const Visit& /*visit*/, std::string_view id) {
  const auto found = searcher.article(id);
  if (!found) return problem_reply(404, fmt::format("No article has the id '{}'.", id));
  nlohmann::ordered_json json = to_json(found->article, found->annotations, country_name);
  put_copies(json, found->copies);
  return as_reply(json);
}

Reply api_related(Searcher& searcher, const Visit& visit, std::string_view id) {
  constexpr std::size_t kUsual = 10;
  constexpr std::size_t kMost = 100;
  std::size_t limit = kUsual;
  for (const auto& [name, value] : visit.query)
    if (name == "limit") limit = parse_count(name, value, kMost);
  const auto related = searcher.related(id, limit);
  if (!related) return problem_reply(404, fmt::format("No article has the id '{}'.", id));
  return as_reply(related_json(id, *related));
}

Reply api_suggest(Searcher& searcher, const Visit& visit, std::string_view /*rest*/) {
  constexpr std::size_t kSuggestions = 10;
  constexpr std::size_t kLongestPrefix = 100;
  std::string prefix;
  for (const auto& [name, value] : visit.query)
    if (name == "q") prefix = value;
  if (prefix.size() > kLongestPrefix)
    throw RequestError{fmt::format("The parameter q takes at most {} bytes here.", kLongestPrefix)};
  nlohmann::ordered_json json{{"query", prefix}, {"suggestions", nlohmann::ordered_json::array()}};
  for (const Suggestion& each : searcher.suggest(prefix, kSuggestions))
    json["suggestions"].push_back({{"value", each.value},
                                   {"label", each.label},
                                   {"facet", each.facet ? morgue::to_string(*each.facet) : "q"},
                                   {"count", each.count}});
  return as_reply(json);
}

}  // namespace morgue::web
