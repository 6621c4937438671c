// Metadata, in the order of trust. Headlines are different: og:title is made for sharing and often
// shortened or decorated; the one <h1> of a page is what its readers see.
#include "corpus/extraction/metadata.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

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
    const std::string names = fold(one_line(name)) + " ";  // RDFa allows several
    for (std::size_t begin = 0; begin < names.size();) {
      const std::size_t end = names.find(' ', begin);
      if (end > begin) values_.emplace(names.substr(begin, end - begin), one_line(content));
      begin = end + 1;
    }
  }

  std::map<std::string, std::string, std::less<>> values_;
};

/// "Talks end without result | World | The Lanternfield Herald" → "Talks end without result".
std::string without_site_name(std::string_view title, std::string_view site) {
  constexpr std::array<std::string_view, 8> kSeparators = {
      " | ", " - ", " \u2013 ", " \u2014 ", " :: ", " \u00AB ", " \u00BB ", " \u00B7 "};
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
  // A day in the query is as often the crawler's or the cache's as the article's.
  const auto day = find_day_in_path(url.substr(0, url.find('?')));
  if (!day) return std::nullopt;
  return Published{*day, std::nullopt, std::nullopt};
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : fold(text) + " ") {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      word += c;
    else if (!word.empty())
      words.push_back(std::exchange(word, {}));
  }
  return words;
}

/// How many of the words of `text` are also in `other`, 0 to 1.
double share_of_words(const std::vector<std::string>& text, const std::vector<std::string>& other) {
  const auto common = std::ranges::count_if(text, [&other](const std::string& word) {
    return std::ranges::find(other, word) != other.end();
  });
  return text.empty() ? 0 : static_cast<double>(common) / static_cast<double>(text.size());
}

/// Is this <h1> the name of a section ("Politics"), of a box ("Sign in") or of another story? The
/// page's titles then agree with each other and not with it.
/// @param in_title  the title without the name of the site
bool is_label(std::string_view h1, std::string_view og, std::string_view title,
              std::string_view in_title) {
  const std::vector<std::string> words = words_of(h1);
  const std::vector<std::string> words_og = words_of(og);
  const std::vector<std::string> words_title = words_of(title);
  constexpr double kFew = 0.34;
  constexpr double kMost = 0.8;
  constexpr std::size_t kLabel = 3;  // words
  const double in_og = share_of_words(words, words_og);
  const double in_titles = share_of_words(words, words_title);
  if (!words_og.empty() && in_og < kFew && share_of_words(words_og, words_title) >= kMost)
    return true;
  if (words.size() == 1) return in_og + in_titles == 0 && !(og.empty() && in_title.empty());
  return words.size() <= kLabel && words_og.empty() && in_titles <= kFew &&
         words_of(in_title).size() > kLabel;
}

/// "Staff", "admin": who wrote it is not said.
bool is_nobody(std::string_view byline) {
  constexpr std::array kNames = std::to_array<std::string_view>({"staff",
                                                                 "staffwriter",
                                                                 "staffwriters",
                                                                 "staffreporter",
                                                                 "staffreporters",
                                                                 "ourreporter",
                                                                 "ourcorrespondent",
                                                                 "ourstaff",
                                                                 "admin",
                                                                 "administrator",
                                                                 "editor",
                                                                 "editors",
                                                                 "editorial",
                                                                 "editorialstaff",
                                                                 "editorialteam",
                                                                 "editorialboard",
                                                                 "newsroom",
                                                                 "newsdesk",
                                                                 "newsstaff",
                                                                 "webdesk",
                                                                 "webstaff",
                                                                 "onlinedesk",
                                                                 "author",
                                                                 "followauthor",
                                                                 "unknown",
                                                                 "anonymous",
                                                                 "guest",
                                                                 "guestauthor",
                                                                 "guestcontributor",
                                                                 "contributor",
                                                                 "contributors",
                                                                 "webmaster",
                                                                 "correspondent",
                                                                 "reporter",
                                                                 "pressrelease",
                                                                 "wirereports"});
  const std::string letters = letters_of(byline);
  return letters.empty() || std::ranges::find(kNames, letters) != kNames.end();
}

class MetadataReader {
 public:
  MetadataReader(const Dom& dom, const std::optional<JsonLdArticle>& json_ld, Article& article)
      : dom_(dom), article_(article), meta_(dom), json_ld_(json_ld) {}

