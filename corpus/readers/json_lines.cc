// JSON lines: one object a line, and, because people have those too, pretty-printed objects and
// arrays of objects. Only one object is in memory at a time; one that is too long is passed over
// without being held. Objects in ninjs, the IPTC's JSON for news, have other fields and are told by
// them.
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <vector>

#include "corpus/agency.h"
#include "corpus/dateline.h"
#include "corpus/readers/fields.h"
#include "corpus/readers/nitf.h"
#include "corpus/readers/piecewise.h"
#include "corpus/readers/reader.h"
#include "corpus/readers/xml.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

constexpr std::size_t kLongestId = 500;  // bytes

enum Field : std::uint8_t {
  Id,
  Url,
  Title,
  Headline,
  Date,
  PublishedOn,
  Modified,
  Updated,
  Source,
  Author,
  Byline,
  Section,
  Language,
  BodyText,
  Text
};
constexpr std::size_t kFields = 15;
constexpr std::array<std::string_view, kFields> kFieldNames = {
    "id",     "url",    "title",  "headline", "date",     "published", "modified", "updated",
    "source", "author", "byline", "section",  "language", "body",      "text"};

/// What a person would read in a value: a string, a number, the names in a list or an object.
/// Nothing for true, false and null.
std::string text_of(element value, std::string_view separator, int depth = 0) {
  constexpr int kDeepest = 3;
  switch (value.type()) {
    case element_type::STRING:
      return std::string(value.get_string().value_unsafe());
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
      return simdjson::minify(value);
    case element_type::ARRAY: {
      std::string out;
      simdjson::dom::array items;
      if (depth == kDeepest || value.get(items) != simdjson::SUCCESS) return out;
      for (const element item : items) {
        const std::string text = text_of(item, separator, depth + 1);
        if (!out.empty() && !text.empty()) out += separator;
        out += text;
      }
      return out;
    }
    case element_type::OBJECT: {
      simdjson::dom::object object;
      if (depth == kDeepest || value.get(object) != simdjson::SUCCESS) return {};
      for (const std::string_view key : {"name", "text", "value", "@value"}) {
        element inner;
        if (object.at_key(key).get(inner) == simdjson::SUCCESS)
          return text_of(inner, separator, depth + 1);
      }
      return {};
    }
    default:
      return {};
  }
}

/// "( XOM.N )" → "(XOM.N)", "Lynn Adler , Nick Carey" → "Lynn Adler, Nick Carey": traces of markup
/// that was stripped.
std::string close_up(std::string text) {
  std::size_t out = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ' ') {
      const char before = out > 0 ? text[out - 1] : '\n';
      const char after = i + 1 < text.size() ? text[i + 1] : '\n';
      const bool closes = after == ')' || after == ';' ||
                          (after == ',' && (i + 2 >= text.size() || text[i + 2] == ' '));
      // A blank at the start of a line is an indentation and means a paragraph.
      if (before == '(' || (closes && before != '\n')) continue;
    }
    text[out++] = c;
  }
  text.resize(out);
  return text;
}

bool has_control_character(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size();) {
    const char32_t c = next_code_point(utf8, i);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
  }
  return false;
}

/// An item in ninjs 1.0 to 3.0. Version 3 writes in capitals ("bodyText") what those before wrote
/// small, and version 2 turned "headline" and its variants into a list, "headlines".
/// Source: the schemas at https://iptc.org/std/ninjs/.
class Ninjs {
 public:
  explicit Ninjs(simdjson::dom::object object) : object_(object) {}

  /// Other JSON may have a uri too; one of the names that only ninjs has must be beside it.
  bool is_one() const {
    constexpr std::array kOwnNames = std::to_array<std::string_view>(
        {"versioncreated", "firstcreated", "contentcreated", "pubstatus", "representationtype",
         "body_text", "body_xhtml", "body_html", "headlines", "bodies", "eventdetails"});
    return !line("uri").empty() && std::ranges::any_of(kOwnNames, [this](std::string_view name) {
      return find(name).has_value();
    });
  }

  std::string line(std::string_view name) const {
    const std::optional<element> value = find(name);
    return value ? one_line(text_of(*value, ", ")) : std::string();
  }

