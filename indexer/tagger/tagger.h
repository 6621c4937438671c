// Finds the names in a document: the sequence of tags that the model likes best, sentence by
// sentence (Viterbi).
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "indexer/tagger/features.h"
#include "indexer/tagger/model.h"
#include "indexer/tagger/tags.h"

namespace morgue {

/// A model made ready for looking features up. Immutable; may be shared by threads.
class TaggerTable {
 public:
  /// O(features).
  explicit TaggerTable(TaggerModel model);

  const TaggerModel& model() const { return model_; }
  /// Null if the model has nothing to say about it.
  const TagWeights* find(Feature feature) const;

 private:
  struct Slot {
    Feature feature = 0;
    std::uint32_t index = kFree;
  };
  static constexpr std::uint32_t kFree = UINT32_MAX;

  TaggerModel model_;
  std::vector<Slot>
      slots_;  // open addressing; a feature beside its index: most are looked up in vain
};

/// Remembers what it has worked out about words, so one tagger for each thread. What it remembers
/// does not change its answers.
class Tagger {
 public:
  explicit Tagger(std::shared_ptr<const TaggerTable> table);
  Tagger(Tagger&&) noexcept;
  ~Tagger();

  /// In text order, not overlapping. The tokens are those of one whole document, because names are
  /// also told by how they are used elsewhere in it.
  std::vector<TaggedSpan> tag(std::span<const TaggerToken> tokens);

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace morgue
