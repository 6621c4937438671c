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

/// Sentences of a body, paragraph breaks included as ends. Good enough to cut at: a point, question
/// or exclamation mark, closing quotes, then a blank and something that is not lower case; not
/// behind a single capital ("J. Smith") or a short abbreviation ("Gen.").
bool ends_sentence(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c != '.' && c != '!' && c != '?') return false;
  if (c != '.') return true;
  std::size_t start = at;
  while (start > 0 && text[start - 1] != ' ' && text[start - 1] != '\n' && at - start < 12) --start;
  const std::string_view word = text.substr(start, at - start);
  if (word.size() <= 1 || word.find('.') != std::string_view::npos) return false;
  static constexpr std::string_view kAbbreviations[] = {
      "Mr",  "Mrs", "Ms",  "Dr",   "Gen", "Sen", "Rep",  "Gov",  "Lt",  "Col", "Capt",
      "Sgt", "St",  "Jan", "Feb",  "Mar", "Apr", "Aug",  "Sept", "Sep", "Oct", "Nov",
      "Dec", "No",  "vs",  "Prof", "Rev", "Inc", "Corp", "Co",   "Ltd", "Jr",  "Sr"};
  return std::find(std::begin(kAbbreviations), std::end(kAbbreviations), word) ==
         std::end(kAbbreviations);
}

std::size_t skip_closing_quotes(std::string_view text, std::size_t at) {
  for (;;) {
    if (at < text.size() && (text[at] == '"' || text[at] == '\'' || text[at] == ')'))
      ++at;
    else if (text.substr(std::min(at, text.size())).starts_with("\u201D") ||
             text.substr(std::min(at, text.size())).starts_with("\u2019"))
      at += 3;
    else
      return at;
  }
}

std::vector<Span> sentences_of(std::string_view text) {
  std::vector<Span> sentences;
  std::size_t start = 0;
  const auto close = [&](std::size_t end) {
    while (start < end && (text[start] == ' ' || text[start] == '\n')) ++start;
    std::size_t trimmed = end;
    while (trimmed > start && (text[trimmed - 1] == ' ' || text[trimmed - 1] == '\n')) --trimmed;
    if (trimmed > start) sentences.push_back({start, trimmed});
    start = end;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      close(i);
    } else if (ends_sentence(text, i)) {
      const std::size_t end = skip_closing_quotes(text, i + 1);
      const bool at_blank = end >= text.size() || text[end] == ' ' || text[end] == '\n';
      const bool before_lower =
          end + 1 < text.size() && text[end + 1] >= 'a' && text[end + 1] <= 'z';
      if (at_blank && !before_lower) {
        close(end);
        i = end - 1;
      }
    }
  }
  close(text.size());
  return sentences;
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

/// Boundaries of a part of a long sentence around its first match, cut at blanks.
Span cut(std::string_view text, Span span, const std::vector<Match>& matches, std::size_t bytes) {
  if (span.end - span.start <= bytes) return span;
  const auto first = std::find_if(matches.begin(), matches.end(), [&](const Match& match) {
    return match.span.start >= span.start;
  });
  std::size_t centre =
      first == matches.end() || first->span.end > span.end ? span.start : first->span.start;
  std::size_t start = centre > span.start + bytes / 3 ? centre - bytes / 3 : span.start;
  std::size_t end = std::min(span.end, start + bytes);
  const auto is_blank = [&](std::size_t at) { return text[at] == ' ' || text[at] == '\n'; };
  while (start > span.start && start < end && !is_blank(start - 1)) ++start;
  // Back to a blank; a run without one is cut between characters.
  const std::size_t furthest = end;
  while (end < span.end && end > start && !is_blank(end)) --end;
  if (end <= start) end = furthest;
  while (end < text.size() && end > start && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  while (start < end && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) ++start;
  while (end > start && is_blank(end - 1)) --end;
  return {start, end};
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
