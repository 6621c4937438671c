// Finds the names of the gazetteer in an article, longest first, and decides what the ambiguous
// ones stand for. What the article is about is another question: salience.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "indexer/places/gazetteer.h"
#include "indexer/tokens/tokeniser.h"

namespace morgue {

struct PlaceMatch {
  std::uint32_t first_token = 0;  // tokens [first_token, last_token)
  std::uint32_t last_token = 0;
  std::uint32_t start = 0;  // bytes [start, end): less than the tokens in "Franco-German", "US-led"
  std::uint32_t end = 0;
  CountryId country = kNoCountry;
  PlaceKind kind = PlaceKind::None;
  const PlaceName* name = nullptr;
  bool currency = false;  // "Swiss franc": money
  bool company = false;   // begins the name of a company, a newspaper, a team
};

/// @param text  its paragraph 0 is the headline
std::vector<PlaceMatch> match_places(const TokenisedText& text,
                                     const std::vector<bool>& person_tokens,
                                     const std::vector<CountryId>& dateline,
                                     const std::optional<Published>& published);

/// The countries of a dateline as printed: "PORT-AU-PRINCE, Haiti", "PARIS/BERLIN". Each once.
std::vector<CountryId> countries_of_dateline(std::string_view place,
                                             const std::optional<Published>& published);

}  // namespace morgue
