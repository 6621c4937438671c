// Countries in an article: a gazetteer (names, demonyms, capitals, cities, former countries with
// dates) matched longest first over tokens, ambiguity rules, and the salience rules that decide
// what the article is about.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/annotations.h"
#include "corpus/article.h"
#include "indexer/tokens/tokeniser.h"

namespace morgue {

struct PlaceMention {
  std::uint32_t first_token = 0;  // tokens [first_token, last_token)
  std::uint32_t last_token = 0;
  std::string code;  // country code, see Entity::key
};

struct PlacesFound {
  std::vector<PlaceMention> mentions;  // in text order, not overlapping
  std::vector<Entity> countries;       // kind Country, with salience and focus, most salient first
};

/// @param person_tokens  one flag a token: it is part of a person's name ("Jordan" in "Michael
/// Jordan"), so no place
PlacesFound find_places(const Article& article, const TokenisedText& text,
                        const std::vector<bool>& person_tokens);

/// Codes of the countries that an article was sent from, as its dateline says; empty if it says
/// nothing.
std::vector<std::string> dateline_countries(const Article& article);

/// What a country is called: "IR" → "Iran", "SUHH" → "Soviet Union". Empty for an unknown code.
std::string_view country_name(std::string_view code);

/// What a reader may type for a country: a code, a name, an alias or a demonym, in any case
/// ("iran", "IR", "Persia", "iranian").
std::optional<std::string> country_code(std::string_view typed);

/// All that country_code() understands, in no order: folded, without points.
void for_each_country_name(
    const std::function<void(std::string_view name, const std::string& code)>& visit);

}  // namespace morgue
