// Wire copy with its control characters. Two layouts, one after the other or many to a file:
//
//   ANPA 1312 (NAA 89-3)                              IPTC 7901
//   SYN SYN SOH a0123 US selector CR LF               SOH eca0123 4 i 416 ona 0045 CR LF
//     service level, number; for whom                   source, number, priority, category, words
//   r i DC3 DC1 ' ' BC-Tram, 1stLd 12-19 0416 CR LF   Oddmouth/trams/ CR LF
//     priority, category, format, slug, filed, words    keywords
//   STX ^BC-Tram, 1st Ld,416<                         STX Headline
//   ^Headline<                                        By Anna Verbeek =
//   ^By ANNA VERBEEK=                                 (empty line)
//   TAB ODDMOUTH (ONA) _ Text …                       Oddmouth (ona) - Text …
//   TAB ONA-NY-12-19-16 1405EST<                      ona av to
//   ETX … EOT                                         ETX 191405 GMT Dec 16 EOT
//
// '^' is the upper rail (bold type); at the end of a line '<' sets it to the left and '=' in the
// middle: what stands between them is a line about the story, and text is indented.
//
// Sources: ANPA (since 1992 NAA) 1312, High Speed Wire Transmission Standard, as laid out in
// "Filing the wire" of the AP Stylebook; The IPTC Recommended Message Format, IPTC 7901, fifth
// edition 1995, https://www.iptc.org/std/IPTC7901/1.0/specification/7901V5.pdf; and copy of AP and
// dpa.
#include "corpus/readers/wire_copy.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "corpus/dateline.h"
#include "corpus/readers/divided_words.h"
#include "corpus/readers/fields.h"
#include "corpus/readers/reader.h"
#include "corpus/readers/wire_footer.h"
#include "corpus/text/ascii.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

constexpr char kSoh = '\x01';
constexpr char kStx = '\x02';
constexpr char kEtx = '\x03';
constexpr char kUs = '\x1F';
constexpr char kTabLine = '\b';      // begins a line of a table
constexpr char kSpaceBand = '\x10';  // TTS: a blank that may be stretched

constexpr bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }

/// The parts of one message, as they stand in the file.
struct Message {
  std::string_view header;
  std::string_view text;
  std::string_view trailer;
  std::uint64_t line = 0;
  bool has_text = false;
  bool ended = false;
};

std::vector<Message> split_messages(std::string_view bytes) {
  constexpr std::string_view kStarts("\x01\x02", 2);
  constexpr std::string_view kHeaderEnds("\x01\x02\x03\x04", 4);
  constexpr std::string_view kTextEnds("\x01\x03\x04", 3);
  std::vector<Message> messages;
  std::uint64_t line = 1;
  std::size_t counted = 0;
  const auto up_to = [bytes](std::size_t& at, std::string_view ends) {
    const std::size_t end = std::min(bytes.find_first_of(ends, at), bytes.size());
    const std::string_view part = bytes.substr(at, end - at);
    at = end;
    return part;
  };
  const auto at_mark = [bytes](std::size_t at, char mark) {
    return at < bytes.size() && bytes[at] == mark;
  };
  for (std::size_t at = bytes.find_first_of(kStarts); at != std::string_view::npos;
       at = bytes.find_first_of(kStarts, at)) {
    line +=
        static_cast<std::uint64_t>(std::ranges::count(bytes.substr(counted, at - counted), '\n'));
    counted = at;
    Message message;
    message.line = line;
    if (at_mark(at, kSoh)) message.header = up_to(++at, kHeaderEnds);
    if (at_mark(at, kStx)) {
      message.has_text = true;
      message.text = up_to(++at, kTextEnds);
    }
    message.ended = at < bytes.size();
    if (at_mark(at, kEtx)) message.trailer = up_to(++at, kHeaderEnds);
    messages.push_back(message);
  }
  return messages;
}

