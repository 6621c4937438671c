#include "indexer/schema/stored_article.h"

#include <cmath>

#include "indexer/schema/codec.h"

namespace morgue::schema {
namespace {

constexpr std::uint64_t kVersion = 3;
constexpr float kSalienceSteps = 1000;

void put_optional_iso(std::string& out, const std::optional<Published>& published) {
  put_string(out, published ? to_iso(*published) : std::string{});
}

void put_dateline(std::string& out, const std::optional<Dateline>& dateline) {
  out += dateline ? '\1' : '\0';
  if (!dateline) return;
  put_string(out, dateline->place);
  put_string(out, dateline->agency);
  put_varint(out, dateline->day ? static_cast<unsigned>(dateline->day->month()) : 0U);
  put_varint(out, dateline->day ? static_cast<unsigned>(dateline->day->day()) : 0U);
}

std::optional<Dateline> get_dateline(Decoder& in) {
  if (in.number(1) == 0) return std::nullopt;
  Dateline dateline;
  dateline.place = in.string();
  dateline.agency = in.string();
  const std::uint32_t month = in.number(12);
  const std::uint32_t day = in.number(31);
  if (month != 0) dateline.day = std::chrono::month{month} / std::chrono::day{day};
  return dateline;
}

void put_entities(std::string& out, const std::vector<Entity>& entities) {
  put_varint(out, entities.size());
  for (const Entity& entity : entities) {
    put_varint(out, static_cast<unsigned>(entity.kind));
    put_string(out, entity.key);
    put_varint(out, static_cast<std::uint64_t>(std::lround(entity.salience * kSalienceSteps)));
    out += entity.focus ? '\1' : '\0';
  }
}

std::vector<Entity> get_entities(Decoder& in) {
  std::vector<Entity> entities;
  for (std::uint64_t count = in.varint(); count > 0; --count) {
    Entity entity;
    entity.kind = static_cast<EntityKind>(in.number(kEntityKinds - 1));
    entity.key = in.string();
    entity.salience = static_cast<float>(in.number()) / kSalienceSteps;
    entity.focus = in.number(1) == 1;
    entities.push_back(std::move(entity));
  }
  return entities;
}

void put_mentions(std::string& out, const std::vector<Mention>& mentions) {
  put_varint(out, mentions.size());
  std::uint32_t previous = 0;
  for (const Mention& mention : mentions) {
    put_varint(out, mention.start - previous);
    put_varint(out, mention.end - mention.start);
    put_varint(out, mention.entity);
    previous = mention.start;
  }
}

std::vector<Mention> get_mentions(Decoder& in, std::size_t entities, std::size_t text_bytes) {
  std::vector<Mention> mentions;
  std::uint64_t previous = 0;
  for (std::uint64_t count = in.varint(); count > 0; --count) {
    const std::uint64_t start = previous + in.number();
    const std::uint64_t end = start + in.number();
    if (end > text_bytes || entities == 0) in.fail();
    mentions.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end),
                        in.number(entities - 1)});
    previous = start;
  }
  return mentions;
}

void put_dates(std::string& out, const std::vector<DateMention>& dates) {
  put_varint(out, dates.size());
  std::uint32_t previous = 0;
  for (const DateMention& date : dates) {
    put_varint(out, date.start - previous);
    put_varint(out, date.end - date.start);
    put_string(out, date.value);
    previous = date.start;
  }
}

std::vector<DateMention> get_dates(Decoder& in, std::size_t text_bytes) {
  std::vector<DateMention> dates;
  std::uint64_t previous = 0;
  for (std::uint64_t count = in.varint(); count > 0; --count) {
    const std::uint64_t start = previous + in.number();
    const std::uint64_t end = start + in.number();
    if (end > text_bytes) in.fail();
    dates.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end),
                     std::string{in.string()}});
    previous = start;
  }
  return dates;
}

}  // namespace

std::string encode_summary(const Article& article, const Annotations& annotations) {
  return encode_summary(article, annotations, article.line);
}

std::string encode_summary(const Article& article, const Annotations& annotations,
                           std::uint64_t line) {
  std::string out;
  put_varint(out, kVersion);
  put_string(out, article.id);
  put_string(out, article.source_path);
  put_varint(out, line);
  put_string(out, article.url);
  put_string(out, article.headline);
  put_string(out, article.byline);
  put_dateline(out, article.dateline);
  put_optional_iso(out, article.published);
  put_varint(out, static_cast<unsigned>(article.published_from));
  put_optional_iso(out, article.modified);
  put_string(out, article.language);
  put_string(out, article.source);
  put_string(out, article.section);
  put_entities(out, annotations.entities);
  return out;
}

std::string encode_text(const Article& article, const Annotations& annotations) {
  std::string out;
  out.reserve(article.body.size() + 512);
  put_string(out, article.body);
  put_mentions(out, annotations.mentions);
  put_dates(out, annotations.dates);
  return out;
}

StoredArticle decode_summary(std::string_view bytes) {
  Decoder in{bytes, "a stored article"};
  if (in.varint() != kVersion) in.fail();
  StoredArticle stored;
  Article& article = stored.article;
  article.id = in.string();
  article.source_path = in.string();
  article.line = in.varint();
  article.url = in.string();
  article.headline = in.string();
  article.byline = in.string();
  article.dateline = get_dateline(in);
  article.published = parse_iso(in.string());
  article.published_from =
      static_cast<PublishedFrom>(in.number(static_cast<unsigned>(PublishedFrom::Path)));
  article.modified = parse_iso(in.string());
  article.language = in.string();
  article.source = in.string();
  article.section = in.string();
  stored.annotations.entities = get_entities(in);
  return stored;
}

void decode_text(std::string_view bytes, StoredArticle& stored) {
  Decoder in{bytes, "the text of an article"};
  stored.article.body = in.string();
  const std::size_t text_bytes = stored.article.headline.size() + 2 + stored.article.body.size();
  Annotations& annotations = stored.annotations;
  annotations.mentions = get_mentions(in, annotations.entities.size(), text_bytes);
  annotations.dates = get_dates(in, text_bytes);
}

}  // namespace morgue::schema
