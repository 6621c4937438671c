// E-mail: newsletters and press releases as articles, pages saved as MHTML, and mailboxes.
//
// GMime undoes the layers of MIME (multiparts, base64, quoted-printable, encoded words); which of
// the parts that come out is the article is decided here, and what of a plain one is its text in
// mail_text.cc. Formats: RFC 5322 (messages), 2045 to 2047 (MIME), 2557 (MHTML), 4155 (mbox).
#include "corpus/readers/mail.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "corpus/dateline.h"
#include "corpus/readers/fields.h"
#include "corpus/readers/mail_text.h"
#include "corpus/readers/piecewise.h"
#include "corpus/readers/reader.h"
#include "corpus/text/ascii.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename Object>
using Ref = std::unique_ptr<Object, Unref>;

struct Free {
  void operator()(char* text) const { g_free(text); }
};
using OwnedText = std::unique_ptr<char, Free>;

std::string_view view(const char* text) {
  return text == nullptr ? std::string_view() : std::string_view(text);
}

constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// --- What a message says of itself -------------------------------------------------------------

constexpr std::size_t kLongestField = 8192;  // of a header field; the rest is not looked at

/// The value of a header field as it stands in the message, in UTF-8. Empty if there is none.
std::string raw_field(GMimeObject* object, const char* name) {
  GMimeHeader* header = g_mime_header_list_get_header(g_mime_object_get_header_list(object), name);
  if (header == nullptr) return {};
  return to_utf8(view(g_mime_header_get_raw_value(header)).substr(0, kLongestField));
}

/// The value of a header field with its encoded words decoded: RFC 2047.
std::string field(GMimeObject* object, const char* name) {
  const std::string raw = raw_field(object, name);
  if (!contains(raw, "=?")) return one_line(raw);
  const OwnedText decoded(g_mime_utils_header_decode_text(nullptr, raw.c_str()));
  return one_line(to_utf8(view(decoded.get())));
}

/// "Re: Fwd: [herald-list] Press release: Tram line opens" → "Tram line opens".
std::string subject_of(GMimeObject* message) {
  constexpr std::size_t kLongestList = 40;
  std::string subject = field(message, "Subject");
  std::string_view rest = subject;
  while (true) {
    std::string_view next = rest;
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    const std::string folded = fold(rest.substr(0, std::min<std::size_t>(colon, 16)));
    if (colon < rest.size() &&
        (is_any(folded, {"re", "fwd", "fw", "aw", "wg", "sv", "tr", "vs", "press release",
                         "news release", "media release"}) ||
         (folded.starts_with("re[") && folded.size() < 6)))
      next = trim(rest.substr(colon + 1));
    else if (const std::size_t close = rest.find(']');
             rest.starts_with('[') && close != std::string_view::npos && close < kLongestList)
      next = trim(rest.substr(close + 1));
    if (next.size() == rest.size() || next.empty()) break;
    rest = next;
  }
  return std::string(rest);
}

/// The display name of whom it is from, else the domain.
std::string sender_of(GMimeObject* message) {
  constexpr std::size_t kLongest = 1024;
  const std::string from = raw_field(message, "From").substr(0, kLongest);
  if (from.empty()) return {};
  const Ref<InternetAddressList> list(internet_address_list_parse(nullptr, from.c_str()));
  if (!list || internet_address_list_length(list.get()) == 0) return {};
  InternetAddress* first = internet_address_list_get_address(list.get(), 0);
  std::string name = one_line(to_utf8(view(internet_address_get_name(first))));
  if (!name.empty() && !contains(name, "@")) return name;
  std::string address = name;
  if (address.empty() && INTERNET_ADDRESS_IS_MAILBOX(first))
    address =
        one_line(to_utf8(view(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first)))));
  const std::size_t at = address.rfind('@');
  return at == std::string::npos ? std::string() : fold(address.substr(at + 1));
}

std::optional<Published> date_of(GMimeObject* message) {
  std::string text = field(message, "Date");
  if (const std::size_t comment = text.find('('); comment != std::string::npos)
    text.resize(comment);  // "+0100 (CET)"
  return parse_printed_date(text);
}

/// An address of this message on the web; that of its list's archive will do.
std::string address_of(GMimeObject* message) {
  for (const char* name : {"Archived-At", "X-URL", "List-Archive"}) {
    std::string text = field(message, name);
    std::string_view value = trim(text);
    if (value.starts_with('<')) value = value.substr(1, value.find('>') - 1);
    if (std::string address = web_address(value); !address.empty()) return address;
  }
  return {};
}

// --- The parts of a message --------------------------------------------------------------------

