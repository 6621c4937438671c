// Organisations first, because a company named after a person is no person; then persons among the
// words left.
#include "indexer/names/names.h"

#include <algorithm>
#include <set>

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

template <typename Things>
void append_rated(std::vector<Found>& found, EntityKind kind, Things&& things,
                  const MarkedText& text, std::uint32_t opening) {
  const auto begin = static_cast<std::ptrdiff_t>(found.size());
  for (auto& thing : things)
    found.push_back({rated_entity(kind, std::move(thing.name), thing.mentions, text, opening),
                     std::move(thing.mentions)});
  std::stable_sort(found.begin() + begin, found.end(), [](const Found& a, const Found& b) {
    return a.entity.salience > b.entity.salience;
  });
}

/// "Corp." by itself, after a line that ended in the company's name.
bool is_legal_form(const MarkedText& text, TokenSpan span) {
  for (std::uint32_t i = span.first; i < span.last; ++i)
    if (!text.is(i, word_class::kCompany)) return false;
  return true;
}

void append_organisations(std::vector<Found>& found, std::vector<OrganisationFound> organisations,
                          const MarkedText& text, std::uint32_t opening) {
  std::set<std::string> generic;
  for (const OrganisationFound& organisation : organisations)
    if (organisation.generic) generic.insert(organisation.name);
  const std::size_t first = found.size();
  append_rated(found, EntityKind::Organisation, std::move(organisations), text, opening);
  for (std::size_t i = first; i < found.size(); ++i)
    if (generic.contains(found[i].entity.key)) found[i].entity.focus = false;
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

  const std::uint32_t opening = end_of_opening(text);
  std::vector<Found> found;
  append_rated(found, EntityKind::Person, chain_persons(text, spans, day), text, opening);
  append_organisations(found, std::move(organisations), text, opening);

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
