// Parsing with bounds, and flattening.
#include "corpus/extraction/dom.h"

#include <algorithm>
#include <array>
#include <csetjmp>

#include "corpus/readers/fields.h"
#include "corpus/text/ascii.h"

namespace morgue::extraction {

/// All memory of one parse: freed at once, so gumbo's recursive destruction of a deep tree is never
/// needed; and bounded, because a page of a few megabytes of misnested tags can grow to gigabytes.
/// gumbo cannot report failure of an allocation, so the arena jumps back over it; there are only C
/// frames in between.
class Arena {
 public:
  explicit Arena(std::size_t limit) : left_(limit) {}

  void* allocate(std::size_t size) {
    constexpr std::size_t kAlignment = alignof(std::max_align_t);
    size = (size + kAlignment - 1) / kAlignment * kAlignment;
    if (size > block_size_ - used_ || blocks_.empty()) {
      if (size > left_) std::longjmp(exhausted, 1);
      block_size_ = std::min(std::max(size, kBlock), left_);
      left_ -= block_size_;
      // Not value-initialised: zeroing would touch pages that are never used.
      blocks_.push_back(std::unique_ptr<std::byte[]>(new std::byte[block_size_]));
      used_ = 0;
    }
    void* memory = blocks_.back().get() + used_;
    used_ += size;
    return memory;
  }

  std::jmp_buf exhausted{};

 private:
  static constexpr std::size_t kBlock = 256u << 10;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::size_t block_size_ = 0;
  std::size_t used_ = 0;
  std::size_t left_;
};

namespace {

/// Tags that the parser closes by itself, or that hold nothing: they do not add up to depth.
bool closes_itself(std::string_view name) {
  constexpr std::array kSelfClosing = std::to_array<std::string_view>(
      {"a",     "area", "base",  "basefont", "body",  "br",    "button", "col",   "colgroup",
       "dd",    "dt",   "embed", "head",     "hr",    "html",  "img",    "input", "li",
       "link",  "meta", "nobr",  "option",   "p",     "param", "source", "tbody", "td",
       "tfoot", "th",   "thead", "tr",       "track", "wbr"});
  return std::ranges::binary_search(kSelfClosing, name);
}

/// Does a tag of this name (lower case) begin at i?
bool is_tag(std::string_view html, std::size_t i, std::string_view name) {
  if (html.size() - i < name.size() + 2) return false;
  for (std::size_t k = 0; k < name.size(); ++k) {
    if (ascii_lower(html[i + 1 + k]) != name[k]) return false;
  }
  const char after = html[i + 1 + name.size()];
  return !is_letter(after) && after != '-';
}

/// Position of `end`, in lower case, from i on; the size of html if there is none.
std::size_t find_end(std::string_view html, std::size_t i, std::string_view end) {
  for (i = html.find(end.front(), i); i != std::string_view::npos;
       i = html.find(end.front(), i + 1)) {
    if (html.size() - i < end.size()) break;
    if (std::ranges::equal(html.substr(i, end.size()), end, {}, ascii_lower)) return i;
  }
  return html.size();
}

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Finds what holds nothing to read: scripts (JSON-LD apart), style sheets, drawings and comments.
/// Asked from left to right. An end that was looked for in vain is not looked for again: a page of
/// unclosed comments would take hours.
class CodeFinder {
 public:
  explicit CodeFinder(std::string_view html) : html_(html) {}

  /// What stands at i; empty if it is none of these.
  Range find(std::size_t i) {
    if (html_.substr(i).starts_with("<!--")) return comment(i);
    for (Kind& kind : kinds_) {
      if (is_tag(html_, i, kind.name)) return kind.ends ? element(kind, i) : Range{i, i};
    }
    return {i, i};
  }

 private:
  struct Kind {
    std::string_view name;
    std::string_view end;
    bool ends = true;  // as far as is known
  };

