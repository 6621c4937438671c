// Exact facet counts over all matches, from bitmaps and columns.
//
// Within a facet chosen values are alternatives, and its siblings keep their counts: the values of
// a facet are counted over the matches of everything else, with that facet's own choice left out
// (its exclusions stay). So a count shown is the number of results after the click.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "searcher/answer.h"
#include "searcher/bitmap.h"
#include "searcher/columns.h"
#include "searcher/date_expression.h"
#include "searcher/request.h"
#include "searcher/tally.h"

namespace morgue {

/// Arrays of the archive's size that a counter needs; kept from one request to the next.
struct FacetScratch {
  Tally of_results, of_siblings;
};

class FacetCounter {
 public:
  /// @param matches  of the query's text alone
  /// @throws RequestError  for a year that is none
  /// @param scratch  lent for as long as the counter lives
  FacetCounter(const Columns& columns, const SearchRequest& request, Bitmap matches,
               FacetScratch& scratch);

  /// Documents that match text and filters.
  const Bitmap& results() const { return results_; }

  FacetCounts count(Facet facet);
  DateHistogram histogram();

  /// By the dates that articles mention, each article once a bar: those with something in the
  /// bar's period. A decade has no bar. Bars are where nearly all mentions are; around a range
  /// that is chosen, if one is.
  DateHistogram about_histogram();

 private:
  /// Matches of text and all filters but the choice of one facet.
  Bitmap matches_without(Facet facet, bool keep_exclusions) const;
  /// Matches of text and all filters but the range of dates mentioned.
  Bitmap matches_without_about() const;
  /// First and last day that the bars by dates mentioned cover; nothing if nothing is mentioned.
  std::optional<DayNumbers> about_window(const Bitmap& documents, const DateCounts& counts) const;

  /// Counts over the matches that one facet is counted over; they hold until the next call.
  const Tally& tally_for(Facet facet);
  const Tally& tally_of_results();
  const Tally& tally_of(const Bitmap& documents);
  FacetCounts count_values(Facet facet);
  FacetCounts count_years();

  const Columns& columns_;
  const SearchRequest& request_;
  Bitmap matches_;  // text and date range
  Bitmap results_;
  std::array<Bitmap, kFacets> included_, excluded_;  // empty where nothing is chosen
  Bitmap about_;                                     // empty if no range is chosen
  FacetScratch& scratch_;
  bool results_counted_ = false;
};

}  // namespace morgue
