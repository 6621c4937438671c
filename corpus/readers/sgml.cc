// SGML as two research collections have made it common: Reuters-21578 and TREC. The stream is cut
// at the end tags, and each article is then small enough to be searched for its fields.
#include <algorithm>
#include <array>

#include "corpus/dateline.h"
#include "corpus/readers/fields.h"
#include "corpus/readers/piecewise.h"
#include "corpus/readers/reader.h"
#include "corpus/text/ascii.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

enum class Kind : std::uint8_t { Reuters, Trec };

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, ascii_lower, ascii_lower);
}

std::size_t find_ignoring_case(std::string_view text, std::string_view what, std::size_t from = 0) {
  const auto found = std::search(
      text.begin() + static_cast<std::ptrdiff_t>(std::min(from, text.size())), text.end(),
      what.begin(), what.end(), [](char a, char b) { return ascii_lower(a) == ascii_lower(b); });
  return found == text.end() ? std::string_view::npos
                             : static_cast<std::size_t>(found - text.begin());
}

/// The content between <name …> and </name>, searched from `from` on, which is moved behind it.
std::optional<std::string_view> next_element(std::string_view text, std::string_view name,
                                             std::size_t& from) {
  const std::string open = "<" + std::string(name);
  for (std::size_t at = find_ignoring_case(text, open, from); at != std::string_view::npos;
       at = find_ignoring_case(text, open, at + 1)) {
    const std::size_t after = at + open.size();
    if (after >= text.size() || (text[after] != '>' && text[after] != ' ')) continue;  // <TEXTURE>
    const std::size_t begin = text.find('>', after);
    if (begin == std::string_view::npos) return std::nullopt;
    const std::size_t end = find_ignoring_case(text, "</" + std::string(name) + ">", begin);
    if (end == std::string_view::npos) return std::nullopt;
    from = end + name.size() + 3;
    return text.substr(begin + 1, end - begin - 1);
  }
  return std::nullopt;
}

std::optional<std::string_view> element(std::string_view text, std::string_view name) {
  std::size_t from = 0;
  return next_element(text, name, from);
}

std::string_view first_element(std::string_view text,
                               std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const std::optional<std::string_view> found = element(text, name);
        found && !trim(*found).empty())
      return *found;
  }
  return {};
}

std::string_view attribute(std::string_view start_tag, std::string_view name) {
  const std::size_t at = find_ignoring_case(start_tag, std::string(name) + "=\"");
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at + name.size() + 2;
  const std::size_t end = start_tag.find('"', begin);
  return end == std::string_view::npos ? std::string_view() : start_tag.substr(begin, end - begin);
}

/// Paragraph tags become empty lines, other tags go. A '<' that opens no tag ("<JLIT.T>" is written
/// &lt;) stays.
std::string without_tags(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool tag = text[i] == '<' && i + 1 < text.size() &&
                     (text[i + 1] == '/' ||
                      (ascii_lower(text[i + 1]) >= 'a' && ascii_lower(text[i + 1]) <= 'z'));
    const std::size_t end = tag ? text.find('>', i) : std::string_view::npos;
    if (tag && end == std::string_view::npos)
      return out.append(text.substr(i));  // no tag ends any more
    if (!tag) {
      out += text[i];
      continue;
    }
    const std::string_view name = text.substr(i + 1, end - i - 1);
    if (same_ignoring_case(name, "p") || same_ignoring_case(name, "/p")) out += "\n\n";
    i = end;
  }
  return out;
}

std::string readable(std::string_view sgml) { return clean_text(decode_entities(sgml)); }

/// In Reuters-21578 a body of this text stands for none: the article is its headline ("BRIEF").
constexpr std::string_view kPlaceholder = "Blah blah blah.";

class SgmlArticle {
 public:
  SgmlArticle(const SourceFile& file, const RecordSink& sink) : file_(file), sink_(sink) {}