  Range comment(std::size_t i) {
    const std::size_t end = comments_end_ ? html_.find("-->", i) : std::string_view::npos;
    comments_end_ = end != std::string_view::npos;
    return comments_end_ ? Range{i, end + 3} : Range{i, i};
  }

  Range element(Kind& kind, std::size_t i) {
    constexpr std::size_t kTypeIsWithin = 1024;  // bytes of the tag
    if (tag_end_ < i) tag_end_ = std::min(html_.find('>', i), html_.size());
    const std::string_view tag = html_.substr(i, tag_end_ - i);
    const std::string_view start = tag.substr(0, kTypeIsWithin);
    if (tag.ends_with('/') || find_end(start, 0, "ld+json") != start.size()) return {i, i};
    const std::size_t end = find_end(html_, tag_end_, kind.end);
    kind.ends = end != html_.size();
    return kind.ends ? Range{i, std::min(html_.find('>', end), html_.size() - 1) + 1} : Range{i, i};
  }

  std::string_view html_;
  std::array<Kind, 3> kinds_ = {{{"script", "</script"}, {"style", "</style"}, {"svg", "</svg"}}};
  std::size_t tag_end_ = 0;  // the first '>' behind the last tag that was looked at
  bool comments_end_ = true;
};

/// Half of a news page and more is code, and gumbo takes as long for a byte of it as for a byte of
/// text.
std::string without_code(std::string_view html) {
  std::string out;
  out.reserve(html.size());
  std::size_t copied = 0;
  CodeFinder finder(html);
  for (std::size_t i = html.find('<'); i != std::string_view::npos; i = html.find('<', i)) {
    const Range code = finder.find(i);
    if (code.end > i) {
      out += html.substr(copied, i - copied);
      copied = code.end;
    }
    i = std::max(code.end, i + 1);
  }
  out += html.substr(std::min(copied, html.size()));
  return out;
}

/// Cheap upper estimate of the depth of the tree. The parser takes time in proportion to size times
/// depth.
bool is_nested_too_deeply(std::string_view html) {
  constexpr int kDeepest = 3000;
  int depth = 0;
  for (std::size_t i = html.find('<'); i != std::string_view::npos; i = html.find('<', i + 1)) {
    const bool closing = i + 1 < html.size() && html[i + 1] == '/';
    std::array<char, 16> name{};
    std::size_t length = 0;
    for (std::size_t k = i + (closing ? 2 : 1);
         k < html.size() && length < name.size() &&
         (is_letter(html[k]) || (length > 0 && html[k] >= '0' && html[k] <= '9'));
         ++k)
      name.at(length++) = ascii_lower(html[k]);
    const std::string_view tag(name.data(), length);
    if (tag.empty() || closes_itself(tag)) continue;
    depth = closing ? std::max(0, depth - 1) : depth + 1;
    if (depth > kDeepest) return true;
  }
  return false;
}

/// Is there a tag with thousands of attributes? The parser compares each with all those before it.
bool has_endless_tag(std::string_view html) {
  constexpr int kMostAttributes = 3000;
  for (std::size_t i = html.find('<'); i != std::string_view::npos; i = html.find('<', i)) {
    if (++i == html.size() || !is_letter(html[i])) continue;
    int attributes = 0;
    char before = ' ';  // the last character that is not white space
    for (; i < html.size() && html[i] != '>'; ++i) {
      const char c = html[i];
      if (static_cast<unsigned char>(c) <= ' ') continue;
      if (before == '=' && (c == '"' || c == '\''))
        i = std::min(html.find(c, i + 1), html.size() - 1);
      else if (const auto gap = static_cast<unsigned char>(html[i - 1]);
               gap <= ' ' || gap == '/' || gap == '"' || gap == '\'')
        ++attributes;
      before = c;
    }
    if (attributes > kMostAttributes) return true;
  }
  return false;
}

/// Null if the arena was exhausted.
const GumboOutput* parse_within(Arena& arena, std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = [](void* memory, std::size_t size) {
    return static_cast<Arena*>(memory)->allocate(size);
  };
  options.deallocator = [](void*, void*) {};
  options.userdata = &arena;
  options.max_errors = 0;
  if (setjmp(arena.exhausted) != 0) return nullptr;  // NOLINT(cert-err52-cpp): see Arena
  return gumbo_parse_with_options(&options, html.data(), html.size());
}

bool is_text(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
         node->type == GUMBO_NODE_CDATA;
}

bool is_element(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

}  // namespace

Dom::Dom(std::unique_ptr<Arena> arena) : arena_(std::move(arena)) {}
Dom::Dom(Dom&&) noexcept = default;
Dom& Dom::operator=(Dom&&) noexcept = default;
Dom::~Dom() = default;

std::optional<Dom> Dom::parse(std::string_view page, std::string& why) {
  const std::string html = without_code(page);
  if (is_nested_too_deeply(html)) {
    why = "nested too deeply";
    return std::nullopt;
  }
  if (has_endless_tag(html)) {
    why = "a tag with thousands of attributes";
    return std::nullopt;
  }
  constexpr std::size_t kLeast = 32u << 20;
  constexpr std::size_t kMost = 256u << 20;
  constexpr std::size_t kForEachByte = 40;  // pages of plain news need 5 to 20
  Dom dom(std::make_unique<Arena>(std::min(kLeast + kForEachByte * html.size(), kMost)));
  const GumboOutput* output = parse_within(*dom.arena_, html);
  if (output == nullptr) {
    why = "it would take too much memory to parse; its tags may be misnested";
    return std::nullopt;
  }
  dom.flatten(output->root);
  return dom;
}

void Dom::flatten(const GumboNode* root) {
  struct Frame {
    const GumboVector* children;
    NodeIndex index;
    unsigned next;
  };
  std::vector<Frame> open;
  const auto add = [&](const GumboNode* node, NodeIndex parent) {
    const auto index = static_cast<NodeIndex>(nodes_.size());
    if (is_text(node)) {
      nodes_.push_back({GUMBO_TAG_UNKNOWN, parent, index + 1, nullptr, node->v.text.text});
    } else if (is_element(node)) {
      nodes_.push_back({node->v.element.tag, parent, index + 1, &node->v.element, {}});
      open.push_back({&node->v.element.children, index, 0});
    }
  };
  add(root, 0);
  while (!open.empty()) {
    Frame& frame = open.back();
    if (frame.next == frame.children->length) {
      nodes_[frame.index].end = static_cast<NodeIndex>(nodes_.size());
      open.pop_back();
    } else {
      const auto* child = static_cast<const GumboNode*>(frame.children->data[frame.next++]);
      add(child, frame.index);
    }
  }
}

std::string_view Dom::attribute(NodeIndex i, const char* name) const {
  const GumboElement* element = nodes_[i].element;
  if (element == nullptr) return {};
  const GumboAttribute* attribute = gumbo_get_attribute(&element->attributes, name);
  return attribute == nullptr ? std::string_view() : attribute->value;
}

std::string Dom::text_of(NodeIndex i) const {
  std::string text;
  for (NodeIndex k = i; k < nodes_[i].end; ++k) {
    const Node& node = nodes_[k];
    if (node.element == nullptr) {
      text += node.text;
    } else if (node.tag == GUMBO_TAG_SCRIPT || node.tag == GUMBO_TAG_STYLE) {
      k = node.end - 1;
    } else if (node.tag == GUMBO_TAG_BR) {
      text += ' ';
    }
  }
  return one_line(text);
}

std::optional<NodeIndex> Dom::find(GumboTag tag, NodeIndex within) const {
  for (NodeIndex i = within; i < nodes_[within].end; ++i) {
    if (is(i, tag)) return i;
  }
  return std::nullopt;
}

}  // namespace morgue::extraction
