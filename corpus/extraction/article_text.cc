// Blocks, their values, the best container, and the choice among its blocks.
#include "corpus/extraction/article_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "corpus/dateline.h"
#include "corpus/extraction/furniture.h"
#include "corpus/readers/fields.h"
#include "corpus/text/text.h"

namespace morgue::extraction {
namespace {

bool is_block_level(GumboTag tag) {
  constexpr std::array kTags = {
      GUMBO_TAG_P,       GUMBO_TAG_DIV,   GUMBO_TAG_H1,       GUMBO_TAG_H2,
      GUMBO_TAG_H3,      GUMBO_TAG_H4,    GUMBO_TAG_H5,       GUMBO_TAG_H6,
      GUMBO_TAG_LI,      GUMBO_TAG_UL,    GUMBO_TAG_OL,       GUMBO_TAG_DL,
      GUMBO_TAG_DT,      GUMBO_TAG_DD,    GUMBO_TAG_SECTION,  GUMBO_TAG_MAIN,
      GUMBO_TAG_ARTICLE, GUMBO_TAG_ASIDE, GUMBO_TAG_HEADER,   GUMBO_TAG_FOOTER,
      GUMBO_TAG_NAV,     GUMBO_TAG_TABLE, GUMBO_TAG_TBODY,    GUMBO_TAG_TR,
      GUMBO_TAG_TD,      GUMBO_TAG_TH,    GUMBO_TAG_CAPTION,  GUMBO_TAG_BLOCKQUOTE,
      GUMBO_TAG_PRE,     GUMBO_TAG_FORM,  GUMBO_TAG_FIGURE,   GUMBO_TAG_CENTER,
      GUMBO_TAG_ADDRESS, GUMBO_TAG_BODY,  GUMBO_TAG_FIELDSET, GUMBO_TAG_DETAILS,
      GUMBO_TAG_HR};
  return std::ranges::find(kTags, tag) != kTags.end();
}

enum class BlockKind : std::uint8_t { Paragraph, Heading, Item, Cell };

/// A run of text between the edges of block-level elements.
struct Block {
  NodeIndex owner = 0;  // the block-level element it is directly in
  NodeIndex last = 0;   // the last text of it
  BlockKind kind = BlockKind::Paragraph;
  std::string text;
  std::size_t linked = 0;  // bytes of it inside links

  double link_share() const {
    return text.empty()
               ? 0
               : std::min(1.0, static_cast<double>(linked) / static_cast<double>(text.size()));
  }
};

bool same_text(std::string_view a, std::string_view b) {
  return a.size() < 2 * b.size() + 8 && b.size() < 2 * a.size() + 8 && fold(a) == fold(b);
}

class BlockBuilder {
 public:
  BlockBuilder(const Dom& dom, const std::vector<bool>& furniture, std::string_view headline)
      : dom_(dom), furniture_(furniture), headline_(headline) {}

  std::vector<Block> build() {
    for (NodeIndex i = 0; i < dom_.size(); ++i) {
      while (!open_.empty() && dom_[open_.back()].end <= i) {
        flush();
        open_.pop_back();
      }
      if (furniture_[i]) {
        if (is_block_level(dom_[i].tag)) flush();
        i = dom_[i].end - 1;
        continue;
      }
      if (dom_[i].element == nullptr)
        add_text(i);
      else
        add_element(i);
    }
    flush();
    return std::move(blocks_);
  }

 private:
  void add_text(NodeIndex i) {
    const std::string_view text = dom_[i].text;
    buffer_ += text;
    if (trim(text).empty()) return;
    breaks_ = 0;
    last_ = i;
    if (i < link_end_) linked_ += text.size();
  }

  void add_element(NodeIndex i) {
    const GumboTag tag = dom_[i].tag;
    if (tag == GUMBO_TAG_BR) {
      buffer_ += kBreak;
      if (++breaks_ >= 2) flush();  // how paragraphs were made before <p> was common
    } else if (tag == GUMBO_TAG_A) {
      link_end_ = dom_[i].end;
    } else if (is_block_level(tag)) {
      flush();
      open_.push_back(i);
    }
  }