  /// The first of these fields that says something.
  std::string first_line(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
      if (std::string text = line(name); !text.empty()) return text;
    }
    return {};
  }

  /// What is in a list like [{"role": "main", "value": "…"}]: of this role, else the first one.
  std::string value_in(std::string_view list, std::string_view role, std::string_view key) const {
    std::string first;
    for (const simdjson::dom::object item : objects_in(list)) {
      std::string value = string_in(item, key);
      if (fold(string_in(item, "role")) == role && !trim(value).empty()) return value;
      if (trim(first).empty()) first = value;
    }
    return first;
  }

  /// All of what is in a list, as "a, b".
  std::string names_in(std::string_view list) const {
    std::string names;
    for (const simdjson::dom::object item : objects_in(list)) {
      std::string name = one_line(string_in(item, "value"));
      if (name.empty()) name = one_line(string_in(item, "name"));
      if (!names.empty() && !name.empty()) names += ", ";
      names += name;
    }
    return names;
  }

  /// Marked-up content shows where paragraphs begin, so it goes before plain text; but some call
  /// plain text XHTML.
  std::string content() const {
    std::string plain;
    const auto better = [&plain](const std::string& text) {
      const bool marked_up =
          text.find("<p") != std::string::npos || text.find("<nitf") != std::string::npos;
      if (trim(plain).empty()) plain = text;
      return marked_up;
    };
    for (const simdjson::dom::object body : objects_in("bodies")) {
      if (std::string text = string_in(body, "value"); better(text)) return text;
    }
    for (const std::string_view name : {"body_text", "body_xhtml", "body_html", "body"}) {
      if (std::string text = string_of(find(name)); better(text)) return text;
    }
    return plain;
  }

  /// What is said about the item in place of its text.
  std::string description() const {
    std::string text = value_in("descriptions", "text", "value");
    if (text.empty()) text = string_of(find("description_text"));
    if (text.empty()) text = string_of(find("description_xhtml"));
    return text;
  }

  std::optional<element> find(std::string_view name) const {
    for (const auto& [key, value] : object_) {
      if (same_name(key, name)) return value;
    }
    return std::nullopt;
  }

 private:
  static bool same_name(std::string_view key, std::string_view name) {
    return std::ranges::equal(
        key, name, [](char a, char b) { return a == b || (a >= 'A' && a <= 'Z' && a + 32 == b); });
  }

  static std::string string_of(const std::optional<element>& value) {
    std::string_view text;
    if (!value || value->get(text) != simdjson::SUCCESS) return {};
    return std::string(text);
  }

  static std::string string_in(simdjson::dom::object object, std::string_view name) {
    return string_of(Ninjs(object).find(name));
  }

  std::vector<simdjson::dom::object> objects_in(std::string_view name) const {
    std::vector<simdjson::dom::object> objects;
    const std::optional<element> value = find(name);
    simdjson::dom::array items;
    if (!value || value->get(items) != simdjson::SUCCESS) return objects;
    for (const element item : items) {
      simdjson::dom::object object;
      if (item.get(object) == simdjson::SUCCESS) objects.push_back(object);
    }
    return objects;
  }

  simdjson::dom::object object_;
};

/// What is published about JSON itself: { "$schema": …, "properties": { … } }.
bool is_schema(simdjson::dom::object object) {
  element schema;
  element inside;
  return object.at_key("$schema").get(schema) == simdjson::SUCCESS &&
         (object.at_key("properties").get(inside) == simdjson::SUCCESS ||
          object.at_key("$defs").get(inside) == simdjson::SUCCESS ||
          object.at_key("definitions").get(inside) == simdjson::SUCCESS);
}

class JsonReader {
 public:
  JsonReader(const SourceFile& file, const RecordSink& sink) : file_(file), sink_(sink) {}

  /// One object, from its own line number on. `text` is changed: padding is added, a wrong charset
  /// repaired.
  void read(std::string& text, std::uint64_t line) {
    line_ = line;
    element root;
    simdjson::error_code error = parse(text, root);
    if (error == simdjson::UTF8_ERROR) {
      text = to_utf8(text.substr(0, length_));
      error = parse(text, root);
      if (error == simdjson::SUCCESS) note("not UTF-8; its charset was guessed");
    }
    simdjson::dom::object object;
    if (error != simdjson::SUCCESS) {
      report(SkipReason::Malformed, std::string("broken JSON: ") + simdjson::error_message(error));
    } else if (root.get(object) != simdjson::SUCCESS) {
      report(SkipReason::Malformed, "not a JSON object; each article must be one, { … }");
    } else if (is_schema(object)) {
      report(SkipReason::NoText, "a JSON schema, which describes articles and is none");
    } else if (const Ninjs item(object); item.is_one()) {
      deliver_ninjs(item);
    } else {
      collect(object);
      deliver();
    }
  }

