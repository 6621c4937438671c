#include "indexer/places/places.h"

#include "indexer/places/gazetteer.h"
#include "indexer/places/matcher.h"
#include "indexer/places/salience.h"
#include "indexer/places/tables.h"

namespace morgue {
namespace {

std::vector<PlaceMention> mentions_of(const std::vector<PlaceMatch>& matches) {
  std::vector<PlaceMention> mentions;
  mentions.reserve(matches.size());
  for (const PlaceMatch& match : matches) {
    // "Franco-German" is one token: it is shown as a mention of the first of its countries, and
    // counts for both.
    if (!mentions.empty() && match.first_token < mentions.back().last_token) continue;
    mentions.push_back(
        {match.first_token, match.last_token, gazetteer().countries[match.country].code});
  }
  return mentions;
}

std::vector<CountryId> sent_from(const Article& article) {
  if (!article.dateline) return {};
  return countries_of_dateline(article.dateline->place, article.published);
}

}  // namespace

PlacesFound find_places(const Article& article, const TokenisedText& text,
                        const std::vector<bool>& person_tokens) {
  const std::vector<CountryId> dateline = sent_from(article);
  const std::vector<PlaceMatch> matches =
      match_places(text, person_tokens, dateline, article.published);
  return {mentions_of(matches), rated_countries(text, matches, dateline)};
}

std::vector<std::string> dateline_countries(const Article& article) {
  std::vector<std::string> codes;
  for (const CountryId country : sent_from(article))
    codes.push_back(gazetteer().countries[country].code);
  return codes;
}

std::string_view country_name(std::string_view code) {
  const Gazetteer& places = gazetteer();
  const auto found = places.by_code.find(std::string(code));
  return found == places.by_code.end() ? std::string_view{} : places.countries[found->second].name;
}

std::optional<std::string> country_code(std::string_view typed) {
  const Gazetteer& places = gazetteer();
  const auto found = places.typed.find(folded(typed));
  if (found == places.typed.end()) return std::nullopt;
  return places.countries[found->second].code;
}

void for_each_country_name(
    const std::function<void(std::string_view name, const std::string& code)>& visit) {
  const Gazetteer& places = gazetteer();
  for (const auto& [name, country] : places.typed) visit(name, places.countries[country].code);
}

}  // namespace morgue
