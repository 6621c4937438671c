#include "searcher/region_column.h"

#include <algorithm>
#include <numeric>

#include "indexer/places/regions.h"
#include "indexer/schema/term.h"

namespace morgue {
namespace {

/// To the document at hand, whose entries begin at `first`; once.
void add_region(std::vector<DraftColumn::Entry>& entries, std::size_t first,
                const DraftColumn::Entry& region) {
  const auto known = std::find_if(
      entries.begin() + static_cast<std::ptrdiff_t>(first), entries.end(),
      [&](const DraftColumn::Entry& other) { return other.ordinal == region.ordinal; });
  if (known == entries.end())
    entries.push_back(region);
  else if (region.focus != 0)
    known->focus = 1;
}

}  // namespace

DraftColumn region_column(const DraftColumn& countries) {
  DraftColumn column;
  std::vector<std::vector<std::uint32_t>> regions_of(countries.values());  // by country
  for (const Region& region : regions()) {
    const auto ordinal = static_cast<std::uint32_t>(column.values());
    column.labels.push_back(region.name);
    column.folded.push_back(schema::fold_name(region.name));
    column.by_folded.emplace(column.folded.back(), ordinal);
    for (const std::string& code : region.countries)
      if (const auto country = countries.by_folded.find(schema::fold_name(code));
          country != countries.by_folded.end())
        regions_of[country->second].push_back(ordinal);
  }
  column.filed_under.resize(column.values());
  std::iota(column.filed_under.begin(), column.filed_under.end(), 0U);
  const std::size_t documents = countries.starts.size() - 1;
  column.starts.reserve(documents + 1);
  for (std::size_t document = 0; document < documents; ++document) {
    const std::size_t first = column.entries.size();
    column.starts.push_back(static_cast<std::uint32_t>(first));
    for (const auto* entry = countries.begin(document); entry != countries.end(document); ++entry)
      for (const std::uint32_t region : regions_of[entry->ordinal])
        add_region(column.entries, first, {region & DraftColumn::kNowhere, entry->focus});
  }
  column.starts.push_back(static_cast<std::uint32_t>(column.entries.size()));
  return column;
}

}  // namespace morgue
