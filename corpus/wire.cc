// Bylines, sign-offs, navigation tails, and the whole of it applied to an article.
#include <algorithm>
#include <array>
#include <vector>

#include "corpus/agency.h"
#include "corpus/dateline.h"
#include "corpus/text/ascii.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

constexpr std::size_t kLongestByline = 120;  // bytes
constexpr std::size_t kLongestFurniture = 100;

bool starts_upper(std::string_view word) {
  if (word.empty()) return false;
  std::size_t i = 0;
  next_code_point(word, i);
  return is_all_caps(word.substr(0, i));
}

bool has_word(std::string_view folded, std::string_view word) {
  for (std::size_t at = folded.find(word); at != std::string_view::npos;
       at = folded.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || folded[at - 1] == ' ') && (end == folded.size() || folded[end] == ' '))
      return true;
  }
  return false;
}

/// A part of a byline that says for whom or as what somebody writes.
bool is_role(std::string_view part) {
  constexpr std::array kRoles = std::to_array<std::string_view>({"staff",
                                                                 "writer",
                                                                 "writers",
                                                                 "correspondent",
                                                                 "correspondents",
                                                                 "reporter",
                                                                 "reporters",
                                                                 "editor",
                                                                 "press",
                                                                 "news",
                                                                 "agency",
                                                                 "agencies",
                                                                 "wire",
                                                                 "times",
                                                                 "post",
                                                                 "herald",
                                                                 "tribune",
                                                                 "courier",
                                                                 "gazette",
                                                                 "dispatch",
                                                                 "weekly",
                                                                 "ledger",
                                                                 "service",
                                                                 "services",
                                                                 "bureau",
                                                                 "desk",
                                                                 "reuters",
                                                                 "ap",
                                                                 "afp",
                                                                 "guardian",
                                                                 "journal",
                                                                 "telegraph",
                                                                 "contributor",
                                                                 "columnist",
                                                                 "magazine",
                                                                 "network",
                                                                 "media",
                                                                 "special",
                                                                 "to",
                                                                 "for"});
  const std::string folded = fold(part);
  return std::ranges::any_of(kRoles,
                             [&folded](std::string_view role) { return has_word(folded, role); });
}

bool is_particle(std::string_view word) {
  constexpr std::array kParticles = std::to_array<std::string_view>(
      {"de",  "del", "della", "der", "den", "da", "di",  "dos", "du",  "van",
       "von", "zu",  "la",    "le",  "el",  "al", "bin", "ibn", "ben", "ter"});
  return std::ranges::find(kParticles, word) != kParticles.end();
}

/// One to five capitalised words without figures: "Anna Verbeek", "Ludwig van der Berg", "J. P.
/// O'Neill".
bool is_person_name(std::string_view part) {
  if (part.empty() || part.size() > 60 || !starts_upper(part)) return false;
  if (part.find_first_of("0123456789:!?\"()[]<>@/$%") != std::string_view::npos) return false;
  std::size_t words = 0;
  for (std::size_t begin = 0; begin < part.size(); ++words) {
    const std::size_t end = std::min(part.find(' ', begin), part.size());
    const std::string_view word = part.substr(begin, end - begin);
    if (!starts_upper(word) && !is_particle(word) && !word.starts_with("al-") &&
        !word.starts_with("d'"))
      return false;
    begin = end + 1;
  }
  return words <= 5;
}

/// Cuts text at every separator; the parts are trimmed, empty ones left out.
std::vector<std::string_view> split(std::string_view text,
                                    std::initializer_list<std::string_view> separators) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    std::size_t length = i == text.size() ? 1u : 0u;
    for (const std::string_view separator : separators) {
      if (text.substr(i).starts_with(separator)) length = std::max(length, separator.size());
    }
    if (length == 0) continue;
    if (const std::string_view part = trim(text.substr(begin, i - begin)); !part.empty())
      parts.push_back(part);
    begin = i + length;
    i = begin - 1;
  }
  return parts;
}

bool is_calendar_word(std::string_view word) {
  constexpr std::array<std::string_view, 7> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                                     "friday", "saturday", "sunday"};
  return parse_month(word) || std::ranges::find(kDays, fold(word)) != kDays.end();
}

