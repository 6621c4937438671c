#include "web/pages/marked_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "web/pages/links.h"

namespace morgue::web {

/// Names and dates in the order of the text.
std::vector<MarkedText::Link> MarkedText::links_of(const Annotations& annotations) {
  std::vector<Link> links;
  links.reserve(annotations.mentions.size() + annotations.dates.size());
  for (const Mention& mention : annotations.mentions)
    if (mention.entity < annotations.entities.size())
      links.push_back({mention.start, mention.end, &annotations.entities[mention.entity], nullptr});
  for (const DateMention& date : annotations.dates)
    links.push_back({date.start, date.end, nullptr, &date});
  std::stable_sort(links.begin(), links.end(),
                   [](const Link& a, const Link& b) { return a.start < b.start; });
  return links;
}

std::string MarkedText::opening_tag(const Link& link) {
  if (link.date != nullptr)
    return fmt::format(
        R"(<a class="name date" href="{}" rel="nofollow" title="Written about: {}">)",
        escape_html(about_url(link.date->value)), escape_html(about_label(link.date->value)));
  const Entity& entity = *link.entity;
  return fmt::format(R"(<a class="name {}" href="{}" title="{}">)",
                     to_string(facet_of(entity.kind)),
                     escape_html(entity_url(entity.kind, entity.key)),
                     escape_html(entity_label(entity.kind, entity.key)));
}

std::string MarkedText::html(std::size_t begin, std::size_t end) const {
  std::string html;
  std::size_t done = begin;
  for (const Link& link : links_) {
    if (link.end <= done || link.start >= end) continue;
    const std::size_t from = std::max(link.start, done);
    const std::size_t to = std::min(link.end, end);
    html += plain(done, from) + opening_tag(link) + plain(from, to) + "</a>";
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
