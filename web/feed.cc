#include "web/feed.h"

#include <fmt/format.h>

#include "corpus/published.h"
#include "indexer/schema/term.h"
#include "web/assets.h"
#include "web/format.h"
#include "web/pages/links.h"
#include "web/pages/view.h"
#include "web/params.h"

namespace morgue::web {
namespace {

constexpr std::size_t kEntries = 50;

Reply xml_reply(std::string content_type, std::string body) {
  return {200, std::move(content_type), std::move(body), {{"Cache-Control", "no-cache"}}};
}

/// An identity that does not depend on where the server is: a UUID of version 8, whose other bits
/// are a hash (RFC 9562, section 5.8).
std::string urn_of(std::string_view what) {
  std::string hash = schema::content_hash(what);
  hash.resize(16);
  hash[6] = static_cast<char>((static_cast<unsigned char>(hash[6]) & 0x0fU) | 0x80U);
  hash[8] = static_cast<char>((static_cast<unsigned char>(hash[8]) & 0x3fU) | 0x80U);
  const std::string hex = schema::to_hex(hash);
  return fmt::format("urn:uuid:{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4),
                     hex.substr(12, 4), hex.substr(16, 4), hex.substr(20, 12));
}

/// XML has no place for control characters, escaped or not.
std::string without_controls(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') kept += c;
  return kept;
}

/// RFC 3339 with a zone, as Atom wants it: UTC where none is known, midnight where no time is.
std::string timestamp(const Published& published) {
  std::string iso = to_iso(published);
  if (!published.time) return iso + "T00:00:00Z";
  return published.zone ? iso : iso + "Z";
}

View entry_view(const Result& result, const SearchParams& params, const std::string& origin) {
  View view{{"id", urn_of("article " + result.id)},
            {"title", without_controls(result.headline)},
            {"url", origin + article_url(result.id, params.request.query)},
            {"updated", timestamp(*result.published)},
            {"summary_html", without_controls(result.snippet_html)},
            {"author", without_controls(result.byline.empty() ? result.source : result.byline)},
            {"categories", View::array()}};
  for (const std::string& code : result.countries)
    view["categories"].push_back({{"term", entity_label(EntityKind::Country, code)}});
  for (const std::string& name : result.people)
    view["categories"].push_back({{"term", without_controls(name)}});
  return view;
}

}  // namespace

Reply search_feed(Searcher& searcher, const Visit& visit, std::string_view /*rest*/) {
  SearchParams params = with_sort(parse_search_params(visit.query), Sort::Newest);
  const std::string page = search_url(params);
  params = with_page(with_excluded(params, Facet::Year, kUndated), 1);
  params.request.per_page = kEntries;
  const Answer answer = searcher.search(params.request);
  View view{{"id", urn_of("search " + page)},
            {"title", params.request.query.empty()
                          ? std::string{"The Morgue"}
                          : without_controls(params.request.query) + " – The Morgue"},
            {"page_url", visit.origin + page},
            {"feed_url", visit.origin + feed_url(parse_search_params(visit.query))},
            {"entries", View::array()}};
  for (const Result& result : answer.results)
    if (result.published) view["entries"].push_back(entry_view(result, params, visit.origin));
  // With nothing in it a feed has never changed.
  view["updated"] =
      view["entries"].empty() ? View("1970-01-01T00:00:00Z") : view["entries"].front()["updated"];
  return xml_reply("application/atom+xml; charset=utf-8", render("feed", view));
}

Reply search_description(Searcher& /*searcher*/, const Visit& visit, std::string_view /*rest*/) {
  if (visit.origin.empty())
    throw RequestError{
        "The description names the server's address, and this request has no Host that could be "
        "one."};
  return xml_reply("application/opensearchdescription+xml",
                   render("opensearch", {{"origin", visit.origin},
                                         {"icon_url", visit.origin + asset_url("favicon.svg")}}));
}

}  // namespace morgue::web
