// Metadata, in the order of trust. Headlines are different: og:title is made for sharing and often
// shortened or decorated; the one <h1> of a page is what its readers see.
#include "corpus/extraction/metadata.h"

#include <algorithm>
#include <array>
#include <map>

#include "corpus/dateline.h"
#include "corpus/extraction/furniture.h"
#include "corpus/extraction/json_ld.h"
#include "corpus/readers/fields.h"
#include "corpus/text/text.h"

namespace morgue::extraction {
namespace {

/// <meta name|property|itemprop content>, and <link rel=canonical>. The first of a name counts.
class MetaTags {
 public:
  explicit MetaTags(const Dom& dom) {
    for (NodeIndex i = 0; i < dom.size(); ++i) {
      if (dom.is(i, GUMBO_TAG_META)) {
        for (const char* key : {"name", "property", "itemprop"})
          add(dom.attribute(i, key), dom.attribute(i, "content"));
      } else if (dom.is(i, GUMBO_TAG_LINK) && fold(dom.attribute(i, "rel")) == "canonical") {
        add("link:canonical", dom.attribute(i, "href"));
      }
    }
  }

  /// The first of these names that has a value.
  std::string_view find(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
      if (const auto found = values_.find(name); found != values_.end()) return found->second;
    }
    return {};
  }

 private:
  void add(std::string_view name, std::string_view content) {
    if (name.empty() || trim(content).empty()) return;
    values_.emplace(fold(name), one_line(content));
  }

