#include "searcher/region_column.h"

#include <algorithm>
#include <numeric>

#include "indexer/places/regions.h"
#include "indexer/schema/term.h"

namespace morgue {

class RegionColumnBuilder {
 public:
  explicit RegionColumnBuilder(const FacetColumn& countries)
      : countries_(countries), regions_of_(countries.values()) {
    for (const Region& region : regions()) {
      const auto ordinal = static_cast<std::uint32_t>(column_.values());
      column_.labels_.push_back(region.name);
      column_.folded_.push_back(schema::fold_name(region.name));
      column_.by_folded_.emplace(column_.folded_.back(), ordinal);
      for (const std::string& code : region.countries)
        if (const auto country = countries.find(code)) regions_of_[*country].push_back(ordinal);
    }
    column_.filed_under_.resize(column_.values());
    std::iota(column_.filed_under_.begin(), column_.filed_under_.end(), 0U);
  }

  FacetColumn build() {
    const std::size_t documents = countries_.starts_.size() - 1;
    column_.starts_.reserve(documents + 1);
    column_.starts_.push_back(0);
    for (std::size_t document = 0; document < documents; ++document) {
      for (const auto* entry = countries_.begin(document); entry != countries_.end(document);
           ++entry)
        for (const std::uint32_t region : regions_of_[entry->ordinal]) add(region, entry->focus);
      column_.starts_.push_back(static_cast<std::uint32_t>(column_.entries_.size()));
    }
    column_.entries_.shrink_to_fit();
    column_.count_focus();
    return std::move(column_);
  }

 private:
  /// To the document at hand, once.
  void add(std::uint32_t region, std::uint32_t focus) {
    const auto known =
        std::find_if(column_.entries_.begin() + column_.starts_.back(), column_.entries_.end(),
                     [&](const FacetColumn::Entry& other) { return other.ordinal == region; });
    if (known == column_.entries_.end())
      column_.entries_.push_back({region & FacetColumn::kNowhere, focus & 1U});
    else if (focus != 0)
      known->focus = 1;
  }

  const FacetColumn& countries_;
  std::vector<std::vector<std::uint32_t>> regions_of_;  // by ordinal of a country
  FacetColumn column_;
};

FacetColumn region_column(const FacetColumn& countries) {
  return RegionColumnBuilder{countries}.build();
}

}  // namespace morgue
