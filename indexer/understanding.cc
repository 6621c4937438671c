#include "indexer/understanding.h"

#include <algorithm>

#include "indexer/dates/dates.h"
#include "indexer/names/names.h"
#include "indexer/places/places.h"
#include "indexer/tokens/tokeniser.h"

namespace morgue {
namespace {

std::vector<bool> tokens_of_persons(const NamesFound& names, std::size_t tokens) {
  std::vector<bool> flags(tokens, false);
  for (const NameMention& mention : names.mentions) {
    if (names.entities[mention.entity].kind != EntityKind::Person) continue;
    for (std::uint32_t token = mention.first_token; token < mention.last_token; ++token)
      flags[token] = true;
  }
  return flags;
}

/// Spans in text order; where a place stands inside a name ("Bank of England"), the name is shown.
std::vector<Mention> without_overlaps(std::vector<Mention> mentions,
                                      const std::vector<Entity>& entities) {
  const auto is_place = [&](const Mention& mention) {
    return entities[mention.entity].kind == EntityKind::Country;
  };
  std::sort(mentions.begin(), mentions.end(), [&](const Mention& a, const Mention& b) {
    if (is_place(a) != is_place(b)) return is_place(b);
    return a.start < b.start;
  });
  std::vector<Mention> kept;
  for (const Mention& mention : mentions) {
    const auto after = std::upper_bound(
        kept.begin(), kept.end(), mention.start,
        [](std::uint32_t start, const Mention& other) { return start < other.start; });
    const bool hits_next = after != kept.end() && after->start < mention.end;
    const bool hits_previous = after != kept.begin() && std::prev(after)->end > mention.start;
    if (!hits_next && !hits_previous) kept.insert(after, mention);
  }
  return kept;
}

}  // namespace

Annotations understand(const Article& article) {
  const TokenisedText text = tokenise(article.headline, article.body);
  NamesFound names = find_names(article, text);
  const std::vector<bool> persons = tokens_of_persons(names, text.tokens.size());
  PlacesFound places = find_places(article, text, persons);

  Annotations annotations;
  annotations.dates = find_dates(article, text, persons);
  annotations.entities = std::move(places.countries);
  const auto countries = static_cast<std::uint32_t>(annotations.entities.size());
  std::vector<Mention> mentions;
  mentions.reserve(places.mentions.size() + names.mentions.size());
  for (const PlaceMention& place : places.mentions) {
    const auto country =
        std::find_if(annotations.entities.begin(), annotations.entities.end(),
                     [&](const Entity& entity) { return entity.key == place.code; });
    if (country == annotations.entities.end()) continue;
    mentions.push_back({text.tokens[place.first_token].start, text.tokens[place.last_token - 1].end,
                        static_cast<std::uint32_t>(country - annotations.entities.begin())});
  }
  for (const NameMention& name : names.mentions)
    mentions.push_back({text.tokens[name.first_token].start, text.tokens[name.last_token - 1].end,
                        countries + name.entity});
  annotations.entities.insert(annotations.entities.end(),
                              std::make_move_iterator(names.entities.begin()),
                              std::make_move_iterator(names.entities.end()));
  annotations.mentions = without_overlaps(std::move(mentions), annotations.entities);
  return annotations;
}

}  // namespace morgue
