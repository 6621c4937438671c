#include "trainer/examples.h"

#include <unicode/uchar.h>

#include "corpus/text/text.h"
#include "indexer/names/lexicon.h"
#include "indexer/names/tagger_input.h"

namespace morgue::trainer {
namespace {

std::vector<Tag> tags_of(const LabelledDocument& document) {
  std::vector<Tag> tags(document.words.size(), kOutside);
  for (const TaggedSpan& name : document.names) {
    for (std::uint32_t i = name.first; i < name.last; ++i)
      tags[i] = tag_of(name.kind, Position::Inside);
    tags[name.first] = tag_of(name.kind, Position::Begin);
    tags[name.last - 1] =
        tag_of(name.kind, name.last - name.first == 1 ? Position::Unit : Position::Last);
  }
  return tags;
}

std::string upper_case(std::string_view text) {
  std::string upper;
  for (std::size_t i = 0; i < text.size();) {
    const auto code = static_cast<UChar32>(next_code_point(text, i));
    append_utf8(upper, static_cast<char32_t>(u_toupper(code)));
  }
  return upper;
}

}  // namespace

std::vector<TaggerToken> ExampleMaker::tokens_of(const LabelledDocument& document) const {
  std::vector<TaggerToken> tokens;
  tokens.reserve(document.words.size());
  for (std::size_t i = 0; i < document.words.size(); ++i)
    tokens.push_back({document.words[i], 0, 0, document.sentence_start[i]});
  if (!with_.tables) return tokens;
  std::vector<std::string> folded(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) append_folded(tokens[i].text, folded[i]);
  mark_by_lexicon(tokens, std::vector<std::string_view>(folded.begin(), folded.end()));
  return tokens;
}

const WordFeatures* ExampleMaker::known(const TaggerToken& token, bool shouted) {
  const auto [at, is_new] = words_.try_emplace(std::string(token.text) + (shouted ? '!' : ' '));
  if (is_new) at->second = word_features(token, shouted, clusters_);
  return &at->second;
}

void ExampleMaker::append(const LabelledDocument& document, std::uint32_t corpus,
                          const std::vector<bool>& chosen, std::vector<Example>& examples) {
  const std::vector<TaggerToken> tokens = tokens_of(document);
  const std::vector<SentenceSpan> sentences = sentences_of(tokens);
  const std::vector<bool> shouted = shouted_tokens(tokens, sentences);
  const std::vector<Tag> tags = tags_of(document);
  std::vector<const WordFeatures*> words;
  words.reserve(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) words.push_back(known(tokens[i], shouted[i]));
  const DocumentFeatures facts(tokens, words, sentences);

  for (std::size_t s = 0; s < sentences.size(); ++s) {
    if (!chosen.empty() && !chosen[s]) continue;
    const Place place{tokens, words, sentences[s], shouted[sentences[s].first]};
    Example example;
    std::vector<Feature>& features = example.features;
    const auto add = [&](Feature feature) { features.push_back(feature); };
    for (std::uint32_t i = place.sentence.first; i < place.sentence.last; ++i) {
      for (int offset = -kWindow; offset <= kWindow; ++offset) {
        const std::int64_t at = static_cast<std::int64_t>(i) + offset;
        if (at < place.sentence.first || at >= place.sentence.last)
          add(at_offset(kNoWord, offset));
        else
          for_each_word_feature(*words[static_cast<std::size_t>(at)], offset, add);
      }
      for_each_place_feature(place, i, add);
      if (with_.document && facts.fact_of(i) != DocumentFeatures::kNone)
        for (const Feature feature : facts.facts()[facts.fact_of(i)]) add(feature);
      if (corpus != 0) add_guest_features(place, i, corpus, features);
      example.begin.push_back(static_cast<std::uint32_t>(features.size()));
      example.tags.push_back(tags[i]);
    }
    examples.push_back(std::move(example));
  }
}

void ExampleMaker::add_guest_features(const Place& place, std::uint32_t i, std::uint32_t corpus,
                                      std::vector<Feature>& features) {
  enum Kind : Feature { Case = 9000, Cases, Lower, Coarse, Fine, ClusterCase, Word };
  const auto case_at = [&](std::uint32_t at) -> Feature {
    const bool inside = at >= place.sentence.first && at < place.sentence.last;
    return inside ? static_cast<Feature>(place.words[at]->letter_case) : 15;
  };
  const WordFeatures& word = *place.words[i];
  const auto add = [&](Kind kind, Feature value) {
    features.push_back(joined(joined(kind, corpus), value));
    guest_features_.insert(features.back());
  };
  add(Case, case_at(i));
  add(Cases, case_at(i - 1) * 256 + case_at(i) * 16 + case_at(i + 1));
  add(Lower, word.lower);
  add(Coarse, word.clusters[0]);
  add(ClusterCase, word.clusters[1] * 16U + case_at(i));
  add(Fine, word.clusters[2] * 16U + case_at(i));
  for (int offset = -kNear; offset <= kNear; ++offset) {
    const std::int64_t at = static_cast<std::int64_t>(i) + offset;
    if (at < place.sentence.first || at >= place.sentence.last) continue;
    for (const Feature feature : place.words[static_cast<std::size_t>(at)]->window)
      add(Word, at_offset(feature, offset));
  }
}

LabelledDocument in_capitals(const LabelledDocument& document, const std::vector<bool>& chosen) {
  LabelledDocument copy = document;
  std::size_t sentence = 0;
  for (std::size_t i = 0; i < copy.words.size(); ++i) {
    if (i > 0 && copy.sentence_start[i]) ++sentence;
    if (chosen[sentence]) copy.words[i] = upper_case(copy.words[i]);
  }
  return copy;
}

}  // namespace morgue::trainer
