#include "searcher/matches.h"

#include <algorithm>
#include <bitset>
#include <string>

#include "indexer/schema/words.h"

namespace morgue {
namespace {

/// A word of the text that the query has.
struct Hit {
  Span span;
  std::size_t position;  // counted in words
  std::uint32_t term;
  bool together = false;  // with the rest of a group
};

/// The terms of a query under numbers: stems first, then prefixes, then groups.
class Terms {
 public:
  explicit Terms(const HighlightTerms& terms) {
    for (const auto& [stem, how] : terms.stems) {
      stems_.push_back(stem);
      alone_.push_back(how.alone);
      weights_.push_back(how.rarity);
      add_beginning(stem);
    }
    for (const auto& [prefix, rarity] : terms.prefixes) {
      prefixes_.push_back(prefix);
      weights_.push_back(rarity);
      add_beginning(prefix);
    }
    for (const HighlightTerms::Group& group : terms.groups) {
      Group& numbered = groups_.emplace_back();
      numbered.window = group.window;
      numbered.term = static_cast<std::uint32_t>(weights_.size());
      std::uint32_t weight = 0;
      for (const std::string& stem : group.stems) {
        const std::uint32_t term = find_stem(stem);
        numbered.terms.push_back(term);
        weight += 2 * weights_[term];
      }
      weights_.push_back(weight);
    }
  }

  struct Group {
    std::vector<std::uint32_t> terms;  // in the order of the query
    unsigned window = 0;               // 0: a phrase
    std::uint32_t term = 0;            // its own number
  };

  std::vector<Hit> hits_in(std::string_view text) const {
    std::vector<Hit> hits;
    thread_local schema::Stemmer stemmer;
    schema::WordScanner scanner{text};
    schema::Word word;
    for (std::size_t position = 0; scanner.next(word, initials_); ++position) {
      if (word.folded.empty() || !beginnings_[beginning(word.folded)]) continue;
      std::uint32_t term = find_stem(stemmer(word.folded));
      if (term == kNone) term = find_prefix(word.folded);
      if (term != kNone) hits.push_back({{word.start, word.end}, position, term});
    }
    return hits;
  }

  const std::vector<Group>& groups() const { return groups_; }
  const std::vector<std::uint32_t>& weights() const { return weights_; }

  /// By number, whether it is wanted outside of groups.
  std::vector<bool> wanted_alone() const {
    std::vector<bool> wanted = alone_;
    wanted.resize(weights_.size(), true);
    return wanted;
  }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  /// Two letters, y as i: "dying" has the stem "die". Other bytes may share a number.
  static std::size_t beginning(std::string_view word) {
    const auto number = [&](std::size_t i) -> unsigned {
      return i < word.size() ? static_cast<unsigned char>(word[i] == 'y' ? 'i' : word[i]) % 32U : 0;
    };
    return number(0) * 32U + number(1);
  }

  /// Stems begin as their words do (words.h), so what begins otherwise need not be stemmed, and
  /// mostly not folded.
  void add_beginning(std::string_view word) {
    if (word.empty()) return;
    initials_.set(static_cast<unsigned char>(word.front()));
    beginnings_.set(beginning(word));
    if (word.size() == 1)  // a prefix that anything may follow
      for (std::size_t second = 0; second < 32; ++second)
        beginnings_.set(beginning(word) / 32U * 32U + second);
  }

  std::uint32_t find_stem(std::string_view stem) const {
    const auto found = std::lower_bound(stems_.begin(), stems_.end(), stem);
    if (found == stems_.end() || *found != stem) return kNone;
    return static_cast<std::uint32_t>(found - stems_.begin());
  }

  std::uint32_t find_prefix(std::string_view folded) const {
    for (std::size_t i = 0; i < prefixes_.size(); ++i)
      if (folded.starts_with(prefixes_[i])) return static_cast<std::uint32_t>(stems_.size() + i);
    return kNone;
  }

  std::vector<std::string_view> stems_;  // sorted
  std::vector<bool> alone_;              // by stem
  std::vector<std::string_view> prefixes_;
  std::vector<Group> groups_;
  std::vector<std::uint32_t> weights_;
  schema::Initials initials_;
  std::bitset<1024> beginnings_;
};

/// Adds where the text has the phrase; false if nowhere.
bool find_phrase(const Terms::Group& phrase, std::vector<Hit>& hits,
                 std::vector<Matches::Match>& list) {
  const std::size_t words = phrase.terms.size();
  bool found = false;
  for (std::size_t i = 0; i + words <= hits.size();) {
    std::size_t same = 0;
    while (same < words && hits[i + same].term == phrase.terms[same] &&
           hits[i + same].position == hits[i].position + same)
      ++same;
    if (same == words) {
      list.push_back({{hits[i].span.start, hits[i + words - 1].span.end}, phrase.term});
      found = true;
    }
    i += same == words ? words : 1;
  }
  return found;
}

/// Says of the words that stand within the window of a NEAR that they do; false if none. O(hits)
bool find_near(const Terms::Group& near, std::vector<Hit>& hits) {
  std::vector<int> wanted(*std::max_element(near.terms.begin(), near.terms.end()) + 1, 0);
  for (const std::uint32_t term : near.terms) ++wanted[term];
  std::vector<std::size_t> its;  // hits of these words
  for (std::size_t i = 0; i < hits.size(); ++i)
    if (hits[i].term < wanted.size() && wanted[hits[i].term] > 0) its.push_back(i);
  std::vector<int> lacking = wanted;  // within the window; below 0: more than are wanted
  std::size_t missing = near.terms.size();
  std::size_t first = 0;
  std::size_t said = 0;  // of its
  for (std::size_t last = 0; last < its.size(); ++last) {
    if (lacking[hits[its[last]].term]-- > 0) --missing;
    for (; hits[its[last]].position - hits[its[first]].position >= near.window; ++first)
      if (lacking[hits[its[first]].term]++ >= 0) ++missing;
    if (missing > 0) continue;
    for (said = std::max(said, first); said <= last; ++said) hits[its[said]].together = true;
  }
  return said > 0;
}

}  // namespace

Matches matches_in(std::string_view text, const HighlightTerms& terms) {
  Matches matches;
  if (terms.empty()) return matches;
  const Terms numbered{terms};
  std::vector<Hit> hits = numbered.hits_in(text);
  std::vector<bool> wanted = numbered.wanted_alone();
  for (const Terms::Group& group : numbered.groups()) {
    const bool found =
        group.window == 0 ? find_phrase(group, hits, matches.list) : find_near(group, hits);
    if (!found)
      for (const std::uint32_t term : group.terms) wanted[term] = true;
  }
  for (const Hit& hit : hits)
    if (hit.together || wanted[hit.term]) matches.list.push_back({hit.span, hit.term});
  if (!numbered.groups().empty())
    std::stable_sort(matches.list.begin(), matches.list.end(),
                     [](const Matches::Match& a, const Matches::Match& b) {
                       return a.span.start < b.span.start;
                     });
  matches.weights = numbered.weights();
  return matches;
}

std::vector<Span> spans_of(const Matches& matches) {
  std::vector<Span> spans;
  for (const Matches::Match& match : matches.list) {
    if (!spans.empty() && match.span.start <= spans.back().end)
      spans.back().end = std::max(spans.back().end, match.span.end);
    else
      spans.push_back(match.span);
  }
  return spans;
}

}  // namespace morgue
