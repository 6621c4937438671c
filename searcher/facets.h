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
#include <span>
#include <unordered_map>
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
  /// Of articles or stories, as the request asks for.
  std::uint64_t total() const;

  /// As many values as the request asks for, and those that are chosen.
  FacetCounts count(Facet facet) { return count(facet, request_.facet_order); }
  FacetCounts count(Facet facet, FacetOrder order);
  /// All countries, in no order.
  std::vector<FacetValue> count_countries();
  /// Some of all values.
  FacetCounts list(const FacetListing& listing);
  DateHistogram histogram();

  /// By the dates that articles mention, each article once a bar: those with something in the
  /// bar's period. A decade has no bar. Bars are where nearly all mentions are; around a range
  /// that is chosen, if one is.
  DateHistogram about_histogram();

 private:
  /// By bin; most have none.
  using Surplus = std::unordered_map<std::size_t, std::uint64_t>;
  static std::uint64_t in_bin(const Surplus& surplus, std::size_t bin) {
    const auto found = surplus.find(bin);
    return found == surplus.end() ? 0 : found->second;
  }

  /// Matches of text and all filters but the choice of one facet.
  Bitmap matches_without(Facet facet, bool keep_exclusions) const;
  /// Matches of text and all filters but the range of dates mentioned.
  Bitmap matches_without_about() const;
  /// First and last day that the bars by dates mentioned cover; nothing if nothing is mentioned.
  std::optional<DayNumbers> about_window(const Bitmap& documents, const DateCounts& counts) const;

  /// How many they are: articles, or stories if those are counted.
  std::uint64_t number_of(const Bitmap& documents) const;
  /// What counts of documents have too much where stories are counted, by bin: several documents of
  /// one story were counted in it. Nothing where articles are.
  /// @param documents  gives those that were counted; asked only if need be
  /// @param bins_of    calls its second argument with each bin that a document is in, once
  template <typename Documents, typename BinsOf>
  Surplus surplus(Documents documents, BinsOf bins_of) const;

  /// Counts over the matches that one facet is counted over; they hold until the next call.
  const Tally& tally_for(Facet facet);
  const Tally& tally_of_results();
  const Tally& tally_of(const Bitmap& documents);
  struct Candidate {
    ValueId value;
    std::uint64_t count;
    bool selected, excluded;
    double significance;
  };
  struct Candidates {
    std::vector<Candidate> found;  // in no order
    std::size_t cut_off;           // values beside these
  };
  /// The values of a facet among which the foremost of an order are; all of them if that is
  /// SIZE_MAX. Those
  /// that are chosen or excluded are always there.
  Candidates candidates(Facet facet, std::size_t foremost, FacetOrder order);
  /// Says how significant their counts are. @param documents  that the counts are of
  void weigh(std::span<Candidate> candidates, std::uint64_t documents) const;
  /// Puts so many of the first in order, if there are as many.
  void put_first(const FacetColumn& column, std::size_t count,
                 std::vector<Candidate>& candidates) const;
  static FacetValue listed(Facet facet, const FacetColumn& column, const Candidate& candidate);
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

template <typename Documents, typename BinsOf>
FacetCounter::Surplus FacetCounter::surplus(Documents documents, BinsOf bins_of) const {
  Surplus surplus;
  if (request_.stories == Stories::All) return surplus;
  std::vector<std::size_t> bins;
  for (const auto& story : columns_.stories.repeated(documents())) {
    bins.clear();
    for (const Xapian::docid document : story)
      bins_of(document, [&](std::size_t bin) { bins.push_back(bin); });
    std::sort(bins.begin(), bins.end());
    for (std::size_t i = 1; i < bins.size(); ++i)
      if (bins[i] == bins[i - 1]) ++surplus[bins[i]];
  }
  return surplus;
}

}  // namespace morgue
