#include "searcher/column_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>
#include <map>
#include <span>

#include "indexer/schema/acronyms.h"
#include "indexer/schema/facet_values.h"
#include "indexer/schema/period.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/term.h"
#include "searcher/authority.h"
#include "searcher/draft_column.h"
#include "searcher/region_column.h"
#include "searcher/unify.h"

namespace morgue {
namespace {

using Drafts = std::array<DraftColumn, kFacets>;  // Year stays empty

DraftColumn& draft(Drafts& drafts, Facet facet) { return drafts[static_cast<std::size_t>(facet)]; }

/// A slot with a list of entities (country, person, organisation) or with one name (source,
/// section, language).
void load_facet(const Xapian::Database& database, Xapian::valueno slot, bool list,
                std::size_t documents, DraftColumn& column) {
  DraftColumnLoader loader{column, documents};
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot);
       ++value) {
    const std::string bytes = *value;
    if (!list) {
      loader.add(value.get_docid(), bytes, true);
      continue;
    }
    for (const schema::FacetEntry& entry : schema::decode_facet_values(bytes))
      loader.add(value.get_docid(), entry.name, entry.focus);
  }
  loader.finish();
}

/// What acronyms stand for in the articles that spell them out.
std::vector<AcronymUse> load_acronyms(const Xapian::Database& database) {
  std::map<std::pair<std::string, std::string>, std::uint32_t> documents;
  for (auto value = database.valuestream_begin(schema::kAcronymSlot);
       value != database.valuestream_end(schema::kAcronymSlot); ++value)
    for (schema::SpeltOut& pair : schema::decode_spelt_out(*value))
      ++documents[{std::move(pair.acronym), std::move(pair.name)}];
  std::vector<AcronymUse> uses;
  uses.reserve(documents.size());
  for (const auto& [pair, count] : documents) uses.push_back({pair.first, pair.second, count});
  return uses;
}

std::uint32_t digits(std::string_view text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

struct Dates {
  std::vector<std::int32_t> days;    // YYYYMMDD by document, 0 if undated
  std::vector<std::uint32_t> times;  // HHMMSS
};

Dates load_dates(const Xapian::Database& database, std::size_t documents) {
  Dates dates{std::vector<std::int32_t>(documents, 0), std::vector<std::uint32_t>(documents, 0)};
  for (auto value = database.valuestream_begin(schema::kPublishedSlot);
       value != database.valuestream_end(schema::kPublishedSlot); ++value) {
    const std::string text = *value;
    const std::string_view published{text};
    dates.days[value.get_docid()] = static_cast<std::int32_t>(digits(published.substr(0, 8)));
    if (published.size() > 8) dates.times[value.get_docid()] = digits(published.substr(8));
  }
  return dates;
}

template <typename T>
void make_distinct(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

template <typename T>
std::uint32_t index_in(const std::vector<T>& sorted, T value) {
  return static_cast<std::uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), value) -
                                    sorted.begin());
}

/// The periods that documents mention, ascending.
struct Periods {
  std::vector<std::int32_t> codes;  // of all documents one behind the other
  std::vector<std::uint32_t> ends;  // by document
};

Periods load_periods(const Xapian::Database& database, std::size_t documents) {
  Periods periods;
  periods.ends.assign(documents, 0);
  for (auto value = database.valuestream_begin(schema::kAboutSlot);
       value != database.valuestream_end(schema::kAboutSlot); ++value) {
    for (const schema::Period& period : schema::decode_periods(*value))
      periods.codes.push_back(period.code());
    periods.ends[value.get_docid()] = static_cast<std::uint32_t>(periods.codes.size());
  }
  return periods;
}

void put_dates(FlatWriter& writer, const Dates& dates, const std::vector<std::int32_t>& days) {
  const auto instant = [&](std::size_t document) {
    return static_cast<std::uint64_t>(dates.days[document]) << 32U | dates.times[document];
  };
  std::vector<std::uint64_t> instants{0};  // undated
  for (std::size_t document = 0; document < dates.days.size(); ++document)
    if (dates.days[document] != 0) instants.push_back(instant(document));
  make_distinct(instants);
  std::vector<std::uint32_t> ranks;
  ranks.reserve(dates.days.size());
  for (std::size_t document = 0; document < dates.days.size(); ++document)
    ranks.push_back(dates.days[document] == 0 ? 0 : index_in(instants, instant(document)));
  std::vector<std::uint32_t> first_ranks;
  first_ranks.reserve(days.size() + 1);
  for (const std::int32_t day : days)
    first_ranks.push_back(index_in(instants, static_cast<std::uint64_t>(day) << 32U));
  first_ranks.push_back(static_cast<std::uint32_t>(instants.size()));
  writer.put(ranks);
  writer.put(days);
  writer.put(first_ranks);
}

/// A value of a draft on its way to its id.
struct Value {
  Facet facet = Facet::Country;
  std::uint32_t ordinal = 0;  // in its draft; of a name that can only be asked for, whose it is
  std::string_view folded, label;
  std::uint32_t focus = 0, mentioned = 0;  // documents
};