struct Part {
  GMimePart* part = nullptr;
  std::string charset;
};

/// The parts of a message that may hold its text, in order. Bounds on what is looked at keep a
/// message made to be hard from being so; no newsletter comes near them.
class Parts {
 public:
  std::vector<Part> html;
  std::vector<Part> plain;

  explicit Parts(GMimeObject* top) {
    walk(top, 0);
    // Text only in the messages that are attached: a digest, or one that was forwarded.
    std::vector<GMimeObject*> attached = std::move(messages_);
    for (GMimeObject* message : attached) {
      if (html.empty()) walk(message, kDeepest / 2);
    }
  }

 private:
  static constexpr int kDeepest = 32;
  static constexpr int kMostParts = 500;

  void walk(GMimeObject* object, int depth) {
    if (object == nullptr || depth > kDeepest || ++count_ > kMostParts) return;
    if (GMIME_IS_MULTIPART(object)) {
      GMimeMultipart* multipart = GMIME_MULTIPART(object);
      const int count = g_mime_multipart_get_count(multipart);
      for (int i = 0; i < count && count_ <= kMostParts; ++i)
        walk(g_mime_multipart_get_part(multipart, i), depth + 1);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
      GMimeMessage* message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
      if (message != nullptr) messages_.push_back(g_mime_message_get_mime_part(message));
    } else if (GMIME_IS_PART(object)) {
      take(GMIME_PART(object), object);
    }
  }

  void take(GMimePart* part, GMimeObject* object) {
    const char* disposition = g_mime_object_get_disposition(object);
    if (disposition != nullptr && fold(view(disposition)) == "attachment") return;
    GMimeContentType* type = g_mime_object_get_content_type(object);
    const Part found{part, std::string(view(g_mime_content_type_get_parameter(type, "charset")))};
    if (g_mime_content_type_is_type(type, "text", "html") != FALSE ||
        g_mime_content_type_is_type(type, "application", "xhtml+xml") != FALSE)
      html.push_back(found);
    else if (g_mime_content_type_is_type(type, "text", "plain") != FALSE)
      plain.push_back(found);
  }

  std::vector<GMimeObject*> messages_;
  int count_ = 0;
};

/// The content of a part without its transfer encoding.
std::string content_of(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const Ref<GMimeStream> out(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, out.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out.get()));
  std::string text;
  text.reserve(bytes->len);
  for (guint i = 0; i < bytes->len; ++i) text += static_cast<char>(bytes->data[i]);
  return text;
}

/// Charsets of seven bits look like ASCII, which to_utf8() would take them for. These are turned
/// into UTF-8 here.
std::string without_shifts(std::string text, std::string_view charset) {
  const std::string name = fold(charset);
  if (!starts_with_any(name, {"iso-2022-", "utf-7", "hz-gb"})) return text;
  iconv_t converter = g_mime_iconv_open("utf-8", name.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return text;
  const OwnedText utf8(g_mime_iconv_strndup(converter, text.data(), text.size()));
  g_mime_iconv_close(converter);
  return utf8 ? std::string(utf8.get()) : text;
}

// --- The text of an article --------------------------------------------------------------------

std::string written_text(const Part& part) {
  GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(part.part));
  const MailTextFormat format{
      .flowed = fold(view(g_mime_content_type_get_parameter(type, "format"))) == "flowed",
      .delete_space = fold(view(g_mime_content_type_get_parameter(type, "delsp"))) == "yes"};
  return clean_mail_text(
      clean_text(to_utf8(without_shifts(content_of(part.part), part.charset), part.charset)),
      format);
}

bool opens_story(std::string_view line) {
  const std::optional<DatelineRead> read = read_dateline(line);
  return read_byline(line) || (read && (!read->dateline.agency.empty() || read->dateline.day));
}

/// As apply_wire_conventions(), for a text that may begin with a headline of its own, other than
/// the subject of the message: that stays, and byline and dateline after it are found.
void apply_mail_conventions(Article& article) {
  constexpr std::size_t kLongestHeadline = 200;
  const std::string_view text = trim(article.body);
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string first = collapse_space(text.substr(0, end));
  const std::string_view rest = trim(text.substr(end));
  const bool headline = first.size() <= kLongestHeadline && !first.ends_with('.') &&
                        !opens_story(first) && opens_story(rest.substr(0, rest.find('\n')));
  if (!headline) return apply_wire_conventions(article);
  article.body = std::string(rest);
  apply_wire_conventions(article);
  if (contains(fold(article.headline), fold(first))) return;
  article.body = article.body.empty() ? first : first + "\n\n" + article.body;
}

