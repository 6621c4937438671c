#include "web/pages/marked_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "web/pages/links.h"

namespace morgue::web {

/// Names and dates in the order of the text. A date that a name has a part of is left out; so is
/// what overlaps otherwise, which it may in an archive made elsewhere.
std::vector<MarkedText::Link> MarkedText::links_of(const Annotations& annotations) {
  std::vector<Link> links;
  const auto end_of_last = [&] { return links.empty() ? 0 : links.back().end; };
  std::map<const Entity*, std::vector<std::size_t>> mentions;  // indices of links
  for (const Mention& mention : annotations.mentions) {
    if (mention.entity >= annotations.entities.size() || mention.start < end_of_last()) continue;
    const Entity* const entity = &annotations.entities[mention.entity];
    mentions[entity].push_back(links.size());
    links.push_back({mention.start, mention.end, entity, nullptr, 0});
  }
  for (const auto& [entity, its] : mentions)
    for (std::size_t i = 0; i < its.size(); ++i)
      links[its[i]].next = links[its[(i + 1) % its.size()]].start;
  const std::vector<Link> names = links;
  for (const DateMention& date : annotations.dates)
    if (std::none_of(names.begin(), names.end(), [&](const Link& name) {
          return name.start < date.end && date.start < name.end;
        }))
      links.push_back({date.start, date.end, nullptr, &date, 0});
  std::stable_sort(links.begin(), links.end(),
                   [](const Link& a, const Link& b) { return a.start < b.start; });
  return links;
}

std::string MarkedText::opening_tag(const Link& link, bool begins) {
  if (link.date != nullptr)
    return fmt::format(
        R"(<a class="name date" href="{}" rel="nofollow" title="Written about: {}">)",
        escape_html(about_url(link.date->value)), escape_html(about_label(link.date->value)));
  const Entity& entity = *link.entity;
  const std::string id =
      begins ? fmt::format(R"( id="{}")", mention_anchor(link.start).substr(1)) : std::string{};
  return fmt::format(R"(<a class="name {}"{} href="{}" title="{}">)",
                     to_string(facet_of(entity.kind)), id,
                     escape_html(entity_url(entity.kind, entity.key)),
                     escape_html(entity_label(entity.kind, entity.key)));
}

/// Shown beside a mention that a reader was led to. Its arrow is the style sheet's: the text stays
/// as it was printed.
std::string MarkedText::link_to_next(const Link& link) {
  if (link.entity == nullptr || link.next == link.start) return {};
  const bool first = link.next < link.start;
  return fmt::format(R"(<a class="next{}" href="{}" aria-label="{} mention of {}"></a>)",
                     first ? " again" : "", mention_anchor(link.next), first ? "First" : "Next",
                     escape_html(entity_label(link.entity->kind, link.entity->key)));
}

std::string MarkedText::html(std::size_t begin, std::size_t end) const {
  std::string html;
  std::size_t done = begin;
  for (const Link& link : links_) {
    if (link.end <= done || link.start >= end) continue;
    const std::size_t from = std::max(link.start, done);
    const std::size_t to = std::min(link.end, end);
    html += plain(done, from) + opening_tag(link, link.start >= begin) + plain(from, to) + "</a>";
    if (link.end <= end) html += link_to_next(link);
    done = to;
  }
  return html + plain(done, end);
}

/// Without names: text with matches in <mark>.
std::string MarkedText::plain(std::size_t begin, std::size_t end) const {
  std::string html;
  std::size_t done = begin;
  for (const Span& match : matches_) {
    if (match.end <= done || match.start >= end) continue;
    const std::size_t from = std::max(match.start, done);
    const std::size_t to = std::min(match.end, end);
    html += escape_html(text_.substr(done, from - done)) + "<mark>" +
            escape_html(text_.substr(from, to - from)) + "</mark>";
    done = to;
  }
  return html + escape_html(text_.substr(done, end - done));
}

std::vector<std::string> MarkedText::paragraphs(std::size_t begin) const {
  std::vector<std::string> list;
  while (begin < text_.size()) {
    const std::size_t end = std::min(text_.find("\n\n", begin), text_.size());
    if (end > begin) list.push_back(html(begin, end));
    begin = end + 2;
  }
  return list;
}

}  // namespace morgue::web
