// What the name finder looks at. Trainer and tagger share these functions, because a model means
// nothing but with the features it was trained on.
//
// Three layers, by how often they have to be worked out:
//   of a word        (WordFeatures)      once per word type: spelling, case, affixes, clusters
//   of a document    (DocumentFeatures)  once per word and document: how the word is used elsewhere
//   of a place       (for_each_place_feature)  per token: pairs of words, the line it stands in
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/tagger/clusters.h"
#include "indexer/tagger/feature.h"

namespace morgue {

/// A token as the tagger sees it.
struct TaggerToken {
  std::string_view text;      // as printed, UTF-8
  std::uint32_t classes = 0;  // what a lexicon says of the word, a bit each
  std::uint8_t phrase = 0;    // place in a phrase of a table, 0 if in none
  bool sentence_start = false;
};

enum class LetterCase : std::uint8_t {
  None,  // no letters
  Lower,
  Capitalised,
  Capitals,
  Initial,  // "J."
  Mixed,
  Shouted,  // stands in a line that is all capitals, where they say nothing
};

/// What can be said of a word by itself. The first three are looked at from afar (the offset is
/// added by at_offset()).
struct WordFeatures {
  std::vector<Feature> window;  // matter two words away
  std::vector<Feature> near;    // matter for the neighbours
  std::vector<Feature> own;
  Feature lower = 0;  // the word in lower case
  Feature shape = 0;
  ClusterIds clusters{};
  LetterCase letter_case = LetterCase::None;

  bool is_capitalised() const {
    return letter_case == LetterCase::Capitalised || letter_case == LetterCase::Capitals ||
           letter_case == LetterCase::Mixed || letter_case == LetterCase::Initial;
  }
};

inline constexpr int kWindow = 2;
inline constexpr int kNear = 1;

constexpr Feature at_offset(Feature feature, int offset) {
  return joined(feature, static_cast<Feature>(offset + kWindow));
}

/// What stands before the first word of a sentence and after the last.
inline constexpr Feature kNoWord = 1;

/// @param shouted  the word stands in a line of capitals
WordFeatures word_features(const TaggerToken& token, bool shouted, const WordClusters& clusters);

/// Tokens [first, last) of a sentence.
struct SentenceSpan {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};
std::vector<SentenceSpan> sentences_of(std::span<const TaggerToken> tokens);

/// Which tokens stand in a sentence that is all capitals. O(bytes).
std::vector<bool> shouted_tokens(std::span<const TaggerToken> tokens,
                                 std::span<const SentenceSpan> sentences);

/// What the rest of the document says about a word: written small elsewhere, the neighbours it has
/// elsewhere, an acronym that was spelt out.
class DocumentFeatures {
 public:
  /// @param words  one per token; must outlive this
  DocumentFeatures(std::span<const TaggerToken> tokens, std::span<const WordFeatures* const> words,
                   std::span<const SentenceSpan> sentences);

  /// Index into facts() for the token, or kNone.
  std::uint32_t fact_of(std::size_t token) const { return fact_of_[token]; }
  std::span<const std::vector<Feature>> facts() const { return facts_; }

  static constexpr std::uint32_t kNone = UINT32_MAX;

 private:
  std::vector<std::vector<Feature>> facts_;  // before what is filled along with it
  std::vector<std::uint32_t> fact_of_;
};

/// Of a word as seen from the token `offset` places before it.
template <typename Sink>
void for_each_word_feature(const WordFeatures& word, int offset, Sink&& sink) {
  for (const Feature feature : word.window) sink(at_offset(feature, offset));
  if (offset >= -kNear && offset <= kNear)
    for (const Feature feature : word.near) sink(at_offset(feature, offset));
  if (offset == 0)
    for (const Feature feature : word.own) sink(feature);
}

/// A sentence in its document.
struct Place {
  std::span<const TaggerToken> tokens;
  std::span<const WordFeatures* const> words;
  SentenceSpan sentence;
  bool shouted = false;

  bool is_short() const { return sentence.last - sentence.first <= 8; }
};

/// Of token i in its place: what cannot be said of the word alone.
template <typename Sink>
void for_each_place_feature(const Place& place, std::uint32_t i, Sink&& sink);

}  // namespace morgue

#include "indexer/tagger/place_features.h"
