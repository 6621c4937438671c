#include "searcher/answer_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace morgue {
namespace {

using nlohmann::ordered_json;

ordered_json to_json(const Evidence& evidence) {
  ordered_json json{{"facet", to_string(evidence.facet)},
                    {"value", evidence.value},
                    {"mentions", evidence.mentions},
                    {"spans", ordered_json::array()},
                    {"sentences", evidence.sentences_html}};
  for (const Evidence::Named& span : evidence.spans)
    json["spans"].push_back({{"start", span.start}, {"end", span.end}, {"text", span.text}});
  if (!evidence.dateline.empty()) json["dateline"] = evidence.dateline;
  return json;
}

ordered_json to_json(const Copy& copy) {
  ordered_json json{{"id", copy.id}, {"headline", copy.headline}};
  if (!copy.source.empty()) json["source"] = copy.source;
  if (!copy.agency.empty()) json["agency"] = copy.agency;
  if (copy.published) json["published"] = to_iso(*copy.published);
  return json;
}

ordered_json to_json(const ExplainedPart& part) {
  ordered_json json{{"means", part.means}, {"articles", part.articles}};
  for (const ExplainedWord& word : part.words) {
    ordered_json each{{"word", word.word}, {"field", word.field}, {"articles", word.articles}};
    if (!word.forms.empty()) each["forms"] = word.forms;
    json["words"].push_back(std::move(each));
  }
  for (const ExplainedPart& inner : part.parts) json["parts"].push_back(to_json(inner));
  return json;
}

ordered_json to_json(const Contribution& part) {
  ordered_json json{{"word", part.word}, {"field", part.field}, {"score", part.score}};
  const auto put = [&](const char* section, unsigned times) {
    if (times > 0) json[section] = times;
  };
  put("headline", part.headline);
  put("body", part.body);
  put("byline", part.byline);
  return json;
}

ordered_json to_json(const Result& result, const SearchRequest& request) {
  ordered_json json;
  json["id"] = result.id;
  json["headline"] = result.headline;
  const auto put = [&](const char* name, const std::string& value) {
    if (!value.empty()) json[name] = value;
  };
  put("url", result.url);
  put("source", result.source);
  put("section", result.section);
  if (result.published) json["published"] = to_iso(*result.published);
  put("language", result.language);
  json["snippet"] = result.snippet_html;
  json["countries"] = result.countries;
  json["people"] = result.people;
  json["organisations"] = result.organisations;
  put_copies(json, result.copies);
  if (request.explain) {
    json["score"] = result.score;
    json["contributions"] = ordered_json::array();
    for (const Contribution& part : result.contributions)
      json["contributions"].push_back(to_json(part));
    if (result.recency)
      json["recency"] = {{"score", result.recency->score}, {"days", result.recency->days}};
  }
  if (request.evidence == EvidenceScope::None) return json;
  json["evidence"] = ordered_json::array();
  for (const Evidence& evidence : result.evidence) json["evidence"].push_back(to_json(evidence));
  return json;
}

void put_total(ordered_json& json, const Answer& answer, const SearchRequest& request) {
  json["query"] = request.query;
  json["total"] = answer.total;
  if (request.stories == Stories::Collapse) {
    json["counted"] = "stories";
    json["articles"] = answer.articles;
  }
}

void put_understanding(ordered_json& json, const Answer& answer) {
  json["took_ms"] = std::round(answer.took_ms * 1000) / 1000;
  if (!answer.did_you_mean.empty()) json["did_you_mean"] = answer.did_you_mean;
  if (answer.respelt) json["respelt"] = true;
  if (!answer.mistake.empty()) {
    json["mistake"] = answer.mistake;
    json["searched_for"] = answer.corrected;
  }
  if (answer.partial) json["partial"] = true;
}

}  // namespace

void put_copies(ordered_json& json, const StoryCopies& copies) {
  if (!copies.story.empty()) json["story"] = copies.story;
  json["copies"] = copies.others;
  if (copies.others == 0) return;
  json["also_published"] = ordered_json::array();
  for (const Copy& copy : copies.earliest) json["also_published"].push_back(to_json(copy));
}

ordered_json to_json(const FacetCounts& counts) {
  ordered_json values = ordered_json::array();
  for (const FacetValue& value : counts.values) {
    ordered_json json{{"value", value.value},
                      {"label", value.label},
                      {"count", value.count},
                      {"selected", value.selected}};
    if (value.excluded) json["excluded"] = true;
    if (!value.part_of.empty()) json["part_of"] = value.part_of;
    values.push_back(std::move(json));
  }
  return values;
}

ordered_json to_json(const DateHistogram& histogram) {
  const BarUnit unit = histogram.unit;
  ordered_json json{{"unit", unit == BarUnit::Year    ? "year"
                             : unit == BarUnit::Month ? "month"
                                                      : "day"},
                    {"bars", ordered_json::array()}};
  for (const DateBar& bar : histogram.bars)
    json["bars"].push_back(
        {{"value", bar.value}, {"count", bar.count}, {"selected", bar.selected}});
  const auto put = [&](const char* name, const BeyondBars& beyond) {
    if (beyond.count > 0) json[name] = {{"value", beyond.value}, {"count", beyond.count}};
  };
  put("before", histogram.before);
  put("after", histogram.after);
  return json;
}

ordered_json to_json(const std::vector<Peak>& peaks) {
  ordered_json json = ordered_json::array();
  for (const Peak& peak : peaks)
    json.push_back({{"value", peak.value},
                    {"count", peak.count},
                    {"expected", std::round(peak.expected * 10) / 10},
                    {"id", peak.id},
                    {"headline", peak.headline}});
  return json;
}

ordered_json related_json(std::string_view id, const std::vector<Result>& related) {
  ordered_json json{{"id", id}, {"related", ordered_json::array()}};
  for (const Result& result : related) {
    json["related"].push_back(to_json(result, SearchRequest{}));
    json["related"].back()["similarity"] = std::round(result.score * 10'000) / 10'000;
  }
  return json;
}

ordered_json to_json(const Answer& answer, const SearchRequest& request) {
  ordered_json json;
  put_total(json, answer, request);
  json["page"] = answer.page;
  json["per_page"] = answer.per_page;
  put_understanding(json, answer);
  if (answer.explanation) json["explanation"] = to_json(*answer.explanation);
  json["results"] = ordered_json::array();
  for (const Result& result : answer.results) json["results"].push_back(to_json(result, request));
  if (request.facets) {
    json["facets"] = ordered_json::object();
    for (const Facet facet : kAllFacets)
      json["facets"][std::string{to_string(facet)}] =
          to_json(answer.facets[static_cast<std::size_t>(facet)]);
  }
  return json;
}

ordered_json to_json(const FacetAnswer& answer, const SearchRequest& request,
                     const FacetListing& listing) {
  ordered_json json;
  put_total(json, answer.search, request);
  put_understanding(json, answer.search);
  json["facet"] = to_string(listing.facet);
  if (!listing.like.empty()) json["like"] = listing.like;
  json["facet_order"] = to_string(request.facet_order);
  json["distinct"] = answer.counts.distinct;
  json["offset"] = listing.offset;
  json["limit"] = listing.limit;
  json["values"] = to_json(answer.counts);
  return json;
}

}  // namespace morgue