  void read(Kind kind, std::string_view bytes, std::uint64_t line) {
    const std::string text = to_utf8(bytes);
    const std::string_view name =
        kind == Kind::Reuters ? attribute(std::string_view(text).substr(0, text.find('>')), "NEWID")
                              : element(text, "DOCNO").value_or(std::string_view());
    std::string number = one_line(decode_entities(name));
    if (number.empty()) number = std::to_string(line);
    Article article = article_of(file_, printable_path(file_.id_path) + "/" + number, line);
    if (kind == Kind::Reuters)
      fill_from_reuters(article, text);
    else
      fill_from_trec(article, text);
    apply_wire_conventions(article);
    if (article.headline.empty() && article.body.empty()) {
      sink_(skip(file_, line, SkipReason::NoText, "neither a headline nor text in this article"));
    } else {
      if (article.source.empty() && article.dateline) article.source = article.dateline->agency;
      sink_(std::move(article));
    }
  }

 private:
  static void set_published(Article& article, std::string_view date) {
    const std::string decoded = decode_entities(date);
    const std::string_view text = trim(decoded);
    // Reuters has codes of the desk after the time, behind tabs or other control characters.
    const auto control =
        std::ranges::find_if(text, [](char c) { return static_cast<unsigned char>(c) < ' '; });
    article.published =
        parse_printed_date(text.substr(0, static_cast<std::size_t>(control - text.begin())));
    if (article.published) article.published_from = PublishedFrom::Metadata;
  }

  static void fill_from_reuters(Article& article, std::string_view sgml) {
    article.source = "Reuters";
    article.language = "en";
    set_published(article, element(sgml, "DATE").value_or(std::string_view()));
    const std::string_view text = element(sgml, "TEXT").value_or(std::string_view());
    article.headline =
        one_line(decode_entities(element(text, "TITLE").value_or(std::string_view())));
    if (const auto author = element(text, "AUTHOR"))
      article.byline = clean_byline(readable(*author));
    if (const auto body = element(text, "BODY")) {
      article.body =
          take_dateline(article, readable(element(text, "DATELINE").value_or(std::string_view()))) +
          readable(*body);
    } else if (article.headline.empty()) {
      take_unprocessed(article, readable(text));
    } else {
      std::size_t after = 0;
      next_element(text, "TITLE", after);
      article.body = readable(text.substr(after));
    }
    if (trim(article.body).starts_with(kPlaceholder)) article.body.clear();
  }

  /// Sets the dateline. What the field holds beyond it belongs to the text: "Peoria, April 7 -
  /// Clear/43 degrees -".
  static std::string take_dateline(Article& article, const std::string& field) {
    const std::optional<DatelineRead> read = read_dateline(field);
    if (!read) return field;
    article.dateline = read->dateline;
    return field.substr(read->length);
  }

  /// Text that was never divided into fields: its first line is what the wire showed as headline.
  static void take_unprocessed(Article& article, const std::string& text) {
    constexpr std::size_t kLongestHeadline = 300;
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view first = trim(std::string_view(text).substr(begin, end - begin));
    const bool headline = first.size() <= kLongestHeadline;
    if (headline) article.headline = collapse_space(first);
    article.body = text.substr(headline ? end : begin);
  }

  static void fill_from_trec(Article& article, std::string_view sgml) {
    article.headline = one_line(decode_entities(
        without_tags(first_element(sgml, {"HEADLINE", "HL", "HEAD", "TITLE", "TTL", "H3"}))));
    set_published(article, without_tags(first_element(
                               sgml, {"DATE_TIME", "DATE", "DATE1", "PUBDATE", "DD"})));
    article.source =
        one_line(decode_entities(without_tags(first_element(sgml, {"SOURCE", "PUB", "SO"}))));
    if (const std::string_view author = first_element(sgml, {"BYLINE", "AUTHOR"}); !author.empty())
      article.byline = clean_byline(readable(without_tags(author)));
    if (const std::string_view dateline = first_element(sgml, {"DATELINE"}); !dateline.empty())
      article.body = take_dateline(article, readable(without_tags(dateline)));
    std::size_t from = 0;
    for (const std::string_view part : {"LEADPARA", "LP", "TEXT"}) {
      from = 0;
      while (const auto text = next_element(sgml, part, from))
        article.body += readable(without_tags(*text)) + "\n\n";
    }
  }

