// Web pages: bytes to UTF-8, UTF-8 to a tree, the tree to metadata and text.
#include <chrono>
#include <vector>

#include "corpus/dateline.h"
#include "corpus/extraction/article_text.h"
#include "corpus/extraction/dom.h"
#include "corpus/extraction/json_ld.h"
#include "corpus/extraction/metadata.h"
#include "corpus/readers/fields.h"
#include "corpus/readers/reader.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

/// The charset that the page declares in <meta charset> or <meta content="text/html; charset=…">,
/// or the XML declaration.
std::string_view declared_charset(std::string_view bytes) {
  constexpr std::size_t kHead = 8192;
  const std::string_view head = bytes.substr(0, kHead);
  for (const std::string_view name : {"charset=", "encoding="}) {
    const std::size_t at = head.find(name);
    if (at == std::string_view::npos) continue;
    std::string_view value = head.substr(at + name.size());
    const std::size_t begin = value.find_first_not_of("\"' ");
    if (begin == std::string_view::npos) continue;
    value = value.substr(begin);
    return value.substr(0, value.find_first_of("\"' />;"));
  }
  return {};
}

std::string page_in_utf8(std::string_view bytes, const PageHints& hints) {
  // HTTP's charset goes before the page's own: HTML standard, 13.2.3.2.
  return to_utf8(bytes, hints.charset.empty() ? declared_charset(bytes) : hints.charset);
}

/// Fills metadata and body.
void read_dom(const extraction::Dom& dom, const PageHints& hints, Article& article,
              std::vector<BlockVerdict>* verdicts) {
  const std::optional<extraction::JsonLdArticle> json_ld = extraction::read_json_ld(dom);
  article.url = web_address(hints.url);
  extraction::read_metadata(dom, json_ld, article);
  const std::string_view told = json_ld ? std::string_view(json_ld->body) : std::string_view();
  article.body = extraction::find_article_text(dom, article.headline, told, verdicts).body;
  apply_wire_conventions(article);
}

}  // namespace

Record read_html(std::string_view bytes, const SourceFile& file, const PageHints& hints) {
  const std::string html = page_in_utf8(bytes, hints);
  if (trim(html).empty()) return skip(file, 0, SkipReason::Empty, "white space only");
  std::string why;
  const std::optional<extraction::Dom> dom = extraction::Dom::parse(html, why);
  if (!dom)
    return skip(file, 0, SkipReason::TooLarge, why + "; save the page again, or as plain text");
  Article article = article_of(file, clean_text(printable_path(file.id_path)), 0);
  article.web_page = true;
  read_dom(*dom, hints, article, nullptr);
  if (article.headline.empty() && article.body.empty())
    return skip(file, 0, SkipReason::NoText, "no headline and no text in this page");
  date_from_path(article, file);
  // A directory of a later day is when the page was saved.
  std::erase_if(article.also_dated, [&article](const DateStatement& other) {
    return other.from == PublishedFrom::Path &&
           std::chrono::sys_days(other.date.day) > std::chrono::sys_days(article.published->day);
  });
  if (article.source.empty() && article.dateline) article.source = article.dateline->agency;
  return article;
}

std::vector<BlockVerdict> explain_html(std::string_view bytes, const PageHints& hints) {
  std::vector<BlockVerdict> verdicts;
  std::string why;
  const std::optional<extraction::Dom> dom =
      extraction::Dom::parse(page_in_utf8(bytes, hints), why);
  Article article;
  if (dom) read_dom(*dom, hints, article, &verdicts);
  return verdicts;
}

}  // namespace morgue
