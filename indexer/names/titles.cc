#include "indexer/names/titles.h"

#include <string>
#include <unordered_map>

#include "titles_data.h"

namespace morgue {
namespace {

using Titles = std::unordered_map<std::string, TitleWord>;

std::string in_lower_case(std::string_view word) {
  std::string lower{word};
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

/// Calls visit with each piece of a text between separators.
template <typename Visit>
void for_each_piece(std::string_view text, char separator, Visit visit) {
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    visit(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

Titles read_titles() {
  Titles titles;
  for_each_piece(titles_data::file("data/words.tsv"), '\n', [&](std::string_view line) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) return;
    const std::string_view kind = line.substr(0, tab);
    const bool whole = kind == "title" || kind == "role";
    if (!whole && kind != "part") return;
    for_each_piece(line.substr(tab + 1), ' ', [&](std::string_view word) {
      TitleWord& known = titles[in_lower_case(word)];
      if (whole || known == TitleWord::None) known = whole ? TitleWord::Whole : TitleWord::Part;
    });
  });
  return titles;
}

}  // namespace

TitleWord title_word(std::string_view folded) {
  static const Titles titles = read_titles();
  const auto found = titles.find(std::string{folded});
  return found == titles.end() ? TitleWord::None : found->second;
}

}  // namespace morgue