class ValueNumbering {
 public:
  explicit ValueNumbering(const Drafts& drafts) {
    for (const Facet facet : kAllFacets) add(facet, drafts[static_cast<std::size_t>(facet)]);
    std::sort(values_.begin(), values_.end(), [](const Value& a, const Value& b) {
      if (a.focus != b.focus) return a.focus > b.focus;
      if (a.mentioned != b.mentioned) return a.mentioned > b.mentioned;
      return a.facet != b.facet ? a.facet < b.facet : a.folded < b.folded;
    });
    for (ValueId id = 0; id < values_.size(); ++id)
      if (is_own(drafts, values_[id]))
        id_of_[static_cast<std::size_t>(values_[id].facet)][values_[id].ordinal] = id;
    for (const Value& value : values_) {
      const DraftColumn& column = drafts[static_cast<std::size_t>(value.facet)];
      const std::uint32_t filed = column.filed_under[value.ordinal];
      filed_under_.push_back(filed == DraftColumn::kNowhere ? kNowhere : id(value.facet, filed));
    }
  }

  std::size_t size() const { return values_.size(); }

  ValueId id(Facet facet, std::uint32_t ordinal) const {
    return id_of_[static_cast<std::size_t>(facet)][ordinal];
  }

  /// Documents by id.
  std::vector<std::uint32_t> mentioned() const {
    std::vector<std::uint32_t> documents;
    documents.reserve(values_.size());
    for (const Value& value : values_) documents.push_back(value.mentioned);
    return documents;
  }

  void put(FlatWriter& writer) const {
    std::vector<std::uint8_t> facets;
    std::vector<std::uint32_t> focus;
    for (const Value& value : values_) {
      facets.push_back(static_cast<std::uint8_t>(value.facet));
      focus.push_back(value.focus);
    }
    writer.put(facets);
    writer.put(focus);
    writer.put(mentioned());
    writer.put(filed_under_);
    put_names(writer, &Value::label);
    put_names(writer, &Value::folded);
    writer.put(by_name());
    for (const Facet facet : kAllFacets) {
      std::vector<ValueId> ids;
      for (ValueId id = 0; id < values_.size(); ++id)
        if (values_[id].facet == facet) ids.push_back(id);
      writer.put(ids);
    }
  }

 private:
  void add(Facet facet, const DraftColumn& column) {
    std::vector<std::uint32_t> focus(column.values(), 0), mentioned(column.values(), 0);
    for (const DraftColumn::Entry& entry : column.entries) {
      ++mentioned[entry.ordinal];
      focus[entry.ordinal] += entry.focus;
    }
    id_of_[static_cast<std::size_t>(facet)].resize(column.values());
    for (const auto& [name, ordinal] : column.by_folded) {
      const bool own = column.folded[ordinal] == name;
      values_.push_back({facet, ordinal, name,
                         own ? std::string_view{column.labels[ordinal]} : name,
                         own ? focus[ordinal] : 0, own ? mentioned[ordinal] : 0});
    }
  }

  /// Names that can only be asked for have an id too, so that one table finds all.
  static bool is_own(const Drafts& drafts, const Value& value) {
    return drafts[static_cast<std::size_t>(value.facet)].folded[value.ordinal] == value.folded;
  }

  void put_names(FlatWriter& writer, std::string_view Value::*name) const {
    std::string text;
    std::vector<std::uint32_t> starts{0};
    for (const Value& value : values_) {
      text += value.*name;
      starts.push_back(static_cast<std::uint32_t>(text.size()));
    }
    writer.put(starts);
    writer.put(text);
  }

  /// Open addressing, at most half full.
  std::vector<std::uint32_t> by_name() const {
    std::vector<std::uint32_t> table(std::bit_ceil(2 * values_.size() + 1), 0);
    for (ValueId id = 0; id < values_.size(); ++id) {
      std::size_t at = name_hash(values_[id].facet, values_[id].folded) & (table.size() - 1);
      while (table[at] != 0) at = (at + 1) & (table.size() - 1);
      table[at] = id + 1;
    }
    return table;
  }

  std::vector<Value> values_;                        // by id
  std::array<std::vector<ValueId>, kFacets> id_of_;  // by ordinal
  std::vector<ValueId> filed_under_;
};

/// The years that a document mentions, and between which all that it mentions lies.
void add_years(std::span<const std::int32_t> codes, CounterNumbers numbers,
               RecordsBuilder& records) {
  if (codes.empty()) return;
  int last = -1;
  int first_end = std::numeric_limits<int>::max();
  int last_begin = 0;
  for (const std::int32_t code : codes) {
    const schema::Period period{code};
    const int year = period.year();
    last_begin = std::max(last_begin, year);
    first_end = std::min(first_end, period.is_decade() ? year + 9 : year);
    // Ascending, so that what is in one year follows each other; decades come first.
    if (period.is_decade() || year == last) continue;
    records.add_year(numbers.mentioning(static_cast<std::uint32_t>(year)));
    last = year;
  }
  records.add_year(numbers.earliest(static_cast<std::uint32_t>(first_end)));
  records.add_year(numbers.latest(static_cast<std::uint32_t>(last_begin)));
}

