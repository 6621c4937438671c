#include "searcher/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>

#include "indexer/schema/acronyms.h"
#include "indexer/schema/facet_values.h"
#include "indexer/schema/period.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/term.h"
#include "searcher/authority.h"
#include "searcher/name_keys.h"
#include "searcher/region_column.h"
#include "searcher/unify.h"

namespace morgue {
namespace {

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

std::int64_t digits(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

/// Fills one column, documents in ascending order.
class ColumnLoader {
 public:
  ColumnLoader(FacetColumn& column, std::size_t documents) : column_(column) {
    column_.starts_.assign(documents + 1, 0);
  }

  void add(std::size_t document, std::string_view name, bool focus) {
    fill_up_to(document);
    const std::uint32_t spelling = spelling_of(name);
    ++spellings_[spelling].count;
    const std::uint32_t ordinal = spellings_[spelling].ordinal;
    // Two spellings of one name in one article count once.
    for (std::size_t i = column_.starts_[document]; i < column_.entries_.size(); ++i) {
      if (column_.entries_[i].ordinal != ordinal) continue;
      if (focus) column_.entries_[i].focus = 1;
      return;
    }
    column_.entries_.push_back({ordinal & 0x7FFFFFFFU, focus ? 1U : 0U});
  }

  void finish() {
    fill_up_to(column_.starts_.size() - 1);
    column_.filed_under_.resize(column_.values());
    std::iota(column_.filed_under_.begin(), column_.filed_under_.end(), 0U);
    column_.count_focus();
    std::vector<std::uint64_t> best(column_.labels_.size(), 0);
    for (const auto& [name, spelling] : ids_) {
      const Spelling& candidate = spellings_[spelling];
      const bool better =
          candidate.count > best[candidate.ordinal] ||
          (candidate.count == best[candidate.ordinal] && name < column_.labels_[candidate.ordinal]);
      if (!better) continue;
      best[candidate.ordinal] = candidate.count;
      column_.labels_[candidate.ordinal] = name;
    }
  }

 private:
  struct Spelling {
    std::uint32_t ordinal = 0;
    std::uint64_t count = 0;
  };

  /// starts_[d] of every document up to and including `document` is known once its first entry
  /// comes.
  void fill_up_to(std::size_t document) {
    for (; filled_ <= document; ++filled_)
      column_.starts_[filled_] = static_cast<std::uint32_t>(column_.entries_.size());
  }

  std::uint32_t spelling_of(std::string_view name) {
    if (const auto known = ids_.find(name); known != ids_.end()) return known->second;
    std::string folded = schema::fold_name(name);
    const auto [at, is_new] =
        column_.by_folded_.emplace(folded, static_cast<std::uint32_t>(column_.labels_.size()));
    if (is_new) {
      column_.labels_.emplace_back(name);
      column_.folded_.push_back(std::move(folded));
    }
    const auto id = static_cast<std::uint32_t>(spellings_.size());
    spellings_.push_back({at->second, 0});
    ids_.emplace(name, id);
    return id;
  }

  FacetColumn& column_;
  std::size_t filled_ = 0;
  std::vector<Spelling> spellings_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> ids_;
};

namespace {

/// A slot with a list of entities (country, person, organisation) or with one name (source,
/// section, language).
void load_facet(const Xapian::Database& database, Xapian::valueno slot, bool list,
                std::size_t documents, FacetColumn& column) {
  ColumnLoader loader{column, documents};
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

}  // namespace

std::optional<std::uint32_t> FacetColumn::find(std::string_view name) const {
  const std::string folded = schema::fold_name(name);
  auto found = by_folded_.find(folded);
  if (found == by_folded_.end() && legal_forms_) found = by_folded_.find(organisation_key(folded));
  if (found == by_folded_.end() || filed_under_[found->second] == kNowhere) return std::nullopt;
  return filed_under_[found->second];
}

std::optional<std::uint32_t> FacetColumn::find_in(std::size_t document,
                                                  std::string_view name) const {
  const auto filed = find(name);
  if (!filed) return std::nullopt;
  const auto* const entry = std::find_if(begin(document), end(document),
                                         [&](const Entry& one) { return one.ordinal == *filed; });
  if (entry != end(document)) return *filed;
  const std::string family = family_key(folded_[*filed]);
  const auto* const longer = std::find_if(begin(document), end(document), [&](const Entry& one) {
    return family_key(folded_[one.ordinal]) == family;
  });
  if (longer == end(document)) return std::nullopt;
  return longer->ordinal;
}

PeriodColumn load_periods(const Xapian::Database& database, std::size_t documents) {
  PeriodColumn column;
  column.starts_.reserve(documents + 1);
  for (auto value = database.valuestream_begin(schema::kAboutSlot);
       value != database.valuestream_end(schema::kAboutSlot); ++value) {
    column.starts_.resize(value.get_docid() + 1, static_cast<std::uint32_t>(column.codes_.size()));
    for (const schema::Period& period : schema::decode_periods(*value))
      column.codes_.push_back(period.code());
  }
  column.starts_.resize(documents + 1, static_cast<std::uint32_t>(column.codes_.size()));
  return column;
}

Bitmap FacetColumn::documents_with(const std::vector<std::uint32_t>& ordinals,
                                   EntityScope scope) const {
  std::vector<bool> wanted(values(), false);
  for (const std::uint32_t ordinal : ordinals) wanted[ordinal] = true;
  const std::size_t documents = starts_.empty() ? 0 : starts_.size() - 1;
  Bitmap found{documents};
  for (std::size_t document = 0; document < documents; ++document)
    for (const Entry* entry = begin(document); entry != end(document); ++entry)
      if (wanted[entry->ordinal] && (entry->focus != 0 || scope == EntityScope::AnyMention))
        found.insert(document);
  return found;
}

void FacetColumn::count_focus() {
  in_focus_.assign(values(), 0);
  for (const Entry& entry : entries_)
    if (entry.focus != 0) ++in_focus_[entry.ordinal];
}

Annotations Columns::canonical(const Annotations& stored, std::size_t document) const {
  constexpr auto kDropped = static_cast<std::uint32_t>(-1);
  Annotations filed;
  filed.dates = stored.dates;
  std::vector<std::uint32_t> moved_to;
  for (const Entity& entity : stored.entities) {
    Entity renamed = entity;
    if (entity.kind != EntityKind::Country) {
      const FacetColumn& column =
          facet(entity.kind == EntityKind::Person ? Facet::Person : Facet::Organisation);
      const auto ordinal = column.find_in(document, entity.key);
      if (!ordinal) {
        moved_to.push_back(kDropped);
        continue;
      }
      renamed.key = column.label(*ordinal);
    }
    const auto same =
        std::find_if(filed.entities.begin(), filed.entities.end(), [&](const Entity& other) {
          return other.kind == renamed.kind && other.key == renamed.key;
        });
    moved_to.push_back(static_cast<std::uint32_t>(same - filed.entities.begin()));
    if (same == filed.entities.end()) {
      filed.entities.push_back(std::move(renamed));
    } else {
      same->salience = std::max(same->salience, renamed.salience);
      same->focus = same->focus || renamed.focus;
    }
  }
  for (Mention mention : stored.mentions) {
    mention.entity = moved_to[mention.entity];
    if (mention.entity != kDropped) filed.mentions.push_back(mention);
  }
  return filed;
}

std::string revision_of(const Xapian::Database& database, const std::filesystem::path& archive) {
  std::string revision =
      fmt::format("{}-{}", database.get_uuid().substr(0, 8), database.get_revision());
  if (const std::string stamp = authority_stamp(archive); !stamp.empty())
    revision += "-" + schema::to_hex(schema::content_hash(stamp)).substr(0, 8);
  return revision;
}

Columns load_columns(const Xapian::Database& database, const std::filesystem::path& archive) {
  Columns columns;
  // Before the files are read: a change in between loads once more, and is never missed.
  columns.revision = revision_of(database, archive);
  const std::size_t documents = std::size_t{database.get_lastdocid()} + 1;
  columns.documents = Bitmap{documents};
  for (auto posting = database.postlist_begin(std::string{});
       posting != database.postlist_end(std::string{}); ++posting)
    columns.documents.insert(*posting);

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
  for (const auto& [facet, slot, list] : slots)
    load_facet(database, slot, list, documents, columns.facets[static_cast<std::size_t>(facet)]);
  columns.facets[static_cast<std::size_t>(Facet::Region)] =
      region_column(columns.facet(Facet::Country));

  columns.days.assign(documents, 0);
  columns.instants.assign(documents, 0);
  for (auto value = database.valuestream_begin(schema::kPublishedSlot);
       value != database.valuestream_end(schema::kPublishedSlot); ++value) {
    std::string text = *value;
    columns.days[value.get_docid()] =
        static_cast<std::int32_t>(digits(std::string_view{text}.substr(0, 8)));
    text.resize(14, '0');
    columns.instants[value.get_docid()] = digits(text);
  }
  columns.about = load_periods(database, documents);
  columns.stories = StoryColumn{database};
  const Authority authority = read_authority(archive);
  const std::vector<AcronymUse> acronyms = load_acronyms(database);
  for (const Facet facet : {Facet::Person, Facet::Organisation, Facet::Source, Facet::Section})
    unify_names(columns.facets[static_cast<std::size_t>(facet)], facet, authority, columns.days,
                acronyms);
  return columns;
}

}  // namespace morgue
