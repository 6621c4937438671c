// A page as a browser reads it: parsed by the HTML5 algorithm, so that what a test sees as an
// attribute, a link or a script is what a browser would take for one.
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace morgue::test {

struct Element {
  std::string name;                               // "a"
  std::map<std::string, std::string> attributes;  // decoded
  std::string text;                               // of all that is inside, decoded
  std::size_t parent = 0;                         // index of the element around it

  bool has(const std::string& attribute) const { return attributes.contains(attribute); }
  std::string get(const std::string& attribute) const {
    const auto found = attributes.find(attribute);
    return found == attributes.end() ? std::string{} : found->second;
  }
};

class HtmlPage {
 public:
  explicit HtmlPage(std::string_view html) {
    GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
    mistakes_ = output->errors.length;
    read(*output->root, kNone);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  }

  /// What the HTML5 algorithm had to put up with: 0 for a well-formed page.
  std::size_t mistakes() const { return mistakes_; }

  /// In the order of the page.
  const std::vector<Element>& elements() const { return elements_; }

  std::vector<const Element*> named(std::string_view name) const {
    std::vector<const Element*> found;
    for (const Element& element : elements_)
      if (element.name == name) found.push_back(&element);
    return found;
  }

  std::vector<const Element*> having(const std::string& attribute) const {
    std::vector<const Element*> found;
    for (const Element& element : elements_)
      if (element.has(attribute)) found.push_back(&element);
    return found;
  }

  /// The text of the first element of that name; empty if there is none.
  std::string text_of(std::string_view name) const {
    const auto found = named(name);
    return found.empty() ? std::string{} : found.front()->text;
  }

  /// The first element of that name inside another; null if there is none.
  const Element* first_inside(const Element& outer, std::string_view name) const {
    for (const Element& element : elements_)
      if (element.name == name && is_inside(element, outer)) return &element;
    return nullptr;
  }

  /// The nearest value of an attribute around an element, its own included.
  std::string inherited(const Element& element, const std::string& attribute) const {
    for (const Element* at = &element;; at = &elements_[at->parent]) {
      if (at->has(attribute)) return at->get(attribute);
      if (at->parent == kNone) return {};
    }
  }

  /// Where links and buttons lead to.
  std::vector<std::string> hrefs() const {
    std::vector<std::string> found;
    for (const Element* element : having("href")) found.push_back(element->get("href"));
    return found;
  }

 private:
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  bool is_inside(const Element& element, const Element& outer) const {
    for (std::size_t at = element.parent; at != kNone; at = elements_[at].parent)
      if (&elements_[at] == &outer) return true;
    return false;
  }

  static std::string name_of(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    GumboStringPiece piece = element.original_tag;
    gumbo_tag_from_original_text(&piece);
    return {piece.data, piece.length};
  }

  static const GumboNode& child(const GumboVector& children, unsigned index) {
    return *static_cast<const GumboNode*>(children.data[index]);
  }

  /// Reads a node and what is inside it; returns its text.
  std::string read(const GumboNode& node, std::size_t parent) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE) return node.v.text.text;
    if (node.type != GUMBO_NODE_ELEMENT) return {};
    const GumboElement& source = node.v.element;
    const std::size_t index = elements_.size();
    elements_.push_back({name_of(source), {}, {}, parent});
    for (unsigned i = 0; i < source.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(source.attributes.data[i]);
      elements_[index].attributes[attribute->name] = attribute->value;
    }
    std::string text;
    for (unsigned i = 0; i < source.children.length; ++i)
      text += read(child(source.children, i), index);
    elements_[index].text = text;
    return text;
  }

  std::vector<Element> elements_;
  std::size_t mistakes_ = 0;
};

}  // namespace morgue::test