void put_records(FlatWriter& writer, const Drafts& drafts, const ValueNumbering& numbering,
                 const Dates& dates, const std::vector<std::int32_t>& days, const Periods& periods,
                 const std::vector<std::int32_t>& codes) {
  const CounterNumbers numbers{static_cast<std::uint32_t>(numbering.size())};
  RecordsBuilder records{numbers};
  ValuePostingsBuilder postings{numbering.mentioned()};
  std::uint32_t at = 0;
  for (std::size_t document = 0; document < dates.days.size(); ++document) {
    for (const Facet facet : kAllFacets) {
      const DraftColumn& column = drafts[static_cast<std::size_t>(facet)];
      if (column.starts.empty()) continue;  // Year
      for (const auto* entry = column.begin(document); entry != column.end(document); ++entry) {
        const ValueId value = numbering.id(facet, entry->ordinal);
        postings.add(value, static_cast<std::uint32_t>(document), entry->focus != 0);
        if (entry->focus != 0)
          records.add_in_focus(value);
        else
          records.add_merely_mentioned(value);
      }
    }
    if (at < periods.ends[document])
      add_years(std::span{periods.codes}.subspan(at, periods.ends[document] - at), numbers,
                records);
    std::uint32_t before = 0;
    for (; at < periods.ends[document]; ++at) {
      const std::uint32_t index = index_in(codes, periods.codes[at]);
      records.add_period(index - before);
      before = index;
    }
    records.end_document(index_in(days, dates.days[document]));
  }
  postings.finish();
  const RecordArrays arrays = records.arrays();
  writer.put(arrays.common);
  writer.put(arrays.starts);
  writer.put(arrays.counters);
  writer.put(arrays.details);
  writer.put(arrays.detail);
  writer.put(postings.starts());
  writer.put(postings.bytes());
}

Drafts load_drafts(const Xapian::Database& database, std::size_t documents) {
  const struct {
    Facet facet;
    Xapian::valueno slot;
    bool list;
  } slots[] = {
      {Facet::Country, schema::kCountrySlot, true},
      {Facet::Person, schema::kPersonSlot, true},
      {Facet::Organisation, schema::kOrganisationSlot, true},
      {Facet::Source, schema::kSourceSlot, false},
      {Facet::Section, schema::kSectionSlot, false},
      {Facet::Language, schema::kLanguageSlot, false},
  };
  Drafts drafts;
  for (const auto& [facet, slot, list] : slots)
    load_facet(database, slot, list, documents, draft(drafts, facet));
  draft(drafts, Facet::Region) = region_column(draft(drafts, Facet::Country));
  return drafts;
}

}  // namespace

std::string revision_of(const Xapian::Database& database, const std::filesystem::path& archive) {
  std::string revision =
      fmt::format("{}-{}", database.get_uuid().substr(0, 8), database.get_revision());
  if (const std::string stamp = authority_stamp(archive); !stamp.empty())
    revision += "-" + schema::to_hex(schema::content_hash(stamp)).substr(0, 8);
  return revision;
}

std::shared_ptr<const Columns> build_columns(const Xapian::Database& database,
                                             const std::filesystem::path& archive,
                                             const std::string& revision) {
  const std::size_t documents = std::size_t{database.get_lastdocid()} + 1;
  FlatWriter writer{column_key(revision)};
  Bitmap existing{documents};
  for (auto posting = database.postlist_begin(std::string{});
       posting != database.postlist_end(std::string{}); ++posting)
    existing.insert(*posting);
  std::vector<std::uint64_t> bits{documents};
  bits.insert(bits.end(), existing.words().begin(), existing.words().end());
  writer.put(bits);

  const Dates dates = load_dates(database, documents);
  Drafts drafts = load_drafts(database, documents);
  const Authority authority = read_authority(archive);
  const std::vector<AcronymUse> acronyms = load_acronyms(database);
  for (const Facet facet : {Facet::Person, Facet::Organisation, Facet::Source, Facet::Section})
    unify_names(draft(drafts, facet), facet, authority, dates.days, acronyms);
  const ValueNumbering numbering{drafts};
  numbering.put(writer);
  std::vector<std::int32_t> days{dates.days};
  days.push_back(0);
  make_distinct(days);
  const Periods periods = load_periods(database, documents);
  std::vector<std::int32_t> codes{periods.codes};
  make_distinct(codes);
  put_records(writer, drafts, numbering, dates, days, periods, codes);
  put_dates(writer, dates, days);
  writer.put(codes);
  put_stories(writer, database);
  return std::make_shared<const Columns>(FlatBytes{std::move(writer).finish()}, revision);
}

}  // namespace morgue