/// Codes of the typesetter's out, line ends as '\n', the dash and the quotation marks that six-bit
/// codes had no room for put back in.
std::string typed_text(std::string_view bytes) {
  const std::string utf8 = to_utf8(bytes);
  const bool has_newlines = utf8.find('\n') != std::string::npos;
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const char c = utf8[i];
    if (c == '\x1B') {  // a shift of character sets, ISO 2022: ESC, intermediate bytes, one more
      while (i + 1 < utf8.size() && utf8[i + 1] >= ' ' && utf8[i + 1] <= '/') ++i;
      if (i + 1 < utf8.size() && !is_control(utf8[i + 1])) ++i;
    } else if (c == '\r') {
      if (!has_newlines) out += '\n';
    } else if (c == kTabLine && (out.empty() || out.back() == '\n')) {
      out += '\t';
    } else if (c == kSpaceBand || c == kUs) {
      out += ' ';
    } else if (utf8.compare(i, 2, "``") == 0 || utf8.compare(i, 2, "''") == 0) {
      out += c == '`' ? "\u201C" : "\u201D";
      ++i;
    } else if (utf8.compare(i, 3, " _ ") == 0) {
      out += " \u2014 ";
      i += 2;
    } else if (!is_control(c) || c == '\n' || c == '\t') {
      out += c;
    }
  }
  return clean_text(out);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// Without the marks around it: "^By ANNA VERBEEK= " → "By ANNA VERBEEK".
std::string_view unmarked(std::string_view line) {
  line = trim(line);
  while (!line.empty() && line.front() == '^') line = trim(line.substr(1));
  while (!line.empty() && (line.back() == '<' || line.back() == '^' || line.back() == '='))
    line = trim(line.substr(0, line.size() - 1));
  return line;
}

bool is_marked(std::string_view line) {
  line = trim(line);
  return !line.empty() && (line.front() == '^' || line.back() == '<' || line.back() == '=');
}

bool is_indented(std::string_view line) { return line.starts_with('\t') || line.starts_with("  "); }

/// "BC-Tram Line, 1st Ld": the cycle of editions (morning, evening, both) and the keywords.
bool is_slug(std::string_view line) {
  return line.size() > 4 && line.size() < 120 &&
         starts_with_any(line, {"AM-", "PM-", "BC-", "AP-"});
}

/// "BC-CIT--Tram-Line, 1st Ld,416" → "Tram-Line".
std::string slug_text(std::string_view slug) {
  slug = trim(slug);
  if (is_slug(slug) || starts_with_any(slug, {"am-", "pm-", "bc-"})) slug.remove_prefix(3);
  slug = trim(slug.substr(0, slug.find(',')));
  const std::size_t dashes = slug.find("--");
  if (dashes <= 4 && dashes + 2 < slug.size()) slug.remove_prefix(dashes + 2);
  while (!slug.empty() && (slug.back() == '/' || slug.back() == '-' || slug.back() == ' '))
    slug.remove_suffix(1);
  while (!slug.empty() && (slug.front() == '-' || slug.front() == '/')) slug.remove_prefix(1);
  return collapse_space(slug);
}

/// "1ST LEAD", "2nd Ld-Writethru", "REFILE": which version of the story this is.
bool is_version(std::string_view line) {
  constexpr std::size_t kLongest = 40;
  if (line.size() > kLongest) return false;
  const std::string folded = fold(line);
  constexpr std::array<std::string_view, 14> kNotes = {
      "refile", "lead",    "urgent", "extra",     "correction", "correct",    "roundup",
      "update", "feature", "recast", "(achtung)", "korrektur",  "eilmeldung", "bulletin"};
  if (std::ranges::find(kNotes, folded) != kNotes.end()) return true;
  const bool ordinal =
      folded.size() > 4 && is_digit(folded[0]) &&
      starts_with_any(std::string_view(folded).substr(1), {"st ", "nd ", "rd ", "th "});
  return ordinal && starts_with_any(std::string_view(folded).substr(4),
                                    {"lead", "ld", "add", "roundup", "update", "writethru"});
}

