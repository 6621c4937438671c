#include "indexer/names/organisation_table.h"

#include <algorithm>

#include "organisations_data.h"

namespace morgue {
namespace {

std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return piece;
}

std::vector<KnownOrganisation> read_table() {
  std::vector<KnownOrganisation> table;
  std::string_view file = organisations_data::file("data/organisations.tsv");
  while (!file.empty()) {
    std::string_view line = take_until(file, '\n');
    if (line.empty() || line.front() == '#') continue;
    KnownOrganisation known{take_until(line, '\t'), {}};
    while (!line.empty()) known.others.push_back(take_until(line, '\t'));
    table.push_back(std::move(known));
  }
  return table;
}

}  // namespace

const std::vector<KnownOrganisation>& known_organisations() {
  static const std::vector<KnownOrganisation> table = read_table();
  return table;
}

}  // namespace morgue
