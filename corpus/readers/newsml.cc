// NewsML 1.x and NewsML-G2, the IPTC's envelopes: news items with what is known of them, and with
// content in NITF, XHTML or plain text. Much that travels in them is no article; that is said.
#include <algorithm>
#include <array>

#include "corpus/dateline.h"
#include "corpus/readers/fields.h"
#include "corpus/readers/nitf.h"
#include "corpus/readers/reader.h"
#include "corpus/readers/xml.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

constexpr std::size_t kLongestId = 500;  // bytes

std::string line_of(const std::optional<XmlElement>& element) {
  return element ? one_line(element->text()) : std::string();
}

/// The text of the first of these elements that says something.
std::string first_line(const std::vector<XmlElement>& elements) {
  for (const XmlElement& element : elements) {
    if (std::string line = one_line(element.text()); !line.empty()) return line;
  }
  return {};
}

std::string joined_bylines(const std::vector<XmlElement>& elements) {
  std::string byline;
  for (const XmlElement& element : elements) {
    const std::string names = clean_byline(element.text());
    if (names.empty()) continue;
    if (!byline.empty()) byline += ", ";
    byline += names;
  }
  return byline;
}

std::optional<Published> first_date(std::initializer_list<std::string> texts) {
  for (const std::string& text : texts) {
    if (const std::optional<Published> date = parse_metadata_date(text)) return date;
  }
  return std::nullopt;
}

/// "a picture" for "picture", "Photo" and "ninat:picture"; empty for text and what is unknown.
std::string medium_of(std::string_view name) {
  struct Medium {
    std::string_view name;
    std::string_view what;
  };
  constexpr std::array kMedia = std::to_array<Medium>({{"picture", "a picture"},
                                                       {"photo", "a picture"},
                                                       {"graphic", "a graphic"},
                                                       {"video", "a video"},
                                                       {"audio", "a sound recording"},
                                                       {"animation", "an animation"},
                                                       {"composite", "a package of several media"},
                                                       {"complexdata", "data"}});
  const std::string folded = fold(trim(name.substr(name.rfind(':') + 1)));
  const auto* found = std::ranges::find(kMedia, folded, &Medium::name);
  return found == kMedia.end() ? std::string() : std::string(found->what);
}

bool is_prose(std::string_view name) {
  constexpr std::array kNames = std::to_array<std::string_view>(
      {"article", "b",   "blockquote", "block", "body",   "body.content", "br", "div",
       "em",      "h1",  "h2",         "h3",    "h4",     "hl2",          "i",  "ol",
       "p",       "pre", "section",    "span",  "strong", "table",        "ul"});
  return std::ranges::find(kNames, name) != kNames.end();
}

/// Fills the article from an element with its content: NITF, XHTML or text. Nothing is taken from
/// markup that is not for prose, such as sports results.
/// @return  what is wrong with the content; empty if nothing is
std::string take_content(const XmlElement& content, Article& article) {
  if (const std::optional<XmlElement> nitf = content.first("nitf")) {
    fill_from_nitf(*nitf, article);
    return {};
  }
  if (const std::optional<XmlElement> html = content.first("html")) {
    if (article.headline.empty()) article.headline = line_of(html->at({"head", "title"}));
    if (article.language.empty()) article.language = language_code(html->attribute("lang"));
    article.body = html->at({"body"}).value_or(*html).paragraphs();
    return {};
  }
  const std::vector<XmlElement> children = content.children();
  if (children.empty()) return fill_from_content(content.text(), article);
  for (const XmlElement& child : children) {
    if (!is_prose(child.name()))
      return "its content is <" + excerpt(child.local_name()) + ">, which is data and no text";
  }
  article.body = content.paragraphs();
  return {};
}

/// What both formats have in common: items in a document, each with an article or a reason.
class ItemReader {
 public:
  ItemReader(const XmlDocument& document, const SourceFile& file, const RecordSink& sink)
      : document_(document), file_(file), sink_(sink) {}

 protected:
  void report(const XmlElement& item, SkipReason reason, std::string detail) const {
    sink_(skip(file_, item.line(), reason, std::move(detail)));
  }

