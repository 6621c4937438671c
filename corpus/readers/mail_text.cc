#include "corpus/readers/mail_text.h"

#include <algorithm>
#include <initializer_list>

#include "corpus/readers/divided_words.h"
#include "corpus/readers/fields.h"
#include "corpus/text/ascii.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// Lines as they were before they were wrapped: RFC 3676. Quotes keep one '>'.
std::string unflowed(std::string_view text, bool delete_space) {
  std::string out;
  std::size_t open_depth = 0;
  bool open = false;  // the line before goes on
  for (std::string_view line : mail_lines(text)) {
    const std::size_t depth = std::min(line.find_first_not_of('>'), line.size());
    line.remove_prefix(depth);
    if (line.starts_with(' ')) line.remove_prefix(1);
    const bool signature = line == "-- ";
    if (open && (depth != open_depth || signature)) {
      out += '\n';
      open = false;
    }
    if (!open && depth > 0) out += "> ";
    open = line.ends_with(' ') && !signature;
    open_depth = depth;
    if (open && delete_space) line.remove_suffix(1);
    out += line;
    if (!open) out += '\n';
  }
  return out;
}

bool is_quote(std::string_view line) {
  return line.starts_with('>') && !line.starts_with(">From ");  // the latter is mbox's doing
}

/// "On Monday, Anna Verbeek wrote:"
bool introduces_quote(std::string_view line) {
  const std::string folded = fold(trim(line));
  return folded.size() < 200 && (folded.ends_with("wrote:") || folded.ends_with("writes:") ||
                                 folded.ends_with("schrieb:") || folded.ends_with("a ecrit :"));
}

bool is_blank(std::string_view line) { return trim(line).empty(); }

/// What was written here and not before: without quotes and the lines that introduce them.
std::vector<std::string_view> without_quotes(const std::vector<std::string_view>& lines) {
  std::vector<std::string_view> kept;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_quote(lines[i])) {
      kept.push_back(lines[i]);
      continue;
    }
    const bool first = i == 0 || !is_quote(lines[i - 1]);
    if (!first) continue;
    std::size_t end = kept.size();
    while (end > 0 && is_blank(kept[end - 1])) --end;
    if (end == 0 || !introduces_quote(kept[end - 1])) continue;
    --end;
    if (end > 0 && starts_with_any(fold(kept[end - 1]), {"on ", "am ", "le "})) --end;
    kept.resize(end);
  }
  if (!std::ranges::all_of(kept, is_blank)) return kept;
  kept.clear();  // all of it is a quote, so that is the text
  for (std::string_view line : lines) {
    while (is_quote(line)) line = line.substr(line.starts_with("> ") ? 2 : 1);
    kept.push_back(line);
  }
  return kept;
}

/// Cuts the signature and what mailing lists put below it.
void drop_signature(std::vector<std::string_view>& lines) {
  constexpr std::size_t kLastLines = 12;
  bool any = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    const bool late = i + kLastLines >= lines.size();
    const bool list_footer = line.size() >= 20 && contains("_-=*", line.substr(0, 1)) &&
                             line.find_first_not_of(line.front()) == std::string_view::npos;
    const bool ends = line == "-- " || (late && (line == "--" || list_footer)) ||
                      fold(trim(line)) == "-----original message-----";
    if (any && ends) {
      lines.resize(i);
      return;
    }
    any = any || !is_blank(line);
  }
}

/// "---------- Forwarded message ----------" and the header lines below it.
std::vector<std::string_view> without_forward_lines(const std::vector<std::string_view>& lines) {
  std::vector<std::string_view> kept;
  bool header = false;
  for (const std::string_view line : lines) {
    const bool forward =
        line.starts_with("--") && line.size() < 80 && contains(fold(line), "forwarded message");
    if (forward) {
      header = true;
      continue;
    }
    header = header &&
             starts_with_any(fold(line.substr(0, 12)),
                             {"from:", "date:", "subject:", "to:", "cc:", "sent:", "reply-to:"});
    if (!header) kept.push_back(line);
  }
  return kept;
}