/// For editors and not for readers: photos to come, what was changed, when it may be printed.
bool is_note(std::string_view line) {
  const std::string folded = fold(line.substr(0, 60));
  return is_version(line) || starts_with_any(folded, {"eds:",
                                                      "eds.",
                                                      "eds ",
                                                      "editors:",
                                                      "editor's note",
                                                      "editors' note",
                                                      "editor\u2019s note",
                                                      "ap photo",
                                                      "ap graphic",
                                                      "photo ",
                                                      "laserphoto",
                                                      "lasergraphic",
                                                      "with photo",
                                                      "with laserphoto",
                                                      "precede",
                                                      "for release",
                                                      "for use ",
                                                      "$adv",
                                                      "adv ",
                                                      "adv0",
                                                      "adv1",
                                                      "adv2",
                                                      "adv3",
                                                      "an ap news analysis",
                                                      "an ap member exchange",
                                                      "end adv",
                                                      "(story can end",
                                                      "(optional add",
                                                      "(begin optional",
                                                      "(end optional",
                                                      "(for use by"});
}

/// "Associated Press Writer": the line below a byline.
bool is_office(std::string_view line) {
  const std::string folded = fold(line);
  return folded.size() < 60 &&
         (folded.ends_with(" writer") || folded.ends_with(" editor") ||
          folded.ends_with(" correspondent") || folded.ends_with(" reporter") ||
          folded.ends_with("press international") || folded.ends_with("associated press"));
}

std::string_view section_of(char category) {
  // AP's category codes, "Filing the wire"; 'a' is national news and 'v' is for editors.
  switch (category) {
    case 'a':
      return "National";
    case 'e':
      return "Entertainment";
    case 'f':
      return "Business";
    case 'i':
      return "World";
    case 'l':
      return "Lifestyle";
    case 'p':
      return "Politics";
    case 's':
      return "Sports";
    case 'w':
      return "Washington";
    default:
      return {};
  }
}

/// One message on its way to an article.
class WireArticle {
 public:
  WireArticle(const Message& message, Article& article) : message_(message), article_(article) {}

  void fill() {
    read_header();
    const std::string trailer = typed_text(message_.trailer);
    for (const std::string_view line : lines_of(trailer)) take_footer(line);
    const std::string text = typed_text(message_.text);
    std::vector<std::string_view> lines = lines_of(text);
    take_tail(lines);
    std::size_t body = take_opening(lines);
    std::string story;
    for (; body < lines.size(); ++body) append_line(story, lines[body]);
    if (trim(story).empty()) story = std::move(summary_);
    article_.body = join_divided_words(story);
    apply_wire_conventions(article_);
    if (article_.headline.empty())
      article_.headline = slug_text(slug_.empty() ? header_slug_ : slug_);
    if (!article_.dateline || article_.dateline->agency.empty()) {
      if (article_.source.empty()) article_.source = agency_;
    } else if (article_.source.empty()) {
      article_.source = article_.dateline->agency;
    }
  }

 private:
  void read_header() {
    const bool anpa = message_.header.find(kUs) != std::string_view::npos;
    std::string plain(message_.header);
    std::ranges::replace_if(
        plain, [](char c) { return is_control(c) && c != '\n' && c != '\r'; }, ' ');
    const std::string text = typed_text(plain);
    const std::vector<std::string_view> lines = lines_of(text);
    if (anpa)
      read_anpa_header(lines);
    else
      read_iptc_header(lines);
  }

  /// "r i  BC-Tram Line, 1stLd 12-19 0416"
  void read_anpa_header(const std::vector<std::string_view>& lines) {
    if (lines.size() < 2) return;
    std::vector<std::string_view> words = words_of(lines[1]);
    if (words.size() < 3 || words[0].size() != 1 || words[1].size() != 1) return;
    article_.section = section_of(fold(words[1]).front());
    if (whole_number(words.back())) words.pop_back();
    if (const auto day = parse_american_day(words.back())) set_published({*day, {}, {}}, true);
    // The slug is a word of at most 24 characters; the line below STX has all of it.
    header_slug_ = words.size() > 2 ? std::string(words[2]) : std::string();
  }

  /// "eca0123 4 i 416  ona 0045", and below it the keywords.
  void read_iptc_header(const std::vector<std::string_view>& lines) {
    const std::vector<std::string_view> words = words_of(lines.front());
    if (words.size() > 4 && whole_number(words[3]) && !whole_number(words[4])) {
      const std::string_view agency = words[4].substr(0, words[4].find('-'));
      const bool letters =
          std::ranges::all_of(agency, [](char c) { return is_lower(c) || is_upper(c); });
      if (letters) agency_ = std::string(agency);
    }
    for (std::size_t i = 1; i < lines.size(); ++i) take_about(unmarked(lines[i]), false);
  }

