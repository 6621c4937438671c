// RSS in all its versions, and Atom. They differ in the names of the same few things, and feeds mix
// those names freely, so one reader looks for all of them.
#include <algorithm>

#include "corpus/dateline.h"
#include "corpus/readers/fields.h"
#include "corpus/readers/reader.h"
#include "corpus/readers/xml.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

constexpr std::size_t kLongestId = 500;  // bytes

/// What is the same for all entries.
struct Feed {
  std::string title;
  std::string language;
  std::string byline;
  std::string base;  // address of its site, for relative links
};

bool is_html(const XmlElement& element) {
  const std::string type = fold(element.attribute("type"));
  return type.find("html") != std::string::npos || element.attribute("mode") == "escaped";
}

/// The text of a title or name, which may be HTML, declared or not.
std::string line_of(const XmlElement& element) { return one_line(html_paragraphs(element.text())); }

/// The first child of these names that says something.
std::string first_line(const XmlElement& parent, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    for (const XmlElement& child : parent.children(name)) {
      if (std::string line = line_of(child); !line.empty()) return line;
    }
  }
  return {};
}

/// "https://herald.example" of "https://herald.example/news".
std::string_view origin_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string_view::npos) return {};
  return address.substr(0, address.find('/', scheme + 3));
}

std::string absolute(std::string_view link, std::string_view base) {
  link = trim(link);
  if (link.starts_with("//")) return web_address("https:" + std::string(link));
  if (link.starts_with('/')) return web_address(std::string(origin_of(base)) + std::string(link));
  return web_address(link);
}

/// The address of what this is about: <link>…</link> or <link rel="alternate" href="…"/>.
std::string link_of(const XmlElement& parent, std::string_view base) {
  for (const XmlElement& link : parent.children("link")) {
    if (std::string address = absolute(link.text(), base); !address.empty()) return address;
  }
  for (const XmlElement& link : parent.children("link")) {
    const std::string rel = link.attribute("rel");
    if (!rel.empty() && rel != "alternate") continue;
    if (std::string address = absolute(link.attribute("href"), base); !address.empty())
      return address;
  }
  return {};
}

/// A name without the e-mail address that RSS wants in its place: "av@herald.example (Anna
/// Verbeek)", "Anna Verbeek <av@herald.example>".
std::string without_address(std::string_view text) {
  std::string name = one_line(text);
  const std::size_t at = name.find('@');
  if (at == std::string::npos || name.starts_with('@')) return name;
  const std::size_t before = name.find_last_of(" <(", at);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1;
  const std::size_t end = std::min(name.find_first_of(" >)", at), name.size());
  name.erase(begin, end - begin);
  std::erase_if(name, [](char c) { return c == '<' || c == '>' || c == '(' || c == ')'; });
  name = one_line(name);
  return name.find('@') == std::string::npos ? name : std::string();
}

std::string byline_of(const XmlElement& entry) {
  for (const std::string_view name : {"author", "dc:creator", "itunes:author"}) {
    std::string byline;
    for (const XmlElement& author : entry.children(name)) {
      const std::optional<XmlElement> inner = author.at({"name"});
      const std::string who = without_address(inner ? line_of(*inner) : line_of(author));
      if (who.empty()) continue;
      if (!byline.empty()) byline += ", ";
      byline += clean_byline(who);
    }
    if (!byline.empty()) return byline;
  }
  return {};
}

/// Of "Trams,Ferries,City", which is a list of keywords; "Arts, Books" is a section's name.
std::string first_keyword(const std::string& section) {
  const std::size_t comma = section.find(',');
  const bool list = std::ranges::count(section, ',') > 1 ||
                    (comma + 1 < section.size() && section[comma + 1] != ' ');
  return comma == 0 || comma == std::string::npos || !list ? section
                                                           : one_line(section.substr(0, comma));
}

std::string section_of(const XmlElement& entry) {
  for (const std::string_view name : {"category", "dc:subject"}) {
    for (const XmlElement& category : entry.children(name)) {
      std::string section = one_line(category.attribute("label"));
      if (section.empty()) section = line_of(category);
      if (section.empty()) section = one_line(category.attribute("term"));
      if (!section.empty() && web_address(section).empty()) return first_keyword(section);
    }
  }
  return {};
}

/// Content in one of the ways in which Atom and RSS carry it.
std::string paragraphs_of(const XmlElement& element, std::string* why) {
  if (!element.children().empty()) return element.paragraphs();
  if (element.attribute("mode") == "base64") return {};
  const std::string text = element.text();
  // Atom without a type is plain text, and RSS is HTML. Feeds do not keep to that; a tag is a tag.
  const bool plain = element.attribute("type") == "text" && !is_html(element);
  return plain ? tidy_paragraphs(clean_text(text)) : html_paragraphs(text, why);
}

