// Mending, parsing with libxml2, and marked-up text to paragraphs.
#include "corpus/readers/xml.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/extraction/dom.h"
#include "corpus/readers/fields.h"
#include "corpus/text/ascii.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

constexpr auto kNowhere = std::string_view::npos;

constexpr bool starts_name(char c) {
  return is_letter(c) || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), ascii_lower);
  return out;
}

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

/// The encoding of the XML declaration; empty if there is none.
std::string_view declared_charset(std::string_view bytes) {
  constexpr std::size_t kHead = 1024;
  std::string_view head = bytes.substr(0, kHead);
  const std::size_t begin = head.find("<?xml");
  if (begin == kNowhere) return {};
  head = head.substr(begin, head.find("?>", begin) - begin);
  const std::size_t at = head.find("encoding");
  if (at == kNowhere) return {};
  const std::size_t open = head.find_first_of("\"'", at);
  if (open == kNowhere) return {};
  return head.substr(open + 1, head.find(head[open], open + 1) - open - 1);
}

/// Takes out what must not be there and puts right what is certain; see the header. Lines stay
/// where they are.
class Mender {
 public:
  explicit Mender(std::string_view xml) : in_(xml) { out_.reserve(xml.size()); }

  /// Empty, with `fault` set, if there is no reading this.
  std::string mend(XmlFault& fault) {
    while (at_ < in_.size() && fault_.empty()) {
      const char c = in_[at_];
      if (c == '<')
        markup();
      else if (c == '&')
        reference();
      else if (in_.substr(at_).starts_with("]]>"))
        replace(3, "]]&gt;");
      else
        copy(1);
    }
    if (fault_.empty()) return std::move(out_);
    fault = {1 + static_cast<std::uint64_t>(std::count(in_.begin(), position(), '\n')), fault_};
    return {};
  }