/// "View in browser", "Unsubscribe", "You are receiving this email because …"
bool is_mail_furniture(std::string_view line) {
  constexpr std::size_t kLongest = 400;
  line = trim(line);
  if (line.empty() || line.size() > kLongest) return false;
  const std::string folded_line = fold(line);
  std::string_view folded = folded_line;
  while (!folded.empty() && contains("[(<*|>- ", folded.substr(0, 1))) folded.remove_prefix(1);
  if (starts_with_any(folded, {"view in browser",
                               "view in your browser",
                               "view this email in",
                               "view this e-mail in",
                               "view this message in",
                               "view this newsletter in",
                               "view email in",
                               "view online",
                               "view as a web",
                               "view web version",
                               "view the web version",
                               "view the online version",
                               "read this email in",
                               "read in browser",
                               "open in browser",
                               "web version",
                               "having trouble viewing",
                               "having trouble reading",
                               "trouble viewing this",
                               "problems viewing this",
                               "can't see this email",
                               "can't read this email",
                               "email not displaying",
                               "is this email not displaying",
                               "if you are having trouble viewing",
                               "if you cannot see this",
                               "if you can't see this",
                               "click here to view",
                               "unsubscribe",
                               "to unsubscribe",
                               "click here to unsubscribe",
                               "click to unsubscribe",
                               "if you no longer wish to receive",
                               "if you do not wish to receive",
                               "if you'd like to unsubscribe",
                               "if you would like to unsubscribe",
                               "if you wish to unsubscribe",
                               "to stop receiving",
                               "you are receiving this",
                               "you're receiving this",
                               "you received this",
                               "you have received this",
                               "you are subscribed to",
                               "you're subscribed to",
                               "this email was sent to",
                               "this e-mail was sent to",
                               "this message was sent to",
                               "this newsletter was sent to",
                               "manage your subscription",
                               "manage your preferences",
                               "manage your email",
                               "manage preferences",
                               "manage subscription",
                               "update your preferences",
                               "update preferences",
                               "update your subscription",
                               "update subscription",
                               "update your email",
                               "change your preferences",
                               "email preferences",
                               "subscription preferences",
                               "add us to your address book",
                               "forward to a friend",
                               "forward this email",
                               "sent from my "}))
    return true;
  if (is_any(folded, {"press release", "news release", "media release", "for immediate release",
                      "press release for immediate release"}))
    return true;
  // Elsewhere in a line the word alone may be the news.
  return contains(folded, "unsubscribe") &&
         (contains(folded, "click") || contains(folded, "http") || contains(folded, "|") ||
          contains(folded, "\u00B7") || contains(folded, "preferences") ||
          contains(folded, "this list") || contains(folded, "mailing list"));
}

/// A line that is a link and nothing else.
bool is_bare_link(std::string_view line) {
  line = trim(line);
  while (!line.empty() && contains("<[(", line.substr(0, 1))) line.remove_prefix(1);
  while (!line.empty() && contains(">])", line.substr(line.size() - 1))) line.remove_suffix(1);
  return !web_address(line).empty();
}

constexpr std::size_t kFirstPieces = 6;  // lines or paragraphs in which furniture is looked for
constexpr std::size_t kLastPieces = 14;

/// Mail furniture among the first and last lines of a text goes, and with it the lines that it was
/// wrapped to ("… because you are\na subscriber").
std::vector<std::string_view> without_furniture_lines(const std::vector<std::string_view>& lines) {
  std::vector<std::string_view> kept;
  bool dropped = false;  // the line before
  std::size_t written = 0;
  const auto total = static_cast<std::size_t>(
      std::ranges::count_if(lines, [](std::string_view line) { return !is_blank(line); }));
  for (const std::string_view line : lines) {
    if (is_blank(line)) {
      dropped = false;
      kept.push_back(line);
      continue;
    }
    const bool outer = written < kFirstPieces || written + kLastPieces >= total;
    ++written;
    const bool goes_on = dropped && line.front() >= 'a' && line.front() <= 'z';
    dropped = goes_on || (outer && is_mail_furniture(line));
    if (!dropped) kept.push_back(line);
  }
  return kept;
}

}  // namespace

std::vector<std::string_view> mail_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    begin = end + 1;
  }
  return lines;
}

std::string clean_mail_text(std::string_view text, MailTextFormat format) {
  std::string rejoined;
  if (format.flowed) text = rejoined = unflowed(text, format.delete_space);
  std::vector<std::string_view> lines = without_quotes(mail_lines(text));
  drop_signature(lines);
  std::string out;
  for (std::string_view line : without_furniture_lines(without_forward_lines(lines))) {
    if (is_bare_link(line)) continue;
    if (line.starts_with(">From ")) line.remove_prefix(1);
    out.append(line).append("\n");
  }
  return format.flowed ? out : join_divided_words(out);
}

std::string without_mail_furniture(std::string_view body) {
  std::vector<std::string_view> paragraphs;
  for (std::size_t begin = 0; begin <= body.size();) {
    const std::size_t end = std::min(body.find("\n\n", begin), body.size());
    paragraphs.push_back(body.substr(begin, end - begin));
    begin = end + 2;
  }
  std::string out;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    const bool outer = i < kFirstPieces || i + kLastPieces >= paragraphs.size();
    if (outer && is_mail_furniture(paragraphs[i])) continue;
    if (!out.empty()) out += "\n\n";
    out += paragraphs[i];
  }
  return out;
}

}  // namespace morgue
