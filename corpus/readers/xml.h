// XML documents and the marked-up text in them, for the readers of feeds and of the IPTC's formats.
//
//   bytes → UTF-8 → mended (below) → libxml2's tree → elements → paragraphs
//
// Nothing outside the document is ever fetched, and no entity that it declares is expanded: its
// DOCTYPE is taken out before libxml2 sees it. What writers of feeds get wrong every day, and can
// only mean one thing, is mended: "AT&T", "&nbsp;", control characters, a wrong charset, white
// space before the declaration. Other faults cost the element that they are in; see is_damaged().
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The types of libxml2, which its users need not see.
struct _xmlDoc;   // NOLINT(bugprone-reserved-identifier)
struct _xmlNode;  // NOLINT(bugprone-reserved-identifier)

namespace morgue {

/// An element. A view: it lives as long as its document.
class XmlElement {
 public:
  explicit XmlElement(_xmlNode* node) : node_(node) {}

  /// Without a prefix in the namespaces of the formats we read ("title", "newsItem") and of XHTML.
  /// Elsewhere with the prefix that everybody uses for it, whatever the document writes: "dc:date",
  /// "content:encoded", "media:title"; or else the document's own.
  std::string name() const;
  std::string_view local_name() const;
  std::uint64_t line() const;

  /// Empty if there is none. xml:lang is "lang".
  std::string attribute(std::string_view local_name) const;

  /// All text inside, as it stands there.
  std::string text() const;

  std::vector<XmlElement> children() const;
  std::vector<XmlElement> children(std::string_view name) const;

  /// The first child of that name, the first child of that of the next name, and so on.
  std::optional<XmlElement> at(std::initializer_list<std::string_view> path) const;

  /// All elements of that name inside, in document order.
  /// @param outside_of  those inside an element of this name are left out
  std::vector<XmlElement> all(std::string_view name, std::string_view outside_of = {}) const;
  std::optional<XmlElement> first(std::string_view name, std::string_view outside_of = {}) const;

  /// Is there a fault in this element, but not in one of the same name inside of it? That is where
  /// the next ones land after one that does not end.
  bool is_damaged() const;

  /// Marked-up text (XHTML, NITF) as paragraphs, separated by an empty line. Captions, scripts and
  /// the like are left out.
  std::string paragraphs() const;

  bool operator==(const XmlElement&) const = default;

 private:
  _xmlNode* node_;
};

struct XmlFault {
  std::uint64_t line = 0;  // 0 if it concerns the whole document
  std::string what;        // "broken XML: …", one line
};

class XmlDocument {
 public:
  /// @param bytes  in any charset that to_utf8() reads
  /// @param fault  set if there is no document
  static std::optional<XmlDocument> parse(std::string_view bytes, XmlFault& fault);

  XmlElement root() const;

  /// The first fault that was not mended.
  const std::optional<XmlFault>& fault() const { return fault_; }

 private:
  struct Free {
    void operator()(_xmlDoc* document) const;
  };
  std::unique_ptr<_xmlDoc, Free> document_;
  std::optional<XmlFault> fault_;
};

/// HTML in a field (a feed's description) as paragraphs, separated by an empty line. Plain text,
/// which comes in the same fields, is kept as it is, references decoded.
/// @param why  set if it cannot be read: "nested too deeply"
std::string html_paragraphs(std::string_view html, std::string* why = nullptr);

}  // namespace morgue
