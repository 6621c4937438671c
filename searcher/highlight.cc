#include "searcher/highlight.h"

#include <algorithm>
#include <string>

#include "corpus/text/text.h"
#include "indexer/schema/words.h"

namespace morgue {
namespace {

constexpr std::size_t kMaxPassages = 2;
constexpr std::string_view kEllipsis = "\u2026";

struct Match {
  Span span;
  std::string stem;  // which word of the query it answers
};

std::vector<Match> matches_in(std::string_view text, const HighlightTerms& terms) {
  std::vector<Match> matches;
  if (terms.empty()) return matches;
  thread_local schema::Stemmer stemmer;
  schema::WordScanner scanner{text};
  schema::Word word;
  while (scanner.next(word)) {
    const std::string& stem = stemmer(word.folded);
    const bool begins =
        std::any_of(terms.prefixes.begin(), terms.prefixes.end(),
                    [&](const std::string& prefix) { return word.folded.starts_with(prefix); });
    if (begins || terms.stems.contains(stem)) matches.push_back({{word.start, word.end}, stem});
  }
  return matches;
}

/// Escaped text[span] with the matches that lie inside marked.
void append_marked(std::string& out, std::string_view text, Span span,
                   const std::vector<Match>& matches) {
  std::size_t at = span.start;
  for (const Match& match : matches) {
    if (match.span.start < at || match.span.end > span.end) continue;
    out += escape_html(text.substr(at, match.span.start - at));
    out += "<mark>";
    out += escape_html(text.substr(match.span.start, match.span.end - match.span.start));
    out += "</mark>";
    at = match.span.end;
  }
  out += escape_html(text.substr(at, span.end - at));
}

struct Passage {
  Span span;
  std::size_t distinct = 0;  // words of the query it holds
  std::size_t matches = 0;
};

/// How much a sentence tells about the query: distinct words first, then how often, then an early
/// place.
std::vector<Passage> rate(const std::vector<Span>& sentences, const std::vector<Match>& matches) {
  std::vector<Passage> passages;
  for (const Span& sentence : sentences) {
    std::set<std::string_view> distinct;
    std::size_t count = 0;
    for (const Match& match : matches)
      if (match.span.start >= sentence.start && match.span.end <= sentence.end) {
        distinct.insert(match.stem);
        ++count;
      }
    passages.push_back({sentence, distinct.size(), count});
  }
  return passages;
}

/// A part of a long sentence around its first match.
Span cut(std::string_view text, Span span, const std::vector<Match>& matches, std::size_t bytes) {
  const auto first = std::find_if(matches.begin(), matches.end(), [&](const Match& match) {
    return match.span.start >= span.start;
  });
  const bool none = first == matches.end() || first->span.end > span.end;
  return cut_around(text, span, none ? span.start : first->span.start, bytes);
}

std::vector<Span> choose_passages(std::string_view text, const std::vector<Match>& matches,
                                  std::size_t bytes) {
  const std::vector<Span> sentences = sentences_of(text);
  if (sentences.empty()) return {};
  std::vector<Passage> passages = rate(sentences, matches);
  std::vector<std::size_t> order(passages.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (passages[a].distinct != passages[b].distinct)
      return passages[a].distinct > passages[b].distinct;
    return passages[a].matches > passages[b].matches;
  });
  std::vector<std::size_t> chosen{order.front()};
  std::size_t used =
      std::min(bytes, passages[order.front()].span.end - passages[order.front()].span.start);
  // A second passage if there is room and it adds a match; without matches the opening goes on.
  for (std::size_t i = 1; i < order.size() && chosen.size() < kMaxPassages && used < bytes * 2 / 3;
       ++i) {
    if (passages[order[i]].matches == 0 && !matches.empty()) break;
    chosen.push_back(order[i]);
    used += passages[order[i]].span.end - passages[order[i]].span.start;
  }
  // One short sentence with the match: what follows makes it readable.
  if (chosen.size() == 1 && used < bytes * 2 / 3 && chosen.front() + 1 < passages.size())
    chosen.push_back(chosen.front() + 1);
  std::sort(chosen.begin(), chosen.end());
  std::vector<Span> spans;
  std::size_t left = bytes;
  for (const std::size_t index : chosen) {
    const Span span =
        cut(text, passages[index].span, matches, std::max<std::size_t>(left, bytes / 4));
    left -= std::min(left, span.end - span.start);
    if (span.end > span.start) spans.push_back(span);
  }
  return spans;
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string highlight_line(std::string_view text, const HighlightTerms& terms) {
  std::string out;
  append_marked(out, text, {0, text.size()}, matches_in(text, terms));
  return out;
}

std::string snippet(std::string_view body, const HighlightTerms& terms, std::size_t bytes) {
  const std::vector<Match> matches = matches_in(body, terms);
  std::string out;
  std::size_t previous_end = 0;
  for (const Span& span : choose_passages(body, matches, bytes)) {
    const std::string_view between = body.substr(previous_end, span.start - previous_end);
    const bool gap = !trim(between).empty();
    if (gap)
      out += out.empty() ? std::string{kEllipsis} + " " : " " + std::string{kEllipsis} + " ";
    else if (!out.empty())
      out += ' ';
    append_marked(out, body, span, matches);
    previous_end = span.end;
  }
  if (!trim(body.substr(previous_end)).empty()) out += " " + std::string{kEllipsis};
  return out;
}

std::vector<Span> find_matches(std::string_view text, const HighlightTerms& terms) {
  std::vector<Span> spans;
  for (const Match& match : matches_in(text, terms)) spans.push_back(match.span);
  return spans;
}

}  // namespace morgue
