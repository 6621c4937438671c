#include "searcher/passages.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace morgue {
namespace {

using MatchIterator = std::vector<Matches::Match>::const_iterator;

std::size_t size_of(Span span) { return span.end - span.start; }

class Chooser {
 public:
  Chooser(std::string_view text, const Matches& matches, std::size_t bytes)
      : text_(text),
        matches_(matches),
        bytes_(bytes),
        sentences_(sentences_of(text)),
        seen_(matches.weights.size(), 0) {}

  std::vector<Span> choose() {
    if (sentences_.empty()) return {};
    std::vector<Span> passages;
    if (const auto first = best(bytes_)) {
      show(*first);
      passages.push_back(first->span);
      const std::size_t room =
          std::max(bytes_ - std::min(size_of(first->span), bytes_), bytes_ / 3);
      if (const auto second = best(room)) passages.push_back(second->span);
    }
    if (passages.empty())
      passages.push_back(cut_around(text_, sentences_.front(), sentences_.front().start, bytes_));
    sort(passages);
    go_on(passages);
    sort(passages);
    return passages;
  }

 private:
  struct Passage {
    Span span;
    std::uint64_t gain = 0;  // weights of what it answers and nothing shown does
  };

  /// The passage of at most `room` bytes that answers most of what is not shown yet; nothing if no
  /// passage does.
  std::optional<Passage> best(std::size_t room) {
    Passage best;
    auto match = matches_.list.begin();
    for (const Span& sentence : sentences_) {
      while (match != matches_.list.end() && match->span.start < sentence.start) ++match;
      if (match == matches_.list.end()) break;
      // Where the whole sentence fits, it is looked at once.
      for (; match != matches_.list.end() && match->span.start < sentence.end; ++match) {
        const Span span = cut_around(text_, sentence, match->span.start, room);
        const Passage passage{span, gain(span, match)};
        if (passage.gain > best.gain && !overlaps_shown(span)) best = passage;
        if (span.end == sentence.end) break;
      }
    }
    if (best.gain == 0) return std::nullopt;
    return best;
  }

  /// @param at  a match of the passage
  std::uint64_t gain(Span span, MatchIterator at) {
    while (at != matches_.list.begin() && std::prev(at)->span.start >= span.start) --at;
    ++look_;
    std::uint64_t gain = 0;
    for (; at != matches_.list.end() && at->span.start < span.end; ++at) {
      std::uint64_t& seen = seen_[at->term];
      if (seen == kShown || seen == look_) continue;
      seen = look_;
      gain += matches_.weights[at->term];
    }
    return gain;
  }

  void show(const Passage& passage) {
    shown_ = passage.span;
    for (const Matches::Match& match : matches_.list)
      if (match.span.start >= shown_.start && match.span.start < shown_.end)
        seen_[match.term] = kShown;
  }

  bool overlaps_shown(Span span) const {
    return span.start < shown_.end && shown_.start < span.end;
  }

  static void sort(std::vector<Span>& passages) {
    std::sort(passages.begin(), passages.end(),
              [](const Span& a, const Span& b) { return a.start < b.start; });
  }

  /// Fills the room that is left with what follows, which makes short passages readable; at the end
  /// of the text with what goes before.
  void go_on(std::vector<Span>& passages) const {
    const std::size_t begin = passages.front().start;
    const std::size_t end = passages.back().end;
    std::size_t used = 0;
    for (const Span& passage : passages) used += size_of(passage);
    auto next =
        std::lower_bound(sentences_.begin(), sentences_.end(), end,
                         [](const Span& sentence, std::size_t at) { return sentence.start < at; });
    for (; next != sentences_.end() && used + size_of(*next) <= bytes_; ++next) {
      passages.push_back(*next);
      used += size_of(*next);
    }
    if (used >= bytes_ * 2 / 3) return;
    if (next != sentences_.end()) {
      passages.push_back(cut_around(text_, *next, next->start, bytes_ - used));
      return;
    }
    auto previous =
        std::lower_bound(sentences_.begin(), sentences_.end(), begin,
                         [](const Span& sentence, std::size_t at) { return sentence.end <= at; });
    while (previous != sentences_.begin() && used + size_of(*std::prev(previous)) <= bytes_) {
      passages.push_back(*--previous);
      used += size_of(*previous);
    }
  }

  static constexpr std::uint64_t kShown = UINT64_MAX;

  std::string_view text_;
  const Matches& matches_;
  std::size_t bytes_;
  std::vector<Span> sentences_;
  std::vector<std::uint64_t> seen_;  // by term: the last look that saw it, or kShown
  std::uint64_t look_ = 0;
  Span shown_;
};

}  // namespace

std::vector<Span> choose_passages(std::string_view text, const Matches& matches,
                                  std::size_t bytes) {
  return Chooser{text, matches, bytes}.choose();
}

}  // namespace morgue
