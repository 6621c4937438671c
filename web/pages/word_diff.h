// What changed between two versions of a text, in words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace morgue::web {

inline constexpr std::size_t kMaxDiffEdits = 1500;    // words removed and added
inline constexpr std::size_t kMaxDiffWords = 50'000;  // of one text

/// Words that both texts have, or one alone. Words are separated by whitespace; an empty line is a
/// word of its own, "\n\n", so that paragraphs are compared too.
struct DiffRun {
  enum class Kind { Same, Removed, Added };
  Kind kind = Kind::Same;
  std::vector<std::string_view> words;  // into the text they are of; of Same, the new one

  bool operator==(const DiffRun&) const = default;
};

/// A shortest way from one text to the other, in order; neighbours are of different kinds, what was
/// removed before what was added. Beyond the bounds all that lies between the words with which both
/// texts begin and those with which both end is removed and added.
/// O((words + edits) * edits); memory O(edits^2).
/// Myers, An O(ND) Difference Algorithm and Its Variations (1986).
std::vector<DiffRun> diff_words(std::string_view before, std::string_view after);

/// Paragraphs of HTML: what was removed in <del>, what was added in <ins>. Escaped.
std::vector<std::string> diff_paragraphs_html(const std::vector<DiffRun>& runs);

}  // namespace morgue::web
