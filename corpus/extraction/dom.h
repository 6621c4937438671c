// A web page as a flat tree. gumbo parses; its nodes are laid out in one array in document order,
// in which a subtree is the range [node, node.end). So everything after parsing is loops over
// ranges, and no page can be nested deeply enough to overflow the stack.
#pragma once

#include <gumbo.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace morgue::extraction {

using NodeIndex = std::uint32_t;

struct Node {
  GumboTag tag = GUMBO_TAG_UNKNOWN;       // of an element
  NodeIndex parent = 0;                   // the root is its own parent
  NodeIndex end = 0;                      // one past the last node inside
  const GumboElement* element = nullptr;  // null for text
  std::string_view text;                  // of a text node, entities decoded
};

class Arena;

class Dom {
 public:
  /// Scripts other than JSON-LD, style sheets and comments are left out.
  /// @param page   UTF-8
  /// @param why    set if there is no Dom: nested too deeply, a tag without end, or out of all
  /// proportion when parsed
  static std::optional<Dom> parse(std::string_view page, std::string& why);

  Dom(Dom&&) noexcept;
  Dom& operator=(Dom&&) noexcept;
  ~Dom();

  NodeIndex size() const { return static_cast<NodeIndex>(nodes_.size()); }
  const Node& operator[](NodeIndex i) const { return nodes_[i]; }
  bool is(NodeIndex i, GumboTag tag) const {
    return nodes_[i].element != nullptr && nodes_[i].tag == tag;
  }
  bool contains(NodeIndex outer, NodeIndex inner) const {
    return inner >= outer && inner < nodes_[outer].end;
  }

  /// Empty if there is none.
  std::string_view attribute(NodeIndex i, const char* name) const;

  /// All text inside, on one line. Text of scripts and styles is left out.
  std::string text_of(NodeIndex i) const;

  /// The first element of that kind inside `within`, or nothing.
  std::optional<NodeIndex> find(GumboTag tag, NodeIndex within = 0) const;

 private:
  explicit Dom(std::unique_ptr<Arena> arena);
  void flatten(const GumboNode* root);

  std::unique_ptr<Arena> arena_;  // holds what gumbo allocated
  std::vector<Node> nodes_;
};

}  // namespace morgue::extraction
