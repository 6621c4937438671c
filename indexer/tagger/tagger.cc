// Features of a word do not depend on its place, so their weights are summed once per word and
// offset and remembered; per token only pairs of words and what the document says are looked up.
#include "indexer/tagger/tagger.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>

namespace morgue {
namespace {

// A word takes about 400 bytes: at most some 25 MB in each thread.
constexpr std::size_t kMostWords = 1U << 16U;

// How much it counts that all other places of the word are names of a kind, or none; in the scores
// of the model. Of (0.7, 0), (1, 0), (1, 0.5), (2, 1) best on two folds of wikinews-gold; the order
// on CoNLL-2003 testa is the same.
constexpr float kSameKind = 1.0F;
constexpr float kNoName = 0.5F;

using Sums = std::array<std::int16_t, kLanes>;
constexpr std::size_t kOffsets = 2 * kWindow + 1;
using OffsetSums = std::array<Sums, kOffsets>;  // [offset + kWindow]

std::size_t index_of(int offset) {
  return static_cast<std::size_t>(static_cast<std::int64_t>(offset) + kWindow);
}

std::size_t slot_of(Feature feature, std::size_t size) {
  const std::uint32_t hash = feature * 0x9E3779B1U;  // Knuth's multiplicative hash
  return hash & (size - 1);
}

void add(Sums& sums, const Sums& more) {
  for (std::size_t lane = 0; lane < kLanes; ++lane)
    sums[lane] = static_cast<std::int16_t>(sums[lane] + more[lane]);
}

struct KnownWord {
  WordFeatures features;
  OffsetSums sums{};
};

}  // namespace

TaggerTable::TaggerTable(TaggerModel model) : model_(std::move(model)) {
  std::size_t size = 16;
  while (size < model_.features.size() * 2) size *= 2;
  slots_.resize(size);
  for (std::size_t i = 0; i < model_.features.size(); ++i) {
    std::size_t slot = slot_of(model_.features[i], size);
    while (slots_[slot].index != kFree) slot = (slot + 1) & (size - 1);
    slots_[slot] = {model_.features[i], static_cast<std::uint32_t>(i)};
  }
}

const TagWeights* TaggerTable::find(Feature feature) const {
  for (std::size_t slot = slot_of(feature, slots_.size());;
       slot = (slot + 1) & (slots_.size() - 1)) {
    const Slot& here = slots_[slot];
    if (here.index == kFree) return nullptr;
    if (here.feature == feature) return &model_.weights[here.index];
  }
}

class Tagger::Work {
 public:
  explicit Work(std::shared_ptr<const TaggerTable> table) : table_(std::move(table)) {
    for (int offset = -kWindow; offset <= kWindow; ++offset)
      look_up(at_offset(kNoWord, offset), outside_[index_of(offset)]);
    find_rules();
  }

  std::vector<TaggedSpan> run(std::span<const TaggerToken> tokens) {
    if (known_.size() > kMostWords) known_.clear();
    const std::vector<SentenceSpan> sentences = sentences_of(tokens);
    const std::vector<bool> shouted = shouted_tokens(tokens, sentences);
    words_.clear();
    features_.clear();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const KnownWord& word = known(tokens[i], shouted[i]);
      words_.push_back(&word);
      features_.push_back(&word.features);
    }
    const DocumentFeatures document(tokens, features_, sentences);
    facts_.assign(document.facts().size(), Sums{});
    for (std::size_t fact = 0; fact < facts_.size(); ++fact)
      for (const Feature feature : document.facts()[fact]) look_up(feature, facts_[fact]);
    scores_.assign(tokens.size(), Sums{});
    for (const SentenceSpan sentence : sentences)
      score({tokens, features_, sentence, shouted[sentence.first]}, document);
    tags_.assign(tokens.size(), kOutside);
    for (const SentenceSpan sentence : sentences) find_best_tags(sentence);
    if (hear_the_document(document))
      for (const SentenceSpan sentence : sentences) find_best_tags(sentence);
    return spans();
  }

 private:
  struct Rule {  // tags that may stand before a tag, with what it costs
    Tag before = 0;
    std::int32_t weight = 0;
  };

  void look_up(Feature feature, Sums& sums) const {
    const TagWeights* weights = table_->find(feature);
    if (weights == nullptr) return;
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      sums[lane] = static_cast<std::int16_t>(sums[lane] + (*weights)[lane]);
  }

  void find_rules() {
    const TaggerModel& model = table_->model();
    rules_.resize(model.tags());
    for (std::size_t before = 0; before < model.tags(); ++before)
      for (std::size_t after = 0; after < model.tags(); ++after)
        if (may_follow(static_cast<Tag>(before), static_cast<Tag>(after)))
          rules_[after].push_back({static_cast<Tag>(before), model.transitions[before][after]});
  }

  const KnownWord& known(const TaggerToken& token, bool shouted) {
    key_.assign(token.text);
    key_ += shouted ? '!' : ' ';
    const auto [at, is_new] = known_.try_emplace(key_);
    KnownWord& word = at->second;
    if (!is_new) return word;
    word.features = word_features(token, shouted, table_->model().clusters);
    for (int offset = -kWindow; offset <= kWindow; ++offset)
      for_each_word_feature(word.features, offset, [&](Feature feature) {
        look_up(feature, word.sums[index_of(offset)]);
      });
    // From here on only the sums are needed.
    word.features.window = {};
    word.features.near = {};
    word.features.own = {};
    return word;
  }

