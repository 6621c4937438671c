// The tagger against sums done the long way, its model file, and what it promises about spans.
#include "indexer/tagger/tagger.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <string>

#include "corpus/error.h"

namespace morgue {
namespace {

/// Views into the words.
std::vector<TaggerToken> tokens_of(const std::vector<std::string>& words) {
  std::vector<TaggerToken> tokens;
  for (const std::string& word : words) tokens.push_back({word, 0, 0, tokens.empty()});
  return tokens;
}

/// A model that knows three kinds and nothing else.
TaggerModel empty_model() {
  TaggerModel model;
  model.kinds = {"PER", "LOC", "ORG"};
  model.scale = 0.01F;
  return model;
}

/// Teaches the model that a token with the feature is a name of one word; or, by a weight below 0,
/// that it is no part of a name of the kind.
void teach(TaggerModel& model, Feature feature, std::size_t kind, std::int8_t weight) {
  const auto at = std::lower_bound(model.features.begin(), model.features.end(), feature);
  TagWeights weights{};
  if (weight < 0)
    std::fill_n(weights.begin() + static_cast<std::ptrdiff_t>(4 * kind), 4, weight);
  else
    weights[tag_of(kind, Position::Unit) - 1U] = weight;
  model.weights.insert(model.weights.begin() + (at - model.features.begin()), weights);
  model.features.insert(at, feature);
}

Tagger tagger_with(TaggerModel model) {
  return Tagger(std::make_shared<const TaggerTable>(std::move(model)));
}

/// The feature "the word itself is spelt so".
Feature spelling(std::string_view word) {
  const WordFeatures features = word_features({word, 0, 0, true}, false, {});
  return at_offset(features.near.front(), 0);
}

TEST(Tags, AllowOnlyWholeNames) {
  const Tag begin_person = tag_of(0, Position::Begin);
  const Tag last_person = tag_of(0, Position::Last);
  const Tag last_place = tag_of(1, Position::Last);
  const Tag unit_place = tag_of(1, Position::Unit);
  EXPECT_TRUE(may_follow(kOutside, begin_person));
  EXPECT_TRUE(may_follow(begin_person, last_person));
  EXPECT_TRUE(may_follow(last_person, unit_place));
  EXPECT_FALSE(may_follow(kOutside, last_person));
  EXPECT_FALSE(may_follow(begin_person, last_place));
  EXPECT_FALSE(may_follow(begin_person, kOutside));
  EXPECT_FALSE(may_follow(begin_person, unit_place));
}

TEST(Tagger, FindsWhatTheModelSays) {
  TaggerModel model = empty_model();
  teach(model, spelling("Qwert"), 0, 100);
  teach(model, spelling("Zzyz"), 2, 100);
  Tagger tagger = tagger_with(model);
  const std::vector<std::string> words{"Zzyz", "hired", "Qwert", "."};
  const std::vector<TaggedSpan> expected{{0, 1, 2}, {2, 3, 0}};
  EXPECT_EQ(tagger.tag(tokens_of(words)), expected);
  EXPECT_EQ(tagger.tag(tokens_of(words)), expected);  // what it remembers changes nothing
  EXPECT_TRUE(tagger.tag({}).empty());
}

TEST(Tagger, LetsTheDocumentDecideInDoubt) {
  TaggerModel model = empty_model();
  // "Saturn" alone is rather no name; before "rose" it is an organisation.
  teach(model, spelling("Saturn"), 2, -40);
  const WordFeatures rose = word_features({"rose", 0, 0, false}, false, {});
  teach(model, at_offset(rose.near.front(), 1), 2, 100);
  Tagger tagger = tagger_with(model);
  const std::vector<std::string> alone{"Saturn", "fell"};
  EXPECT_TRUE(tagger.tag(tokens_of(alone)).empty());
  const std::vector<std::string> again{"Saturn", "rose", ".", "Saturn", "fell"};
  std::vector<TaggerToken> twice = tokens_of(again);
  twice[3].sentence_start = true;
  EXPECT_EQ(tagger.tag(twice), (std::vector<TaggedSpan>{{0, 1, 2}, {3, 4, 2}}));
}

TEST(Tagger, SpansAreInOrderApartAndWithinASentence) {
  std::mt19937 random(7);  // any weights whatever
  TaggerModel model = empty_model();
  for (auto& row : model.transitions)
    for (std::int16_t& weight : row)
      weight = static_cast<std::int16_t>(static_cast<int>(random() % 200) - 100);
  const std::vector<std::string> vocabulary{"Anna",  "of",   "ACME", "the",      "(",    ")",
                                            "Kéthy", "1990", "\xff", "Al-Qwert", "U.S.", "'s"};
  for (const std::string& word : vocabulary) {
    const WordFeatures features = word_features({word, 0, 0, false}, false, {});
    for (int offset = -kWindow; offset <= kWindow; ++offset)
      for_each_word_feature(features, offset, [&](Feature feature) {
        if (std::binary_search(model.features.begin(), model.features.end(), feature)) return;
        teach(model, feature, 0, 0);
        const auto at = std::lower_bound(model.features.begin(), model.features.end(), feature);
        for (std::int8_t& weight :
             model.weights[static_cast<std::size_t>(at - model.features.begin())])
          weight = static_cast<std::int8_t>(static_cast<int>(random() % 100) - 50);
      });
  }
  Tagger tagger = tagger_with(model);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> words(random() % 30);
    for (std::string& word : words) word = vocabulary[random() % vocabulary.size()];
    std::vector<TaggerToken> tokens = tokens_of(words);
    for (TaggerToken& token : tokens) token.sentence_start = random() % 8 == 0;
    std::uint32_t previous = 0;
    for (const TaggedSpan& span : tagger.tag(tokens)) {
      EXPECT_LE(previous, span.first);
      EXPECT_LT(span.first, span.last);
      ASSERT_LE(span.last, tokens.size());
      EXPECT_LT(span.kind, 3);
      for (std::uint32_t i = span.first + 1; i < span.last; ++i)
        EXPECT_FALSE(tokens[i].sentence_start);
      previous = span.last;
    }
  }
}

TEST(Features, OfALineInCapitalsDoNotLookAtCapitals) {
  const std::vector<std::string> words{"REAGAN", "SEES", "PUTIN", "Nobody", "shouted", "USA"};
  std::vector<TaggerToken> tokens = tokens_of(words);
  tokens[3].sentence_start = true;
  const std::vector<bool> shouted = shouted_tokens(tokens, sentences_of(tokens));
  EXPECT_EQ(shouted, (std::vector<bool>{true, true, true, false, false, false}));
  const WordFeatures loud = word_features(tokens[0], true, {});
  EXPECT_EQ(loud.letter_case, LetterCase::Shouted);
  EXPECT_EQ(loud.lower, word_features({"Reagan", 0, 0, true}, false, {}).lower);
}

TEST(Features, TellTheKindsOfCapitals) {
  const struct {
    std::string_view word;
    LetterCase expected;
  } rows[] = {
      {"of", LetterCase::Lower},       {"Paris", LetterCase::Capitalised},
      {"NATO", LetterCase::Capitals},  {"J.", LetterCase::Initial},
      {"McQwert", LetterCase::Mixed},  {"iPhone", LetterCase::Mixed},
      {"1990", LetterCase::None},      {"Élysée", LetterCase::Capitalised},
      {"al-Assad", LetterCase::Mixed},
  };
  for (const auto& [word, expected] : rows) {
    SCOPED_TRACE(word);
    EXPECT_EQ(word_features({word, 0, 0, false}, false, {}).letter_case, expected);
  }
}

TEST(Features, OfADocumentJoinAnAcronymToItsName) {
  const std::vector<std::string> words{"The", "National", "Weather", "Service", "(",
                                       "NWS", ")",        "agreed",  "."};
  const std::vector<TaggerToken> tokens = tokens_of(words);
  std::vector<WordFeatures> features;
  for (const TaggerToken& token : tokens) features.push_back(word_features(token, false, {}));
  std::vector<const WordFeatures*> views;
  for (const WordFeatures& word : features) views.push_back(&word);
  const DocumentFeatures document(tokens, views, sentences_of(tokens));
  EXPECT_NE(document.fact_of(5), DocumentFeatures::kNone);  // NWS
  EXPECT_NE(document.fact_of(1), DocumentFeatures::kNone);  // its first word
  EXPECT_EQ(document.fact_of(0), DocumentFeatures::kNone);  // once, and spelt out by nothing
  EXPECT_EQ(document.fact_of(7), DocumentFeatures::kNone);
}

TEST(WordClusters, OfUnknownWordsAreZero) {
  const WordClusters clusters{{5, 9}, {ClusterIds{1, 2, 3, 4}, ClusterIds{5, 6, 7, 8}}};
  EXPECT_EQ(clusters.of(9), (ClusterIds{5, 6, 7, 8}));
  EXPECT_EQ(clusters.of(6), ClusterIds{});
  EXPECT_EQ(clusters.of(10), ClusterIds{});
}

// ---- the file

TaggerModel small_model() {
  TaggerModel model = empty_model();
  model.clusters = {{5, 9}, {ClusterIds{1, 2, 3, 4}, ClusterIds{5, 6, 7, 8}}};
  model.transitions[0][1] = -17;
  teach(model, 77, 1, -3);
  teach(model, spelling("Qwert"), 0, 100);
  return model;
}

TEST(TaggerModelFile, ComesBackAsItWas) {
  const TaggerModel model = small_model();
  const TaggerModel read = decode_tagger_model(encode_tagger_model(model), "test");
  EXPECT_EQ(read.kinds, model.kinds);
  EXPECT_EQ(read.scale, model.scale);
  EXPECT_EQ(read.clusters.words, model.clusters.words);
  EXPECT_EQ(read.clusters.ids, model.clusters.ids);
  EXPECT_EQ(read.transitions, model.transitions);
  EXPECT_EQ(read.features, model.features);
  EXPECT_EQ(read.weights, model.weights);
}

/// The layout that model.h draws, byte by byte: a change of it needs a new version.
TEST(TaggerModelFile, HasTheLayoutThatIsWrittenDown) {
  TaggerModel model;
  model.kinds = {"PER"};
  model.scale = 1;
  const std::string bytes = encode_tagger_model(model);
  EXPECT_EQ(bytes.substr(0, 8), "MORGUETG");
  EXPECT_EQ(bytes.substr(8, 4), std::string("\1\0\0\0", 4));
  EXPECT_EQ(bytes.substr(20, 4), std::string("\1\0\0\0", 4));  // kinds
  EXPECT_EQ(bytes.substr(36, 4), std::string("PER\0", 4));
  EXPECT_EQ(bytes.size(), 40U + 5 * 5 * 2);
}

std::string message_for(std::string_view bytes) {
  try {
    decode_tagger_model(bytes, "some.model");
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}

TEST(TaggerModelFile, ThatIsDamagedIsRefusedWithAReason) {
  const std::string good = encode_tagger_model(small_model());
  std::string flipped = good;
  flipped[good.size() - 2] = static_cast<char>(flipped[good.size() - 2] ^ 1);
  std::string newer = good;
  newer[8] = 99;
  EXPECT_EQ(message_for("hello"),
            "cannot use name model 'some.model': it is not one; make it with scripts/train-names");
  EXPECT_EQ(message_for(newer),
            "cannot use name model 'some.model': its format is 99, this build reads 1; train it "
            "again with scripts/train-names");
  EXPECT_EQ(message_for(flipped),
            "cannot use name model 'some.model': it is damaged; install morgue again");
}

TEST(TaggerModelFile, ThatIsCutOffAnywhereIsRefused) {
  const std::string good = encode_tagger_model(small_model());
  for (std::size_t size = 0; size < good.size(); ++size) {
    SCOPED_TRACE(size);
    EXPECT_NE(message_for(std::string_view(good).substr(0, size)), "");
  }
  EXPECT_NE(message_for(good + "x"), "");
}

}  // namespace
}  // namespace morgue
