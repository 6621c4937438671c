// Weighs the candidates. The same words are one person everywhere, so evidence from one place
// counts in all of them.
#include "indexer/names/persons.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "indexer/names/candidates.h"
#include "indexer/names/evidence.h"

namespace morgue {
namespace {

namespace wc = word_class;

// Beyond what evidence.h sums in one place:
constexpr float kSurnameTitled = 2;  // "Mr Smith" elsewhere in the article
constexpr float kSurnameAlone =
    1.5F;  // "Smith" alone elsewhere; companies are shortened to their first word
constexpr float kSurnameSpeaks = 1;  // "Smith said" elsewhere
constexpr float kFirm = -2.5F;       // anywhere named as firms are

class Weighing {
 public:
  Weighing(const MarkedText& text, const std::vector<PersonCandidate>& candidates) : text_(text) {
    for (const PersonCandidate& candidate : candidates) collect(candidate);
  }

  float total(const PersonCandidate& candidate) const {
    const bool single = candidate.span.size() == 1;
    if (single && is_everyday(candidate.span.first)) return evidence_for(candidate, text_);
    const std::string words = key(candidate.span);
    const float sum = best_.at(words) + (firms_.contains(words) ? kFirm : 0.0F);
    if (single) return sum;
    const auto alone =
        alone_.find(text_.folded(surname_of(text_, candidate.span, candidate.surname_first)));
    if (alone == alone_.end()) return sum;
    return sum + kSurnameAlone + (alone->second.titled ? kSurnameTitled : 0.0F) +
           (alone->second.speaks ? kSurnameSpeaks : 0.0F);
  }

 private:
  struct Alone {  // what was seen of a word standing alone
    bool titled = false;
    bool speaks = false;
  };

  void collect(const PersonCandidate& candidate) {
    const std::string words = key(candidate.span);
    if (is_named_as_firm(candidate.span, text_)) firms_.insert(words);
    const float evidence = evidence_for(candidate, text_);
    float& best = best_.try_emplace(words, evidence).first->second;
    best = std::max(best, evidence);
    const std::uint32_t i = candidate.span.first;
    if (candidate.span.size() > 1 || is_everyday(i)) return;
    Alone& seen = alone_[text_.folded(i)];
    seen.titled = seen.titled || candidate.honorific || candidate.title_adjacent;
    seen.speaks = seen.speaks || text_.is(i + 1, wc::kSays);
  }

  bool is_everyday(std::uint32_t i) const {
    return text_.is(i, wc::kCommon | wc::kPlace | wc::kPeople);
  }

  std::string key(TokenSpan span) const {
    std::string key;
    for (std::uint32_t i = span.first; i < span.last; ++i) {
      if (i > span.first) key += ' ';
      key += text_.folded(i);
    }
    return key;
  }

  const MarkedText& text_;
  std::unordered_map<std::string, float>
      best_;  // the most that speaks for these words in one place
  std::unordered_set<std::string> firms_;
  std::unordered_map<std::string_view, Alone> alone_;
};

}  // namespace

std::vector<PersonSpan> find_persons(MarkedText& text) {
  const std::vector<PersonCandidate> candidates = find_candidates(text);
  const Weighing weighing(text, candidates);
  std::vector<PersonSpan> spans;
  spans.reserve(candidates.size());
  for (const PersonCandidate& candidate : candidates) {
    const bool sure = weighing.total(candidate) >= kEnoughEvidence;
    spans.push_back({candidate.span, sure, candidate.surname_first, candidate.kept});
  }
  return spans;
}

}  // namespace morgue
