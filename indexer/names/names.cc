// Organisations first, because a company named after a person is no person; then persons among the
// words left.
#include "indexer/names/names.h"

#include <algorithm>

#include "corpus/text/text.h"
#include "indexer/names/chains.h"
#include "indexer/names/marked_text.h"
#include "indexer/names/organisations.h"
#include "indexer/names/persons.h"
#include "indexer/names/salience.h"
#include "indexer/names/tagged_names.h"

namespace morgue {
namespace {

struct Found {
  Entity entity;
  std::vector<TokenSpan> mentions;
};

/// From `first` on, most salient first.
void sort_found(std::vector<Found>& found, std::size_t first) {
  std::stable_sort(
      found.begin() + static_cast<std::ptrdiff_t>(first), found.end(),
      [](const Found& a, const Found& b) { return a.entity.salience > b.entity.salience; });
}

void append_persons(std::vector<Found>& found, std::vector<PersonFound> persons,
                    const TokenisedText& text) {
  std::size_t mentions = 0;
  for (const PersonFound& person : persons) mentions += person.mentions.size();
  const std::size_t first = found.size();
  for (PersonFound& person : persons)
    found.push_back({rated_person(std::move(person.name), text, person.mentions, mentions),
                     std::move(person.mentions)});
  sort_found(found, first);
}

/// "Corp." by itself, after a line that ended in the company's name.
bool is_legal_form(const MarkedText& text, TokenSpan span) {
  for (std::uint32_t i = span.first; i < span.last; ++i)
    if (!text.is(i, word_class::kCompany)) return false;
  return true;
}

void append_organisations(std::vector<Found>& found, std::vector<OrganisationFound> organisations,
                          const TokenisedText& text) {
  const std::uint32_t opening = end_of_opening(text);
  const std::size_t first = found.size();
  for (OrganisationFound& organisation : organisations) {
    Entity entity =
        rated_organisation(std::move(organisation.name), text, organisation.mentions, opening);
    if (organisation.generic) entity.focus = false;
    found.push_back({std::move(entity), std::move(organisation.mentions)});
  }
  sort_found(found, first);
}

/// "told Reuters" in an article of Reuters says who asked, not what the article is about.
void take_publisher_out_of_focus(const Article& article, NamesFound& names) {
  const std::string source = fold(article.source);
  const std::string agency = article.dateline ? fold(article.dateline->agency) : std::string();
  for (Entity& entity : names.entities) {
    if (entity.kind != EntityKind::Organisation) continue;
    const std::string name = fold(entity.key);
    if (name == source || name == agency) entity.focus = false;
  }
}

}  // namespace

NamesFound find_names(const Article& article, const TokenisedText& tokens) {
  MarkedText text(tokens);
  const DayPrinted day =
      article.published ? DayPrinted(article.published->day) : DayPrinted(std::nullopt);
  TaggedNames tagged = tag_names(text);
  std::erase_if(tagged.persons, [&](TokenSpan span) { return is_legal_form(text, span); });
  std::vector<OrganisationFound> organisations = find_organisations(text, tagged);
  std::vector<PersonSpan> spans = find_persons(text, tagged.persons);
  for (const TokenSpan span : find_office_holders(text, tagged.persons, day))
    spans.push_back({span, false, false});
  const std::vector<PersonSpan> in_capitals = find_persons_in_capitals(text, spans, day);
  spans.insert(spans.end(), in_capitals.begin(), in_capitals.end());
  std::sort(spans.begin(), spans.end(),
            [](const PersonSpan& a, const PersonSpan& b) { return a.span.first < b.span.first; });

  std::vector<Found> found;
  append_persons(found, chain_persons(text, spans, day), tokens);
  append_organisations(found, std::move(organisations), tokens);

  NamesFound names;
  for (Found& each : found) {
    const auto entity = static_cast<std::uint32_t>(names.entities.size());
    names.entities.push_back(std::move(each.entity));
    for (const TokenSpan& span : each.mentions)
      names.mentions.push_back({span.first, span.last, entity});
  }
  take_publisher_out_of_focus(article, names);
  std::sort(
      names.mentions.begin(), names.mentions.end(),
      [](const NameMention& a, const NameMention& b) { return a.first_token < b.first_token; });
  return names;
}

}  // namespace morgue