  void set_published(const Published& published, bool metadata) {
    if (article_.published) return;
    article_.published = published;
    article_.published_from = metadata ? PublishedFrom::Metadata : PublishedFrom::Text;
  }

  bool take_footer(std::string_view line) {
    const std::optional<WireFooter> footer = read_wire_footer(unmarked(line));
    if (!footer) return false;
    // The day in an ANPA header is without a time; this is the same day with one.
    if (article_.published && !article_.published->time) article_.published.reset();
    set_published(footer->published, false);
    if (agency_.empty()) agency_ = footer->agency;
    return true;
  }

  /// What follows the story: notes that are not for publication, initials, time of sending.
  void take_tail(std::vector<std::string_view>& lines) {
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const std::string_view line = trim(lines[i]);
      const bool notes = line == "# Notebook" ||
                         line.starts_with("The following information is not intended for publ") ||
                         line.starts_with("The following information is not for publication");
      if (!notes) continue;
      for (const std::string_view after :
           std::vector(lines.begin() + static_cast<std::ptrdiff_t>(i), lines.end()))
        take_footer(after);
      lines.resize(i);
      break;
    }
    constexpr int kMostLines = 8;
    for (int count = 0; count < kMostLines && !lines.empty(); ++count) {
      const std::string_view line = trim(lines.back());
      const bool stars = !line.empty() && line.find_first_not_of("* _-") == std::string_view::npos;
      if (!line.empty() && !stars && !take_footer(line) && !is_initials(line)) return;
      lines.pop_back();
    }
  }

  /// "ona av to": agency, writer and editor.
  bool is_initials(std::string_view line) const {
    if (agency_.empty() || line.size() > 40) return false;
    const std::vector<std::string_view> words = words_of(unmarked(line));
    return words.size() > 1 && fold(words[0]) == fold(agency_) &&
           std::all_of(words.begin() + 1, words.end(), [](std::string_view word) {
             return word.size() <= 4 && std::ranges::all_of(word, is_lower);
           });
  }

  /// A line about the story. False if it is none that we know.
  bool take_about(std::string_view line, bool marked) {
    if (line.empty()) return true;
    const bool keywords = line.size() < 120 && line.ends_with('/');
    if (is_slug(line) || keywords) {
      if (slug_.empty() || keywords) slug_ = std::string(line);
      return true;
    }
    if (is_note(line) || (marked && is_office(line))) return true;
    // A newspaper with an article is no second name: "By Anna Verbeek, The Oddmouth Union-Herald".
    const std::string_view writer = line.substr(0, line.find(", The "));
    if (std::optional<std::string> byline = read_byline(writer)) {
      if (article_.byline.empty()) article_.byline = std::move(*byline);
      return true;
    }
    if (marked && starts_with_any(line, {"By ", "BY "})) return true;  // "By The Associated Press"
    if (line.size() < 60 && starts_with_any(line, {"c.1", "c.2", "c. 1", "c. 2"})) {
      const std::size_t blank = line.find(' ', 4);  // "c.1998 N.Y. Times News Service"
      if (blank != std::string_view::npos) article_.source = collapse_space(line.substr(blank));
      return true;
    }
    return false;
  }

  static bool opens_story(std::string_view line) {
    const std::optional<DatelineRead> read = read_dateline(line);
    return read && (!read->dateline.agency.empty() || read->dateline.day);
  }

  /// Reads the lines about the story. Returns the number of the line that the story begins with.
  std::size_t take_opening(const std::vector<std::string_view>& lines) {
    constexpr std::size_t kLongestHeadline = 300;
    constexpr std::size_t kMostLines = 24;
    std::string headline;
    std::size_t begin = lines.size();  // of a headline that bears no marks
    bool ended = false;                // the headline is complete
    for (std::size_t i = 0; i < lines.size() && i < kMostLines; ++i) {
      const std::string_view raw = lines[i];
      const bool marked = is_marked(raw);
      const std::string_view line = unmarked(raw);
      if (line.empty()) {
        ended = ended || !headline.empty();
        continue;
      }
      if ((is_indented(raw) && !marked) || opens_story(line)) return set_headline(headline, i);
      if (take_about(line, marked)) {
        ended = ended || !headline.empty();
        continue;
      }
      if (!marked && (ended || headline.size() + line.size() > kLongestHeadline))
        return ended ? set_headline(headline, i) : std::min(begin, i);
      if (ended) {
        summary_.append(line).append("\n\n");
        continue;
      }
      if (!marked) begin = std::min(begin, i);
      if (!headline.empty()) headline += ' ';
      headline += collapse_space(line);
      ended = marked && trim(raw).back() == '<';
    }
    // Nothing but a first paragraph, or nothing but lines about the story.
    if (begin < lines.size() && !ended) return begin;
    return set_headline(headline, std::min(lines.size(), kMostLines));
  }

  std::size_t set_headline(const std::string& headline, std::size_t body) {
    if (article_.headline.empty()) article_.headline = headline;
    return body;
  }

  static void append_line(std::string& story, std::string_view raw) {
    const std::string_view bare = unmarked(raw);
    const bool rule = !bare.empty() && bare.find_first_not_of("_ ") == std::string_view::npos;
    if (bare.empty() || rule) {
      story += '\n';
      return;
    }
    const bool rail = trim(raw).front() == '^';
    if (rail && (is_note(bare) || is_slug(bare))) return;
    if (rail) {  // a heading between paragraphs
      story.append("\n\n").append(bare).append("\n\n");
      return;
    }
    std::string_view line = raw;
    while (!line.empty() && (line.back() == '<' || line.back() == ' ')) line.remove_suffix(1);
    // A blank before a wrapped line is not an indent.
    if (line.starts_with(' ') && !is_indented(line)) line.remove_prefix(1);
    story.append(line).append("\n");
  }

  const Message& message_;
  Article& article_;
  std::string slug_;
  std::string header_slug_;
  std::string agency_;
  std::string summary_;
};

}  // namespace

