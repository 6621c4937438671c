#include "web/pages/marked_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "web/pages/links.h"

namespace morgue::web {

std::string MarkedText::html(std::size_t begin, std::size_t end) const {
  std::string html;
  std::size_t done = begin;
  for (const Mention& mention : annotations_.mentions) {
    if (mention.end <= done || mention.start >= end ||
        mention.entity >= annotations_.entities.size())
      continue;
    const Entity& entity = annotations_.entities[mention.entity];
    const std::size_t from = std::max<std::size_t>(mention.start, done);
    const std::size_t to = std::min<std::size_t>(mention.end, end);
    html += plain(done, from);
    html += fmt::format(R"(<a class="name {}" href="{}" title="{}">{}</a>)",
                        to_string(facet_of(entity.kind)),
                        escape_html(entity_url(entity.kind, entity.key)),
                        escape_html(entity_label(entity.kind, entity.key)), plain(from, to));
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