/// Words from the beginning of a text that has no headline.
std::string first_words(std::string_view body) {
  constexpr std::size_t kLongest = 120;
  const std::string_view line = body.substr(0, body.find('\n'));
  if (line.size() <= kLongest) return std::string(line);
  const std::size_t blank = line.rfind(' ', kLongest);
  return std::string(line.substr(0, blank == std::string_view::npos ? 0 : blank));
}

// --- Messages ----------------------------------------------------------------------------------

/// Where the page that a message holds was saved from, for MHTML. Nothing if it is a letter.
std::optional<std::string> saved_from(GMimeObject* message, GMimeObject* top, const Parts& parts) {
  if (parts.html.empty()) return std::nullopt;
  const auto first_address = [](std::initializer_list<std::string> candidates) {
    for (const std::string& candidate : candidates) {
      if (std::string address = web_address(candidate); !address.empty()) return address;
    }
    return std::string();
  };
  const std::string snapshot = field(message, "Snapshot-Content-Location");
  const std::string location = field(GMIME_OBJECT(parts.html.front().part), "Content-Location");
  const std::string address = first_address({snapshot, location, field(top, "Content-Location")});
  const bool by_a_browser = !snapshot.empty() || contains(raw_field(message, "From"), "Saved by ");
  const bool sent = !raw_field(message, "Received").empty() ||
                    !raw_field(message, "Message-ID").empty() || !raw_field(message, "To").empty();
  if (!by_a_browser && (address.empty() || sent)) return std::nullopt;
  return address;
}

class MailReader {
 public:
  MailReader(const SourceFile& file, const RecordSink& sink) : file_(file), sink_(sink) {}

  /// @param number  of the message in a mailbox; 0 if the file is the message
  void read(std::string_view bytes, std::uint64_t number, std::uint64_t line) {
    constexpr const char* kNoHeader = "no header of an e-mail message";
    if (bytes.empty()) return sink_(skip(file_, line, SkipReason::Malformed, kNoHeader));
    // Once for the process; a local static is initialised by one thread while the others wait.
    static const bool ready = [] {
      g_mime_init();
      return true;
    }();
    const Ref<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    const Ref<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Ref<GMimeMessage> parsed(ready ? g_mime_parser_construct_message(parser.get(), nullptr)
                                         : nullptr);
    GMimeObject* top = parsed ? g_mime_message_get_mime_part(parsed.get()) : nullptr;
    if (top == nullptr) return sink_(skip(file_, line, SkipReason::Malformed, kNoHeader));
    GMimeObject* message = GMIME_OBJECT(parsed.get());
    std::string id = clean_text(printable_path(file_.id_path));
    if (number > 0) id += "/" + name_of(message, number);
    read_parts(message, top, std::move(id), line);
  }

 private:
  static std::string name_of(GMimeObject* message, std::uint64_t number) {
    constexpr std::size_t kLongest = 250;
    const std::string name = field(message, "Message-ID");
    std::string_view id = trim(name);
    if (id.starts_with('<')) id = id.substr(1, id.find('>') - 1);
    if (id.empty() || id.size() > kLongest) return std::to_string(number);
    return std::string(id);
  }

  void read_parts(GMimeObject* message, GMimeObject* top, std::string id, std::uint64_t line) {
    const Parts parts(top);
    const std::optional<std::string> address = saved_from(message, top, parts);
    if (address) return read_saved_page(message, parts.html.front(), *address, std::move(id), line);
    Article article = article_of(file_, std::move(id), line);
    article.headline = subject_of(message);
    article.published = date_of(message);
    if (article.published) article.published_from = PublishedFrom::Metadata;
    article.source = sender_of(message);
    article.url = address_of(message);
    article.language = language_code(field(message, "Content-Language"));
    if (!parts.html.empty()) take_page(parts.html.front(), article);
    if (!parts.plain.empty()) take_plain(parts.plain, article);
    if (article.headline.empty()) article.headline = first_words(article.body);
    if (article.headline.empty() && article.body.empty())
      return sink_(skip(file_, line, SkipReason::NoText, "no subject and no text in this message"));
    date_from_path(article, file_);
    sink_(std::move(article));
  }

  Record page_of(const Part& part, const std::string& address) const {
    const std::string bytes = content_of(part.part);
    const std::string html = without_shifts(bytes, part.charset);
    return read_html(html, file_, {address, html == bytes ? part.charset : "utf-8"});
  }

  void read_saved_page(GMimeObject* message, const Part& part, const std::string& address,
                       std::string id, std::uint64_t line) {
    Record record = page_of(part, address);
    if (auto* article = std::get_if<Article>(&record)) {
      article->id = std::move(id);
      article->line = line;
      if (article->headline.empty()) article->headline = subject_of(message);
    } else {
      std::get<Skipped>(record).line = line;
    }
    sink_(std::move(record));
  }