  BlockKind kind() const {
    constexpr std::size_t kNear = 3;
    for (std::size_t up = 0; up < std::min(kNear, open_.size()); ++up) {
      switch (dom_[open_[open_.size() - 1 - up]].tag) {
        case GUMBO_TAG_H1:
        case GUMBO_TAG_H2:
        case GUMBO_TAG_H3:
        case GUMBO_TAG_H4:
        case GUMBO_TAG_H5:
        case GUMBO_TAG_H6:
          return BlockKind::Heading;
        case GUMBO_TAG_LI:
          return BlockKind::Item;
        case GUMBO_TAG_TD:
        case GUMBO_TAG_TH:
          return up == 0 ? BlockKind::Cell : BlockKind::Paragraph;
        default:
          break;
      }
    }
    return BlockKind::Paragraph;
  }

  /// Old pages put date, headline and byline into lines of one block; then each line is a block of
  /// its own.
  bool has_line_of_its_own() const {
    if (buffer_.find(kBreak) == std::string::npos) return false;
    for (std::size_t begin = 0; begin < buffer_.size();) {
      const std::size_t end = std::min(buffer_.find(kBreak, begin), buffer_.size());
      const std::string line = one_line(std::string_view(buffer_).substr(begin, end - begin));
      if (!line.empty() &&
          (same_text(line, headline_) || read_byline(line) || parse_printed_date(line)))
        return true;
      begin = end + 1;
    }
    return false;
  }

  void flush() {
    breaks_ = 0;
    const bool split = has_line_of_its_own();
    for (std::size_t begin = 0; begin < buffer_.size();) {
      const std::size_t end =
          split ? std::min(buffer_.find(kBreak, begin), buffer_.size()) : buffer_.size();
      std::string line = buffer_.substr(begin, end - begin);
      std::ranges::replace(line, kBreak, ' ');
      add_block(one_line(line));
      begin = end + 1;
    }
    buffer_.clear();
    linked_ = 0;
  }

  void add_block(std::string text) {
    if (!text.empty())
      blocks_.push_back(
          {open_.empty() ? 0 : open_.back(), last_, kind(), std::move(text), linked_});
  }

  static constexpr char kBreak = '\x1E';  // a <br>; control characters do not get here otherwise

  const Dom& dom_;
  const std::vector<bool>& furniture_;
  std::string_view headline_;
  std::vector<Block> blocks_;
  std::vector<NodeIndex> open_;  // block-level elements around the present place
  std::string buffer_;
  std::size_t linked_ = 0;
  NodeIndex link_end_ = 0;
  NodeIndex last_ = 0;
  int breaks_ = 0;
};

bool ends_sentence(std::string_view text) {
  for (const std::string_view closer : {"\"", "\u201D", "\u2019", "'", ")"}) {
    if (text.ends_with(closer)) text.remove_suffix(closer.size());
  }
  return !text.empty() && std::string_view(".!?:;").find(text.back()) != std::string_view::npos;
}

bool is_running_text(const Block& block) {
  constexpr std::size_t kLong = 80;
  constexpr std::size_t kShort = 25;
  if (block.text.size() >= kLong) {
    const std::size_t unlinked = block.text.size() - std::min(block.linked, block.text.size());
    return block.link_share() < 0.4 || (unlinked >= kLong && block.link_share() < 0.75);
  }
  return block.text.size() >= kShort && block.link_share() < 0.3 && ends_sentence(block.text);
}

/// How much a block speaks for (positive) or against an element being the article. Values were
/// chosen on real pages.
double value_of(const Block& block) {
  const auto size = static_cast<double>(block.text.size());
  if (is_running_text(block)) {
    const double text = size * (1 - block.link_share());
    return block.kind == BlockKind::Paragraph ? text : text * 0.6;
  }
  if (block.kind == BlockKind::Heading) return block.link_share() < 0.5 ? -5 : -40;
  return -25 - 0.5 * static_cast<double>(block.linked);
}

class ContainerFinder {
 public:
  ContainerFinder(const Dom& dom, const std::vector<Block>& blocks)
      : dom_(dom), values_(dom.size() + 1u, 0) {
    std::vector<double> own(dom.size(), 0);
    for (const Block& block : blocks) own[block.owner] += value_of(block);
    for (NodeIndex i = 0; i < dom.size(); ++i) values_[i + 1u] = values_[i] + own[i];
  }

