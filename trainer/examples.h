// From labelled documents to what the trainer learns from: the features and the tag of every token.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/tagger/clusters.h"
#include "indexer/tagger/features.h"
#include "trainer/columns.h"
#include "trainer/crf.h"

namespace morgue::trainer {

/// Parts that can be left out to see what they bring.
struct Ablation {
  bool clusters = true;
  bool document = true;
  bool tables = true;
};

class ExampleMaker {
 public:
  ExampleMaker(const WordClusters& clusters, const Ablation& with)
      : clusters_(with.clusters ? clusters : no_clusters_), with_(with) {}

  /// Appends an example for every sentence.
  ///
  /// A guest corpus (not 0) gets a few features of its own, which learn how its conventions differ
  /// from those of corpus 0; the tagger never looks them up. After H. Daumé III, Frustratingly Easy
  /// Domain Adaptation, 2007, where every corpus has a copy of every feature.
  /// @param chosen  by sentence; all if empty
  void append(const LabelledDocument& document, std::uint32_t corpus,
              const std::vector<bool>& chosen, std::vector<Example>& examples);

  /// All that were added for guests, to be left out of the model.
  const std::unordered_set<Feature>& guest_features() const { return guest_features_; }

  /// The document with its words marked by the tables, as the tagger wants it. Views into it.
  std::vector<TaggerToken> tokens_of(const LabelledDocument& document) const;

 private:
  const WordFeatures* known(const TaggerToken& token, bool shouted);
  void add_guest_features(const Place& place, std::uint32_t i, std::uint32_t corpus,
                          std::vector<Feature>& features);

  const WordClusters no_clusters_;
  const WordClusters& clusters_;
  Ablation with_;
  std::unordered_map<std::string, WordFeatures> words_;
  std::unordered_set<Feature> guest_features_;
};

/// A copy with the chosen sentences in capitals, so that headlines in capitals are learned too.
LabelledDocument in_capitals(const LabelledDocument& document, const std::vector<bool>& chosen);

}  // namespace morgue::trainer
