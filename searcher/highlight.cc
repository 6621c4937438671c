#include "searcher/highlight.h"

#include <algorithm>
#include <string>

#include "corpus/text/text.h"
#include "searcher/matches.h"
#include "searcher/passages.h"

namespace morgue {
namespace {

constexpr std::string_view kEllipsis = "\u2026";

std::string_view entity_for(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

void append_escaped(std::string& out, std::string_view text) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view entity = entity_for(text[i]);
    if (entity.empty()) continue;
    out += text.substr(done, i - done);
    out += entity;
    done = i + 1;
  }
  out += text.substr(done);
}

/// Escaped text[span] with what of it is to be marked.
void append_marked(std::string& out, std::string_view text, Span span,
                   const std::vector<Span>& marks) {
  std::size_t at = span.start;
  auto mark =
      std::lower_bound(marks.begin(), marks.end(), span.start,
                       [](const Span& each, std::size_t start) { return each.end <= start; });
  for (; mark != marks.end() && mark->start < span.end; ++mark) {
    const std::size_t start = std::max(mark->start, span.start);
    const std::size_t end = std::min(mark->end, span.end);
    append_escaped(out, text.substr(at, start - at));
    out += "<mark>";
    append_escaped(out, text.substr(start, end - start));
    out += "</mark>";
    at = end;
  }
  append_escaped(out, text.substr(at, span.end - at));
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  append_escaped(out, text);
  return out;
}

std::string highlight_line(std::string_view text, const HighlightTerms& terms) {
  std::string out;
  append_marked(out, text, {0, text.size()}, find_matches(text, terms));
  return out;
}

std::string snippet(std::string_view body, const HighlightTerms& terms, std::size_t bytes) {
  const Matches matches = matches_in(body, terms);
  const std::vector<Span> marks = spans_of(matches);
  std::string out;
  out.reserve(2 * bytes);
  std::size_t previous_end = 0;
  for (const Span& span : choose_passages(body, matches, bytes)) {
    const bool gap = !trim(body.substr(previous_end, span.start - previous_end)).empty();
    if (!out.empty()) out += ' ';
    if (gap) (out += kEllipsis) += ' ';
    append_marked(out, body, span, marks);
    previous_end = span.end;
  }
  if (!trim(body.substr(previous_end)).empty()) (out += ' ') += kEllipsis;
  return out;
}

std::vector<Span> find_matches(std::string_view text, const HighlightTerms& terms) {
  return spans_of(matches_in(text, terms));
}

}  // namespace morgue
