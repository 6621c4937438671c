// Web pages: bytes to UTF-8, UTF-8 to a tree, the tree to metadata and text.
#include "corpus/dateline.h"
#include "corpus/extraction/article_text.h"
#include "corpus/extraction/dom.h"
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

}  // namespace

Record read_html(std::string_view bytes, const SourceFile& file) {
  const std::string html = to_utf8(bytes, declared_charset(bytes));
  if (trim(html).empty()) return skip(file, 0, SkipReason::Empty, "white space only");
  std::string why;
  const std::optional<extraction::Dom> dom = extraction::Dom::parse(html, why);
  if (!dom)
    return skip(file, 0, SkipReason::TooLarge, why + "; save the page again, or as plain text");
  Article article = article_of(file, clean_text(printable_path(file.id_path)), 0);
  extraction::read_metadata(*dom, article);
  article.body = extraction::find_article_text(*dom, article.headline).body;
  apply_wire_conventions(article);
  if (article.headline.empty() && article.body.empty())
    return skip(file, 0, SkipReason::NoText, "no headline and no text in this page");
  date_from_path(article, file);
  if (article.source.empty() && article.dateline) article.source = article.dateline->agency;
  return article;
}

}  // namespace morgue