  std::map<std::string, std::string, std::less<>> values_;
};

/// "Talks end without result | World | The Lanternfield Herald" → "Talks end without result".
std::string without_site_name(std::string_view title, std::string_view site) {
  constexpr std::array<std::string_view, 7> kSeparators = {
      " | ", " - ", " \u2013 ", " \u2014 ", " :: ", " \u00AB ", " \u00BB "};
  constexpr std::size_t kLongestSite = 40;
  constexpr int kMostParts = 12;  // lest a title of nothing but separators take forever
  for (int parts = 0; parts < kMostParts; ++parts) {
    std::string_view rest = title;
    for (const std::string_view separator : kSeparators) {
      const std::size_t last = title.rfind(separator);
      const std::size_t first = title.find(separator);
      if (last == std::string_view::npos) continue;
      const std::string_view tail = trim(title.substr(last + separator.size()));
      const std::string_view start = trim(title.substr(0, first));
      if (!site.empty() && fold(start) == fold(site))
        return std::string(trim(title.substr(first + separator.size())));
      const bool named = !site.empty() && fold(tail) == fold(site);
      if (!named && (tail.size() > kLongestSite || tail.size() >= last)) continue;
      rest = trim(title.substr(0, last));
      break;
    }
    if (rest.size() == title.size()) break;
    title = rest;
  }
  return std::string(title);
}

std::string host_of(std::string_view url) {
  const std::size_t begin = url.find("//");
  if (begin == std::string_view::npos) return {};
  std::string_view host = url.substr(begin + 2);
  host = host.substr(0, host.find_first_of("/:?#"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return std::string(host);
}

/// "The Meridian Ledger", "meridian-ledger.example" → letters and figures alone, without the
/// article.
std::string letters_of(std::string_view name) {
  std::string letters = fold(name);
  if (letters.starts_with("the ")) letters.erase(0, 4);
  std::erase_if(letters, [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && (c < 'a' || c > 'z') && (c < '0' || c > '9');
  });
  return letters;
}

/// A day that an address carries. The directories of a year alone say nothing.
std::optional<Published> date_of_address(std::string_view url) {
  const auto day = find_day_in_path(url);
  if (!day) return std::nullopt;
  return Published{*day, std::nullopt, std::nullopt};
}

class MetadataReader {
 public:
  MetadataReader(const Dom& dom, Article& article)
      : dom_(dom), article_(article), meta_(dom), json_ld_(read_json_ld(dom)) {}

  void read() {
    read_address();
    read_source();
    read_headline();
    read_date();
    read_byline_field();
    const std::string_view section =
        first({json_ld_ ? json_ld_->section : std::string_view(),
               meta_.find({"article:section", "section", "parsely-section", "sailthru.section",
                           "category"})});
    article_.section = trim(section.substr(0, section.find(',')));
    read_language();
  }

 private:
  static std::string_view first(std::initializer_list<std::string_view> values) {
    for (const std::string_view value : values) {
      if (!trim(value).empty()) return value;
    }
    return {};
  }

  void read_address() {
    for (const std::string_view candidate :
         {meta_.find({"link:canonical"}), meta_.find({"og:url"}),
          json_ld_ ? std::string_view(json_ld_->url) : std::string_view()}) {
      article_.url = web_address(candidate);
      if (!article_.url.empty()) return;
    }
  }

  void read_source() {
    article_.source =
        first({json_ld_ ? json_ld_->publisher : std::string_view(),
               meta_.find({"og:site_name", "application-name", "dc.publisher", "publisher"})});
    if (!article_.source.empty() && !article_.source.starts_with("http")) return;
    const std::string host = host_of(article_.url);
    article_.source = site_in_title();
    // What a title ends with is the paper's name if the address says so too.
    if (article_.source.empty() ||
        (!host.empty() && letters_of(host).find(letters_of(article_.source)) == std::string::npos))
      article_.source = host.empty() ? article_.source : host;
  }

  void read_headline() {
    const std::string site(meta_.find({"og:site_name"}));
    const std::string title = title_text();
    const std::string og = without_site_name(meta_.find({"og:title", "twitter:title", "dc.title"}),
                                             site.empty() ? article_.source : site);
    std::vector<std::string> top;
    // One or more is all that matters; keeping every one of a thousand nested in each other would
    // take gigabytes.
    for (NodeIndex i = 0; i < dom_.size() && top.size() < 2; ++i) {
      if (!dom_.is(i, GUMBO_TAG_H1)) continue;
      std::string text = dom_.text_of(i);
      if (!text.empty() && fold(text) != fold(site) && fold(text) != fold(article_.source))
        top.push_back(std::move(text));
    }
    const std::string any = top.empty() ? std::string() : top.front();
    const std::string only = top.size() == 1 ? any : std::string();
    const std::string in_data = json_ld_ ? json_ld_->headline : std::string();
    const std::string in_title = without_site_name(title, site.empty() ? article_.source : site);
    article_.headline = first({only, og, in_data, in_title, any});
  }

  /// "Talks end without result | Touchline Weekly": the only trace of the paper on some pages.
  std::string site_in_title() const {
    const std::string title = title_text();
    const std::size_t headline = without_site_name(title, {}).size();
    const std::size_t begin = std::min(title.find_first_of("|-:\xE2\xC2", headline), title.size());
    const std::size_t name = std::min(title.find(' ', begin), title.size());
    return std::string(trim(std::string_view(title).substr(name)));
  }

  std::string title_text() const {
    const std::optional<NodeIndex> title = dom_.find(GUMBO_TAG_TITLE);
    return title ? dom_.text_of(*title) : std::string();
  }

  bool set_date(std::string_view text, PublishedFrom from) {
    article_.published = parse_metadata_date(text);
    if (article_.published) article_.published_from = from;
    return article_.published.has_value();
  }

  void read_date() {
    if (json_ld_ && set_date(json_ld_->published, PublishedFrom::JsonLd)) return;
    for (const std::string_view name : {"article:published_time",
                                        "article:published",
                                        "og:article:published_time",
                                        "og:published_time",
                                        "datepublished",
                                        "parsely-pub-date",
                                        "sailthru.date",
                                        "dc.date.issued",
                                        "dcterms.issued",
                                        "dcterms.created",
                                        "dc.date",
                                        "dcterms.date",
                                        "dc.created",
                                        "pubdate",
                                        "publish-date",
                                        "publishdate",
                                        "publish_date",
                                        "publication_date",
                                        "published_date",
                                        "date.published",
                                        "cxenseparse:recs:publishtime",
                                        "article_date_original",
                                        "originalpublicationdate",
                                        "bt:pubdate",
                                        "displaydate",
                                        "ptime",
                                        "date"}) {
      if (set_date(meta_.find({name}), PublishedFrom::Metadata)) return;
    }
    if (microdata_date()) return;
    if (const auto date = date_of_address(article_.url)) {
      article_.published = date;
      article_.published_from = PublishedFrom::Url;
      return;
    }
    visible_date();
  }

  /// Few enough nodes for a date or a name. Of elements nested in each other only the innermost are
  /// then looked into.
  bool is_small(NodeIndex i) const { return dom_[i].end - i <= 24; }

  bool microdata_date() {
    for (NodeIndex i = 0; i < dom_.size(); ++i) {
      const bool named = dom_[i].element != nullptr &&
                         (has_hint(fold(dom_.attribute(i, "itemprop")), "datepublished") ||
                          (dom_.is(i, GUMBO_TAG_TIME) && !dom_.attribute(i, "pubdate").empty()));
      if (!named) continue;
      for (const std::string_view value :
           {dom_.attribute(i, "content"), dom_.attribute(i, "datetime")}) {
        if (set_date(value, PublishedFrom::Metadata)) return true;
      }
      if (is_small(i) && set_date(dom_.text_of(i), PublishedFrom::Metadata)) return true;
    }
    return false;
  }

  /// The first <time> from the headline on; else the first short element that is called a date and
  /// is one.
  void visible_date() {
    const NodeIndex begin = dom_.find(GUMBO_TAG_H1).value_or(0);
    for (const NodeIndex from : {begin, NodeIndex{0}}) {
      for (NodeIndex i = from; i < dom_.size(); ++i) {
        if (!dom_.is(i, GUMBO_TAG_TIME)) continue;
        if (set_date(dom_.attribute(i, "datetime"), PublishedFrom::Text) ||
            (is_small(i) && set_date(dom_.text_of(i), PublishedFrom::Text)))
          return;
      }
    }
    constexpr NodeIndex kFewNodes = 12;
    for (const NodeIndex from : {begin, NodeIndex{0}}) {
      for (NodeIndex i = from; i < dom_.size(); ++i) {
        if (dom_[i].element == nullptr || dom_[i].end - i > kFewNodes ||
            !is_called_date(hints_of(dom_, i)))
          continue;
        if (set_date(dom_.text_of(i), PublishedFrom::Text)) return;
      }
    }
    plain_date(begin);
  }

  static bool is_called_date(std::string_view hints) {
    return std::ranges::any_of(
        std::array<std::string_view, 7>{"date", "time", "publi", "posted", "stamp", "dateline",
                                        "meta"},
        [hints](std::string_view word) { return hints.find(word) != std::string_view::npos; });
  }

  /// A text of its own, not far after the headline, that is a date: pages from before class names.
  void plain_date(NodeIndex begin) {
    constexpr std::size_t kNear = 2000;  // bytes of text
    constexpr std::size_t kLongest = 60;
    std::size_t seen = 0;
    for (NodeIndex i = begin; i < dom_.size() && seen < kNear; ++i) {
      const std::string_view text = trim(dom_[i].text);
      seen += text.size();
      if (text.size() >= 8 && text.size() <= kLongest && set_date(text, PublishedFrom::Text))
        return;
    }
  }

  void read_byline_field() {
    constexpr std::size_t kLongest = 160;
    for (const std::string_view name :
         {"author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator",
          "dcterms.creator", "cxenseparse:author"}) {
      const std::string_view value =
          json_ld_ && !json_ld_->author.empty() ? json_ld_->author : meta_.find({name});
      if (value.empty() || value.size() > kLongest || value.find("://") != std::string_view::npos ||
          value.find('@') != std::string_view::npos)
        continue;
      article_.byline = clean_byline(value);
      if (!article_.byline.empty()) return;
    }
    visible_byline();
  }

  void visible_byline() {
    for (NodeIndex i = 0; i < dom_.size(); ++i) {
      if (dom_[i].element == nullptr || !is_small(i) || dom_[i].end == i + 1) continue;
      const bool linked =
          dom_.attribute(i, "rel") == "author" || dom_.attribute(i, "itemprop") == "author";
      const std::string hints = linked ? std::string() : hints_of(dom_, i);
      if (!linked && !has_hint(hints, "byline") && !has_hint(hints, "by") &&
          !has_hint(hints, "author") && !has_hint(hints, "writer") && !has_hint(hints, "who"))
        continue;
      const std::string text = dom_.text_of(i);
      const std::string_view name = std::string_view(text).substr(0, text.find_first_of("|\n"));
      std::optional<std::string> byline = read_byline(name);
      if (!byline) byline = read_byline("By " + std::string(name));
      if (!byline) continue;
      article_.byline = std::move(*byline);
      return;
    }
    plain_byline();
  }

  /// "By Anna Verbeek" as a text of its own: pages from before class names.
  void plain_byline() {
    for (NodeIndex i = 0; i < dom_.size(); ++i) {
      const std::string_view text = trim(dom_[i].text);
      if (!text.starts_with("By ") && !text.starts_with("BY ")) continue;
      if (std::optional<std::string> byline = read_byline(one_line(text))) {
        article_.byline = std::move(*byline);
        return;
      }
    }
  }

  void read_language() {
    const std::optional<NodeIndex> html = dom_.find(GUMBO_TAG_HTML);
    const std::string_view lang = html ? dom_.attribute(*html, "lang") : std::string_view();
    for (const std::string_view tag :
         {lang, json_ld_ ? std::string_view(json_ld_->language) : std::string_view(),
          meta_.find({"og:locale", "language", "dc.language", "content-language"})}) {
      article_.language = language_code(tag);
      if (!article_.language.empty()) return;
    }
  }

  const Dom& dom_;
  Article& article_;
  MetaTags meta_;
  std::optional<JsonLdArticle> json_ld_;
};

}  // namespace

void read_metadata(const Dom& dom, Article& article) { MetadataReader(dom, article).read(); }

}  // namespace morgue::extraction
