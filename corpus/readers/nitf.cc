// NITF 3.x, the IPTC's News Industry Text Format: one article, marked up for meaning.
#include "corpus/readers/nitf.h"

#include <algorithm>

#include "corpus/agency.h"
#include "corpus/dateline.h"
#include "corpus/readers/fields.h"
#include "corpus/readers/reader.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

std::string line_of(const std::optional<XmlElement>& element) {
  return element ? one_line(element->text()) : std::string();
}

std::string attribute_of(const std::optional<XmlElement>& element, std::string_view name) {
  return element ? one_line(element->attribute(name)) : std::string();
}

/// The text of an element without that of its children of this name.
std::string line_without(const XmlElement& element, std::string_view name) {
  std::string text = element.text();
  for (const XmlElement& child : element.all(name)) {
    const std::string inner = child.text();
    const std::size_t at = inner.empty() ? std::string::npos : text.find(inner);
    if (at != std::string::npos) text.erase(at, inner.size());
  }
  return one_line(text);
}

/// "By Anna Verbeek, <byttl>Staff Reporter</byttl>". The same names once more, in another order
/// ("Verbeek, Anna") and for machines, are the custom of one archive and passed over.
std::string byline_of(const XmlElement& head) {
  std::string byline;
  for (const XmlElement& element : head.children("byline")) {
    if (element.attribute("class").starts_with("normalized")) continue;
    std::string line = line_without(element, "byttl");
    while (line.ends_with(',') || line.ends_with(' ')) line.pop_back();
    if (line.empty()) continue;
    if (!byline.empty()) byline += ", ";
    byline += clean_byline(line);
  }
  return byline;
}

/// For whom the authors write: <byttl>The Associated Press</byttl>, or the end of the byline.
std::string_view agency_of(const XmlElement& head) {
  for (const XmlElement& element : head.children("byline")) {
    for (const XmlElement& title : element.all("byttl")) {
      if (const std::string_view agency = agency_called(title.text()); !agency.empty())
        return agency;
    }
    if (const std::string_view agency = agency_in_byline(one_line(element.text())); !agency.empty())
      return agency;
  }
  return {};
}

void read_dateline_of(const XmlElement& head, Article& article) {
  const std::optional<XmlElement> element = head.at({"dateline"});
  if (!element || article.dateline) return;
  set_dateline(line_of(element), article);
  const std::string norm = attribute_of(element->first("story.date"), "norm");
  const std::optional<Published> date = parse_metadata_date(norm);
  if (article.dateline && !article.dateline->day && date)
    article.dateline->day = date->day.month() / date->day.day();
}

void read_date(const XmlElement& nitf, Article& article) {
  if (article.published) return;
  const std::string dates[] = {
      attribute_of(nitf.at({"head", "docdata", "date.issue"}), "norm"),
      attribute_of(nitf.at({"head", "docdata", "date.release"}), "norm"),
      attribute_of(nitf.at({"head", "pubdata"}), "date.publication"),
      attribute_of(nitf.at({"body", "body.head", "dateline", "story.date"}), "norm")};
  for (const std::string& date : dates) {
    article.published = parse_metadata_date(date);
    if (!article.published) continue;
    // Archives of printed papers write midnight and mean the day.
    if (date.ends_with("T000000")) article.published->time.reset();
    article.published_from = PublishedFrom::Metadata;
    return;
  }
}

/// The latest of the revisions, which come in any order.
void read_revisions(const XmlElement& nitf, Article& article) {
  if (article.modified) return;
  for (const XmlElement& revision : nitf.all("revision-history", "body")) {
    const std::optional<Published> date = parse_metadata_date(one_line(revision.attribute("norm")));
    if (date && (!article.modified || instant(*date) > instant(*article.modified)))
      article.modified = date;
  }
}

void read_head(const XmlElement& nitf, Article& article) {
  const std::optional<XmlElement> publication = nitf.at({"head", "pubdata"});
  const std::string sources[] = {
      attribute_of(publication, "name"), line_of(nitf.at({"body", "body.head", "distributor"})),
      attribute_of(nitf.at({"head", "docdata", "doc.copyright"}), "holder"),
      attribute_of(nitf.at({"head", "docdata", "doc-id"}), "regsrc"),
      attribute_of(nitf.at({"head", "docdata", "doc.id"}), "regsrc")};
  for (const std::string& source : sources) {
    if (article.source.empty()) article.source = source;
  }
  if (article.url.empty()) article.url = web_address(attribute_of(publication, "ex-ref"));
  if (article.section.empty()) article.section = attribute_of(publication, "position.section");
  for (const XmlElement& meta : nitf.all("meta", "body")) {
    const std::string name = meta.attribute("name");
    if (article.section.empty() && (name == "online_sections" || name == "section"))
      article.section = one_line(meta.attribute("content"));
  }
  for (const XmlElement& subject : nitf.all("tobject.subject", "body")) {
    if (article.section.empty())
      article.section = one_line(subject.attribute("tobject.subject.type"));
  }
  if (article.language.empty()) article.language = language_code(nitf.attribute("lang"));
}

