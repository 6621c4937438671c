#include "indexer/schema/document.h"

#include <fmt/format.h>

#include "indexer/schema/acronyms.h"
#include "indexer/schema/codec.h"
#include "indexer/schema/facet_values.h"
#include "indexer/schema/frequency.h"
#include "indexer/schema/period.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/stored_article.h"
#include "indexer/schema/term.h"

namespace morgue::schema {
namespace {

/// How often each of the terms occurs in a section.
std::vector<std::size_t> counts_in(const std::vector<std::uint32_t>& section, std::size_t terms) {
  std::vector<std::size_t> counts(terms, 0);
  for (const std::uint32_t index : section) ++counts[index];
  return counts;
}

void add_filter(Xapian::Document& document, const Field& field, std::string_view value) {
  if (!value.empty()) document.add_boolean_term(term_for(field, value));
}

void add_entity(Xapian::Document& document, const Entity& entity) {
  add_filter(document, entity_field(entity.kind, false), entity.key);
  if (entity.focus) add_filter(document, entity_field(entity.kind, true), entity.key);
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
  // A line inserted above does not change the article.
  std::string bytes = encode_summary(article, {}, 0);
  put_string(bytes, article.body);
  put_varint(bytes, static_cast<std::uint64_t>(kFormatVersion));
  put_varint(bytes, static_cast<std::uint64_t>(understanding_version));
  return content_hash(bytes);
}

void add_words(Xapian::Document& document, const DocumentTokens& tokens) {
  const std::size_t terms = tokens.terms.size();
  const std::vector<std::size_t> in_headline = counts_in(tokens.headline, terms);
  const std::vector<std::size_t> in_body = counts_in(tokens.body, terms);
  const std::vector<std::size_t> in_byline = counts_in(tokens.byline, terms);
  const std::size_t words = tokens.headline.size() + tokens.body.size();
  for (std::size_t i = 0; i < terms; ++i) {
    const std::string& term = tokens.terms[i];
    if (in_byline[i] > 0) {
      document.add_term(term, stored_frequency(in_byline[i]));
      continue;
    }
    document.add_term(term, stored_frequency(in_headline[i], in_body[i], words));
    if (in_headline[i] > 0)
      document.add_term(std::string{kHeadline.prefix} + term, stored_frequency(in_headline[i]));
  }
}

Xapian::Document make_document_without_words(const Article& article, const Annotations& annotations,
                                             const std::string& hash) {
  Xapian::Document document;
  add_filter(document, kId, article.id);
  add_filter(document, kFile, article.source_path);
  add_filter(document, kLanguage, article.language);
  add_filter(document, kSource, article.source);
  add_filter(document, kSection, article.section);
  for (const Entity& entity : annotations.entities) add_entity(document, entity);
  if (article.published) document.add_value(kPublishedSlot, published_value(*article.published));
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
  return document;
}

Xapian::Document make_document(const Article& article, const Annotations& annotations,
                               const std::string& hash, const DocumentTokens& tokens) {
  Xapian::Document document = make_document_without_words(article, annotations, hash);
  add_words(document, tokens);
  return document;
}

}  // namespace morgue::schema
