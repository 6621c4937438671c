#include "indexer/schema/document.h"

#include <fmt/format.h>

#include "indexer/schema/acronyms.h"
#include "indexer/schema/codec.h"
#include "indexer/schema/facet_values.h"
#include "indexer/schema/period.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/stored_article.h"
#include "indexer/schema/term.h"

namespace morgue::schema {
namespace {

void add_text(Xapian::Document& document, std::string_view text, const Field& field,
              Xapian::termpos position, Xapian::termcount weight, Stemmer& stemmer) {
  WordScanner scanner{text};
  Word word;
  std::string term;
  while (scanner.next(word)) {
    term.assign(field.prefix);
    term += field.kind == Kind::Text ? std::string_view{stemmer(word.folded)} : word.folded;
    document.add_posting(term, position++, weight);
  }
}

void add_filter(Xapian::Document& document, const Field& field, std::string_view value) {
  if (!value.empty()) document.add_boolean_term(term_for(field, value));
}

void add_entity(Xapian::Document& document, const Entity& entity) {
  add_filter(document, entity_field(entity.kind, false), entity.key);
  if (entity.focus) add_filter(document, entity_field(entity.kind, true), entity.key);
}

void add_published(Xapian::Document& document, const Published& published) {
  const int year = static_cast<int>(published.day.year());
  const auto month = static_cast<unsigned>(published.day.month());
  const auto day = static_cast<unsigned>(published.day.day());
  document.add_value(kPublishedSlot, published_value(published));
  add_filter(document, kYear, fmt::format("{:04}", year));
  add_filter(document, kMonth, fmt::format("{:04}{:02}", year, month));
  add_filter(document, kDay, fmt::format("{:04}{:02}{:02}", year, month, day));
}

/// A day is filed under its month, year and decade too, so that each of them is one look-up.
void add_dates(Xapian::Document& document, const std::vector<DateMention>& dates) {
  std::vector<Period> periods;
  for (const DateMention& date : dates)
    if (const auto period = period_of(date.value)) periods.push_back(*period);
  for (std::optional<Period> period : periods)
    for (; period; period = period->wider()) document.add_boolean_term(term_for(*period));
  document.add_value(kAboutSlot, encode_periods(std::move(periods)));
}

}  // namespace

std::string published_value(const Published& published) {
  std::string value = fmt::format("{:04}{:02}{:02}", static_cast<int>(published.day.year()),
                                  static_cast<unsigned>(published.day.month()),
                                  static_cast<unsigned>(published.day.day()));
  if (published.time) {
    const std::chrono::hh_mm_ss time{*published.time};
    value += fmt::format("{:02}{:02}{:02}", time.hours().count(), time.minutes().count(),
                         time.seconds().count());
  }
  return value;
}

std::string article_hash(const Article& article, int understanding_version) {
  Article without_line = article;  // a line inserted above does not change the article
  without_line.line = 0;
  std::string bytes = encode_article(without_line, {});
  put_varint(bytes, static_cast<std::uint64_t>(kFormatVersion));
  put_varint(bytes, static_cast<std::uint64_t>(understanding_version));
  return content_hash(bytes);
}

Xapian::Document make_document(const Article& article, const Annotations& annotations,
                               const std::string& hash, Stemmer& stemmer) {
  Xapian::Document document;
  add_text(document, article.headline, kText, 1, kHeadlineWeight, stemmer);
  add_text(document, article.headline, kHeadline, 1, 1, stemmer);
  add_text(document, article.body, kText, kBodyPosition, 1, stemmer);
  add_text(document, article.byline, kByline, 1, 1, stemmer);

  add_filter(document, kId, article.id);
  add_filter(document, kFile, article.source_path);
  add_filter(document, kLanguage, article.language);
  add_filter(document, kSource, article.source);
  add_filter(document, kSection, article.section);
  for (const Entity& entity : annotations.entities) add_entity(document, entity);
  if (article.published) add_published(document, *article.published);
  add_dates(document, annotations.dates);

  document.add_value(kCountrySlot, encode_facet_values(annotations.entities, EntityKind::Country));
  document.add_value(kPersonSlot, encode_facet_values(annotations.entities, EntityKind::Person));
  document.add_value(kOrganisationSlot,
                     encode_facet_values(annotations.entities, EntityKind::Organisation));
  document.add_value(kAcronymSlot,
                     encode_spelt_out(spelt_out_acronyms(text_of(article), annotations)));
  document.add_value(kSourceSlot, article.source);
  document.add_value(kSectionSlot, article.section);
  document.add_value(kLanguageSlot, article.language);
  document.add_value(kContentHashSlot, hash);
  document.set_data(encode_article(article, annotations));
  return document;
}

}  // namespace morgue::schema
