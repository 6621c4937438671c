// Plain text, as newspapers keep it: a headline, perhaps some lines about the article, an empty
// line, paragraphs.
#include <algorithm>
#include <array>

#include "corpus/agency.h"
#include "corpus/dateline.h"
#include "corpus/readers/fields.h"
#include "corpus/readers/reader.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

constexpr std::size_t kLongestHeadline = 300;  // bytes
constexpr std::size_t kCutHeadline = 120;      // for a text that has none

/// Takes lines from the front of a text.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  std::string_view rest() const { return rest_; }
  void skip_blank() {
    while (!rest_.empty() && trim(peek()).empty()) drop();
  }
  std::string_view peek() const { return rest_.substr(0, rest_.find('\n')); }
  void drop() { rest_.remove_prefix(std::min(peek().size() + 1, rest_.size())); }
  void set_rest(std::string_view rest) { rest_ = rest; }

 private:
  std::string_view rest_;
};

/// "Section: World", "Source: The Lanternfield Herald". Unknown names leave the line where it is.
bool take_labelled_line(std::string_view line, Article& article) {
  const std::size_t colon = line.find(':');
  constexpr std::size_t kLongestLabel = 12;
  if (colon == std::string_view::npos || colon > kLongestLabel || line.size() > kLongestHeadline)
    return false;
  const std::string label = fold(trim(line.substr(0, colon)));
  const std::string value = collapse_space(line.substr(colon + 1));
  if (value.empty()) return false;
  const auto is = [&label](std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, label) != names.end();
  };
  const auto set = [&value](std::string& field) {
    if (field.empty()) field = value;
    return true;
  };
  if (is({"section", "category"})) return set(article.section);
  if (is({"source", "publication"})) return set(article.source);
  if (is({"headline", "title"})) return set(article.headline);
  if (is({"by", "byline", "author"})) {
    if (article.byline.empty()) article.byline = clean_byline(value);
    if (article.source.empty()) article.source = agency_in_byline(value);
    return true;
  }
  if (is({"url", "link"})) {
    const std::string address = web_address(value);
    if (address.empty()) return false;
    if (article.url.empty()) article.url = address;
    return true;
  }
  if (is({"language"})) {
    article.language = language_code(value);
    return !article.language.empty();
  }
  if (!is({"published", "date", "posted"})) return false;
  const std::optional<Published> date = parse_printed_date(value);
  state_date(article, date, PublishedFrom::Text);
  return date.has_value();
}

void take_labelled_lines(Lines& lines, Article& article) {
  lines.skip_blank();
  while (!lines.rest().empty() && take_labelled_line(trim(lines.peek()), article)) {
    lines.drop();
    lines.skip_blank();
  }
}

/// Labelled lines also stand among byline and date, in any order. Takes them out of the few short
/// lines before the story.
std::string without_labelled_lines(Lines lines, Article& article) {
  constexpr int kMostLines = 8;
  constexpr std::size_t kLongestLine = 120;
  std::string kept;
  for (int count = 0; count < kMostLines && !lines.rest().empty(); ++count) {
    const std::string_view line = trim(lines.peek());
    if (line.size() > kLongestLine) break;
    if (!take_labelled_line(line, article)) kept.append(lines.peek()).append("\n");
    lines.drop();
  }
  return kept.append(lines.rest());
}

/// CR LF, and the CR alone of old Macintoshes, to LF.
std::string unix_lines(std::string text) {
  std::size_t out = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    text[out++] = text[i] == '\r' ? '\n' : text[i];
  }
  text.resize(out);
  return text;
}

bool opens_story(std::string_view line) {
  const std::optional<DatelineRead> read = read_dateline(line);
  return read && (!read->dateline.agency.empty() || read->dateline.day);
}

bool starts_lower(std::string_view line) {
  return !line.empty() && line.front() >= 'a' && line.front() <= 'z';
}

/// Words from the beginning of a text that has no headline.
std::string cut_at_word(std::string_view text) {
  std::string line = collapse_space(text.substr(0, text.find("\n\n")));
  if (line.size() <= kCutHeadline) return line;
  const std::size_t blank = line.rfind(' ', kCutHeadline);
  if (blank != std::string::npos) return line.substr(0, blank);
  std::size_t end = 0;  // one endless word, or a script without blanks
  for (std::size_t next = 0; next <= kCutHeadline;) {
    end = next;
    next_code_point(line, next);
  }
  return line.substr(0, end);
}

/// The first line, or the first two if the headline was wrapped. None if the text begins with its
/// first paragraph.
void take_headline(Lines& lines, Article& article) {
  lines.skip_blank();
  const std::string_view first = trim(lines.peek());
  if (first.empty() || first.size() > kLongestHeadline || opens_story(first)) return;
  Lines after(lines);
  after.drop();
  const std::string_view second = trim(after.peek());
  std::string headline = collapse_space(first);
  if (starts_lower(second)) {
    after.drop();
    const bool paragraph =
        !trim(after.peek()).empty() || headline.size() + second.size() > kLongestHeadline;
    if (paragraph) return;
    headline += " " + collapse_space(second);
  }
  article.headline = std::move(headline);
  lines.set_rest(after.rest());
}

/// A labelled line may also close a text: "Section: World".
std::string_view take_last_labels(std::string_view text, Article& article) {
  while (true) {
    const std::size_t end = text.find_last_not_of(" \n");
    if (end == std::string_view::npos) return text;
    text = text.substr(0, end + 1);
    const std::size_t newline = text.rfind('\n');
    if (newline == std::string_view::npos ||
        !take_labelled_line(trim(text.substr(newline + 1)), article))
      return text;
    text = text.substr(0, newline);
  }
}

}  // namespace

Record read_text(std::string_view bytes, const SourceFile& file) {
  const std::string text = unix_lines(clean_text(to_utf8(bytes)));
  if (trim(text).empty()) return skip(file, 0, SkipReason::Empty, "white space only");
  Article article = article_of(file, clean_text(printable_path(file.id_path)), 0);
  Lines lines(text);
  take_labelled_lines(lines, article);
  if (article.headline.empty()) take_headline(lines, article);
  const std::string story = without_labelled_lines(lines, article);
  article.body = std::string(take_last_labels(story, article));
  apply_wire_conventions(article);
  if (article.headline.empty()) article.headline = cut_at_word(article.body);
  if (article.headline.empty() && article.body.empty())
    return skip(file, 0, SkipReason::NoText, "nothing but a date, a byline or page furniture");
  date_from_path(article, file);
  if (article.source.empty() && article.dateline) article.source = article.dateline->agency;
  return article;
}

}  // namespace morgue
