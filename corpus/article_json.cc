// The JSON of an article.
#include "corpus/article_json.h"

#include <array>
#include <cmath>
#include <cstdio>

#include <nlohmann/json.hpp>

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;

void put(Json& json, const char* name, const std::string& value) {
  if (!value.empty()) json[name] = value;
}

Json dateline_json(const Dateline& dateline) {
  Json json = Json::object();
  put(json, "place", dateline.place);
  if (dateline.day) {
    std::array<char, 16> day{};
    std::snprintf(day.data(), day.size(), "%02u-%02u", static_cast<unsigned>(dateline.day->month()),
                  static_cast<unsigned>(dateline.day->day()));
    json["day"] = day.data();
  }
  put(json, "agency", dateline.agency);
  return json;
}

/// Four decimals: a float printed in full looks like more than is known.
double rounded(float salience) {
  constexpr double kDecimals = 10000;
  return std::round(static_cast<double>(salience) * kDecimals) / kDecimals;
}

Json entities_json(const Annotations& annotations, EntityKind kind,
                   const std::function<std::string_view(std::string_view)>& country_name) {
  Json list = Json::array();
  for (const Entity& entity : annotations.entities) {
    if (entity.kind != kind) continue;
    Json json = Json::object();
    if (kind == EntityKind::Country) {
      const std::string_view name = country_name ? country_name(entity.key) : std::string_view();
      json["code"] = entity.key;
      json["name"] = name.empty() ? std::string_view(entity.key) : name;
    } else {
      json["name"] = entity.key;
    }
    json["salience"] = rounded(entity.salience);
    json["focus"] = entity.focus;
    list.push_back(std::move(json));
  }
  return list;
}

std::string_view span(std::string_view text, std::uint32_t start, std::uint32_t end) {
  return start <= end && end <= text.size() ? text.substr(start, end - start) : std::string_view();
}

Json mentions_json(const Annotations& annotations, std::string_view text) {
  Json list = Json::array();
  for (const Mention& mention : annotations.mentions) {
    if (mention.entity >= annotations.entities.size()) continue;
    const Entity& entity = annotations.entities[mention.entity];
    list.push_back(Json{{"start", mention.start},
                        {"end", mention.end},
                        {"kind", mention_kind(entity.kind)},
                        {"text", span(text, mention.start, mention.end)},
                        {"entity", entity.key}});
  }
  return list;
}

Json dates_json(const Annotations& annotations, std::string_view text) {
  Json list = Json::array();
  for (const DateMention& date : annotations.dates) {
    list.push_back(Json{{"start", date.start},
                        {"end", date.end},
                        {"text", span(text, date.start, date.end)},
                        {"value", date.value}});
  }
  return list;
}

}  // namespace

Json to_json(const Article& article, const Annotations& annotations,
             const std::function<std::string_view(std::string_view)>& country_name) {
  Json json = Json::object();
  json["id"] = article.id;
  put(json, "source_path", article.source_path);
  if (article.line > 0) json["line"] = article.line;
  put(json, "url", article.url);
  put(json, "headline", article.headline);
  put(json, "byline", article.byline);
  if (article.dateline) json["dateline"] = dateline_json(*article.dateline);
  if (article.published) json["published"] = to_iso(*article.published);
  json["published_from"] = to_string(article.published_from);
  if (article.modified) json["modified"] = to_iso(*article.modified);
  put(json, "language", article.language);
  put(json, "source", article.source);
  put(json, "section", article.section);
  put(json, "body", article.body);
  const std::string text = text_of(article);
  json["countries"] = entities_json(annotations, EntityKind::Country, country_name);
  json["people"] = entities_json(annotations, EntityKind::Person, country_name);
  json["organisations"] = entities_json(annotations, EntityKind::Organisation, country_name);
  json["mentions"] = mentions_json(annotations, text);
  json["dates"] = dates_json(annotations, text);
  return json;
}

}  // namespace morgue
