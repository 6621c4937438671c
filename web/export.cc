#include "web/export.h"

#include <fmt/format.h>

#include <charconv>
#include <memory>
#include <utility>

#include "searcher/export/export.h"
#include "searcher/highlight.h"
#include "web/pages/links.h"
#include "web/pages/pages.h"
#include "web/params.h"

namespace morgue::web {
namespace {

constexpr std::size_t kMostInPart = 50'000;  // of a site map, as its protocol has it
constexpr std::size_t kPieceBytes = 64u << 10;

ExportFormat parse_format(const Visit& visit, bool citations_only) {
  std::string name;
  for (const auto& [parameter, value] : visit.query)
    if (parameter == "format") name = value;
  const auto format = export_format_named(name);
  if (format && (!citations_only || facts_of(*format).cites)) return *format;
  throw RequestError{fmt::format(
      "{}The parameter format takes {}{}.", name.empty() ? "Which format? " : "",
      export_format_names(citations_only), name.empty() ? std::string{} : ", not '" + name + "'")};
}

/// What a search is called, for the name of a file: its text, or what was chosen.
std::string name_of(const SearchParams& params) {
  std::string name = params.request.query;
  for (const Facet facet : kAllFacets)
    for (const std::string& value : params.request.choice(facet).include) name += " " + value;
  return name;
}

Reply& save_as(Reply& reply, ExportFormat format, std::string_view what) {
  return reply.with("Content-Disposition",
                    "attachment; filename=\"" + export_file_name(format, what) + "\"");
}

void require_origin(const Visit& visit) {
  if (visit.origin.empty())
    throw RequestError{
        "A site map has full addresses, and this request has no Host that could be one."};
}

std::string_view content_type_of(ExportFormat format) { return facts_of(format).content_type; }

constexpr std::string_view kXml = "application/xml; charset=utf-8";
constexpr std::string_view kSitemapNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

template <typename Address>
View links(bool citations_only, Address address) {
  View list = View::array();
  for (const ExportFormatFacts& each : kExportFormats)
    if (each.cites || !citations_only)
      list.push_back({{"label", each.title}, {"url", address(each.name)}});
  return list;
}

/// The articles of a part of the site map, piece by piece.
class SitemapPart {
 public:
  SitemapPart(std::string origin, std::unique_ptr<ArticleStream> articles)
      : origin_(std::move(origin)), articles_(std::move(articles)) {}

  std::optional<std::string> next() {
    if (articles_ == nullptr) return std::nullopt;
    std::string piece;
    if (!std::exchange(begun_, true))
      piece = fmt::format("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"{}\">\n",
                          kSitemapNamespace);
    while (piece.size() < kPieceBytes) {
      const std::optional<ArticleView> view = articles_->next();
      if (!view) {
        articles_.reset();
        return piece + "</urlset>\n";
      }
      piece += entry_of(view->article);
    }
    return piece;
  }

 private:
  std::string entry_of(const Article& article) const {
    std::string entry =
        fmt::format("<url><loc>{}{}</loc>", escape_html(origin_), article_url(article.id));
    // A day is enough: crawlers do not come by the minute, and a time without a zone is not
    // allowed.
    const std::optional<Published>& changed =
        article.modified ? article.modified : article.published;
    if (changed) entry += fmt::format("<lastmod>{}</lastmod>", to_iso(*changed).substr(0, 10));
    return entry + "</url>\n";
  }

  std::string origin_;
  std::unique_ptr<ArticleStream> articles_;
  bool begun_ = false;
};

}  // namespace

Reply export_search(Searcher& searcher, const Visit& visit, std::string_view /*rest*/) {
  const ExportFormat format = parse_format(visit, false);
  const SearchParams params = with_page(parse_search_params(visit.query), 1);
  const auto file = std::make_shared<Export>(
      format, params.request.scope,
      searcher.every_match(params.request, facts_of(format).content).articles);
  Reply reply =
      streamed_reply(std::string{content_type_of(format)}, [file] { return file->next(); });
  return save_as(reply, format, name_of(params));
}

Reply cite_article(Searcher& searcher, const Visit& visit, std::string_view id) {
  const ExportFormat format = parse_format(visit, true);
  const auto article = searcher.article(id);
  if (!article)
    return html_reply(404, error_page(404,
                                      "No article has this address. It may have been removed "
                                      "from the archive."));
  Reply reply{200,
              std::string{content_type_of(format)},
              exported(format, EntityScope::Focus, *article),
              {{"Cache-Control", "no-cache"}}};
  return save_as(reply, format, id);
}

View export_links(const SearchParams& params) {
  return links(false, [&](std::string_view format) { return export_url(params, format); });
}

View citation_links(std::string_view id) {
  return links(true, [&](std::string_view format) {
    return "/cite/" + encode_path(id) + to_query_string({{"format", std::string{format}}});
  });
}

Reply sitemap_index(Searcher& searcher, const Visit& visit, std::string_view /*rest*/) {
  require_origin(visit);
  std::string index =
      fmt::format("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"{}\">\n",
                  kSitemapNamespace);
  for (std::size_t part = 1; part <= searcher.parts(kMostInPart); ++part)
    index += fmt::format("<sitemap><loc>{}/sitemap/{}.xml</loc></sitemap>\n",
                         escape_html(visit.origin), part);
  return Reply{
      200, std::string{kXml}, index + "</sitemapindex>\n", {{"Cache-Control", "no-cache"}}};
}

Reply sitemap_part(Searcher& searcher, const Visit& visit, std::string_view rest) {
  require_origin(visit);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (error != std::errc{} || std::string_view{end, rest.data() + rest.size()} != ".xml" ||
      number < 1 || number > searcher.parts(kMostInPart))
    return html_reply(404, error_page(404, "There is no such part of the site map."));
  const auto part =
      std::make_shared<SitemapPart>(visit.origin, searcher.part(number - 1, kMostInPart));
  return streamed_reply(std::string{kXml}, [part] { return part->next(); });
}

}  // namespace morgue::web