  /// Reports an item that cannot be trusted to be whole.
  bool is_damaged(const XmlElement& item) {
    if (!document_.fault() || !item.is_damaged()) return false;
    told_ = true;
    report(item, SkipReason::Malformed,
           document_.fault()->what + " (line " + std::to_string(document_.fault()->line) +
               "); mend the file, or have it sent again");
    return true;
  }

  /// After all items: a fault that is in none of them.
  void report_fault() const {
    if (!document_.fault() || told_) return;
    sink_(skip(file_, document_.fault()->line, SkipReason::Malformed,
               document_.fault()->what + "; items after this place may be missing"));
  }

  Article begin(const XmlElement& item, std::string_view guid, bool several) {
    ++number_;
    std::string id = clean_text(printable_path(file_.id_path));
    if (several)
      id += "/" + (guid.empty() || guid.size() > kLongestId ? std::to_string(number_)
                                                            : std::string(guid));
    return article_of(file_, std::move(id), several ? item.line() : 0);
  }

  /// The first version of an item states its own day as that of a revision; that is no change.
  static void set_revision(const std::string& date, Article& article) {
    if (const std::optional<Published> read = parse_metadata_date(date);
        read && article.published && instant(*read) > instant(*article.published))
      article.modified = read;
  }

  void take_best(const std::vector<XmlElement>& contents, Article& article,
                 std::string& why) const {
    Article best = article;
    for (const XmlElement& content : contents) {
      Article candidate = article;
      const std::string wrong = take_content(content, candidate);
      if (why.empty()) why = wrong;
      const bool only_headline = best.body.empty() && best.headline.empty();
      if (candidate.body.size() > best.body.size() || only_headline) best = std::move(candidate);
    }
    article = std::move(best);
  }

  void deliver(const XmlElement& item, Article article, std::string_view place,
               const std::string& if_empty) const {
    if (article.published) article.published_from = PublishedFrom::Metadata;
    apply_wire_conventions(article);
    if (article.body.empty() && (article.headline.empty() || !if_empty.empty()))
      return report(item, SkipReason::NoText,
                    if_empty.empty() ? "a news item without headline and text" : if_empty);
    if (!article.dateline && !place.empty()) set_dateline(place, article);
    if (article.source.empty() && article.dateline) article.source = article.dateline->agency;
    sink_(std::move(article));
  }

  const XmlDocument& document_;
  const SourceFile& file_;

 private:
  const RecordSink& sink_;
  std::uint64_t number_ = 0;
  bool told_ = false;
};

class NewsMlReader : public ItemReader {
 public:
  using ItemReader::ItemReader;

  void read() {
    const std::vector<XmlElement> items = document_.root().all("NewsItem");
    for (const XmlElement& item : items) {
      if (!is_damaged(item)) read_item(item, items.size() > 1);
    }
    if (items.empty() && !document_.fault())
      report(document_.root(), SkipReason::NoText,
             "no NewsItem in it, and so no article; it may be a catalogue or a list of topics");
    report_fault();
  }

 private:
  static std::vector<XmlElement> own(const XmlElement& item, std::string_view name) {
    return item.all(name, "NewsItem");
  }

  static std::string formal_name(const std::vector<XmlElement>& elements) {
    for (const XmlElement& element : elements) {
      if (std::string name = one_line(element.attribute("FormalName")); !name.empty()) return name;
    }
    return {};
  }

  static std::string party(const XmlElement& item, std::string_view role) {
    for (const XmlElement& element : own(item, role)) {
      if (std::string name = formal_name(element.children("Party")); !name.empty()) return name;
    }
    return {};
  }

  /// Captions are text too, but not the article's.
  static std::vector<XmlElement> contents_of(const XmlElement& item) {
    std::vector<XmlElement> contents = own(item, "ContentItem");
    for (const XmlElement& component : own(item, "NewsComponent")) {
      if (fold(formal_name(component.children("Role"))) != "caption") continue;
      const std::vector<XmlElement> captions = component.all("ContentItem");
      std::erase_if(contents, [&captions](const XmlElement& content) {
        return std::ranges::find(captions, content) != captions.end();
      });
    }
    return contents;
  }

  static std::string nothing_to_read(const std::vector<XmlElement>& contents, std::string why) {
    for (const XmlElement& content : contents) {
      const std::string medium = medium_of(formal_name(content.children("MediaType")));
      if (!medium.empty()) return medium + ", not an article";
    }
    for (const XmlElement& content : contents) {
      const std::string address = one_line(content.attribute("Href"));
      if (!address.empty()) return "its text is in another file: " + excerpt(address, 200);
    }
    return why;
  }