 private:
  std::string_view::iterator position() const {
    return in_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, in_.size()));
  }

  /// XML has no control characters, not even as references.
  void copy(std::size_t bytes) {
    const std::size_t end = std::min(bytes == kNowhere ? in_.size() : at_ + bytes, in_.size());
    for (; at_ < end; ++at_) {
      const char c = in_[at_];
      const auto byte = static_cast<unsigned char>(c);
      const bool no_character =  // U+FFFE and U+FFFF are none either
          byte == 0xEF && in_.substr(at_).starts_with("\xEF\xBF") && at_ + 2 < in_.size() &&
          static_cast<unsigned char>(in_[at_ + 2]) >= 0xBE;
      if (no_character) {
        out_ += "\xEF\xBF\xBD";
        at_ += 2;
      } else if (byte >= 0x20 || c == '\n' || c == '\t' || c == '\r') {
        out_ += c;
      }
    }
  }
  void replace(std::size_t bytes, std::string_view by) {
    out_ += by;
    at_ += bytes;
  }
  /// Leaves out everything but the ends of lines.
  void drop(std::size_t end) {
    for (end = std::min(end, in_.size()); at_ < end; ++at_) {
      if (in_[at_] == '\n') out_ += '\n';
    }
  }
  std::size_t end_of(std::string_view mark) const {
    const std::size_t found = in_.find(mark, at_);
    return found == kNowhere ? kNowhere : found + mark.size();
  }
  void copy_through(std::string_view mark) {
    const std::size_t end = end_of(mark);
    copy(end == kNowhere ? kNowhere : end - at_);
  }

  void markup() {
    const std::string_view rest = in_.substr(at_);
    if (rest.starts_with("<!--"))
      drop(end_of("-->"));  // libxml2 takes quadratic time for "--" in one
    else if (rest.starts_with("<![CDATA["))
      copy_through("]]>");
    else if (rest.starts_with("<?xml ") && !seen_element_)
      drop(end_of("?>"));
    else if (rest.starts_with("<?"))
      copy_through("?>");
    else if (!seen_element_ && lower(rest.substr(0, 9)) == "<!doctype")
      doctype();
    else if (rest.size() > 1 && (starts_name(rest[1]) || rest[1] == '/'))
      tag();
    else if (rest.starts_with("<!"))
      copy(2);  // which will be a fault
    else
      replace(1, "&lt;");  // "a < b"
  }

  /// <!DOCTYPE name … [ … <!ENTITY …> … ]>
  void doctype() {
    int depth = 0;
    char quote = 0;
    for (std::size_t i = at_; i < in_.size(); ++i) {
      const char c = in_[i];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (in_.substr(i).starts_with("<!--")) {
        const std::size_t end = in_.find("-->", i);
        if (end == kNowhere) break;
        i = end + 2;
      } else if (c == '<') {
        ++depth;
      } else if (c == '>' && --depth == 0) {
        return drop(i + 1);
      }
    }
    fault_ = "broken XML: its DOCTYPE does not end";
  }

  /// Copied up to its '>', with the references in its attributes mended.
  void tag() {
    constexpr int kMostAttributes = 500;  // each is compared with all those before it
    seen_element_ = true;
    int attributes = 0;
    char quote = 0;
    copy(1);
    while (at_ < in_.size()) {
      const char c = in_[at_];
      if (c == '&') {
        reference();
        continue;
      }
      if (c == '<') return;  // the end of the tag before it is missing
      copy(1);
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return;
      } else if (c == '=' && ++attributes > kMostAttributes) {
        fault_ = "a tag with hundreds of attributes";
        return;
      }
    }
  }

  /// References become characters, those of XML itself apart; an ampersand that begins none is one.
  void reference() {
    constexpr std::size_t kLongestName = 12;
    const std::string_view rest = in_.substr(at_, kLongestName);
    const std::size_t end = rest.find(';');
    const std::string_view whole = rest.substr(0, end == kNowhere ? 0 : end + 1);
    for (const std::string_view own : {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"}) {
      if (whole == own) return replace(own.size(), own);
    }
    const std::string decoded = whole.empty() ? std::string() : decode_entities(whole);
    if (whole.empty() || decoded == whole) return replace(1, "&amp;");
    for (const char c : clean_text(decoded)) {
      switch (c) {
        case '&':
          out_ += "&amp;";
          break;
        case '<':
          out_ += "&lt;";
          break;
        case '>':
          out_ += "&gt;";
          break;
        case '"':
          out_ += "&quot;";
          break;
        case '\'':
          out_ += "&apos;";
          break;
        default:
          out_ += c;
      }
    }
    at_ += whole.size();
  }

  std::string_view in_;
  std::string out_;
  std::size_t at_ = 0;
  bool seen_element_ = false;
  std::string fault_;
};

/// Marks an element in which there is a fault. libxml2 leaves this field to its users.
void mark_damaged(xmlNode* node) { node->_private = node; }
bool is_marked(const xmlNode* node) { return node->_private != nullptr; }

/// @param data  the parser's context
extern "C" void on_xml_error(void* data, xmlError* error) {
  const auto* context = static_cast<const xmlParserCtxt*>(data);
  // A prefix that was never declared is still the prefix that everybody knows.
  if (error->level == XML_ERR_WARNING || error->domain == XML_FROM_NAMESPACE) return;
  if (context->node != nullptr) mark_damaged(context->node);
  auto& first = *static_cast<std::optional<XmlFault>*>(context->_private);
  if (first) return;
  const std::string_view message = error->message == nullptr ? "no reason given" : error->message;
  constexpr std::size_t kLongestMessage = 200;
  first = {static_cast<std::uint64_t>(std::max(error->line, 0)),
           "broken XML: " + excerpt(message, kLongestMessage)};
}

constexpr std::array kPlainNamespaces = std::to_array<std::string_view>(
    {"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "http://purl.org/rss/1.0/",
     "http://my.netscape.com/rdf/simple/0.9/", "http://channel.netscape.com/rdf/simple/0.9/",
     "http://backend.userland.com/rss2", "http://www.w3.org/1999/xhtml"});

/// The IPTC's namespaces have dates in them, one for each of its versions.
constexpr std::array kPlainBeginnings =
    std::to_array<std::string_view>({"http://iptc.org/std/", "http://www.iptc.org/std/"});