/// What the makers of feeds put under an entry: "Continue reading …", "The post … appeared first on
/// …".
bool is_feed_furniture(std::string_view paragraph) {
  constexpr std::size_t kLongest = 300;
  if (paragraph.size() > kLongest) return false;
  const std::string folded = fold(paragraph);
  for (const std::string_view start :
       {"continue reading", "read more", "read the full ", "related: ", "[link]"}) {
    if (folded.starts_with(start)) return !folded.ends_with('.') || folded.ends_with("...");
  }
  return (folded.starts_with("the post ") && folded.find(" first on ") != std::string::npos) ||
         folded.ends_with("by highlighting and responding to this story.");
}

void drop_feed_furniture(std::string& body) {
  constexpr int kMostParagraphs = 4;
  for (int i = 0; i < kMostParagraphs && !body.empty(); ++i) {
    const std::size_t gap = body.rfind("\n\n");
    const std::size_t begin = gap == std::string::npos ? 0 : gap + 2;
    if (!is_feed_furniture(std::string_view(body).substr(begin))) return;
    body.resize(gap == std::string::npos ? 0 : gap);
  }
}

class FeedReader {
 public:
  FeedReader(const SourceFile& file, const RecordSink& sink) : file_(file), sink_(sink) {}

  void read(const XmlDocument& document) {
    const XmlElement root = document.root();
    const std::string kind = fold(root.local_name());
    std::vector<XmlElement> entries = root.all("item");
    if (entries.empty()) entries = root.all("entry");
    if (kind != "rss" && kind != "rdf" && kind != "feed" && kind != "channel") {
      report(root.line(), SkipReason::NoText,
             "not a feed: it begins with <" + excerpt(root.local_name()) +
                 ">, and RSS with <rss> or <rdf:RDF>, Atom with <feed>");
    } else if (entries.empty()) {
      if (!report_fault(document))
        report(0, SkipReason::NoText, "a feed without entries; there is nothing to read in it");
    } else {
      read_channel(root.at({"channel"}).value_or(root));
      bool told = false;
      for (const XmlElement& entry : entries) {
        ++number_;
        if (entry.is_damaged()) {
          told = true;
          report(entry.line(), SkipReason::Malformed, damage(document));
        } else {
          read_entry(entry);
        }
      }
      if (!told) report_fault(document);
    }
  }

 private:
  void report(std::uint64_t line, SkipReason reason, std::string detail) const {
    sink_(skip(file_, line, reason, std::move(detail)));
  }

  static std::string damage(const XmlDocument& document) {
    const std::optional<XmlFault>& fault = document.fault();
    if (!fault) return "broken XML in this entry; fetch the feed again";
    return fault->what + " (line " + std::to_string(fault->line) + "); fetch the feed again";
  }

  bool report_fault(const XmlDocument& document) const {
    const std::optional<XmlFault>& fault = document.fault();
    if (!fault) return false;
    report(fault->line, SkipReason::Malformed,
           fault->what + "; entries after this place may be missing, fetch the feed again");
    return true;
  }

  void read_channel(const XmlElement& channel) {
    feed_.title = first_line(channel, {"title", "dc:title"});
    feed_.language = language_code(first_line(channel, {"language", "dc:language"}));
    if (feed_.language.empty()) feed_.language = language_code(channel.attribute("lang"));
    feed_.base = web_address(channel.attribute("base"));
    if (feed_.base.empty()) feed_.base = link_of(channel, {});
    // Atom: an entry without an author has the feed's. RSS has an editor there, who wrote nothing.
    if (channel.name() == "feed") feed_.byline = byline_of(channel);
    if (feed_.byline == feed_.title) feed_.byline.clear();
  }

  void read_entry(const XmlElement& entry) {
    Article article = article_of(file_, {}, entry.line());
    article.headline = first_line(entry, {"title", "dc:title", "media:title"});
    article.url = web_address(first_line(entry, {"feedburner:origLink"}));
    if (article.url.empty()) article.url = link_of(entry, feed_.base);
    const std::string guid = first_line(entry, {"guid", "id"});
    if (article.url.empty() && !is_no_address(entry)) article.url = web_address(guid);
    article.id = id_of(guid, article.url);
    std::string why;
    article.body = body_of(entry, why);
    if (article.body.empty() && !why.empty())
      return report(entry.line(), SkipReason::TooLarge, why + "; leave this entry out");
    drop_feed_furniture(article.body);
    article.byline = byline_of(entry);
    if (article.byline.empty()) article.byline = feed_.byline;
    article.source = source_of(entry);
    article.section = section_of(entry);
    article.language = language_code(first_line(entry, {"language", "dc:language"}));
    if (article.language.empty()) article.language = language_code(entry.attribute("lang"));
    if (article.language.empty()) article.language = feed_.language;
    set_date(entry, article);
    deliver(std::move(article));
  }

