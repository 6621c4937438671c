// How the tables of data/*.tsv are read: lines of columns with tabs between, "#" before a comment,
// lists separated by "; ".
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/text/text.h"

namespace morgue {

inline std::string_view take_until(std::string_view& rest, std::string_view separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + separator.size(), rest.size()));
  return piece;
}

inline std::vector<std::string_view> split(std::string_view list, std::string_view separator) {
  std::vector<std::string_view> pieces;
  while (!list.empty()) pieces.push_back(take_until(list, separator));
  return pieces;
}

/// Calls row(cells) for every line that is no comment; cells are at least `columns`.
template <typename Row>
void for_each_row(std::string_view file, std::size_t columns, Row&& row) {
  while (!file.empty()) {
    const std::string_view line = take_until(file, "\n");
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string_view> cells = split(line, "\t");
    cells.resize(std::max(columns, cells.size()));
    row(cells);
  }
}

/// Lower case, no accents, no points: how typed names are compared.
inline std::string folded(std::string_view name) {
  std::string result = fold(trim(name));
  std::erase(result, '.');
  return result;
}

}  // namespace morgue