  void read_item(const XmlElement& item, bool several) {
    const std::string guid = first_line(own(item, "PublicIdentifier"));
    Article article =
        begin(item, guid.empty() ? first_line(own(item, "NewsItemId")) : guid, several);
    article.headline = first_line(own(item, "HeadLine"));
    article.byline = joined_bylines(own(item, "ByLine"));
    set_dateline(first_line(own(item, "DateLine")), article);
    article.source = party(item, "Source");
    if (article.source.empty()) article.source = party(item, "Provider");
    if (article.source.empty()) article.source = first_line(own(item, "ProviderId"));
    article.language = language_code(formal_name(own(item, "Language")));
    if (article.language.empty()) article.language = language_code(item.attribute("lang"));
    article.published =
        first_date({first_line(own(item, "FirstCreated")),
                    first_line(own(item, "ThisRevisionCreated")), first_line(own(item, "DateId"))});
    set_revision(first_line(own(item, "ThisRevisionCreated")), article);
    const std::vector<XmlElement> contents = contents_of(item);
    std::vector<XmlElement> texts;
    for (const XmlElement& content : contents) {
      // Base64 in it is a picture.
      for (const XmlElement& data : content.all("DataContent")) {
        if (data.children("Encoding").empty() && content.children("Encoding").empty())
          texts.push_back(data);
      }
    }
    std::string why;
    take_best(texts, article, why);
    const std::string nothing = nothing_to_read(contents, why);
    deliver(item, std::move(article), {}, nothing);
  }
};

class NewsMlG2Reader : public ItemReader {
 public:
  using ItemReader::ItemReader;

  void read() {
    const std::vector<XmlElement> items = items_of(document_.root());
    const auto several = std::ranges::count_if(
        items, [](const XmlElement& item) { return item.name() == "newsItem"; });
    for (const XmlElement& item : items) {
      if (is_damaged(item)) continue;
      if (item.name() == "newsItem")
        read_item(item, several > 1);
      else
        report(item, SkipReason::NoText, what_it_is(item.name()));
    }
    if (items.empty() && !document_.fault())
      report(document_.root(), SkipReason::NoText,
             "a NewsML-G2 fragment that begins with <" + excerpt(document_.root().local_name()) +
                 ">; an article is in a newsItem");
    report_fault();
  }

 private:
  static bool is_item(const XmlElement& element) { return !what_it_is(element.name()).empty(); }

  static std::string what_it_is(std::string_view name) {
    if (name == "newsItem") return "a news item";
    if (name == "packageItem")
      return "a package item, which only lists articles; they are news items of their own";
    if (name == "conceptItem") return "a concept item, not an article";
    if (name == "planningItem") return "a planning item, not an article";
    if (name == "knowledgeItem") return "a knowledge item, not an article";
    if (name == "catalogItem") return "a catalog item, not an article";
    return {};
  }

  static std::vector<XmlElement> items_of(const XmlElement& root) {
    if (is_item(root)) return {root};
    std::vector<XmlElement> items;
    for (const XmlElement& set : root.all("itemSet")) {
      for (const XmlElement& child : set.children()) {
        if (!is_item(child)) continue;
        items.push_back(child);
        // Where an item is broken, those after it end up inside of it.
        for (const XmlElement& swallowed : child.all("newsItem")) items.push_back(swallowed);
      }
    }
    return items.empty() ? root.all("newsItem") : items;
  }

  /// The code part of a name: "reuters" of qcode="nprov:reuters".
  static std::string name_of(const std::optional<XmlElement>& party) {
    if (!party) return {};
    if (std::string name = first_line(party->children("name")); !name.empty()) return name;
    if (std::string literal = one_line(party->attribute("literal")); !literal.empty())
      return literal;
    const std::string code = one_line(party->attribute("qcode"));
    return code.substr(code.find(':') + 1);
  }

  static std::string source_of(const XmlElement& item) {
    const std::optional<XmlElement> provider = item.at({"itemMeta", "provider"});
    for (const std::string& name :
         {provider ? first_line(provider->children("name")) : std::string(),
          line_of(item.at({"rightsInfo", "copyrightHolder", "name"})),
          line_of(item.at({"contentMeta", "creditline"})),
          line_of(item.at({"contentMeta", "infoSource", "name"})), name_of(provider)}) {
      if (!name.empty()) return name;
    }
    return {};
  }