  static bool is_no_address(const XmlElement& entry) {
    const std::optional<XmlElement> guid = entry.at({"guid"});
    return guid && fold(guid->attribute("isPermaLink")) == "false";
  }

  std::string id_of(const std::string& guid, const std::string& url) const {
    const bool usable = !guid.empty() && guid.size() <= kLongestId;
    const std::string& id = usable ? guid : url;
    return clean_text(printable_path(file_.id_path)) + "/" +
           (id.empty() || id.size() > kLongestId ? std::to_string(number_) : id);
  }

  /// The fullest first.
  static std::string body_of(const XmlElement& entry, std::string& why) {
    for (const std::string_view name : {"content:encoded", "content", "body", "description",
                                        "summary", "dc:description", "itunes:summary"}) {
      for (const XmlElement& element : entry.children(name)) {
        if (std::string body = paragraphs_of(element, &why); !body.empty()) return body;
      }
    }
    const std::optional<XmlElement> media = entry.first("media:description");
    return media ? paragraphs_of(*media, &why) : std::string();
  }

  /// Feeds made of other feeds say whose article it is.
  std::string source_of(const XmlElement& entry) const {
    if (const std::optional<XmlElement> source = entry.at({"source"})) {
      const std::optional<XmlElement> title = source->at({"title"});
      if (std::string line = line_of(title.value_or(*source));
          !line.empty() && web_address(line).empty())
        return line;
    }
    return feed_.title;
  }

  /// @param odd  set to the first of these that is not understood, if nothing is in it yet
  static std::optional<Published> first_date(const XmlElement& entry,
                                             std::initializer_list<std::string_view> names,
                                             std::string& odd) {
    for (const std::string_view name : names) {
      const std::string date = first_line(entry, {name});
      if (const std::optional<Published> read = parse_metadata_date(date)) return read;
      if (odd.empty()) odd = date;
    }
    return std::nullopt;
  }

  void set_date(const XmlElement& entry, Article& article) const {
    std::string odd;
    article.published = first_date(entry,
                                   {"pubDate", "published", "dc:date", "issued", "dcterms:issued",
                                    "created", "dcterms:created"},
                                   odd);
    const std::optional<Published> changed =
        first_date(entry, {"updated", "modified", "dcterms:modified"}, odd);
    // Atom demands "updated" alone, so a feed that gives no other date means by it when the entry
    // appeared.
    if (article.published)
      article.modified = changed;
    else
      article.published = changed;
    if (article.published) article.published_from = PublishedFrom::Metadata;
    if (article.published || odd.empty()) return;
    constexpr std::size_t kShown = 60;
    Skipped doubtful = skip(
        file_, entry.line(), SkipReason::Malformed,
        "its date '" + excerpt(odd, kShown) + "' is not understood; the entry was kept without");
    doubtful.doubtful = true;
    sink_(std::move(doubtful));
  }

  void deliver(Article article) const {
    apply_wire_conventions(article);
    if (article.headline.empty() && article.body.empty())
      return report(article.line, SkipReason::NoText,
                    "neither a title nor text in this entry; there is nothing to index");
    if (!article.published) {
      if (const auto day = find_day_in_path(article.url)) {
        article.published = Published{*day, std::nullopt, std::nullopt};
        article.published_from = PublishedFrom::Url;
      }
    }
    if (article.source.empty() && article.dateline) article.source = article.dateline->agency;
    sink_(std::move(article));
  }

  const SourceFile& file_;
  const RecordSink& sink_;
  Feed feed_;
  std::uint64_t number_ = 0;  // of the entry
};

}  // namespace

void read_feed(std::string_view bytes, const SourceFile& file, const RecordSink& sink) {
  if (trim(bytes).empty()) return sink(skip(file, 0, SkipReason::Empty, "white space only"));
  XmlFault fault;
  if (const std::optional<XmlDocument> document = XmlDocument::parse(bytes, fault))
    FeedReader(file, sink).read(*document);
  else
    sink(skip(file, fault.line, SkipReason::Malformed,
              fault.what + "; is it a feed? If so, fetch it again"));
}

}  // namespace morgue