  void report(SkipReason reason, std::string detail) const {
    sink_(skip(file_, line_, reason, std::move(detail)));
  }
  void report_at(std::uint64_t line, SkipReason reason, std::string detail) {
    line_ = line;
    report(reason, std::move(detail));
  }

 private:
  simdjson::error_code parse(std::string& text, element& root) {
    length_ = text.size();
    text.append(simdjson::SIMDJSON_PADDING, ' ');
    return parser_.parse(text.data(), length_, false).get(root);
  }

  /// The article was, or will be, kept all the same.
  void note(std::string detail) const {
    Skipped doubtful = skip(file_, line_, SkipReason::Malformed, std::move(detail));
    doubtful.doubtful = true;
    sink_(std::move(doubtful));
  }

  /// Of duplicate keys the last one that says something counts.
  void collect(simdjson::dom::object object) {
    for (std::string& field : fields_) field.clear();
    for (const auto& [key, value] : object) {
      const auto* found = std::ranges::find(kFieldNames, key);
      if (found == kFieldNames.end()) continue;
      const auto field = static_cast<std::size_t>(found - kFieldNames.begin());
      std::string text = text_of(value, field == BodyText || field == Text ? "\n\n" : ", ");
      if (!text.empty()) fields_.at(field) = std::move(text);
    }
  }

  std::string_view either(Field first, Field second) const {
    return trim(fields_.at(first)).empty() ? fields_.at(second) : fields_.at(first);
  }

  /// What is wrong with an id; empty if it can be kept.
  static std::string fault_of(const std::string& id) {
    if (id.size() > kLongestId) return "its id is over 500 bytes; shorten it";
    if (has_control_character(id)) return "its id has control characters; remove them";
    return {};
  }

  void deliver() {
    std::string id = fields_.at(Id);
    if (std::string fault = fault_of(id); !fault.empty())
      return report(SkipReason::Malformed, std::move(fault));
    if (trim(id).empty()) id = printable_path(file_.id_path) + "/" + std::to_string(line_);
    Article article = article_of(file_, std::move(id), line_);
    article.headline = one_line(either(Title, Headline));
    article.body = close_up(clean_text(either(BodyText, Text)));
    if (article.headline.empty() && trim(article.body).empty()) return report_no_text();
    article.url = web_address(fields_.at(Url));
    article.byline = clean_byline(either(Author, Byline));
    article.source = one_line(fields_.at(Source));
    if (article.source.empty()) article.source = agency_in_byline(either(Author, Byline));
    article.section = one_line(fields_.at(Section));
    article.language = language_code(fields_.at(Language));
    set_date(article, either(Date, PublishedOn));
    set_modified(article, {fields_.at(Modified), fields_.at(Updated)});
    apply_wire_conventions(article);
    if (article.headline.empty() && article.body.empty()) return report_no_text();
    finish(std::move(article));
  }

  void finish(Article article) const {
    if (!article.published) date_from_url(article);
    if (article.source.empty() && article.dateline) article.source = article.dateline->agency;
    sink_(std::move(article));
  }

  void deliver_ninjs(const Ninjs& item) const {
    const std::string id = item.line("uri");
    if (std::string fault = fault_of(id); !fault.empty())
      return report(SkipReason::Malformed, std::move(fault));
    const std::string content = item.content();
    const std::string what = what_without_text(item);
    if (trim(content).empty() && !what.empty()) return report(SkipReason::NoText, what);
    Article article = article_of(file_, id, line_);
    fill_from_ninjs(item, article);
    const std::string wrong = fill_from_content(content, article);
    if (article.body.empty() && !wrong.empty())
      return report(SkipReason::Malformed, "its body cannot be read: " + wrong);
    if (article.body.empty()) fill_from_content(item.description(), article);
    apply_wire_conventions(article);
    if (article.headline.empty() && article.body.empty())
      return report(SkipReason::NoText, "an item in ninjs with neither a headline nor a body");
    if (!article.dateline) set_dateline(item.line("located"), article);
    finish(std::move(article));
  }