  void read() {
    read_address();
    read_source();
    read_headline();
    read_date();
    read_modified();
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
      if (const std::string address = web_address(candidate); !address.empty()) {
        article_.url = address;  // rather than the one it was fetched from
        return;
      }
    }
  }

  void read_source() {
    article_.source =
        first({json_ld_ ? json_ld_->publisher : std::string_view(),
               meta_.find({"og:site_name", "application-name", "dc.publisher", "publisher"})});
    if (!article_.source.empty() && !article_.source.starts_with("http")) return;
    if (json_ld_ && !json_ld_->agency.empty()) {
      article_.source = json_ld_->agency;
      return;
    }
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
    const std::string og =
        without_site_name(meta_.find({"og:title", "twitter:title", "dc.title", "dc:title",
                                      "dcterms.title", "dcterms:title"}),
                          site.empty() ? article_.source : site);
    const std::string in_data = json_ld_ ? json_ld_->headline : std::string();
    const std::string in_title = without_site_name(title, site.empty() ? article_.source : site);
    const std::vector<std::string> top = top_headings(site);
    const std::string any = top.empty() ? std::string() : top.front();
    std::string only = top.size() == 1 ? any : std::string();
    if (is_label(only, og, title, in_title)) only.clear();
    // Of several, the one that the page's data or its title repeats.
    for (const std::string& heading : top) {
      const std::string letters = letters_of(heading);
      if (only.empty() && (letters == letters_of(in_data) || letters == letters_of(in_title)))
        only = heading;
    }
    article_.headline = first({only, og, in_data, in_title, any});
  }

  /// The texts of <h1> that are not the site's name. A few are enough, and of those nested in each
  /// other the outermost: keeping every one of a thousand would take gigabytes.
  std::vector<std::string> top_headings(std::string_view site) const {
    constexpr std::size_t kMost = 6;
    std::vector<std::string> headings;
    for (NodeIndex i = 0; i < dom_.size() && headings.size() < kMost; ++i) {
      if (!dom_.is(i, GUMBO_TAG_H1)) continue;
      std::string text = dom_.text_of(i);
      const std::vector<std::string> words = words_of(text);
      if (!words.empty() && !links_home(i) && share_of_words(words, words_of(site)) < 1 &&
          share_of_words(words, words_of(article_.source)) < 1)
        headings.push_back(std::move(text));
      i = dom_[i].end - 1;
    }
    return headings;
  }

  /// The name of a paper above its articles leads to its front page.
  bool links_home(NodeIndex i) const {
    const std::optional<NodeIndex> link = dom_.find(GUMBO_TAG_A, i);
    if (!link) return false;
    std::string_view address = dom_.attribute(*link, "href");
    const std::string host = host_of(article_.url);
    if (host_of(address) == host && !host.empty())
      address.remove_prefix(std::min(address.find(host) + host.size(), address.size()));
    return address == "/" || (address.empty() && !dom_.attribute(*link, "href").empty());
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

  /// All that the page says of the day, in the order of trust.
  void read_date() {
    if (json_ld_)
      state_date(article_, parse_metadata_date(json_ld_->published), PublishedFrom::JsonLd);
    state_date(article_, meta_date(), PublishedFrom::Metadata);
    state_date(article_, microdata_date(), PublishedFrom::Metadata);
    if (!article_.published)
      state_date(article_, date_of_address(article_.url), PublishedFrom::Url);
    state_date(article_, article_.published ? date_under_headline() : visible_date(),
               PublishedFrom::Text);
  }

  std::optional<Published> meta_date() const {
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
      if (auto date = parse_metadata_date(meta_.find({name}))) return date;
    }
    return std::nullopt;
  }

  /// Never the publication date, not even where there is no other: a system that builds its pages
  /// anew modifies them all.
  void read_modified() {
    set_modified(article_, {json_ld_ ? json_ld_->modified : std::string()});
    for (const std::string_view name :
         {"article:modified_time", "article:modified", "og:article:modified_time",
          "og:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
          "dcterms:modified", "dc.date.modified", "last-modified", "lastmod"})
      set_modified(article_, {std::string(meta_.find({name}))});
    for (NodeIndex i = 0; i < dom_.size() && !article_.modified; ++i) {
      if (dom_[i].element == nullptr ||
          !has_hint(fold(dom_.attribute(i, "itemprop")), "datemodified"))
        continue;
      set_modified(article_, {std::string(dom_.attribute(i, "content")),
                              std::string(dom_.attribute(i, "datetime"))});
      if (is_small(i)) set_modified(article_, {dom_.text_of(i)});
    }
  }

  /// Few enough nodes for a date or a name. Of elements nested in each other only the innermost are
  /// then looked into.
  bool is_small(NodeIndex i) const { return dom_[i].end - i <= 24; }

  std::optional<Published> microdata_date() const {
    for (NodeIndex i = 0; i < dom_.size(); ++i) {
      const bool named = dom_[i].element != nullptr &&
                         (has_hint(fold(dom_.attribute(i, "itemprop")), "datepublished") ||
                          (dom_.is(i, GUMBO_TAG_TIME) && !dom_.attribute(i, "pubdate").empty()));
      if (!named) continue;
      for (const std::string_view value :
           {dom_.attribute(i, "content"), dom_.attribute(i, "datetime")}) {
        if (auto date = parse_metadata_date(value)) return date;
      }
      if (auto date = small_date(i)) return date;
    }
    return std::nullopt;
  }

  /// The text of an element of few nodes, if it is a date.
  std::optional<Published> small_date(NodeIndex i) const {
    return is_small(i) ? parse_metadata_date(dom_.text_of(i)) : std::nullopt;
  }

  std::optional<Published> date_of_time(NodeIndex i) const {
    const std::optional<Published> date = parse_metadata_date(dom_.attribute(i, "datetime"));
    return date ? date : small_date(i);
  }

  /// The first <time> from the headline on; else the first short element that is called a date and
  /// is one; else a text that is one. "Updated 19 December 2016" only where nothing else is.
  std::optional<Published> visible_date() const {
    for (const bool changes : {false, true}) {
      if (auto date = time_date(changes)) return date;
      if (auto date = named_date(changes)) return date;
      if (auto date = plain_date(changes)) return date;
    }
    return std::nullopt;
  }

  NodeIndex first_heading() const { return dom_.find(GUMBO_TAG_H1).value_or(0); }

  std::optional<Published> time_date(bool changes) const {
    for (const NodeIndex from : {first_heading(), NodeIndex{0}}) {
      for (NodeIndex i = from; i < dom_.size(); ++i) {
        if (!dom_.is(i, GUMBO_TAG_TIME) || (!changes && is_of_change(i))) continue;
        if (auto date = date_of_time(i)) return date;
      }
    }
    return std::nullopt;
  }

  std::optional<Published> named_date(bool changes) const {
    constexpr NodeIndex kFewNodes = 12;
    for (const NodeIndex from : {first_heading(), NodeIndex{0}}) {
      for (NodeIndex i = from; i < dom_.size(); ++i) {
        if (dom_[i].element == nullptr || dom_[i].end - i > kFewNodes ||
            !is_called_date(hints_of(dom_, i)) || (!changes && is_of_change(i)))
          continue;
        if (auto date = parse_metadata_date(dom_.text_of(i))) return date;
      }
    }
    return std::nullopt;
  }

  /// Is this the day of the last change in its own words?
  bool is_of_change(NodeIndex i) const {
    return has_hint(fold(dom_.attribute(i, "itemprop")), "datemodified") ||
           (is_small(i) && speaks_of_change(dom_.text_of(i)));
  }

  /// Themes call a page's only date "updated", so the name alone is no proof.
  bool may_be_of_change(NodeIndex i) const {
    const std::string hints = hints_of(dom_, i);
    return is_of_change(i) || hints.find("updated") != std::string::npos ||
           hints.find("modified") != std::string::npos;
  }

  static bool is_called_date(std::string_view hints) {
    return std::ranges::any_of(
        std::array<std::string_view, 7>{"date", "time", "publi", "posted", "stamp", "dateline",
                                        "meta"},
        [hints](std::string_view word) { return hints.find(word) != std::string_view::npos; });
  }

  /// A text of its own, not far after the headline, that is a date: pages from before class names.
  std::optional<Published> plain_date(bool changes) const {
    constexpr std::size_t kNear = 2000;  // bytes of text
    constexpr std::size_t kLongest = 60;
    std::size_t seen = 0;
    for (NodeIndex i = first_heading(); i < dom_.size() && seen < kNear; ++i) {
      const std::string_view text = trim(dom_[i].text);
      seen += text.size();
      if (text.size() < 8 || text.size() > kLongest || (!changes && speaks_of_change(text)))
        continue;
      if (auto date = parse_metadata_date(text)) return date;
    }
    return std::nullopt;
  }

  /// What readers are told: the first <time> close behind the headline that is not that of a
  /// change. Further down are the dates of comments and of other stories.
  std::optional<Published> date_under_headline() const {
    constexpr std::size_t kClose = 400;  // bytes of text
    const std::optional<NodeIndex> heading = dom_.find(GUMBO_TAG_H1);
    std::size_t seen = 0;
    for (NodeIndex i = heading ? dom_[*heading].end : dom_.size(); i < dom_.size() && seen < kClose;
         ++i) {
      seen += trim(dom_[i].text).size();
      if (!dom_.is(i, GUMBO_TAG_TIME) || may_be_of_change(i)) continue;
      if (auto date = date_of_time(i)) return date;
    }
    return std::nullopt;
  }

  void read_byline_field() {
    constexpr std::size_t kLongest = 160;
    for (const std::string_view name :
         {"dc.creator", "dc:creator", "author", "article:author", "parsely-author",
          "sailthru.author", "byl", "dcterms.creator", "dcterms:creator", "cxenseparse:author"}) {
      const std::string_view value =
          json_ld_ && !json_ld_->author.empty() ? json_ld_->author : meta_.find({name});
      if (value.empty() || value.size() > kLongest || value.find("://") != std::string_view::npos ||
          value.find('@') != std::string_view::npos)
        continue;
      if (set_byline(clean_byline(value))) return;
    }
    visible_byline();
  }

  bool set_byline(std::string byline) {
    if (is_nobody(byline) || letters_of(byline) == letters_of(article_.source)) return false;
    article_.byline = std::move(byline);
    return true;
  }

  bool is_author_link(NodeIndex i) const {
    return dom_[i].element != nullptr &&
           (dom_.attribute(i, "rel") == "author" || dom_.attribute(i, "itemprop") == "author");
  }

  /// The names of the links to authors inside an element, else all that it says up to the editor or
  /// a line.
  std::string names_in(NodeIndex i) const {
    std::string names;
    for (NodeIndex k = i + 1; k < dom_[i].end; ++k) {
      if (!is_author_link(k)) continue;
      const std::string name = dom_.text_of(k);
      if (!names.empty() && !name.empty()) names += ", ";
      names += name;
      k = dom_[k].end - 1;
    }
    if (!names.empty()) return names;
    std::string text = dom_.text_of(i);
    const std::string lower = fold(text);
    if (lower.size() == text.size()) {  // else positions differ
      text.resize(std::min(lower.find("edited by"), text.size()));
      if (lower.starts_with("written by ")) text.erase(0, std::string_view("written ").size());
    }
    text.resize(std::min(text.find_first_of("|\n"), text.size()));
    constexpr std::string_view kDash = "\u2014";
    while (text.ends_with(kDash) || text.ends_with(' '))
      text.resize(text.size() - (text.ends_with(' ') ? 1 : kDash.size()));
    return text;
  }

  void visible_byline() {
    for (NodeIndex i = 0; i < dom_.size(); ++i) {
      if (dom_[i].element == nullptr || !is_small(i) || dom_[i].end == i + 1) continue;
      if (!is_author_link(i)) {
        const std::string hints = hints_of(dom_, i);
        if (hints.find("byline") == std::string::npos && !has_hint(hints, "by") &&
            !has_hint(hints, "author") && !has_hint(hints, "writer") && !has_hint(hints, "who"))
          continue;
      }
      const std::string names = names_in(i);
      std::optional<std::string> byline = read_byline(names);
      if (!byline) byline = read_byline("By " + names);
      if (byline && set_byline(std::move(*byline))) return;
    }
    plain_byline();
  }

  /// "By Anna Verbeek" as a text of its own: pages from before class names.
  void plain_byline() {
    for (NodeIndex i = 0; i < dom_.size(); ++i) {
      const std::string_view text = trim(dom_[i].text);
      if (!text.starts_with("By ") && !text.starts_with("BY ")) continue;
      if (std::optional<std::string> byline = read_byline(one_line(text));
          byline && set_byline(std::move(*byline)))
        return;
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
  const std::optional<JsonLdArticle>& json_ld_;
};

}  // namespace

void read_metadata(const Dom& dom, const std::optional<JsonLdArticle>& json_ld, Article& article) {
  MetadataReader(dom, json_ld, article).read();
}

}  // namespace morgue::extraction