  const SourceFile& file_;
  const RecordSink& sink_;
};

/// Cuts the stream into articles. Text is taken over up to a '>' at a time, so every tag is seen
/// whole.
class SgmlStream {
 public:
  SgmlStream(Piecewise& in, const SourceFile& file, const ReadLimits& limits,
             const RecordSink& sink)
      : in_(in), file_(file), limit_(limits.article_bytes), sink_(sink), article_(file, sink) {}

  void read() {
    while (!in_.at_end()) {
      in_.append_until('>', text_);
      if (text_.back() == '>') on_tag();
      // Between articles, and in one that is too long, only the end of what was read can matter: it
      // may hold half a tag.
      constexpr std::size_t kLongestTag = 4096;
      if (inside_ && text_.size() > limit_) too_long_ = true;
      if ((!inside_ || too_long_) && text_.size() > 2 * kLongestTag)
        text_.erase(0, text_.size() - kLongestTag);
    }
    if (inside_) cut_off("the file ends before the end tag of this article");
    if (!any_)
      sink_(skip(file_, 0, SkipReason::NoText,
                 "no article in this file; each must be a <REUTERS> or <DOC> element"));
  }

 private:
  void on_tag() {
    // Back to the '>' before and no further, lest a text full of them be searched again for each.
    const std::size_t open =
        text_.size() < 2 ? std::string::npos : text_.find_last_of("<>", text_.size() - 2);
    if (open == std::string::npos || text_[open] != '<') return;
    const std::string_view tag = std::string_view(text_).substr(open);
    if (starts_article(tag)) {
      if (inside_) cut_off("the next article begins before the end tag of this one");
      begin(open);
    } else if (inside_ &&
               same_ignoring_case(tag, kind_ == Kind::Reuters ? "</REUTERS>" : "</DOC>")) {
      end();
    }
  }

  static bool starts_article(std::string_view tag) {
    return same_ignoring_case(tag, "<DOC>") || same_ignoring_case(tag.substr(0, 9), "<REUTERS ") ||
           same_ignoring_case(tag, "<REUTERS>");
  }

  void begin(std::size_t open) {
    const std::string_view tag = std::string_view(text_).substr(open);
    kind_ = same_ignoring_case(tag, "<DOC>") ? Kind::Trec : Kind::Reuters;
    line_ = in_.line() - static_cast<std::uint64_t>(std::ranges::count(tag, '\n'));
    text_.erase(0, open);
    any_ = true;
    inside_ = true;
    too_long_ = false;
  }

  void end() {
    if (too_long_) {
      sink_(skip(file_, line_, SkipReason::TooLarge,
                 "over the limit of " + size_text(limit_) +
                     " for one article; shorten it or leave it out"));
    } else {
      article_.read(kind_, text_, line_);
    }
    text_.clear();
    inside_ = false;
  }

  void cut_off(const char* why) {
    sink_(skip(file_, line_, too_long_ ? SkipReason::TooLarge : SkipReason::Malformed, why));
    inside_ = false;
  }

  Piecewise& in_;
  const SourceFile& file_;
  std::uint64_t limit_;
  const RecordSink& sink_;
  SgmlArticle article_;
  Kind kind_ = Kind::Reuters;
  std::string text_;
  std::uint64_t line_ = 0;
  bool any_ = false;
  bool inside_ = false;
  bool too_long_ = false;
};

}  // namespace

void read_sgml(std::istream& in, const SourceFile& file, const ReadLimits& limits,
               const RecordSink& sink, const std::function<void(std::uint64_t)>& consumed) {
  Piecewise bytes(in, consumed);
  SgmlStream(bytes, file, limits, sink).read();
}

}  // namespace morgue