  /// "a picture, not an article"; empty for what may well be text.
  static std::string what_without_text(const Ninjs& item) {
    struct Kind {
      std::string_view type;
      std::string_view what;
    };
    constexpr std::array kKinds = std::to_array<Kind>({{"picture", "a picture"},
                                                       {"graphic", "a graphic"},
                                                       {"video", "a video"},
                                                       {"audio", "a sound recording"},
                                                       {"event", "an event"},
                                                       {"planning", "a plan of coverage"},
                                                       {"component", "a part of an item"},
                                                       {"composite", "a package"}});
    const std::string type = item.find("eventdetails") ? "event" : fold(item.line("type"));
    const auto* kind = std::ranges::find(kKinds, type, &Kind::type);
    return kind == kKinds.end() ? std::string() : std::string(kind->what) + ", not an article";
  }

  void fill_from_ninjs(const Ninjs& item, Article& article) const {
    article.url = web_address(item.line("uri"));
    article.headline = one_line(html_paragraphs(item.value_in("headlines", "main", "value")));
    if (article.headline.empty()) article.headline = item.first_line({"headline", "title"});
    std::string byline = item.first_line({"byline", "by"});
    if (byline.empty()) byline = item.names_in("bylines");
    article.byline = clean_byline(byline);
    set_dateline(item.line("dateline"), article);
    article.language = language_code(item.line("language"));
    article.source = item.line("provider");
    if (article.source.empty()) article.source = item.names_in("infosources");
    if (article.source.empty()) article.source = item.line("copyrightholder");
    article.section = one_line(item.value_in("subjects", "main", "name"));
    if (article.section.empty())
      article.section = one_line(item.value_in("subject", "main", "name"));
    // The standard has a version's date in every item, and the first one's where there was one.
    set_date(article, item.first_line({"firstcreated", "contentcreated", "versioncreated"}));
    const std::optional<Published> version = parse_metadata_date(item.line("versioncreated"));
    if (version && article.published && instant(*version) > instant(*article.published))
      article.modified = version;
  }

  void report_no_text() const {
    report(SkipReason::NoText, "neither a title nor a body; the fields title and body hold them");
  }

  void set_date(Article& article, std::string_view date) const {
    if (trim(date).empty()) return;
    article.published = parse_metadata_date(date);
    if (article.published)
      article.published_from = PublishedFrom::Metadata;
    else
      note("its date '" + excerpt(date, 60) + "' is not understood; write it as 2016-12-19");
  }

  static void date_from_url(Article& article) {
    if (const auto day = find_day_in_path(article.url)) {
      article.published = Published{*day, std::nullopt, std::nullopt};
      article.published_from = PublishedFrom::Url;
    }
  }

  const SourceFile& file_;
  const RecordSink& sink_;
  simdjson::dom::parser parser_;
  std::size_t length_ = 0;  // of the text being read, without padding
  std::uint64_t line_ = 0;
  std::array<std::string, kFields> fields_;
};

/// How deep inside an object the scan is; enough to find its end.
class Nesting {
 public:
  void feed(char c) {
    if (in_string_) {
      if (escaped_)
        escaped_ = false;
      else if (c == '\\')
        escaped_ = true;
      else if (c == '"')
        in_string_ = false;
      return;
    }
    if (c == '"')
      in_string_ = true;
    else if (c == '{' || c == '[')
      ++depth_;
    else if (c == '}' || c == ']')
      --depth_;
  }
  bool in_string() const { return in_string_; }
  bool closed() const { return depth_ <= 0 && !in_string_; }

 private:
  int depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
};

class JsonStream {
 public:
  JsonStream(Piecewise& in, const SourceFile& file, const ReadLimits& limits,
             const RecordSink& sink)
      : in_(in), limit_(limits.article_bytes), reader_(file, sink) {}

  void read() {
    while (is_blank(in_.peek())) in_.get();
    if (in_.at_end()) return reader_.report_at(0, SkipReason::Empty, "white space only");
    if (in_.peek() == '[') return read_objects();
    if (in_.peek() == '{' && !first_line()) return read_objects();
    while (!in_.at_end()) one_of_many_lines();
  }

