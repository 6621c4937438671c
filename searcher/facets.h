// Exact facet counts over all matches, from bitmaps and columns.
//
// Within a facet chosen values are alternatives, and its siblings keep their counts: the values of
// a facet are counted over the matches of everything else, with that facet's own choice left out
// (its exclusions stay). So a count shown is the number of results after the click. Where each
// story is shown once, it is stories that are counted: those of which an article matches and has
// the value.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "searcher/answer.h"
#include "searcher/bitmap.h"
#include "searcher/columns.h"
#include "searcher/date_expression.h"
#include "searcher/request.h"

namespace morgue {

class FacetCounter {
 public:
  /// @param matches  of the query's text alone
  /// @throws RequestError  for a year that is none
  FacetCounter(const Columns& columns, const SearchRequest& request, Bitmap matches);

  /// Documents that match text and filters.
  const Bitmap& results() const { return results_; }
  /// Of articles or stories, as the request asks for.
  std::uint64_t total() const;

  FacetCounts count(Facet facet) const;
  DateHistogram histogram() const;

  /// By the dates that articles mention, each article once a bar: those with something in the
  /// bar's period. A decade has no bar. Bars are where nearly all mentions are; around a range
  /// that is chosen, if one is.
  DateHistogram about_histogram() const;

 private:
  /// Matches of text and all filters but the choice of one facet.
  Bitmap matches_without(Facet facet, bool keep_exclusions) const;
  /// Matches of text and all filters but the range of dates mentioned.
  Bitmap matches_without_about() const;
  std::vector<std::uint64_t> about_years(const Bitmap& documents) const;
  /// First and last day that the bars by dates mentioned cover; nothing if nothing is mentioned.
  std::optional<DayNumbers> about_window(const Bitmap& documents,
                                         const std::vector<std::uint64_t>& years) const;

  /// How many they are: articles, or stories if those are counted.
  std::uint64_t number_of(const Bitmap& documents) const;
  /// The same of those documents for which holds(document).
  template <typename Holds>
  std::uint64_t number_of(const Bitmap& documents, Holds holds) const;
  /// Where stories are counted: takes from counts of documents what those of one story were counted
  /// for more than once.
  /// @param bins_of  calls its second argument with the index of each count that a document is in
  template <typename Counts, typename BinsOf>
  void count_stories_once(const Bitmap& documents, Counts& counts, BinsOf bins_of) const;

  std::vector<std::uint64_t> count_entries(const FacetColumn& column,
                                           const Bitmap& documents) const;
  FacetCounts count_values(Facet facet) const;
  FacetCounts count_years() const;

  const Columns& columns_;
  const SearchRequest& request_;
  Bitmap matches_;  // text and date range
  Bitmap results_;
  std::array<Bitmap, kFacets> included_, excluded_;  // empty where nothing is chosen
  Bitmap about_;                                     // empty if no range is chosen
};

template <typename Holds>
std::uint64_t FacetCounter::number_of(const Bitmap& documents, Holds holds) const {
  Bitmap those{documents.size()};
  documents.for_each([&](std::size_t document) {
    if (holds(document)) those.insert(document);
  });
  return number_of(those);
}

template <typename Counts, typename BinsOf>
void FacetCounter::count_stories_once(const Bitmap& documents, Counts& counts,
                                      BinsOf bins_of) const {
  if (request_.stories == Stories::All) return;
  std::vector<std::size_t> bins;
  for (const auto& story : columns_.stories.repeated(documents)) {
    bins.clear();
    for (const Xapian::docid document : story)
      bins_of(document, [&](std::size_t bin) { bins.push_back(bin); });
    std::sort(bins.begin(), bins.end());
    for (std::size_t i = 1; i < bins.size(); ++i)
      if (bins[i] == bins[i - 1]) --counts[bins[i]];
  }
}

}  // namespace morgue