bool looks_like_wire(std::string_view head) {
  constexpr std::size_t kLongestHeader = 1024;
  const std::size_t begin = head.find_first_not_of(std::string_view("\x16\r\n \0\x07", 6));
  if (begin == std::string_view::npos || head[begin] != kSoh) return false;
  const std::string_view rest = head.substr(begin + 1);
  const std::size_t end = rest.find(kStx);
  if (end == std::string_view::npos || end > kLongestHeader) return false;
  const std::string_view header = rest.substr(0, end);
  constexpr std::string_view kAllowed = "\r\n\t\x1F\x11\x12\x13\x14\x16\x1E\x1D";
  const bool text = std::ranges::all_of(header, [kAllowed](char c) {
    return !is_control(c) || kAllowed.find(c) != std::string_view::npos;
  });
  return text && std::ranges::any_of(header, is_digit);
}

void read_wire(std::string_view bytes, const SourceFile& file, const RecordSink& sink) {
  if (trim(bytes).empty()) return sink(skip(file, 0, SkipReason::Empty, "white space only"));
  const std::vector<Message> messages = split_messages(bytes);
  if (messages.empty())
    return sink(skip(file, 0, SkipReason::NoText,
                     "no message in this file; each must have SOH before its header and STX before "
                     "its text"));
  const std::string id = clean_text(printable_path(file.id_path));
  std::size_t ordinal = 0;
  for (const Message& message : messages) {
    ++ordinal;
    const bool several = messages.size() > 1;
    const std::uint64_t line = several ? message.line : 0;
    if (!message.has_text) {
      sink(skip(file, message.line, SkipReason::Malformed,
                "a header without a text (STX) after it"));
      continue;
    }
    std::string name = id;
    if (several) name.append("/").append(std::to_string(ordinal));
    Article article = article_of(file, std::move(name), line);
    WireArticle(message, article).fill();
    if (article.headline.empty() && article.body.empty()) {
      sink(skip(file, message.line, SkipReason::NoText,
                "neither a headline nor text in this message"));
      continue;
    }
    date_from_path(article, file);
    sink(std::move(article));
    if (message.ended) continue;
    Skipped cut =
        skip(file, message.line, SkipReason::Malformed,
             "the file ends before the end of this message (ETX); the rest may be missing");
    cut.doubtful = true;
    sink(std::move(cut));
  }
}

}  // namespace morgue