struct Prefix {
  std::string_view uri;
  std::string_view prefix;
};
constexpr std::array kPrefixes = std::to_array<Prefix>({
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://purl.org/dc/terms/", "dcterms"},
    {"http://purl.org/rss/1.0/modules/content/", "content"},
    {"http://search.yahoo.com/mrss/", "media"},
    {"http://rssnamespace.org/feedburner/ext/1.0", "feedburner"},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"},
});

std::string prefix_of(const xmlNode* node) {
  if (node->ns == nullptr) return {};
  const std::string_view uri = view(node->ns->href);
  const auto begins = [uri](std::string_view start) { return uri.starts_with(start); };
  if (std::ranges::find(kPlainNamespaces, uri) != kPlainNamespaces.end() ||
      std::ranges::any_of(kPlainBeginnings, begins))
    return {};
  const auto* known = std::ranges::find(kPrefixes, uri, &Prefix::uri);
  return std::string(known != kPrefixes.end() ? known->prefix : view(node->ns->prefix));
}

/// The next element in document order inside of `root`; null at the end.
xmlNode* next_element(xmlNode* node, const xmlNode* root, bool into) {
  const auto first_of = [](xmlNode* sibling) {
    while (sibling != nullptr && sibling->type != XML_ELEMENT_NODE) sibling = sibling->next;
    return sibling;
  };
  if (into) {
    if (xmlNode* child = first_of(node->children)) return child;
  }
  for (; node != nullptr && node != root; node = node->parent) {
    if (xmlNode* next = first_of(node->next)) return next;
  }
  return nullptr;
}

/// What is left out of marked-up text with all that is in it.
bool is_no_text(std::string_view name) {
  constexpr std::array kNames = std::to_array<std::string_view>({"audio",
                                                                 "button",
                                                                 "canvas",
                                                                 "figcaption",
                                                                 "form",
                                                                 "head",
                                                                 "iframe",
                                                                 "map",
                                                                 "media",
                                                                 "nav",
                                                                 "nitf-table-metadata",
                                                                 "note",
                                                                 "object",
                                                                 "script",
                                                                 "select",
                                                                 "style",
                                                                 "svg",
                                                                 "tagline",
                                                                 "textarea",
                                                                 "template",
                                                                 "title",
                                                                 "video"});
  return std::ranges::find(kNames, name) != kNames.end();
}

bool is_block(std::string_view name) {
  constexpr std::array kNames = std::to_array<std::string_view>(
      {"address", "article", "aside",  "block", "blockquote", "body",    "body.content", "bq",
       "caption", "center",  "credit", "dd",    "details",    "div",     "dl",           "dt",
       "figure",  "fn",      "footer", "h1",    "h2",         "h3",      "h4",           "h5",
       "h6",      "header",  "hl1",    "hl2",   "hr",         "html",    "li",           "main",
       "nitf",    "ol",      "p",      "pre",   "section",    "summary", "table",        "tbody",
       "tfoot",   "thead",   "tr",     "ul"});
  return std::ranges::binary_search(kNames, name);
}

/// Collects text between the edges of block-level elements.
class Paragraphs {
 public:
  void text(std::string_view text) { line_ += text; }
  void edge() {
    end_line();
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
  }
  void line_break() { end_line(); }
  /// Begins or ends an element of this name.
  void element(std::string_view name) {
    if (is_block(name))
      edge();
    else if (name == "br")
      line_break();
    else if (name == "td" || name == "th")
      line_ += ' ';
  }

  std::string take() {
    end_line();
    return tidy_paragraphs(out_);
  }

 private:
  /// Two in a row are how paragraphs are made without <p>.
  void end_line() {
    const std::string line = one_line(line_);
    line_.clear();
    if (!line.empty())
      out_.append(line).append("\n");
    else if (!out_.empty() && !out_.ends_with("\n\n"))
      out_ += '\n';
  }

  std::string out_;
  std::string line_;
};

