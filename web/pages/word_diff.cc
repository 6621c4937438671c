#include "web/pages/word_diff.h"

#include <algorithm>
#include <optional>

#include "searcher/highlight.h"

namespace morgue::web {
namespace {

using Kind = DiffRun::Kind;
using Words = std::vector<std::string_view>;

constexpr std::string_view kParagraph = "\n\n";
constexpr std::string_view kBlanks = " \t\r\n";

Words words_of(std::string_view text) {
  Words words;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = std::min(text.find_first_not_of(kBlanks, at), text.size());
    const bool apart = std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                                  text.begin() + static_cast<std::ptrdiff_t>(begin), '\n') > 1;
    if (apart && !words.empty() && begin < text.size()) words.push_back(kParagraph);
    at = std::min(text.find_first_of(kBlanks, begin), text.size());
    if (at > begin) words.push_back(text.substr(begin, at - begin));
  }
  return words;
}

/// Joins words of one kind; what is removed is put before what is added beside it.
class Script {
 public:
  void add(Kind kind, std::string_view word) {
    if (kind == Kind::Same) {
      flush();
      append(kind, word);
    } else {
      (kind == Kind::Removed ? removed_ : added_).push_back(word);
    }
  }
  std::vector<DiffRun> finish() {
    flush();
    return std::move(runs_);
  }

 private:
  void append(Kind kind, std::string_view word) {
    if (runs_.empty() || runs_.back().kind != kind) runs_.push_back({kind, {}});
    runs_.back().words.push_back(word);
  }
  void flush() {
    for (const std::string_view word : removed_) append(Kind::Removed, word);
    for (const std::string_view word : added_) append(Kind::Added, word);
    removed_.clear();
    added_.clear();
  }

  std::vector<DiffRun> runs_;
  Words removed_, added_;
};

/// Of the greedy search: for each number of edits, how far on each diagonal one comes in the old
/// text. Row d holds diagonals -d to d, every second one.
class Furthest {
 public:
  Furthest(const Words& before, const Words& after) : before_(before), after_(after) {}

  /// The least number of edits; nothing if it is above the bound.
  std::optional<std::size_t> search() {
    for (std::size_t edits = 0; edits <= kMaxDiffEdits; ++edits) {
      rows_.emplace_back(edits + 1);
      for (std::size_t i = 0; i <= edits; ++i) {
        const std::ptrdiff_t diagonal = diagonal_of(edits, i);
        std::size_t x = edits == 0 ? 0 : begin_of(edits, i).second;
        std::size_t y = below(x, diagonal);
        while (x < before_.size() && y < after_.size() && before_[x] == after_[y]) ++x, ++y;
        rows_.back()[i] = x;
        if (x >= before_.size() && y >= after_.size()) return edits;
      }
    }
    return std::nullopt;
  }

  /// The way that search() found, from its end to its begin.
  void walk_back(std::size_t edits, std::vector<std::pair<Kind, std::string_view>>& steps) const {
    std::size_t x = before_.size();
    std::size_t i = 0;
    while (diagonal_of(edits, i) != diagonal(x, after_.size())) ++i;
    for (; edits > 0; --edits) {
      const auto [from, begin] = begin_of(edits, i);
      const std::size_t y = below(begin, diagonal_of(edits, i));
      while (x > begin) steps.emplace_back(Kind::Same, after_[below(--x, diagonal_of(edits, i))]);
      const bool added = from == i;
      if (added)
        steps.emplace_back(Kind::Added, after_[y - 1]);
      else
        steps.emplace_back(Kind::Removed, before_[--x]);
      i = from;
    }
    while (x > 0) steps.emplace_back(Kind::Same, after_[--x]);
  }

 private:
  static std::ptrdiff_t diagonal(std::size_t x, std::size_t y) {
    return static_cast<std::ptrdiff_t>(x) - static_cast<std::ptrdiff_t>(y);
  }
  static std::ptrdiff_t diagonal_of(std::size_t edits, std::size_t i) {
    return 2 * static_cast<std::ptrdiff_t>(i) - static_cast<std::ptrdiff_t>(edits);
  }
  static std::size_t below(std::size_t x, std::ptrdiff_t diagonal) {
    return static_cast<std::size_t>(static_cast<std::ptrdiff_t>(x) - diagonal);
  }

  /// Index in the row before, and where the last edit leads to in the old text: the same index is
  /// the next higher diagonal, from which a word is added; the one below it, one is removed.
  std::pair<std::size_t, std::size_t> begin_of(std::size_t edits, std::size_t i) const {
    const std::vector<std::size_t>& row = rows_[edits - 1];
    const bool add = i == 0 || (i < edits && row[i - 1] < row[i]);
    return add ? std::pair{i, row[i]} : std::pair{i - 1, row[i - 1] + 1};
  }

  const Words& before_;
  const Words& after_;
  std::vector<std::vector<std::size_t>> rows_;
};

Words middle(const Words& words, std::size_t first, std::size_t last) {
  return {words.begin() + static_cast<std::ptrdiff_t>(first),
          words.end() - static_cast<std::ptrdiff_t>(last)};
}

}  // namespace

std::vector<DiffRun> diff_words(std::string_view before, std::string_view after) {
  const Words old_words = words_of(before);
  const Words new_words = words_of(after);
  const std::size_t shorter = std::min(old_words.size(), new_words.size());
  std::size_t first = 0;
  while (first < shorter && old_words[first] == new_words[first]) ++first;
  std::size_t last = 0;
  while (last < shorter - first && *(old_words.rbegin() + static_cast<std::ptrdiff_t>(last)) ==
                                       *(new_words.rbegin() + static_cast<std::ptrdiff_t>(last)))
    ++last;
  const Words removed = middle(old_words, first, last);
  const Words added = middle(new_words, first, last);

  Script script;
  for (std::size_t i = 0; i < first; ++i) script.add(Kind::Same, new_words[i]);
  Furthest furthest{removed, added};
  const bool bounded = std::max(removed.size(), added.size()) <= kMaxDiffWords;
  if (const auto edits = bounded ? furthest.search() : std::nullopt) {
    std::vector<std::pair<Kind, std::string_view>> steps;
    furthest.walk_back(*edits, steps);
    std::reverse(steps.begin(), steps.end());
    for (const auto& [kind, word] : steps) script.add(kind, word);
  } else {
    for (const std::string_view word : removed) script.add(Kind::Removed, word);
    for (const std::string_view word : added) script.add(Kind::Added, word);
  }
  for (std::size_t i = new_words.size() - last; i < new_words.size(); ++i)
    script.add(Kind::Same, new_words[i]);
  return script.finish();
}

std::vector<std::string> diff_paragraphs_html(const std::vector<DiffRun>& runs) {
  std::vector<std::string> list(1);
  for (const auto& [kind, words] : runs) {
    const std::string_view tag = kind == Kind::Removed ? "del" : kind == Kind::Added ? "ins" : "";
    bool open = false;
    const auto mark = [&](bool begin) {
      if (tag.empty() || open == begin) return;
      list.back().append(begin ? "<" : "</").append(tag).append(">");
      open = begin;
    };
    for (const std::string_view word : words) {
      if (word == kParagraph && kind != Kind::Removed) {
        mark(false);
        list.emplace_back();
        continue;
      }
      if (!list.back().empty()) list.back() += ' ';
      mark(true);
      list.back() += word == kParagraph ? "¶" : escape_html(word);
    }
    mark(false);
  }
  std::erase_if(list, [](const std::string& paragraph) { return paragraph.empty(); });
  return list;
}

}  // namespace morgue::web