  /// The first subject of the IPTC's own vocabularies that is written out.
  static std::string section_of(const XmlElement& meta) {
    for (const XmlElement& subject : meta.children("subject")) {
      const std::string code = subject.attribute("qcode");
      const bool topic = code.starts_with("medtop:") || code.starts_with("subj:");
      if (std::string name = line_of(subject.at({"name"})); topic && !name.empty()) return name;
    }
    return {};
  }

  static std::string place_of(const XmlElement& meta) {
    return line_of(meta.at({"located", "name"}));
  }

  static std::string nothing_to_read(const XmlElement& item, const std::string& why) {
    std::string kind;
    if (const std::optional<XmlElement> item_class = item.at({"itemMeta", "itemClass"}))
      kind = medium_of(item_class->attribute("qcode"));
    for (const XmlElement& content : item.all("remoteContent")) {
      const std::string address = one_line(content.attribute("href"));
      return (kind.empty() ? "its content" : kind) + " in another file" +
             (address.empty() ? "" : ": " + excerpt(address, 200));
    }
    if (!kind.empty()) return kind + ", not an article";
    return why;
  }

  static void read_meta(const XmlElement& meta, Article& article) {
    article.headline = first_line(meta.children("headline"));
    article.byline = joined_bylines(meta.children("by"));
    set_dateline(first_line(meta.children("dateline")), article);
    if (const std::optional<XmlElement> language = meta.at({"language"}))
      article.language = language_code(language->attribute("tag"));
    article.section = section_of(meta);
  }

  void read_item(const XmlElement& item, bool several) {
    Article article = begin(item, one_line(item.attribute("guid")), several);
    const std::optional<XmlElement> meta = item.at({"contentMeta"});
    if (meta) read_meta(*meta, article);
    if (article.headline.empty()) article.headline = line_of(item.at({"itemMeta", "title"}));
    article.source = source_of(item);
    // The standard has an item's first day, where it was another, beside that of this version. An
    // embargo is a condition for those who publish the item, and often lies years off or is never
    // kept; it says nothing of when the item was issued.
    article.published = first_date({line_of(item.at({"itemMeta", "firstCreated"})),
                                    line_of(item.at({"contentMeta", "contentCreated"})),
                                    line_of(item.at({"itemMeta", "versionCreated"}))});
    set_revision(line_of(item.at({"contentMeta", "contentModified"})), article);
    if (!article.modified) set_revision(line_of(item.at({"itemMeta", "versionCreated"})), article);
    std::vector<XmlElement> contents = item.all("inlineXML");
    for (const XmlElement& data : item.all("inlineData")) {
      if (data.attribute("encoding").empty()) contents.push_back(data);  // else a picture
    }
    std::string why;
    take_best(contents, article, why);
    if (article.language.empty()) article.language = language_code(item.attribute("lang"));
    deliver(item, std::move(article), meta ? place_of(*meta) : std::string(),
            nothing_to_read(item, why));
  }
};

/// The document, or nothing after a word about why there is none.
std::optional<XmlDocument> parse(std::string_view bytes, const SourceFile& file,
                                 const RecordSink& sink) {
  if (trim(bytes).empty()) {
    sink(skip(file, 0, SkipReason::Empty, "white space only"));
    return std::nullopt;
  }
  XmlFault fault;
  std::optional<XmlDocument> document = XmlDocument::parse(bytes, fault);
  if (!document)
    sink(skip(file, fault.line, SkipReason::Malformed,
              fault.what + "; mend the file, or have it sent again"));
  return document;
}

}  // namespace

void read_newsml(std::string_view bytes, const SourceFile& file, const RecordSink& sink) {
  if (const std::optional<XmlDocument> document = parse(bytes, file, sink))
    NewsMlReader(*document, file, sink).read();
}

void read_newsml_g2(std::string_view bytes, const SourceFile& file, const RecordSink& sink) {
  if (const std::optional<XmlDocument> document = parse(bytes, file, sink))
    NewsMlG2Reader(*document, file, sink).read();
}

}  // namespace morgue