void walk(const xmlNode* parent, Paragraphs& paragraphs) {  // libxml2 bounds the depth
  for (const xmlNode* node = parent->children; node != nullptr; node = node->next) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      paragraphs.text(view(node->content));
    } else if (node->type == XML_ELEMENT_NODE) {
      const std::string name = lower(XmlElement(const_cast<xmlNode*>(node)).local_name());
      if (is_no_text(name)) continue;
      paragraphs.element(name);
      walk(node, paragraphs);
      if (name != "br") paragraphs.element(name);
    }
  }
}

std::string_view tag_name(const extraction::Node& node) {
  return gumbo_normalized_tagname(node.tag);
}

/// Is there a tag, or only a '<' somewhere?
bool has_tag(std::string_view text) {
  for (std::size_t i = text.find('<'); i != kNowhere; i = text.find('<', i + 1)) {
    if (i + 1 < text.size() && (is_letter(text[i + 1]) || text[i + 1] == '/' || text[i + 1] == '!'))
      return true;
  }
  return false;
}

/// Without the white space before its lines. In HTML it means nothing.
std::string unindented(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    out.append(trim(text.substr(begin, end - begin))).append("\n");
    begin = end + 1;
  }
  return out;
}

/// Blocks and line breaks make paragraphs; without any, empty lines do.
bool has_blocks(const extraction::Dom& dom, extraction::NodeIndex within) {
  for (extraction::NodeIndex i = within + 1; i < dom[within].end; ++i) {
    if (dom[i].element == nullptr) continue;
    const std::string_view name = tag_name(dom[i]);
    if (name == "br" || is_block(name)) return true;
  }
  return false;
}

}  // namespace

std::string XmlElement::name() const {
  const std::string prefix = prefix_of(node_);
  const std::string_view own = view(node_->name);
  return prefix.empty() ? std::string(own) : prefix + ":" + std::string(own);
}

std::string_view XmlElement::local_name() const {
  const std::string_view name = view(node_->name);  // with the prefix if it is not declared
  return name.substr(name.rfind(':') + 1);
}

std::uint64_t XmlElement::line() const {
  return static_cast<std::uint64_t>(std::max(xmlGetLineNo(node_), 0L));
}

std::string XmlElement::attribute(std::string_view local_name) const {
  for (const xmlAttr* attribute = node_->properties; attribute != nullptr;
       attribute = attribute->next) {
    if (view(attribute->name) != local_name) continue;
    std::string value;
    for (const xmlNode* part = attribute->children; part != nullptr; part = part->next)
      value += view(part->content);
    return value;
  }
  return {};
}

std::string XmlElement::text() const {
  std::string text;
  // Not recursive, and past entities: there are none.
  for (const xmlNode* node = node_->children; node != nullptr;) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
      text += view(node->content);
    if (node->type == XML_ELEMENT_NODE && node->children != nullptr) {
      node = node->children;
      continue;
    }
    while (node->next == nullptr && node->parent != node_) node = node->parent;
    node = node->next;
  }
  return text;
}

std::vector<XmlElement> XmlElement::children() const {
  std::vector<XmlElement> found;
  for (xmlNode* node = node_->children; node != nullptr; node = node->next) {
    if (node->type == XML_ELEMENT_NODE) found.emplace_back(node);
  }
  return found;
}

std::vector<XmlElement> XmlElement::children(std::string_view name) const {
  std::vector<XmlElement> found = children();
  std::erase_if(found, [name](const XmlElement& child) { return child.name() != name; });
  return found;
}

std::optional<XmlElement> XmlElement::at(std::initializer_list<std::string_view> path) const {
  XmlElement here = *this;
  for (const std::string_view name : path) {
    const std::vector<XmlElement> found = here.children(name);
    if (found.empty()) return std::nullopt;
    here = found.front();
  }
  return here;
}

std::vector<XmlElement> XmlElement::all(std::string_view name, std::string_view outside_of) const {
  std::vector<XmlElement> found;
  bool into = true;
  for (xmlNode* node = node_; (node = next_element(node, node_, into)) != nullptr;) {
    const std::string here = XmlElement(node).name();
    if (here == name) found.emplace_back(node);
    into = outside_of.empty() || here != outside_of;
  }
  return found;
}

