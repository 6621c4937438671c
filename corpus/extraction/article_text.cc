// Blocks, their values, the best container, and the choice among its blocks.
#include "corpus/extraction/article_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "corpus/dateline.h"
#include "corpus/extraction/furniture.h"
#include "corpus/extraction/page_phrases.h"
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
  BlockBuilder(const Dom& dom, const std::vector<Furniture>& furniture, std::string_view headline)
      : dom_(dom), furniture_(furniture), headline_(headline) {}

  std::vector<Block> build() {
    for (NodeIndex i = 0; i < dom_.size(); ++i) {
      while (!open_.empty() && dom_[open_.back()].end <= i) {
        flush();
        open_.pop_back();
      }
      if (furniture_[i] != Furniture::None) {
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
  const std::vector<Furniture>& furniture_;
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
  for (const std::string_view closer :
       {"\"", "\u201D", "\u2019", "'", ")", "\u00BB", "\u300D", "\u300F", "\uFF09"}) {
    if (text.ends_with(closer)) text.remove_suffix(closer.size());
  }
  for (const std::string_view stop : {"\u2026", "\u3002", "\uFF01", "\uFF1F"}) {
    if (text.ends_with(stop)) return true;
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
    // A page of an article and of others below it.
    constexpr double kHalf = 0.5;
    for (NodeIndex i = best + 1; i < dom_[best].end; ++i) {
      if (dom_.is(i, GUMBO_TAG_ARTICLE) && value(i) >= kHalf * value(best)) return i;
    }
    return std::nullopt;
  }

  const Dom& dom_;
  std::vector<double> values_;  // sums in document order
};

// Reasons, for people.
constexpr std::string_view kText = "text";
constexpr std::string_view kOutside = "outside the article";
constexpr std::string_view kBeforeHeadline = "before the headline";
constexpr std::string_view kHeadline = "the headline again";
constexpr std::string_view kNavigation = "navigation line";
constexpr std::string_view kLinks = "mostly links";
constexpr std::string_view kPageVoice = "the page speaks";
constexpr std::string_view kBeforeText = "before the first sentence";
constexpr std::string_view kAfterText = "after the last sentence";
constexpr std::string_view kOtherStories = "other stories follow";
constexpr std::string_view kTold = "in the page's own account of its text";
constexpr std::string_view kNotTold = "not in the page's own account of its text";

/// How much of each table is in links: in one of facts, names may well be.
class Tables {
 public:
  Tables(const Dom& dom, const std::vector<Block>& blocks) : dom_(dom) {
    for (const Block& block : blocks) {
      if (block.kind != BlockKind::Cell) continue;
      Sums& sums = tables_[table_of(block)];
      sums.text += block.text.size();
      sums.linked += std::min(block.linked, block.text.size());
    }
  }

  bool is_of_facts(const Block& cell) const {
    const auto sums = tables_.find(table_of(cell));
    return sums != tables_.end() && 3 * sums->second.linked < sums->second.text;
  }

 private:
  struct Sums {
    std::size_t text = 0;
    std::size_t linked = 0;
  };

  /// The table around a cell: td, tr, tbody, table.
  NodeIndex table_of(const Block& cell) const {
    NodeIndex i = cell.owner;
    for (int up = 0; up < 3 && dom_[i].tag != GUMBO_TAG_TABLE; ++up) i = dom_[i].parent;
    return i;
  }

  const Dom& dom_;
  std::map<NodeIndex, Sums> tables_;
};

/// Does a block inside the container belong to the text? kText, or why not.
std::string_view judge(const Block& block, const Tables& tables, std::string_view headline) {
  if (!headline.empty() && same_text(block.text, headline)) return kHeadline;
  if (is_navigation_line(block.text)) return kNavigation;
  if (is_page_voice(block.text)) return kPageVoice;
  const bool is_short = block.kind == BlockKind::Heading || block.text.size() < 80;
  if (block.link_share() < (is_short ? 0.5 : 0.7)) return kText;
  return block.kind == BlockKind::Cell && tables.is_of_facts(block) ? kText : kLinks;
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

/// A block with what was decided about it.
struct Choice {
  const Block* block;
  std::string_view reason;  // kText and kTold: it is kept

  bool kept() const { return reason == kText || reason == kTold; }
};

/// What stands before the first sentence is furniture that its page did not name.
void drop_opening(std::vector<Choice>& choices) {
  for (Choice& choice : choices) {
    if (!choice.kept()) continue;
    if (is_running_text(*choice.block)) return;
    choice.reason = kBeforeText;
  }
}

/// Paragraphs, not lists of links with a sentence each.
std::size_t plain_text_in(const Choice& choice) {
  constexpr double kFewLinks = 0.1;
  const Block& block = *choice.block;
  return choice.kept() && block.kind == BlockKind::Paragraph && is_running_text(block) &&
                 block.link_share() < kFewLinks
             ? block.text.size()
             : 0;
}

/// Cuts where a list of other stories begins, if the article does not go on below it.
void drop_other_stories(std::vector<Choice>& choices) {
  constexpr std::size_t kTimesMore = 4;
  std::size_t below = 0;
  for (const Choice& choice : choices) below += plain_text_in(choice);
  std::size_t above = 0;
  for (auto choice = choices.begin(); choice != choices.end(); ++choice) {
    const std::size_t plain = plain_text_in(*choice);
    above += plain;
    below -= plain;
    if (!choice->kept() || above < kTimesMore * below || above == 0 ||
        !opens_other_stories(choice->block->text))
      continue;
    for (; choice != choices.end(); ++choice) {
      if (choice->kept()) choice->reason = kOtherStories;
    }
    return;
  }
}

/// A list that ends an article, of results or of ingredients, is one of several items without
/// links.
bool is_plain_item(const Block& block) {
  constexpr std::size_t kShortest = 8;
  return block.kind == BlockKind::Item && block.linked == 0 && block.text.size() >= kShortest;
}

/// What stands after the last sentence, and the page's invitations after the last sentence of the
/// reporter.
void drop_closing(std::vector<Choice>& choices) {
  constexpr std::size_t kItemsOfAList = 3;
  constexpr int kMostInvitations = 4;
  int invitations = 0;
  for (std::size_t i = choices.size(); i-- > 0;) {
    Choice& choice = choices[i];
    if (!choice.kept()) continue;
    if (invitations < kMostInvitations && is_closing_invitation(choice.block->text)) {
      choice.reason = kPageVoice;
      ++invitations;
      continue;
    }
    if (is_running_text(*choice.block)) return;
    std::size_t items = 0;
    while (items < kItemsOfAList && items <= i && is_plain_item(*choices[i - items].block)) ++items;
    if (items == kItemsOfAList) return;
    choice.reason = kAfterText;
  }
}

/// What metadata says the text is, to be compared regardless of white space and punctuation.
class Testimony {
 public:
  explicit Testimony(std::string_view told) : letters_(letters_of(told)) {}

  bool is_long() const {
    constexpr std::size_t kLong = 400;
    return letters_.size() >= kLong;
  }
  bool has(std::string_view text) const {
    const std::string letters = letters_of(text);
    return !letters.empty() && letters_.find(letters) != std::string::npos;
  }

 private:
  static std::string letters_of(std::string_view text) {
    std::string letters = fold(text);
    std::erase_if(letters, [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte < 0x80 && (c < 'a' || c > 'z') && (c < '0' || c > '9');
    });
    return letters;
  }

  std::string letters_;
};

/// The page's own account of its text is believed where it agrees with what was found: it can be
/// an extract, or that of another story.
void compare_with(std::string_view told, std::vector<Choice>& choices) {
  // It is searched for every block; that of a real article is a tenth of this.
  constexpr std::size_t kMostBytes = 200'000;
  if (told.size() > kMostBytes) return;
  const Testimony testimony(told);
  if (!testimony.is_long()) return;
  std::vector<bool> is_told(choices.size(), false);
  std::size_t all = 0;
  std::size_t agreed = 0;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    is_told[i] = testimony.has(choices[i].block->text);
    if (!choices[i].kept()) continue;
    all += choices[i].block->text.size();
    if (is_told[i]) agreed += choices[i].block->text.size();
  }
  constexpr double kAgreement = 0.9;
  if (static_cast<double>(agreed) < kAgreement * static_cast<double>(all)) return;
  constexpr std::size_t kLongEnough = 40;  // shorter ones can be in it by chance
  const auto first = std::ranges::find(is_told, true) - is_told.begin();
  const auto last = is_told.rend() - std::find(is_told.rbegin(), is_told.rend(), true) - 1;
  for (std::ptrdiff_t i = 0; i < std::ssize(choices); ++i) {
    Choice& choice = choices[static_cast<std::size_t>(i)];
    const bool told_here = is_told[static_cast<std::size_t>(i)];
    // Between two sentences of the account it may differ in a word.
    if (choice.kept() && (i < first || i > last))
      choice.reason = kNotTold;
    else if (!choice.kept() && told_here && choice.block->text.size() >= kLongEnough &&
             choice.reason != kHeadline)
      choice.reason = kTold;
  }
}

std::string join(const std::vector<Choice>& choices) {
  std::string body;
  for (const Choice& choice : choices) {
    if (!choice.kept()) continue;
    if (!body.empty()) body += "\n\n";
    body += choice.block->text;
  }
  return body;
}

std::vector<Choice> choose(const Dom& dom, const std::vector<Block>& blocks, NodeIndex container,
                           std::string_view headline, std::string_view told) {
  const NodeIndex begin = headline_of(dom, container, blocks);
  std::vector<Choice> choices;
  choices.reserve(blocks.size());
  const Tables tables(dom, blocks);
  for (const Block& block : blocks) {
    if (!dom.contains(container, block.owner))
      choices.push_back({&block, kOutside});
    else if (block.last < begin)
      choices.push_back({&block, kBeforeHeadline});
    else
      choices.push_back({&block, judge(block, tables, headline)});
  }
  drop_other_stories(choices);
  drop_opening(choices);
  drop_closing(choices);
  compare_with(told, choices);
  return choices;
}

/// All blocks, and between them the furniture, in the order of the page.
std::vector<BlockVerdict> explain(const Dom& dom, const std::vector<Furniture>& furniture,
                                  const std::vector<Choice>& choices) {
  std::vector<BlockVerdict> verdicts;
  auto next = choices.begin();
  const auto add_blocks_before = [&](NodeIndex i) {
    for (; next != choices.end() && next->block->last < i; ++next)
      verdicts.push_back({next->block->text, next->kept(), next->reason});
  };
  for (NodeIndex i = 0; i < dom.size(); ++i) {
    if (furniture[i] == Furniture::None) continue;
    add_blocks_before(i);
    if (std::string text = dom.text_of(i); !text.empty() && !dom.is(i, GUMBO_TAG_HEAD))
      verdicts.push_back({std::move(text), false, to_string(furniture[i])});
    i = dom[i].end - 1;
  }
  add_blocks_before(dom.size());
  return verdicts;
}

}  // namespace

ArticleText find_article_text(const Dom& dom, std::string_view headline, std::string_view told,
                              std::vector<BlockVerdict>* verdicts) {
  const std::vector<Furniture> furniture = find_furniture(dom);
  const std::vector<Block> blocks = BlockBuilder(dom, furniture, headline).build();
  const NodeIndex container = ContainerFinder(dom, blocks).find();
  const std::vector<Choice> choices = choose(dom, blocks, container, headline, told);
  if (verdicts != nullptr) *verdicts = explain(dom, furniture, choices);
  return {join(choices), container};
}

}  // namespace morgue::extraction
