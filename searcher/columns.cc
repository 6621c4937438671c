#include "searcher/columns.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/error.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/term.h"
#include "searcher/name_keys.h"
#include "searcher/tally.h"

namespace morgue {
namespace {

std::string_view slice(std::span<const char> text, std::span<const std::uint32_t> starts,
                       ValueId value) {
  return {text.data() + starts[value], starts[value + 1] - starts[value]};
}

}  // namespace

std::string column_key(std::string_view revision) {
  constexpr int kColumnsVersion = 5;
  return fmt::format("columns {} of format {}, {}", kColumnsVersion, schema::kFormatVersion,
                     revision);
}

std::uint32_t name_hash(Facet facet, std::string_view folded) {
  // FNV-1a: the table is on disk, so std::hash will not do.
  std::uint32_t hash = 2166136261U ^ static_cast<std::uint32_t>(facet);
  for (const char byte : folded) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
  return hash ^ hash >> 15;
}

Columns::Columns(FlatBytes flat, std::string its_revision)
    : revision(std::move(its_revision)), bytes_(std::move(flat)) {
  FlatReader reader{bytes_.view(), column_key(revision)};
  const auto bits = reader.take<std::uint64_t>();
  documents = Bitmap{bits.empty() ? 0 : static_cast<std::size_t>(bits[0]),
                     bits.subspan(bits.empty() ? 0 : 1)};
  facet_of = reader.take<std::uint8_t>();
  in_focus = reader.take<std::uint32_t>();
  mentioned = reader.take<std::uint32_t>();
  filed_under_ = reader.take<std::uint32_t>();
  label_starts_ = reader.take<std::uint32_t>();
  labels_ = reader.take<char>();
  folded_starts_ = reader.take<std::uint32_t>();
  folded_ = reader.take<char>();
  by_name_ = reader.take<std::uint32_t>();
  for (auto& values : values_of_) values = reader.take<ValueId>();
  RecordArrays arrays;
  arrays.common = reader.take<std::uint64_t>();
  arrays.starts = reader.take<std::uint32_t>();
  arrays.counters = reader.take<std::uint32_t>();
  arrays.details = reader.take<std::uint32_t>();
  arrays.detail = reader.take<std::uint8_t>();
  records = Records{{static_cast<std::uint32_t>(values())}, arrays};
  const auto posting_starts = reader.take<std::uint32_t>();
  postings = ValuePostings{posting_starts, reader.take<std::uint8_t>()};
  date_rank = reader.take<std::uint32_t>();
  days = reader.take<std::int32_t>();
  first_rank = reader.take<std::uint32_t>();
  periods = reader.take<std::int32_t>();
  stories = StoryColumn{reader};
  if (!reader.good() || documents.size() != records.size() || postings.size() != facet_of.size())
    throw Error{"the facet columns are not whole, or those of another revision"};
  frequent_terms = std::make_unique<FrequentTerms>(documents.size());
}

std::span<const ValueId> FacetColumn::values() const {
  return columns_->values_of_[static_cast<std::size_t>(facet_)];
}

std::string_view FacetColumn::label(ValueId value) const {
  return slice(columns_->labels_, columns_->label_starts_, value);
}

std::string_view FacetColumn::folded(ValueId value) const {
  return slice(columns_->folded_, columns_->folded_starts_, value);
}

std::optional<ValueId> FacetColumn::filed_under(ValueId value) const {
  const ValueId filed = columns_->filed_under_[value];
  if (filed == kNowhere) return std::nullopt;
  return filed;
}

std::uint32_t FacetColumn::in_focus(ValueId value) const { return columns_->in_focus[value]; }

std::optional<ValueId> FacetColumn::find(std::string_view name) const {
  const auto known = [&](const std::string& name_folded) -> std::optional<ValueId> {
    const std::span<const std::uint32_t> table = columns_->by_name_;
    const std::size_t mask = table.size() - 1;
    for (std::size_t at = name_hash(facet_, name_folded) & mask; table[at] != 0;
         at = (at + 1) & mask) {
      const ValueId value = table[at] - 1;
      if (columns_->facet_of[value] == static_cast<std::uint8_t>(facet_) &&
          folded(value) == name_folded)
        return value;
    }
    return std::nullopt;
  };
  const std::string name_folded = schema::fold_name(name);
  auto found = known(name_folded);
  // "Acme Widgets Inc" is Acme Widgets.
  if (!found && facet_ == Facet::Organisation) found = known(organisation_key(name_folded));
  return found ? filed_under(*found) : std::nullopt;
}

std::optional<ValueId> FacetColumn::find_in(std::size_t document, std::string_view name) const {
  std::optional<ValueId> own;  // nearly all are spelt as the value is
  for_each(document, [&](ValueId value, bool /*focus*/) {
    if (label(value) == name) own = value;
  });
  if (own) return own;
  const auto filed = find(name);
  if (!filed) return std::nullopt;
  bool has_it = false;
  for_each(document, [&](ValueId value, bool /*focus*/) { has_it = has_it || value == *filed; });
  if (has_it) return filed;
  const std::string family = family_key(folded(*filed));
  std::optional<ValueId> longer;
  for_each(document, [&](ValueId value, bool /*focus*/) {
    if (!longer && family_key(folded(value)) == family) longer = value;
  });
  return longer;
}

Bitmap Columns::documents_with(const std::vector<ValueId>& wanted, EntityScope scope,
                               const Bitmap& among) const {
  Bitmap found{documents.size()};
  for (const ValueId value : wanted)
    postings.for_each(value, [&](std::uint32_t document, bool is_focus) {
      if (is_focus || scope == EntityScope::AnyMention) found.insert(document);
    });
  found.intersect(among);
  return found;
}

const DateCounts& Columns::all_dates() const {
  std::call_once(dates_counted_, [this] {
    std::vector<std::uint32_t> counts(
        records.numbers().day(static_cast<std::uint32_t>(days.size())), 0);
    documents.for_each([&](std::size_t document) {
      for (const std::uint32_t counter : records.counters(document)) ++counts[counter];
    });
    const auto dates = std::make_shared<DateCounts>();
    dates->take(*this, counts);
    all_dates_ = dates;
  });
  return *all_dates_;
}

const Columns::StoryCounts& Columns::story_counts(EntityScope scope) const {
  const auto index = static_cast<std::size_t>(scope);
  std::call_once(stories_counted_[index], [&] {
    StoryCounts& counts = story_counts_[index];
    counts.all = stories.count(documents);
    const std::span<const std::uint32_t> articles =
        scope == EntityScope::Focus ? in_focus : mentioned;
    counts.with_value.assign(articles.begin(), articles.end());
    std::vector<ValueId> values;
    for (const auto& story : stories.repeated(documents)) {
      values.clear();
      for (const Xapian::docid document : story)
        for_each_value(document, scope, [&](ValueId value) { values.push_back(value); });
      std::sort(values.begin(), values.end());
      for (std::size_t i = 1; i < values.size(); ++i)
        if (values[i] == values[i - 1]) --counts.with_value[values[i]];
    }
  });
  return story_counts_[index];
}

Bitmap Columns::documents_between(std::int32_t first, std::int32_t last,
                                  const Bitmap& among) const {
  const auto from = std::lower_bound(days.begin(), days.end(), first) - days.begin();
  const auto to = std::upper_bound(days.begin(), days.end(), last) - days.begin();
  const std::uint32_t lowest = first_rank[static_cast<std::size_t>(from)];
  const std::uint32_t end = first_rank[static_cast<std::size_t>(to)];
  Bitmap found{documents.size()};
  among.for_each([&](std::size_t document) {
    if (date_rank[document] >= lowest && date_rank[document] < end) found.insert(document);
  });
  return found;
}

Annotations Columns::canonical(const Annotations& stored, std::size_t document) const {
  constexpr auto kDropped = static_cast<std::uint32_t>(-1);
  Annotations filed;
  filed.dates = stored.dates;
  std::vector<std::uint32_t> moved_to;
  for (const Entity& entity : stored.entities) {
    Entity renamed = entity;
    if (entity.kind != EntityKind::Country) {
      const FacetColumn column =
          facet(entity.kind == EntityKind::Person ? Facet::Person : Facet::Organisation);
      const auto value = column.find_in(document, entity.key);
      if (!value) {
        moved_to.push_back(kDropped);
        continue;
      }
      renamed.key = column.label(*value);
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

}  // namespace morgue
