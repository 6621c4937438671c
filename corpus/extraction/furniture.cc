// Furniture by tag, by visibility and by name.
#include "corpus/extraction/furniture.h"

#include <algorithm>
#include <array>

#include "corpus/text/ascii.h"
#include "corpus/text/text.h"

namespace morgue::extraction {
namespace {

/// "has-" before "image", "no-" before "sidebar": what an element has is not what it is.
bool is_said_to_have(std::string_view before) {
  constexpr std::array kPrefixes =
      std::to_array<std::string_view>({"has-", "has_", "with-", "no-"});
  return std::ranges::any_of(
      kPrefixes, [before](std::string_view prefix) { return before.ends_with(prefix); });
}

bool is_never_text(GumboTag tag) {
  constexpr std::array kTags = {
      GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,  GUMBO_TAG_NOSCRIPT,   GUMBO_TAG_NAV,
      GUMBO_TAG_FOOTER,   GUMBO_TAG_ASIDE,  GUMBO_TAG_BUTTON,     GUMBO_TAG_SELECT,
      GUMBO_TAG_IFRAME,   GUMBO_TAG_SVG,    GUMBO_TAG_FIGURE,     GUMBO_TAG_TEMPLATE,
      GUMBO_TAG_TEXTAREA, GUMBO_TAG_OBJECT, GUMBO_TAG_VIDEO,      GUMBO_TAG_AUDIO,
      GUMBO_TAG_CANVAS,   GUMBO_TAG_MENU,   GUMBO_TAG_FIGCAPTION, GUMBO_TAG_LABEL,
      GUMBO_TAG_HEAD,     GUMBO_TAG_MAP,    GUMBO_TAG_EMBED};
  return std::ranges::find(kTags, tag) != kTags.end();
}

bool is_hidden(const Dom& dom, NodeIndex i) {
  const std::string_view style = dom.attribute(i, "style");
  for (const std::string_view hiding :
       {"display:none", "display: none", "visibility:hidden", "visibility: hidden"}) {
    if (style.find(hiding) != std::string_view::npos) return true;
  }
  const GumboElement* element = dom[i].element;
  return gumbo_get_attribute(&element->attributes, "hidden") != nullptr ||
         dom.attribute(i, "aria-hidden") == "true";
}

/// Anywhere in a name: "relatedposts", "js-comments".
bool has_distinctive_stem(std::string_view hints) {
  constexpr std::array kStems = std::to_array<std::string_view>(
      {"comment",      "disqus",           "breadcrumb",  "newsletter",    "sidebar",
       "cookie",       "outbrain",         "taboola",     "recommend",     "mostread",
       "most-read",    "most_read",        "mostpopular", "most-popular",  "subscri",
       "signup",       "sign-up",          "related",     "readmore",      "read-more",
       "read-next",    "sponsor",          "advert",      "trending",      "social",
       "sharing",      "sharebar",         "share-",      "-share",        "share_",
       "_share",       "follow-us",        "paywall",     "author-bio",    "authorbio",
       "about-author", "about-the-author", "byline",      "caption",       "credit",
       "promo",        "newsfeed",         "consent",     "gdpr",          "pagination",
       "next-prev",    "prev-next",        "post-nav",    "toolbar",       "skip-link",
       "site-header",  "masthead",         "copyright",   "disclaimer",    "jp-relatedposts",
       "hidden-print", "teaser",           "ticker",      "popup",         "modal",
       "tooltip",      "livefyre",         "print-only",  "screen-reader", "visually-hidden",
       "sr-only"});
  return std::ranges::any_of(kStems, [hints](std::string_view stem) {
    return hints.find(stem) != std::string_view::npos;
  });
}

/// Short words count only when they stand alone.
bool has_furniture_word(std::string_view hints) {
  constexpr std::array kWords = std::to_array<std::string_view>(
      {"nav",    "navigation", "menu",   "footer",   "share",       "tags",          "tag",
       "ad",     "ads",        "banner", "widget",   "meta",        "tools",         "links",
       "author", "popular",    "latest", "gallery",  "slideshow",   "carousel",      "hidden",
       "print",  "search",     "login",  "register", "contentinfo", "complementary", "rss",
       "subnav", "pager",      "aside",  "topics",   "keywords",    "timestamp",     "dateline",
       "date",   "bio",        "more",   "poll",     "rating",      "votes",         "pic",
       "photo",  "photos",     "image",  "picture",  "cta",         "highlights"});
  return std::ranges::any_of(
      kWords, [hints](std::string_view word) { return has_hint(hints, word, HintUse::AsNoun); });
}

/// Bytes of text in paragraphs, summed up in document order: the amount inside a node is a
/// difference.
std::vector<std::size_t> paragraph_text(const Dom& dom) {
  std::vector<std::size_t> sums(dom.size() + 1u, 0);
  NodeIndex paragraph_end = 0;
  for (NodeIndex i = 0; i < dom.size(); ++i) {
    if (dom.is(i, GUMBO_TAG_P)) paragraph_end = std::max(paragraph_end, dom[i].end);
    const GumboTag parent = dom[dom[i].parent].tag;
    const bool is_code = parent == GUMBO_TAG_SCRIPT || parent == GUMBO_TAG_STYLE ||
                         parent == GUMBO_TAG_NOSCRIPT || parent == GUMBO_TAG_TEXTAREA;
    const bool counts =
        dom[i].element == nullptr && !is_code && (i < paragraph_end || dom[i].text.size() > 120);
    sums[i + 1u] = sums[i] + (counts ? dom[i].text.size() : 0);
  }
  return sums;
}

class FurnitureFinder {
 public:
  explicit FurnitureFinder(const Dom& dom)
      : dom_(dom), text_(paragraph_text(dom)), headline_(dom.find(GUMBO_TAG_H1)) {}