/// The text after "By ", or nothing.
std::optional<std::string_view> after_by(std::string_view line) {
  for (const std::string_view lead :
       {"by ", "by: ", "written by ", "story by ", "text by ", "words by ", "report by "}) {
    if (line.size() > lead.size() && fold(line.substr(0, lead.size())) == lead)
      return trim(line.substr(lead.size()));
  }
  return std::nullopt;
}

/// Letters and digits only, folded: the same headline set in capitals or with other quotes is the
/// same headline.
std::string skeleton(std::string_view text) {
  std::string out = fold(text);
  std::erase_if(out, [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && (c < 'a' || c > 'z') && (c < '0' || c > '9');
  });
  for (const std::string_view mark : {"\u2018", "\u2019", "\u201C", "\u201D", "\u2013", "\u2014"}) {
    for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark, at))
      out.erase(at, mark.size());
  }
  return out;
}

std::string_view strip_trailing(std::string_view text, std::string_view marks) {
  while (!text.empty() && marks.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

/// "(Reporting by …; editing by …)" and what agencies write in its place.
bool is_credit(std::string_view folded) {
  if (folded.starts_with('(')) folded.remove_prefix(1);
  return starts_with_any(
      folded,
      {"reporting by ", "reporting and writing by ", "additional reporting by ", "writing by ",
       "editing by ", "compiled by ", "reporting, writing", "reporting from ", "with reporting by ",
       "written by ", "reported by ", "report by "});
}

/// Body text as lines that are taken away from either end.
class Body {
 public:
  explicit Body(std::string_view text) : text_(text) {}

  std::string_view text() const { return text_; }
  void drop_front(std::size_t bytes) { text_.remove_prefix(bytes); }
  void drop_back(std::size_t bytes) { text_.remove_suffix(bytes); }

  /// The first line with text in it; blank lines before it are dropped.
  std::string_view first_line() {
    std::size_t line = 0;  // keep the indentation: it starts a paragraph
    while (line < text_.size()) {
      const std::size_t end = std::min(text_.find('\n', line), text_.size());
      if (!trim(text_.substr(line, end - line)).empty()) {
        text_.remove_prefix(line);
        return text_.substr(0, end - line);
      }
      line = end + 1;
    }
    text_ = {};
    return {};
  }

  std::string_view last_line() {
    text_ = trim_end(text_);
    const std::size_t newline = text_.rfind('\n');
    return newline == std::string_view::npos ? text_ : text_.substr(newline + 1);
  }

 private:
  static std::string_view trim_end(std::string_view text) {
    const std::string_view trimmed = trim(text);
    if (trimmed.empty()) return {};
    return text.substr(0, static_cast<std::size_t>(trimmed.data() - text.data()) + trimmed.size());
  }

  std::string_view text_;
};

/// "Meridian Ledger, March 12, 2019": whose article, and when.
std::optional<Published> take_dated_source(std::string_view part, Article& article) {
  const std::size_t comma = part.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const std::string_view name = trim(part.substr(0, comma));
  if (!is_person_name(name)) return std::nullopt;
  const std::optional<Published> date = parse_printed_date(part.substr(comma + 1));
  if (date && article.source.empty() && is_role(name)) article.source = name;
  return date;
}

/// "By Anna Verbeek (Reuters)", "… of Reuters" → "By Anna Verbeek"; other brackets stay, and make a
/// line no byline.
std::string_view without_agency(std::string_view line) {
  for (const std::string_view before : {"(", " of "}) {
    const std::size_t at = line.rfind(before);
    if (at != std::string_view::npos && !agency_called(line.substr(at + before.size())).empty())
      return trim(line.substr(0, at));
  }
  return line;
}

/// "By Anna Verbeek | 14 March 2011" holds two things; all parts must be understood, or the line
/// stays.
/// @param changed  set to what is printed as the day of a change, if it is still empty
bool take_credit_line(std::string_view line, Article& article, std::optional<Published>& changed) {
  constexpr std::size_t kLongestLine = 160;
  if (line.size() > kLongestLine) return false;
  std::optional<std::string> byline;
  std::optional<Published> published;
  std::optional<Published> updated;
  const std::vector<std::string_view> parts =
      split(line, {"|", "\u2022", "\u00B7", " \u2013 ", " \u2014 "});
  for (const std::string_view part : parts) {
    if (std::optional<std::string> by = read_byline(without_agency(part))) {
      byline = std::move(by);
      if (article.source.empty()) article.source = agency_in_byline(part);
    } else if (const std::optional<Published> date = parse_printed_date(part)) {
      (speaks_of_change(part) ? updated : published) = date;
    } else if (const std::optional<Published> dated = take_dated_source(part, article)) {
      published = dated;
    } else if (!agency_called(part).empty() && (byline || !article.byline.empty())) {
      if (article.source.empty()) article.source = agency_called(part);
    } else {
      return false;
    }
  }
  if (parts.empty()) return false;
  if (!changed) changed = updated;
  if (byline && article.byline.empty()) article.byline = std::move(*byline);
  state_date(article, published, PublishedFrom::Text);
  return true;
}

/// A note to editors before the story: "(Adds analyst comment, share price)".
bool is_editors_note(std::string_view line) {
  constexpr std::size_t kLongestNote = 240;
  if (line.size() > kLongestNote) return false;
  const std::string folded = fold(line.substr(0, 40));
  return starts_with_any(folded, {"(adds ", "(recasts", "(updates ", "(corrects ", "(repeats ",
                                  "(refiles ", "(for other stories", "(releads"});
}

void take_opening_lines(Body& body, Article& article, std::optional<Published>& changed) {
  constexpr int kMostLines = 8;
  const std::string headline = skeleton(article.headline);
  for (int lines = 0; lines < kMostLines; ++lines) {
    const std::string_view raw = body.first_line();
    const std::string_view line = trim(raw);
    if (line.empty()) return;
    const bool repeated = !headline.empty() && line.size() <= 2 * article.headline.size() + 16 &&
                          skeleton(line) == headline;
    if (!repeated && !take_credit_line(line, article, changed) && !is_editors_note(line)) return;
    body.drop_front(raw.size());
  }
}

void take_dateline(Body& body, Article& article) {
  const std::optional<DatelineRead> read = read_dateline(body.text());
  if (!read) return;
  if (article.dateline && article.dateline->place != read->dateline.place) return;
  body.drop_front(read->length);
  if (!article.dateline) article.dateline = read->dateline;
  if (!read->year || !read->dateline.day) return;
  const std::chrono::year_month_day day =
      *read->year / read->dateline.day->month() / read->dateline.day->day();
  if (day.ok())
    state_date(article, Published{day, std::nullopt, std::nullopt}, PublishedFrom::Dateline);
}

/// A short line that does not end as a sentence does: the headline of another story, a link.
bool is_link_like(std::string_view line) {
  return line.size() <= kLongestFurniture + 40 && !line.ends_with('.') &&
         !line.ends_with("\u201D") && !line.ends_with('"');
}

/// The last heading of page furniture with nothing but link-like lines after it starts a tail that
/// goes as a whole.
void drop_navigation_tail(Body& body) {
  constexpr int kMostLines = 40;
  std::string_view rest = body.text();
  std::size_t keep = rest.size();
  for (int lines = 0; lines < kMostLines && !trim(rest).empty(); ++lines) {
    const std::size_t newline = rest.rfind('\n');
    const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
    const std::string_view line = trim(rest.substr(begin));
    if (is_navigation_line(line))
      keep = begin;
    else if (!line.empty() && !is_link_like(line))
      break;
    rest = rest.substr(0, newline == std::string_view::npos ? 0 : newline);
  }
  body.drop_back(body.text().size() - keep);
}

bool is_closing_line(std::string_view line, const Article& article) {
  if (is_sign_off(line)) return true;
  const std::string bare = skeleton(line);
  if (bare.empty()) return true;  // "***", "- - -"
  return line.size() <= 40 && article.dateline && !article.dateline->agency.empty() &&
         bare == skeleton(article.dateline->agency);
}

/// "… the minister said. (Reporting by Anna Verbeek; editing by Tom Oduya)" at the end of the last
/// paragraph.
void drop_closing_bracket(Body& body) {
  constexpr std::size_t kLongestCredit = 600;
  const std::string_view line = body.last_line();
  std::size_t from = line.size() > kLongestCredit ? line.size() - kLongestCredit : 0;
  for (std::size_t open = line.find('(', from); open != std::string_view::npos;
       open = line.find('(', open + 1)) {
    if (is_credit(fold(line.substr(open, 40)))) {
      body.drop_back(line.size() - open);
      return;
    }
  }
}

/// "… on Monday. — AFP" at the end of the last paragraph: takes the agency off.
std::string_view drop_closing_agency(Body& body) {
  constexpr std::size_t kLongest = 40;
  const std::string_view line = body.last_line();
  for (const std::string_view dash : {"\u2014", "\u2013", "--", " - "}) {
    const std::size_t at = line.rfind(dash);
    if (at == std::string_view::npos || line.size() - at > kLongest) continue;
    const std::string_view agency = agency_called(line.substr(at + dash.size()));
    const std::string_view sentence = trim(line.substr(0, at));
    if (agency.empty() || sentence.empty() ||
        std::string_view(".!?\"").find(sentence.back()) == std::string_view::npos)
      continue;
    body.drop_back(line.size() - at);
    return agency;
  }
  return {};
}

/// @return  the agency that signs, if it does so by its name
std::string_view drop_closing_lines(Body& body, const Article& article) {
  drop_navigation_tail(body);
  constexpr int kMostLines = 12;
  std::string_view agency;
  for (int lines = 0; lines < kMostLines; ++lines) {
    const std::string_view raw = body.last_line();
    const std::string_view line = trim(raw);
    if (line.empty()) return agency;
    if (!is_closing_line(line, article) && !is_navigation_line(line)) break;
    if (agency.empty() && is_sign_off(line)) agency = agency_called(line);
    body.drop_back(raw.size());
  }
  drop_closing_bracket(body);
  const std::string_view at_end = drop_closing_agency(body);
  return agency.empty() ? at_end : agency;
}

}  // namespace

std::optional<std::string> read_byline(std::string_view line) {
  line = trim(line);
  if (line.size() > kLongestByline || line.find('\n') != std::string_view::npos)
    return std::nullopt;
  const std::optional<std::string_view> names = after_by(line);
  if (!names) return std::nullopt;
  std::string_view list = *names;
  list = strip_trailing(list.substr(0, list.find(" in ")), " ,;:");
  list = list.substr(0, list.find(" at "));
  list = list.substr(0, list.find(" for "));
  std::string byline;
  for (const std::string_view part :
       split(list, {",", ";", " and ", " And ", " AND ", " & ", "|", " - ", "/", " \u2013 "})) {
    if (!is_person_name(part)) {
      if (is_role(part)) continue;
      return std::nullopt;
    }
    const bool single = part.find(' ') == std::string_view::npos;
    if (single && is_calendar_word(part)) return std::nullopt;
    // After a name, a single word or an office is whom they write for: "By Anna Verbeek, Halyard".
    if (!byline.empty() && (single || is_role(part))) continue;
    if (!byline.empty()) byline += ", ";
    byline += collapse_space(part);
  }
  if (byline.empty() || (byline.ends_with('.') && byline.find(' ') == std::string::npos))
    return std::nullopt;
  return byline;
}

/// "Copyright © 2016 The Lanternfield Herald. Reproduction without permission is prohibited."
bool is_copyright_line(std::string_view line) {
  constexpr std::size_t kLongest = 300;
  return line.size() <= kLongest &&
         starts_with_any(fold(line.substr(0, 24)),
                         {"\u00A9", "copyright \u00A9", "copyright 1", "copyright 2",
                          "copyright (c)", "(c) 1", "(c) 2"});
}

bool is_navigation_line(std::string_view line) {
  line = trim(line);
  if (is_copyright_line(line)) return true;
  if (line.empty() || line.size() > kLongestFurniture) return false;
  // The last line of wrapped copy may consist of any word: "share."
  if (line.front() >= 'a' && line.front() <= 'z') return false;
  const std::string folded_line = fold(line);
  const std::string_view folded = strip_trailing(folded_line, " :>\u00BB");
  if (starts_with_any(folded, {"most visited",
                               "most read",
                               "most viewed",
                               "most popular",
                               "most shared",
                               "most commented",
                               "most watched",
                               "all rights reserved",
                               "reprints and permission",
                               "share this",
                               "share on ",
                               "share with ",
                               "follow us",
                               "sign up for",
                               "subscribe to our",
                               "you may also like",
                               "you might also",
                               "more from ",
                               "more on this",
                               "more in ",
                               "read more:",
                               "read also",
                               "see also",
                               "also read",
                               "also in the news",
                               "recommended for you",
                               "leave a comment",
                               "click here ",
                               "back to top",
                               "terms of use",
                               "terms of service",
                               "privacy policy",
                               "follow us on",
                               "related:",
                               "related stor",
                               "related article",
                               "related news",
                               "related content",
                               "related topic",
                               "related link",
                               "related coverage",
                               "related reading",
                               "related post",
                               "related video",
                               "email this",
                               "print this"})) {
    return !line.ends_with('.') || folded.find("rights reserved") != std::string_view::npos ||
           folded.starts_with("reprints");
  }
  if (folded.starts_with("top ") &&
      (folded.ends_with(" stories") || folded.ends_with(" news") || folded.ends_with(" headlines")))
    return true;
  if (folded.ends_with("all rights reserved")) return true;
  return is_any(folded, {"related",
                         "share",
                         "share this",
                         "top stories",
                         "trending",
                         "trending now",
                         "recommended",
                         "read more",
                         "more stories",
                         "more news",
                         "latest news",
                         "latest stories",
                         "latest headlines",
                         "editor's picks",
                         "editors' picks",
                         "editor\u2019s picks",
                         "advertisement",
                         "newsletter",
                         "subscribe",
                         "sign up",
                         "comments",
                         "print",
                         "email",
                         "e-mail",
                         "facebook",
                         "twitter",
                         "whatsapp",
                         "linkedin",
                         "home",
                         "tags",
                         "topics",
                         "about us",
                         "contact us",
                         "popular",
                         "next story",
                         "previous story",
                         "back to top",
                         "tweet",
                         "what to read next",
                         "up next",
                         "in other news"});
}

bool is_sign_off(std::string_view line) {
  line = trim(line);
  if (line.empty() || line.size() > 600) return false;
  const std::string folded_line = fold(line.substr(0, 60));
  if (is_credit(folded_line)) return line.size() < 160 || line.starts_with('(');
  if (line.size() > 20) return false;
  // One point ends a sentence ("… told Reuters."), several are how some desks end a story.
  if (line.ends_with('.') && !line.ends_with("..")) return false;
  if (line == "-30-" || line == "\u201330\u2013" || line == "\u201430\u2014") return true;
  std::string_view folded = strip_trailing(folded_line, ". -)#*>");
  while (!folded.empty() &&
         std::string_view("-#*( <").find(folded.front()) != std::string_view::npos)
    folded.remove_prefix(1);
  return is_any(folded, {"reuter", "reuters", "ends", "end", "more", "ap", "afp", "tass", "xinhua",
                         "dpa", "upi", "ians", "pti", "agencies", "with agencies"}) ||
         (folded.empty() &&
          (line.starts_with("##") || line.starts_with("**") || line.starts_with("--")));
}

void apply_wire_conventions(Article& article) {
  const std::string text = std::move(article.body);
  Body body(text);
  std::optional<Published> changed;
  take_opening_lines(body, article, changed);
  take_dateline(body, article);
  // "Updated 14 March 2011" over a text that bears no other date is when it appeared.
  if (article.published && !article.modified)
    article.modified = changed;
  else if (!article.published)
    state_date(article, changed, PublishedFrom::Text);
  const std::string_view agency = drop_closing_lines(body, article);
  const bool credited = article.dateline && !article.dateline->agency.empty();
  if (article.source.empty() && !credited) article.source = agency;
  article.body = tidy_paragraphs(body.text());
}

}  // namespace morgue