  void score(const Place& place, const DocumentFeatures& document) {
    const auto [first, last] = place.sentence;
    for (std::uint32_t i = first; i < last; ++i) {
      Sums& sums = scores_[i];
      for (int offset = -kWindow; offset <= kWindow; ++offset) {
        const std::int64_t at = static_cast<std::int64_t>(i) + offset;
        const auto o = index_of(offset);
        const bool inside = at >= first && at < last;
        add(sums, inside ? words_[static_cast<std::size_t>(at)]->sums[o] : outside_[o]);
      }
      for_each_place_feature(place, i, [&](Feature feature) { look_up(feature, sums); });
      if (document.fact_of(i) != DocumentFeatures::kNone) add(sums, facts_[document.fact_of(i)]);
    }
  }

  /// A word is mostly the same thing all over a document: what its other places were tagged as is
  /// added to the scores. True if that changed any.
  bool hear_the_document(const DocumentFeatures& document) {
    using Votes = std::array<std::int32_t, kMostKinds + 1>;  // by kind, the last for no name
    const auto vote = [](Tag tag) { return tag == kOutside ? kMostKinds : kind_of(tag); };
    std::vector<Votes> votes(document.facts().size(), Votes{});
    for (std::size_t i = 0; i < tags_.size(); ++i)
      if (const std::uint32_t word = document.fact_of(i); word != DocumentFeatures::kNone)
        ++votes[word][vote(tags_[i])];
    bool changed = false;
    for (std::size_t i = 0; i < tags_.size(); ++i) {
      const std::uint32_t word = document.fact_of(i);
      if (word == DocumentFeatures::kNone) continue;
      Votes others = votes[word];
      --others[vote(tags_[i])];
      const std::int32_t sum = std::accumulate(others.begin(), others.end(), 0);
      if (sum == 0) continue;
      changed = true;
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        const auto kind = static_cast<float>(others[lane / 4]);
        const auto none = static_cast<float>(others[kMostKinds]);
        const float change = (kSameKind * kind - kNoName * none) / static_cast<float>(sum);
        scores_[i][lane] = static_cast<std::int16_t>(scores_[i][lane] +
                                                     std::lround(change / table_->model().scale));
      }
    }
    return changed;
  }

  void find_best_tags(SentenceSpan sentence) {
    const std::size_t n = sentence.last - sentence.first;
    const std::size_t tags = rules_.size();
    const auto score_of = [&](std::size_t i, std::size_t tag) -> std::int32_t {
      return tag == kOutside ? 0 : scores_[sentence.first + i][tag - 1];
    };
    from_.resize(n);
    std::array<std::int32_t, kLanes + 1> best{};
    for (std::size_t tag = 0; tag < tags; ++tag)
      best[tag] = continues(static_cast<Tag>(tag)) ? kNever : score_of(0, tag);
    for (std::size_t i = 1; i < n; ++i) {
      std::array<std::int32_t, kLanes + 1> next{};
      for (std::size_t tag = 0; tag < tags; ++tag) {
        std::int32_t most = INT32_MIN;
        for (const Rule rule : rules_[tag]) {
          const std::int32_t sum = best[rule.before] + rule.weight;
          if (sum <= most) continue;
          most = sum;
          from_[i][tag] = rule.before;
        }
        next[tag] = std::max(most, kNever) + score_of(i, tag);
      }
      best = next;
    }
    Tag tag = kOutside;
    for (std::size_t other = 1; other < tags; ++other)
      if (!is_open(static_cast<Tag>(other)) && best[other] > best[tag])
        tag = static_cast<Tag>(other);
    for (std::size_t i = n; i-- > 0; tag = from_[i][tag]) tags_[sentence.first + i] = tag;
  }

  std::vector<TaggedSpan> spans() const {
    std::vector<TaggedSpan> spans;
    std::uint32_t begin = 0;
    for (std::uint32_t i = 0; i < tags_.size(); ++i) {
      if (tags_[i] == kOutside) continue;
      if (!continues(tags_[i])) begin = i;
      if (!is_open(tags_[i]))
        spans.push_back({begin, i + 1, static_cast<std::uint8_t>(kind_of(tags_[i]))});
    }
    return spans;
  }

  // Far below any sum of scores, and far enough from the end of the range to be added to.
  static constexpr std::int32_t kNever = INT32_MIN / 4;

  std::shared_ptr<const TaggerTable> table_;
  std::vector<std::vector<Rule>> rules_;  // by the tag after
  OffsetSums outside_{};
  std::unordered_map<std::string, KnownWord> known_;
  std::string key_;

  // of the document at work, by token
  std::vector<const KnownWord*> words_;
  std::vector<const WordFeatures*> features_;
  std::vector<Sums> scores_;
  std::vector<Tag> tags_;
  std::vector<Sums> facts_;                        // by fact of the document
  std::vector<std::array<Tag, kLanes + 1>> from_;  // by token of the sentence at work
};

Tagger::Tagger(std::shared_ptr<const TaggerTable> table)
    : work_(std::make_unique<Work>(std::move(table))) {}
Tagger::Tagger(Tagger&&) noexcept = default;
Tagger::~Tagger() = default;

std::vector<TaggedSpan> Tagger::tag(std::span<const TaggerToken> tokens) {
  return work_->run(tokens);
}

}  // namespace morgue
