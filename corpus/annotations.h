// What is known of the contents of an article: the entities it names and the spans of text that
// name them. Plain data, made by the indexer's understanding, kept by the schema, shown by the
// searcher and the web.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace morgue {

enum class EntityKind : std::uint8_t { Country, Person, Organisation };
inline constexpr std::size_t kEntityKinds = 3;

/// "place", "person", "organisation": the JSON field `kind` of a mention.
constexpr std::string_view mention_kind(EntityKind kind) {
  switch (kind) {
    case EntityKind::Country:
      return "place";
    case EntityKind::Person:
      return "person";
    case EntityKind::Organisation:
      return "organisation";
  }
  return "";
}

/// A country, person or organisation in one article.
struct Entity {
  EntityKind kind = EntityKind::Country;
  std::string key;  // a country's ISO 3166-1 alpha-2 code (3166-3, four letters, if former); else
                    // the canonical name
  float salience = 0;  // its weight in the article, 0 to 1
  bool focus = false;  // the article is about it, not merely mentions it

  bool operator==(const Entity&) const = default;
};

/// One span of text that names an entity: UTF-8 bytes [start, end) of text_of(article).
struct Mention {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::uint32_t entity = 0;  // index into Annotations::entities

  bool operator==(const Mention&) const = default;
};

/// A day, month, year or decade that the text speaks of, "2016-12-19", "2016-12", "2016", "201".
struct DateMention {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::string value;

  bool operator==(const DateMention&) const = default;
};

struct Annotations {
  std::vector<Entity> entities;  // by kind, within a kind most salient first; (kind, key) is unique
  std::vector<Mention> mentions;   // in text order; they do not overlap
  std::vector<DateMention> dates;  // in text order

  bool operator==(const Annotations&) const = default;
};

}  // namespace morgue
