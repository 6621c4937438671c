#include "searcher/evidence.h"

#include <algorithm>
#include <optional>

#include "indexer/places/places.h"
#include "indexer/places/regions.h"
#include "searcher/highlight.h"
#include "searcher/sentences.h"

namespace morgue {
namespace {

constexpr std::size_t kSentences = 2;
constexpr std::size_t kSentenceBytes = 300;
constexpr const char* kEllipsis = "\u2026";

std::optional<EntityKind> kind_of(Facet facet) {
  switch (facet) {
    case Facet::Country:
      return EntityKind::Country;
    case Facet::Person:
      return EntityKind::Person;
    case Facet::Organisation:
      return EntityKind::Organisation;
    default:
      return std::nullopt;
  }
}

Facet facet_of(EntityKind kind) {
  return kind == EntityKind::Country  ? Facet::Country
         : kind == EntityKind::Person ? Facet::Person
                                      : Facet::Organisation;
}

/// Headline and sentences of the body, as spans of text_of(article).
std::vector<Span> passages_of(const Article& article, std::string_view text) {
  const std::size_t body = article.headline.size() + 2;
  std::vector<Span> passages;
  for (const Span& sentence : sentences_of(text.substr(body)))
    passages.push_back({sentence.start + body, sentence.end + body});
  // Last: a reader has seen it already.
  if (!article.headline.empty()) passages.push_back({0, article.headline.size()});
  return passages;
}

/// A passage with the mentions in <mark>; a long one is cut around the first.
std::string passage_html(std::string_view text, Span passage, const std::vector<Span>& mentions) {
  const auto first = std::find_if(mentions.begin(), mentions.end(), [&](const Span& mention) {
    return mention.start >= passage.start;
  });
  const Span shown = cut_around(text, passage, first->start, kSentenceBytes);
  std::string html = shown.start > passage.start ? std::string{kEllipsis} + " " : std::string{};
  std::size_t done = shown.start;
  for (const Span& mention : mentions) {
    if (mention.start < done || mention.end > shown.end) continue;
    html += escape_html(text.substr(done, mention.start - done)) + "<mark>" +
            escape_html(text.substr(mention.start, mention.end - mention.start)) + "</mark>";
    done = mention.end;
  }
  html += escape_html(text.substr(done, shown.end - done));
  if (shown.end < passage.end) html += std::string{" "} + kEllipsis;
  return html;
}

std::vector<std::string> sentences_with(std::string_view text, const std::vector<Span>& passages,
                                        const std::vector<Span>& mentions) {
  std::vector<std::string> sentences;
  for (const Span& passage : passages) {
    if (sentences.size() == kSentences) break;
    if (std::any_of(mentions.begin(), mentions.end(), [&](const Span& mention) {
          return mention.start >= passage.start && mention.end <= passage.end;
        }))
      sentences.push_back(passage_html(text, passage, mentions));
  }
  return sentences;
}

/// A country without a mention need not be there for the dateline: its name may stand within that
/// of an organisation.
bool was_sent_from(const Article& article, const std::string& country) {
  const std::vector<std::string> countries = dateline_countries(article);
  return std::find(countries.begin(), countries.end(), country) != countries.end();
}

}  // namespace

void NamesAsked::add_value(Facet facet, const std::string& value, const Columns& columns) {
  if (facet == Facet::Region) {
    if (const Region* const region = find_region(value))
      for (const std::string& code : region->countries) add(EntityKind::Country, code);
  } else if (const auto kind = kind_of(facet)) {
    const FacetColumn column = columns.facet(facet);
    if (const auto id = column.find(value)) add(*kind, std::string{column.label(*id)});
  }
}

void NamesAsked::add_choices(const SearchRequest& request, const Columns& columns) {
  for (const Facet facet : kAllFacets)
    for (const std::string& value : request.choice(facet).include) add_value(facet, value, columns);
  if (request.subject) add_value(request.subject->facet, request.subject->value, columns);
}

std::vector<Evidence> evidence_for(const Article& article, const Annotations& filed,
                                   const std::vector<std::size_t>& entities) {
  std::vector<Evidence> list;
  if (entities.empty()) return list;
  const std::string text = text_of(article);
  const std::vector<Span> passages = passages_of(article, text);
  for (const std::size_t index : entities) {
    const Entity& entity = filed.entities[index];
    std::vector<Span> mentions;
    for (const Mention& mention : filed.mentions)
      if (mention.entity == index) mentions.push_back({mention.start, mention.end});
    Evidence evidence{facet_of(entity.kind), entity.key, mentions.size(), {}, {}, {}};
    for (const Span& mention : mentions) {
      if (evidence.spans.size() == kMaxEvidenceSpans) break;
      evidence.spans.push_back(
          {mention.start, mention.end, text.substr(mention.start, mention.end - mention.start)});
    }
    evidence.sentences_html = sentences_with(text, passages, mentions);
    if (entity.kind == EntityKind::Country && mentions.empty() &&
        was_sent_from(article, entity.key))
      evidence.dateline = article.dateline->place;
    list.push_back(std::move(evidence));
  }
  return list;
}

}  // namespace morgue