/// One archive gives the opening twice: in a block of its own and with the full text.
std::string body_of(const XmlElement& body) {
  const std::optional<XmlElement> content = body.at({"body.content"});
  if (!content) return {};
  for (const XmlElement& block : content->children("block")) {
    if (block.attribute("class") == "full_text") return block.paragraphs();
  }
  return content->paragraphs();
}

std::string headline_of(const XmlElement& nitf) {
  for (const std::string& line : {line_of(nitf.at({"body", "body.head", "hedline", "hl1"})),
                                  line_of(nitf.at({"body", "body.head", "headline", "hl1"})),
                                  line_of(nitf.at({"head", "title"}))}) {
    if (!line.empty()) return line;
  }
  return {};
}

/// "PARIS" of "PARIS, 28 mai 2004 (AFP)".
std::string_view place_in(std::string_view dateline) {
  dateline = dateline.substr(0, dateline.find('('));
  const std::size_t digit = dateline.find_first_of("0123456789");
  if (digit != std::string_view::npos)
    dateline = dateline.substr(0, std::min(dateline.rfind(',', digit), digit));
  return trim(dateline);
}

}  // namespace

void set_dateline(std::string_view field, Article& article) {
  std::string line = one_line(field);
  while (line.ends_with('-') || line.ends_with(' ') || line.ends_with(',')) line.pop_back();
  if (line.empty()) return;
  if (const std::optional<DatelineRead> read = read_dateline(line + " - "))
    article.dateline = read->dateline;
  else if (const std::string_view place = place_in(line); !place.empty())
    article.dateline = Dateline{std::string(place), std::nullopt, {}};
}

void fill_from_nitf(const XmlElement& nitf, Article& article) {
  read_head(nitf, article);
  read_date(nitf, article);
  read_revisions(nitf, article);
  if (article.headline.empty()) article.headline = headline_of(nitf);
  const std::optional<XmlElement> body = nitf.at({"body"});
  if (!body) return;
  if (article.language.empty()) article.language = language_code(body->attribute("lang"));
  if (const std::optional<XmlElement> head = body->at({"body.head"})) {
    if (article.byline.empty()) article.byline = byline_of(*head);
    if (article.source.empty()) article.source = agency_of(*head);
    read_dateline_of(*head, article);
  }
  if (article.body.empty()) article.body = body_of(*body);
  const std::optional<XmlElement> abstract = body->at({"body.head", "abstract"});
  if (article.body.empty() && abstract) article.body = abstract->paragraphs();
}

std::string fill_from_content(std::string_view content, Article& article) {
  if (content.find("<nitf") == std::string_view::npos) {
    std::string why;
    if (article.body.empty()) article.body = html_paragraphs(content, &why);
    return why;
  }
  XmlFault fault;
  const std::optional<XmlDocument> document = XmlDocument::parse(content, fault);
  if (!document) return fault.what;
  if (document->fault()) return document->fault()->what;
  const XmlElement root = document->root();
  fill_from_nitf(root.name() == "nitf" ? root : root.first("nitf").value_or(root), article);
  return {};
}

void read_nitf(std::string_view bytes, const SourceFile& file, const RecordSink& sink) {
  if (trim(bytes).empty()) return sink(skip(file, 0, SkipReason::Empty, "white space only"));
  XmlFault fault;
  const std::optional<XmlDocument> document = XmlDocument::parse(bytes, fault);
  if (!document) return sink(skip(file, fault.line, SkipReason::Malformed, fault.what));
  const std::optional<XmlElement> nitf = document->root().name() == "nitf"
                                             ? std::optional(document->root())
                                             : document->root().first("nitf");
  if (!nitf)
    return sink(skip(file, 0, SkipReason::NoText, "no <nitf> element, so not a NITF document"));
  if (document->fault())
    return sink(skip(file, document->fault()->line, SkipReason::Malformed,
                     document->fault()->what + "; mend the file, or have it sent again"));
  Article article = article_of(file, clean_text(printable_path(file.id_path)), 0);
  fill_from_nitf(*nitf, article);
  apply_wire_conventions(article);
  if (article.headline.empty() && article.body.empty())
    return sink(skip(file, 0, SkipReason::NoText,
                     "no headline and no text in this NITF document; hl1 and body.content hold "
                     "them"));
  if (article.source.empty() && article.dateline) article.source = article.dateline->agency;
  sink(std::move(article));
}

}  // namespace morgue