  NodeIndex find() const {
    NodeIndex best = 0;
    for (NodeIndex i = 0; i < dom_.size(); ++i) {
      // On a tie the inner element wins.
      if (dom_[i].element != nullptr && value(i) >= value(best)) best = i;
    }
    return named_body(best).value_or(best);
  }

 private:
  double value(NodeIndex i) const { return values_[dom_[i].end] - values_[i]; }

  /// An element whose author says that it is the body of the article is believed if it holds most
  /// of the text.
  std::optional<NodeIndex> named_body(NodeIndex best) const {
    constexpr double kMost = 0.6;
    for (NodeIndex i = 0; i < dom_.size(); ++i) {
      if (dom_[i].element == nullptr || value(i) < kMost * value(best)) continue;
      if (has_hint(hints_of(dom_, i), "articlebody")) return i;
    }
    return std::nullopt;
  }

  const Dom& dom_;
  std::vector<double> values_;  // sums in document order
};

/// Does a block inside the container belong to the text?
bool belongs(const Block& block, std::string_view headline) {
  if (!headline.empty() && same_text(block.text, headline)) return false;
  if (is_navigation_line(block.text)) return false;
  const double links = block.link_share();
  if (block.kind == BlockKind::Heading) return links < 0.5;
  if (block.text.size() < 80) return links < 0.5;
  return links < 0.7;
}

std::string join(const std::vector<const Block*>& blocks) {
  std::string body;
  for (const Block* block : blocks) {
    if (!body.empty()) body += "\n\n";
    body += block->text;
  }
  return body;
}

/// Where the headline stands, if it is the page's only one of the first rank; what comes before it
/// is the top of the page. Nothing where most of the text would be lost: then that heading is no
/// headline.
NodeIndex headline_of(const Dom& dom, NodeIndex container, const std::vector<Block>& blocks) {
  const std::optional<NodeIndex> headline = dom.find(GUMBO_TAG_H1, container);
  if (!headline) return container;
  for (NodeIndex i = dom[*headline].end; i < dom[container].end; ++i)
    if (dom.is(i, GUMBO_TAG_H1)) return container;
  std::size_t before = 0;
  std::size_t after = 0;
  for (const Block& block : blocks) {
    if (!dom.contains(container, block.owner) || !is_running_text(block)) continue;
    (block.last < *headline ? before : after) += block.text.size();
  }
  constexpr std::size_t kTimesMore = 4;
  return after >= kTimesMore * before ? *headline : container;
}

/// What stands before the first and after the last sentence is furniture that its page did not
/// name.
void trim_ends(std::vector<const Block*>& blocks) {
  const auto is_text = [](const Block* block) { return is_running_text(*block); };
  const auto first = std::ranges::find_if(blocks, is_text);
  blocks.erase(blocks.begin(), first);
  while (!blocks.empty() && !is_text(blocks.back())) blocks.pop_back();
}

}  // namespace

ArticleText find_article_text(const Dom& dom, std::string_view headline) {
  const std::vector<bool> furniture = find_furniture(dom);
  const std::vector<Block> blocks = BlockBuilder(dom, furniture, headline).build();
  const NodeIndex container = ContainerFinder(dom, blocks).find();
  const NodeIndex begin = headline_of(dom, container, blocks);
  std::vector<const Block*> chosen;
  for (const Block& block : blocks) {
    if (dom.contains(container, block.owner) && block.last >= begin && belongs(block, headline))
      chosen.push_back(&block);
  }
  trim_ends(chosen);
  return {join(chosen), container};
}

}  // namespace morgue::extraction