std::optional<XmlElement> XmlElement::first(std::string_view name,
                                            std::string_view outside_of) const {
  const std::vector<XmlElement> found = all(name, outside_of);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

bool XmlElement::is_damaged() const {
  if (is_marked(node_)) return true;
  bool into = true;
  for (xmlNode* node = node_; (node = next_element(node, node_, into)) != nullptr;) {
    into = xmlStrEqual(node->name, node_->name) == 0;
    if (into && is_marked(node)) return true;
  }
  return false;
}

std::string XmlElement::paragraphs() const {
  Paragraphs paragraphs;
  walk(node_, paragraphs);
  return paragraphs.take();
}

void XmlDocument::Free::operator()(_xmlDoc* document) const { xmlFreeDoc(document); }

XmlElement XmlDocument::root() const { return XmlElement(xmlDocGetRootElement(document_.get())); }

std::optional<XmlDocument> XmlDocument::parse(std::string_view bytes, XmlFault& fault) {
  const std::string utf8 = to_utf8(bytes, declared_charset(bytes));
  std::string_view text = utf8;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  fault = {0, "no XML in it"};
  const std::string xml = Mender(text).mend(fault);
  const std::string_view trimmed = trim(xml);
  if (trimmed.empty()) return std::nullopt;
  constexpr std::size_t kMostBytes = 1u << 30;  // libxml2 counts in int
  if (xml.size() > kMostBytes) {
    fault = {0, "over the limit of " + size_text(kMostBytes) + " for an XML document; divide it"};
    return std::nullopt;
  }
  const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> context(xmlNewParserCtxt(),
                                                                             &xmlFreeParserCtxt);
  if (context == nullptr) return std::nullopt;
  std::optional<XmlFault> first;
  context->_private = &first;
  context->sax->serror = on_xml_error;
  // Neither XML_PARSE_NOENT nor XML_PARSE_DTDLOAD nor XML_PARSE_HUGE: nothing is expanded or
  // fetched, and depth and lengths stay bounded. White space before the root is where the
  // declaration was.
  constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_BIG_LINES |
                           XML_PARSE_COMPACT | XML_PARSE_IGNORE_ENC;
  XmlDocument document;
  document.document_.reset(xmlCtxtReadMemory(
      context.get(), xml.data(), static_cast<int>(xml.size()), nullptr, "UTF-8", kOptions));
  document.fault_ = std::move(first);
  if (document.document_ != nullptr && xmlDocGetRootElement(document.document_.get()) != nullptr)
    return document;
  if (document.fault_) fault = *document.fault_;
  return std::nullopt;
}

std::string html_paragraphs(std::string_view html, std::string* why) {
  if (!has_tag(html)) return tidy_paragraphs(unindented(clean_text(decode_entities(html))));
  std::string reason;
  const std::optional<extraction::Dom> dom = extraction::Dom::parse(html, reason);
  if (!dom) {
    if (why != nullptr) *why = reason;
    return {};
  }
  const extraction::NodeIndex body = dom->find(GUMBO_TAG_BODY).value_or(0);
  const bool blocks = has_blocks(*dom, body);
  Paragraphs paragraphs;
  std::string plain;
  std::vector<extraction::NodeIndex> open;
  for (extraction::NodeIndex i = body; i < dom->size(); ++i) {
    for (; !open.empty() && (*dom)[open.back()].end <= i; open.pop_back())
      paragraphs.element(tag_name((*dom)[open.back()]));
    const extraction::Node& node = (*dom)[i];
    if (node.element == nullptr) {
      paragraphs.text(node.text);
      plain += node.text;
    } else if (is_no_text(tag_name(node))) {
      i = node.end - 1;
    } else {
      paragraphs.element(tag_name(node));
      if (node.tag != GUMBO_TAG_BR) open.push_back(i);
    }
  }
  return blocks ? paragraphs.take() : tidy_paragraphs(unindented(clean_text(plain)));
}

}  // namespace morgue