  std::vector<Furniture> find() {
    find_quoted_messages();
    std::vector<Furniture> furniture(dom_.size(), Furniture::None);
    for (NodeIndex i = 0; i < dom_.size(); ++i) {
      if (dom_[i].element == nullptr) continue;
      const Furniture kind = kind_of(i);
      if (kind == Furniture::None) continue;
      std::fill(furniture.begin() + i, furniture.begin() + dom_[i].end, kind);
      i = dom_[i].end - 1;
    }
    return furniture;
  }

 private:
  double share(NodeIndex i) const {
    const std::size_t all = std::max<std::size_t>(text_.back(), 1);
    return static_cast<double>(text_[dom_[i].end] - text_[i]) / static_cast<double>(all);
  }

  bool holds_headline(NodeIndex i) const { return headline_ && dom_.contains(i, *headline_); }

  /// A message quoted from a social network is part of a report, whatever it is wrapped in.
  void find_quoted_messages() {
    for (NodeIndex i = 0; i < dom_.size(); ++i) {
      if (!dom_.is(i, GUMBO_TAG_BLOCKQUOTE)) continue;
      const std::string hints = hints_of(dom_, i);
      if (hints.find("tweet") != std::string::npos ||
          hints.find("instagram-media") != std::string::npos)
        quoted_messages_.push_back(i);
    }
  }

  bool holds_quoted_message(NodeIndex i) const {
    const auto first = std::ranges::lower_bound(quoted_messages_, i);
    return first != quoted_messages_.end() && *first < dom_[i].end;
  }

  Furniture kind_of(NodeIndex i) const {
    const GumboTag tag = dom_[i].tag;
    if (tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_MAIN)
      return Furniture::None;
    // The whole page can be in a form (ASP.NET), in a header, in something hidden until a script
    // shows it.
    constexpr double kMostOfThePage = 0.4;
    const bool is_most = share(i) >= kMostOfThePage;
    if (is_never_text(tag))
      return tag == GUMBO_TAG_FIGURE && is_most ? Furniture::None : Furniture::ByTag;
    if (tag == GUMBO_TAG_FORM || tag == GUMBO_TAG_HEADER)
      return is_most ? Furniture::None : Furniture::ByTag;
    if (const std::string_view role = dom_.attribute(i, "role");
        role == "dialog" || role == "alertdialog")
      return holds_headline(i) ? Furniture::None : Furniture::ByTag;
    if (is_hidden(dom_, i)) return is_most ? Furniture::None : Furniture::Hidden;
    if (tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_P) return Furniture::None;
    // A picture with its caption, as it was set before style sheets.
    if (tag == GUMBO_TAG_TABLE && !dom_.attribute(i, "align").empty() &&
        dom_.find(GUMBO_TAG_IMG, i) && share(i) < kLittle / 2)
      return Furniture::Picture;
    return is_named_furniture(i) ? Furniture::ByName : Furniture::None;
  }

  bool is_named_furniture(NodeIndex i) const {
    const std::string hints = hints_of(dom_, i);
    if (hints.find_first_not_of(' ') == std::string::npos || has_hint(hints, "articlebody"))
      return false;
    const double held = share(i);
    const bool comments =
        hints.find("comment") != std::string::npos || hints.find("disqus") != std::string::npos;
    // Readers may well write more than the reporter did, and what is at the foot of a page can be
    // longer than a brief report.
    constexpr double kMostlyOthers = 0.8;
    constexpr double kMostOfThePage = 0.4;
    if (has_distinctive_stem(hints))
      return held < (comments ? kMostlyOthers : kMostOfThePage) && !holds_headline(i) &&
             !holds_quoted_message(i);
    if (!has_furniture_word(hints) || holds_headline(i)) return false;
    if (held < kLittle) return !holds_quoted_message(i);
    return has_hint(hints, "footer") && headline_ && *headline_ < i && held < kMostlyOthers;
  }

  static constexpr double kLittle = 0.2;
  const Dom& dom_;
  std::vector<std::size_t> text_;
  std::optional<NodeIndex> headline_;
  std::vector<NodeIndex> quoted_messages_;
};

}  // namespace

std::string hints_of(const Dom& dom, NodeIndex i) {
  std::string hints;
  for (const char* name : {"class", "id", "role", "itemprop", "data-component"}) {
    const std::string_view value = dom.attribute(i, name);
    if (!value.empty()) hints.append(value).append(" ");
  }
  std::ranges::transform(hints, hints.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return hints;
}

bool has_hint(std::string_view hints, std::string_view word, HintUse use) {
  for (std::size_t at = hints.find(word); at != std::string_view::npos;
       at = hints.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_lower(hints[at - 1])) && (end == hints.size() || !is_lower(hints[end])) &&
        (use == HintUse::Any || !is_said_to_have(hints.substr(0, at))))
      return true;
  }
  return false;
}

std::string_view to_string(Furniture furniture) {
  switch (furniture) {
    case Furniture::None:
      break;
    case Furniture::ByTag:
      return "furniture by tag";
    case Furniture::Hidden:
      return "hidden";
    case Furniture::ByName:
      return "furniture by name";
    case Furniture::Picture:
      return "picture with its caption";
  }
  return "text";
}

std::vector<Furniture> find_furniture(const Dom& dom) { return FurnitureFinder(dom).find(); }

}  // namespace morgue::extraction