  void take_page(const Part& part, Article& article) const {
    Record record = page_of(part, {});
    auto* page = std::get_if<Article>(&record);
    if (page == nullptr) return;
    // A story's own headline, under the subject of the message, is part of the text.
    std::string body = without_mail_furniture(page->body);
    const std::string subject = fold(article.headline);
    const std::string headline = fold(page->headline);
    const bool own = !subject.empty() && !contains(subject, headline) &&
                     !contains(headline, subject) && headline.size() > kShortest &&
                     contains(fold(content_of(part.part)), "<h1");
    if (own) body = page->headline + "\n\n" + body;
    if (article.headline.empty()) article.headline = page->headline;
    if (article.url.empty()) article.url = page->url;
    if (article.language.empty()) article.language = page->language;
    article.byline = page->byline;
    article.dateline = page->dateline;
    article.section = page->section;
    article.body = std::move(body);
    apply_mail_conventions(article);
  }

  /// The plain text is taken if the page gave none, or so little that the extraction must have
  /// taken the article for furniture: newsletters are tables in tables.
  void take_plain(const std::vector<Part>& parts, Article& article) const {
    std::string text;
    for (const Part& part : parts) {
      if (!text.empty()) text += "\n";
      text += written_text(part);
    }
    Article plain = article;
    plain.byline.clear();
    plain.dateline.reset();
    plain.body = std::move(text);
    apply_mail_conventions(plain);
    plain.body = without_mail_furniture(plain.body);
    apply_mail_conventions(plain);
    if (article.body.size() * kMuchMore >= plain.body.size() && !article.body.empty()) {
      if (article.byline.empty()) article.byline = std::move(plain.byline);
      return;
    }
    if (plain.byline.empty()) plain.byline = std::move(article.byline);
    if (!plain.dateline) plain.dateline = article.dateline;
    article = std::move(plain);
  }

  static constexpr std::size_t kShortest = 20;
  static constexpr std::size_t kMuchMore = 3;

  const SourceFile& file_;
  const RecordSink& sink_;
};

// --- Detection ---------------------------------------------------------------------------------

/// The name of a header field, "Message-ID" of "Message-ID: <…>"; empty if the line is none.
std::string_view field_name(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 76) return {};
  const std::string_view name = line.substr(0, colon);
  const bool token = std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7F; });
  return token ? name : std::string_view();
}

bool is_clock_time(std::string_view word) {
  const std::size_t colon = word.find(':');
  return (colon == 1 || colon == 2) && word.size() >= colon + 3 && is_digit(word[0]) &&
         is_digit(word[colon + 1]) && is_digit(word[colon + 2]);
}

/// "From anna@herald.example Mon Dec 19 14:05:00 2016": RFC 4155, appendix A. Weekday, month, time
/// and year must all be there, since sentences begin with "From" too.
bool is_mbox_separator(std::string_view line) {
  constexpr std::string_view kDays = "Mon Tue Wed Thu Fri Sat Sun";
  constexpr std::string_view kMonths = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
  constexpr std::size_t kLongest = 300;
  if (!line.starts_with("From ") || line.size() > kLongest) return false;
  bool day = false;
  bool month = false;
  bool time = false;
  bool year = false;
  for (std::size_t begin = 5; begin < line.size();) {
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    std::string_view word = line.substr(begin, end - begin);
    begin = end + 1;
    while (word.ends_with(',') || word.ends_with('\r')) word.remove_suffix(1);
    const bool letters = word.size() == 3 && std::ranges::all_of(word, is_ascii_letter);
    day = day || (letters && contains(kDays, word));
    month = month || (letters && contains(kMonths, word));
    time = time || is_clock_time(word);
    year = year || (word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
                    std::ranges::all_of(word, is_digit));
  }
  return day && month && time && year;
}

/// Takes back what mailboxes do to lines that begin with "From ": RFC 4155 ("mboxo") and mboxrd.
std::string_view unescaped(std::string_view line) {
  const std::size_t depth = line.find_first_not_of('>');
  const bool escaped =
      depth != std::string_view::npos && depth > 0 && line.substr(depth).starts_with("From ");
  return escaped ? line.substr(1) : line;
}

/// Cuts a mailbox into messages, of which one at a time is in memory.
class Mailbox {
 public:
  Mailbox(Piecewise& in, const SourceFile& file, const ReadLimits& limits, const RecordSink& sink)
      : in_(in), file_(file), limit_(limits.article_bytes), sink_(sink), reader_(file, sink) {}

