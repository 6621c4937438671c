#include "web/api.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "corpus/article_json.h"
#include "indexer/places/places.h"
#include "searcher/answer_json.h"
#include "web/params.h"
#include "web_files.h"

namespace morgue::web {
namespace {

Reply as_reply(const nlohmann::ordered_json& json) {
  return json_reply(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

/// Where else to look, as RFC 8288 has it: relation and address.
void link(Reply& reply, std::string_view relation, std::string_view path, const Pairs& query) {
  reply.with("Link", fmt::format("<{}{}>; rel=\"{}\"", path, to_query_string(query), relation));
}

/// The pages before and after one of a search, as far as pages reach.
void link_pages(Reply& reply, std::string_view path, const SearchParams& params,
                std::uint64_t total) {
  const std::uint64_t per_page = params.request.per_page;
  const std::uint64_t last = std::max<std::uint64_t>(
      1, std::min((total + per_page - 1) / per_page, std::uint64_t{kMaxResultDepth} / per_page));
  const std::uint64_t page = params.request.page;
  const auto at = [&](std::string_view relation, std::uint64_t number) {
    link(reply, relation, path, to_pairs(with_page(params, number)));
  };
  at("first", 1);
  if (page > 1) at("prev", std::min(page - 1, last));
  if (page < last) at("next", page + 1);
  at("last", last);
}

}  // namespace

Reply api_search(Searcher& searcher, const Visit& visit, std::string_view /*rest*/) {
  const SearchParams params = parse_search_params(visit.query);
  const Answer answer = searcher.search(params.request);
  Reply reply = as_reply(to_json(answer, params.request));
  link_pages(reply, visit.path, params, answer.total);
  return reply;
}

Reply api_facets(Searcher& searcher, const Visit& visit, std::string_view /*rest*/) {
  constexpr std::size_t kUsual = 10;
  const FacetParams params = parse_facet_params(visit.query, kUsual);
  const FacetAnswer answer = searcher.list_facet(params.search.request, params.listing);
  Reply reply = as_reply(to_json(answer, params.search.request, params.listing));
  const auto from = [&](std::string_view relation, std::size_t offset) {
    FacetParams other = params;
    other.listing.offset = offset;
    link(reply, relation, visit.path, to_pairs(other, kUsual));
  };
  const auto [facet, like, offset, limit] = params.listing;
  if (offset > 0) from("prev", offset - std::min(offset, limit));
  if (offset + limit < answer.counts.distinct) from("next", offset + limit);
  return reply;
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

Reply api_description(Searcher& /*searcher*/, const Visit& /*visit*/, std::string_view /*rest*/) {
  return json_reply(std::string{web_files::file("openapi.json")});
}

}  // namespace morgue::web
