// The words of an article as the index takes them, in order: what its document's terms are made
// from, and its record in the token stream.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "indexer/schema/token_codes.h"
#include "indexer/schema/words.h"

namespace morgue::schema {

struct DocumentTokens {
  /// Each word once, in the order of appearance: stems of headline and body; words of the byline
  /// behind the prefix of kByline, which no stem begins with.
  std::vector<std::string> terms;
  /// The words of each section in order, as indexes into `terms`.
  std::vector<std::uint32_t> headline, body, byline;

  bool operator==(const DocumentTokens&) const = default;
};

/// Told of each word of headline and body, in order. `folded` is valid during the call.
using OnWord =
    std::function<void(std::string_view folded, const Stemmer::Known& word, bool in_body)>;

/// O(words).
/// @param on_word  may be empty; for who needs more of the words, so that they are walked once
DocumentTokens tokens_of(const Article& article, Stemmer& stemmer, const OnWord& on_word = {});

/// The codes of these words (token_codes.h) under some numbering: `id` gives the number of a term.
template <typename Id>
std::string encode_tokens(const DocumentTokens& tokens, Id id) {
  std::vector<TokenId> ids;
  ids.reserve(tokens.terms.size());
  for (const std::string& term : tokens.terms) ids.push_back(id(term));
  std::string codes;
  codes.reserve(2 * (tokens.headline.size() + tokens.body.size() + tokens.byline.size()) + 2);
  for (const std::uint32_t index : tokens.headline) put_code(codes, ids[index]);
  codes += kBreak;
  for (const std::uint32_t index : tokens.body) put_code(codes, ids[index]);
  codes += kBreak;
  for (const std::uint32_t index : tokens.byline) put_code(codes, ids[index]);
  return codes;
}

}  // namespace morgue::schema