  void read() {
    in_.skip_utf8_mark();
    std::string text;
    bool blank = true;  // the line before was empty
    while (!in_.at_end()) {
      const std::uint64_t number = in_.line();
      const bool whole = in_.read_line(text, limit_);
      if (blank && is_mbox_separator(text)) {
        end();
        begin(number);
        continue;
      }
      blank = whole && (text.empty() || text == "\r");
      if (inside_) add(whole, text);
    }
    end();
    if (number_ == 0)
      sink_(skip(file_, 0, SkipReason::NoText,
                 "no message in this mailbox; each must begin with a line \"From address date\""));
  }

 private:
  void begin(std::uint64_t line) {
    inside_ = true;
    too_long_ = false;
    line_ = line;
    ++number_;
  }

  void add(bool whole, std::string_view line) {
    too_long_ = too_long_ || !whole || message_.size() + line.size() > limit_;
    if (too_long_)
      message_.clear();
    else
      message_.append(unescaped(line)).append("\n");
  }

  void end() {
    if (!inside_) return;
    if (too_long_)
      sink_(skip(file_, line_, SkipReason::TooLarge,
                 "over the limit of " + size_text(limit_) +
                     " for one message; take its attachments out or leave it out"));
    else
      reader_.read(message_, number_, line_);
    message_.clear();
    inside_ = false;
  }

  Piecewise& in_;
  const SourceFile& file_;
  std::uint64_t limit_;
  const RecordSink& sink_;
  MailReader reader_;
  std::string message_;
  std::uint64_t number_ = 0;
  std::uint64_t line_ = 0;
  bool inside_ = false;
  bool too_long_ = false;
};

/// Without a byte order mark and empty lines.
std::string_view message_start(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  bytes.remove_prefix(std::min(bytes.find_first_not_of("\r\n"), bytes.size()));
  return bytes;
}

}  // namespace

bool looks_like_mail(std::string_view head) {
  head = message_start(head).substr(0, 4096);
  int known = 0;
  int technical = 0;
  bool address = false;
  bool time = false;
  bool subject = false;
  for (const std::string_view line : mail_lines(head)) {
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') {
      if (known == 0) return false;
      continue;
    }
    const std::string_view raw_name = field_name(line);
    if (raw_name.empty()) {
      if (line.data() + line.size() == head.data() + head.size()) break;  // cut in the middle
      return false;
    }
    const std::string name = fold(raw_name);
    const std::string_view value = trim(line.substr(raw_name.size() + 1));
    const bool is_technical =
        ((name == "message-id" || name == "return-path") && value.starts_with('<')) ||
        (name == "mime-version" && value.starts_with('1')) ||
        (name == "content-type" && contains(value, "/")) ||
        (name == "received" && (contains(value, "from ") || contains(value, "by "))) ||
        starts_with_any(name, {"delivered-to", "dkim-signature", "arc-", "list-unsubscribe",
                               "snapshot-content-location", "content-transfer-encoding"});
    technical += is_technical ? 1 : 0;
    address = address || (name == "from" && contains(value, "@"));
    time = time || (name == "date" && contains(value, ":") &&
                    parse_printed_date(value.substr(0, value.find('('))));
    subject = subject || name == "subject";
    const bool common = name == "from" || name == "to" || name == "date" || name == "subject" ||
                        name == "reply-to" || name == "sender" || name == "cc";
    known += is_technical || common ? 1 : 0;
  }
  return (technical >= 1 && known >= 3) || (address && time && subject);
}

bool looks_like_mbox(std::string_view head) {
  head = message_start(head);
  const std::size_t end = head.find('\n');
  if (end == std::string_view::npos || !is_mbox_separator(head.substr(0, end))) return false;
  const std::string_view rest = head.substr(end + 1);
  return rest.starts_with(">From ") || !field_name(rest.substr(0, rest.find('\n'))).empty();
}

void read_mail(std::string_view bytes, const SourceFile& file, const RecordSink& sink) {
  std::string_view message = message_start(bytes);
  if (trim(message).empty()) return sink(skip(file, 0, SkipReason::Empty, "white space only"));
  if (message.starts_with("From ")) {
    const std::size_t end = message.find('\n');
    message = end == std::string_view::npos ? std::string_view() : message.substr(end + 1);
  }
  MailReader(file, sink).read(message, 0, 0);
}

void read_mbox(std::istream& in, const SourceFile& file, const ReadLimits& limits,
               const RecordSink& sink, const std::function<void(std::uint64_t)>& consumed) {
  Piecewise bytes(in, consumed);
  Mailbox(bytes, file, limits, sink).read();
}

}  // namespace morgue
