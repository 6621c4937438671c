// Organisations by name, with their other names and acronyms: data/organisations.tsv. Apart from
// the rest of names/, because the searcher asks too what "UN" stands for.
#pragma once

#include <string_view>
#include <vector>

namespace morgue {

struct KnownOrganisation {
  std::string_view name;                 // "United Nations"
  std::vector<std::string_view> others;  // "UN", "U.N."; an acronym counts in capitals only
};

/// In the order of the table. The views last as long as the program.
const std::vector<KnownOrganisation>& known_organisations();

}  // namespace morgue
