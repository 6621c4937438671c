// Facet columns: for each document its countries, regions, persons, organisations, source, section
// and language, its day and the dates it mentions, in document order. Counting facets over all
// matches reads these and nothing else: 14 to 17 times faster than asking Xapian for every value.
//
// Made from value slots once for each revision of the archive (column_builder.h), then shared and
// never changed. They lie in one run of bytes, which is kept in a file beside the database, so that
// opening an archive maps them into memory and is done (column_cache.h).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/annotations.h"
#include "searcher/bitmap.h"
#include "searcher/flat_file.h"
#include "searcher/frequent_terms.h"
#include "searcher/records.h"
#include "searcher/request.h"
#include "searcher/story_column.h"
#include "searcher/term_frequencies.h"
#include "searcher/value_postings.h"

namespace morgue {

/// A name in a facet, counted through all facets: the more documents are about it the smaller, so
/// that nearly all take a byte or two in a row.
using ValueId = std::uint32_t;

struct Columns;
struct DateCounts;  // tally.h

/// The values of one facet, by id. Spellings that fold to the same name (Erdogan, Erdoğan) are one
/// value; its label is the commonest spelling. Names that mean the same one (unify.h) are filed
/// under one of them: the others keep their ids, and no document has them. Cheap to copy; lives no
/// longer than its Columns.
class FacetColumn {
 public:
  FacetColumn(const Columns& columns, Facet facet) : columns_(&columns), facet_(facet) {}

  /// All of them, those that most documents are about first.
  std::span<const ValueId> values() const;
  std::string_view label(ValueId value) const;
  std::string_view folded(ValueId value) const;

  /// What a name is filed under; nothing if the archive does not have it, or its users stopped it.
  std::optional<ValueId> find(std::string_view name) const;
  /// The same for one of the values; nothing if it is stopped.
  std::optional<ValueId> filed_under(ValueId value) const;
  /// What a name in one document is filed under. Not the same in every document: "Rouhani" may be
  /// one person here and another one there.
  std::optional<ValueId> find_in(std::size_t document, std::string_view name) const;

  /// Calls visit(value, focus) for each of a document's values.
  template <typename Visit>
  void for_each(std::size_t document, Visit visit) const;

  /// In how many documents a value is in focus.
  std::uint32_t in_focus(ValueId value) const;

 private:
  const Columns* columns_;
  Facet facet_;
};

struct Columns {
  /// @throws Error  if the bytes are not whole or not those of this revision
  Columns(FlatBytes bytes, std::string revision);

  std::string revision;
  Bitmap documents;  // that exist; ids have gaps after deletions

  // Values, by id. Year has none: it is read from the days.
  std::span<const std::uint8_t> facet_of;
  std::span<const std::uint32_t> in_focus;   // documents that are about it
  std::span<const std::uint32_t> mentioned;  // documents that have it, those too

  ValuePostings postings;  // documents by value

  // Documents, by Xapian's id.
  Records records;
  /// Of the instant of publication among all distinct ones, ascending; 0 if undated.
  std::span<const std::uint32_t> date_rank;

  std::span<const std::int32_t> days;  // YYYYMMDD of all documents, ascending; 0 (undated) first
  std::span<const std::uint32_t> first_rank;  // of each day; one more than days
  std::span<const std::int32_t> periods;  // codes of schema::Period that are mentioned, ascending

  StoryColumn stories;

  // What is remembered of the index, of the same revision.
  std::unique_ptr<FrequentTerms> frequent_terms;
  std::unique_ptr<TermFrequencies> term_frequencies = std::make_unique<TermFrequencies>();

  FacetColumn facet(Facet facet) const { return {*this, facet}; }
  std::size_t values() const { return facet_of.size(); }
  /// YYYYMMDD, 0 if undated.
  std::int32_t day(std::size_t document) const { return days[records[document].day()]; }

  /// Calls visit(value) for each value that a document is about, or has at all.
  template <typename Visit>
  void for_each_value(std::size_t document, EntityScope scope, Visit visit) const {
    const Records::Record record = records[document];
    record.for_each_in_focus(visit);
    if (scope == EntityScope::AnyMention) record.for_each_merely_mentioned(visit);
  }

  /// Those of some documents that were published from one day to another, YYYYMMDD; undated ones
  /// if both are 0. O(documents).
  Bitmap documents_between(std::int32_t first, std::int32_t last, const Bitmap& among) const;

  /// Those of some documents that have one of these values, as find() gives them. O(documents that
  /// have them).
  Bitmap documents_with(const std::vector<ValueId>& wanted, EntityScope scope,
                        const Bitmap& among) const;

  /// Of all documents; counted when they are first asked for.
  const DateCounts& all_dates() const;

  /// In how many stories a value is, by id, and how many stories there are; counted when they are
  /// first asked for.
  struct StoryCounts {
    std::vector<std::uint32_t> with_value;
    std::uint64_t all = 0;
  };
  const StoryCounts& story_counts(EntityScope scope) const;

  /// A document's annotations under the names that the archive files them under; without those that
  /// its users stopped.
  Annotations canonical(const Annotations& stored, std::size_t document) const;

  /// Bytes that the columns take; those of a mapped file are shared with other processes.
  std::size_t size_in_bytes() const { return bytes_.view().size(); }
  bool is_mapped() const { return bytes_.is_mapped(); }
  std::string_view bytes() const { return bytes_.view(); }

 private:
  friend class FacetColumn;

  FlatBytes bytes_;
  std::span<const std::uint32_t> label_starts_, folded_starts_;
  std::span<const char> labels_, folded_;
  std::span<const std::uint32_t> filed_under_;
  std::span<const std::uint32_t> by_name_;  // hash table of ids + 1
  std::array<std::span<const ValueId>, kFacets> values_of_;
  mutable std::once_flag dates_counted_;
  mutable std::shared_ptr<const DateCounts> all_dates_;
  mutable std::array<std::once_flag, 2> stories_counted_;  // by EntityScope
  mutable std::array<StoryCounts, 2> story_counts_;
};

/// What bytes of columns are marked with: the revision, the format of the archive, and that of the
/// columns, which goes up whenever the same archive would make others, by better rules for names
/// (unify.h) too.
std::string column_key(std::string_view revision);

/// Where in a table of 2^n places the search for a name begins.
std::uint32_t name_hash(Facet facet, std::string_view folded);

/// In Columns: of a name that users stopped.
inline constexpr ValueId kNowhere = 0xFFFFFFFF;

template <typename Visit>
void FacetColumn::for_each(std::size_t document, Visit visit) const {
  const auto own = [&](bool focus) {
    return [this, focus, &visit](ValueId value) {
      if (columns_->facet_of[value] == static_cast<std::uint8_t>(facet_)) visit(value, focus);
    };
  };
  const Records::Record record = columns_->records[document];
  record.for_each_in_focus(own(true));
  record.for_each_merely_mentioned(own(false));
}

}  // namespace morgue