 private:
  static bool is_blank(int c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

  std::string over_limit() const {
    return "over the limit of " + size_text(limit_) +
           " for one article; shorten it or leave it out";
  }

  void one_of_many_lines() {
    const std::uint64_t line = in_.line();
    const bool whole = in_.read_line(text_, limit_);
    deliver_line(line, whole);
  }

  void deliver_line(std::uint64_t line, bool whole) {
    if (!whole) return reader_.report_at(line, SkipReason::TooLarge, over_limit());
    if (!trim(text_).empty()) reader_.read(text_, line);
  }

  /// Reads the first line if it is an object of its own. False if an object goes on over several
  /// lines; then text_ holds its beginning.
  bool first_line() {
    const std::uint64_t line = in_.line();
    const bool whole = in_.read_line(text_, limit_);
    Nesting nesting;
    for (const char c : text_) nesting.feed(c);
    // A string that is open at the end of a line can only be a line that was cut off.
    const bool broken =
        !nesting.closed() && (nesting.in_string() || in_.at_end() || next_begins_an_object());
    if (!whole || nesting.closed() || broken) {
      deliver_line(line, whole);
      return true;
    }
    text_ += '\n';
    begun_at_ = line;
    return false;
  }

  bool next_begins_an_object() {
    const std::string_view line = trim(text_);
    const bool open =
        line.ends_with(':') || line.ends_with(',') || line.ends_with('[') || line.ends_with('{');
    return in_.peek() == '{' && !open;
  }

  /// Objects of any layout, in an array or one after another.
  void read_objects() {
    bool told = false;
    if (begun_at_ > 0) read_object();
    while (!in_.at_end()) {
      const int c = in_.peek();
      if (c == '{') {
        begun_at_ = in_.line();
        text_.clear();
        read_object();
        continue;
      }
      if (!is_blank(c) && c != ',' && c != '[' && c != ']' && !told) {
        reader_.report_at(in_.line(), SkipReason::Malformed,
                          "broken JSON: something other than an object between the articles");
        told = true;
      }
      in_.get();
    }
  }

  /// From its brace, or from the beginning in text_, to its end.
  void read_object() {
    const std::uint64_t line = begun_at_;
    Nesting nesting;
    for (const char c : text_) nesting.feed(c);
    bool whole = true;
    do {
      if (in_.at_end())
        return reader_.report_at(line, SkipReason::Malformed,
                                 "broken JSON: the file ends in the middle of this object");
      const char c = static_cast<char>(in_.get());
      nesting.feed(c);
      if (text_.size() < limit_)
        text_ += c;
      else
        whole = false;
    } while (!nesting.closed());
    deliver_line(line, whole);
  }

  Piecewise& in_;
  std::uint64_t limit_;
  JsonReader reader_;
  std::string text_;
  std::uint64_t begun_at_ = 0;
};

/// Windows tools write JSON in UTF-16. Such a file must fit in memory to be converted.
void read_utf16(Piecewise& in, const SourceFile& file, const ReadLimits& limits,
                const RecordSink& sink) {
  std::string bytes;
  while (!in.at_end() && bytes.size() <= limits.article_bytes) bytes += static_cast<char>(in.get());
  if (bytes.size() > limits.article_bytes) {
    sink(skip(file, 0, SkipReason::TooLarge,
              "JSON lines in UTF-16 are read up to " + size_text(limits.article_bytes) +
                  "; convert the file to UTF-8"));
    return;
  }
  std::istringstream utf8(to_utf8(bytes));
  Piecewise converted(utf8, {});
  JsonStream(converted, file, limits, sink).read();
}

}  // namespace

void read_json_lines(std::istream& in, const SourceFile& file, const ReadLimits& limits,
                     const RecordSink& sink, const std::function<void(std::uint64_t)>& consumed) {
  Piecewise bytes(in, consumed);
  if (bytes.at_end()) return;  // a pipe on a day without news
  if (bytes.peek() == 0xFF || bytes.peek() == 0xFE) {
    read_utf16(bytes, file, limits, sink);
  } else {
    bytes.skip_utf8_mark();
    JsonStream(bytes, file, limits, sink).read();
  }
}

}  // namespace morgue
