#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "web/export.h"
#include "web/format.h"
#include "web/pages/links.h"
#include "web/pages/marked_text.h"
#include "web/pages/pages.h"
#include "web/pages/view.h"

namespace morgue::web {
namespace {

/// How the day is known, for a reader who doubts it.
std::string_view origin_in_words(PublishedFrom from) {
  switch (from) {
    case PublishedFrom::Metadata:
      return "as the article's metadata says";
    case PublishedFrom::JsonLd:
      return "as the page's structured data says";
    case PublishedFrom::Url:
      return "by its web address";
    case PublishedFrom::Dateline:
      return "by its dateline";
    case PublishedFrom::Text:
      return "as printed with the text";
    case PublishedFrom::Path:
      return "by the directory it was filed in";
    case PublishedFrom::None:
      break;
  }
  return "";
}

/// The entities of a kind, in focus or only mentioned, with how often, and where first.
View entities_view(const Annotations& annotations, EntityKind kind, bool focus) {
  View list = View::array();
  for (std::size_t i = 0; i < annotations.entities.size(); ++i) {
    const Entity& entity = annotations.entities[i];
    if (entity.kind != kind || entity.focus != focus) continue;
    const auto is_its = [&](const Mention& mention) { return mention.entity == i; };
    const auto& mentions = annotations.mentions;
    const auto first = std::find_if(mentions.begin(), mentions.end(), is_its);
    View view{{"label", entity_label(kind, entity.key)},
              {"url", entity_url(kind, entity.key)},
              {"times", false},
              {"first_url", false}};
    if (first != mentions.end()) {
      view["times"] = fmt::format("× {}", std::count_if(first, mentions.end(), is_its));
      view["first_url"] = mention_anchor(first->start);
    }
    list.push_back(std::move(view));
  }
  return list;
}

/// "2016" is sorted as its first day, and "201", a decade, as that of its first year.
std::string first_day_of(const std::string& value) {
  return value.size() == 3 ? value + "0" : value;
}

/// The dates that the text mentions and the day of its publication, earliest first, with how often.
View timeline_view(const Article& article, const Annotations& annotations) {
  std::map<std::string, std::size_t> times;
  for (const DateMention& date : annotations.dates) ++times[date.value];
  if (times.empty()) return nullptr;
  std::vector<std::pair<std::string, View>> moments;
  moments.reserve(times.size() + 1);
  for (const auto& [value, count] : times)
    moments.emplace_back(first_day_of(value),
                         View{{"label", about_label(value)},
                              {"url", about_url(value)},
                              {"times", count > 1 ? fmt::format("× {}", count) : std::string{}},
                              {"is_publication", false}});
  if (article.published)
    moments.emplace_back(to_iso(*article.published).substr(0, 10),
                         View{{"label", day_in_words(article.published->day)},
                              {"url", false},
                              {"times", false},
                              {"is_publication", true}});
  std::stable_sort(moments.begin(), moments.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  View list = View::array();
  for (auto& [day, view] : moments) list.push_back(std::move(view));
  return {{"moments", std::move(list)}};
}

/// Why an article is about an entity: where it is named, or where it was sent from.
std::string reason(const Article& article, const Annotations& annotations, std::size_t entity) {
  std::size_t headline = 0;
  std::size_t body = 0;
  for (const Mention& mention : annotations.mentions)
    if (mention.entity == entity) ++(mention.start < article.headline.size() ? headline : body);
  const std::string text = body == 0 ? "" : counted(body, "time in the text", "times in the text");
  if (headline > 0) return "named in the headline" + (body > 0 ? " and " + text : "");
  if (body > 0) return "named " + text;
  if (annotations.entities[entity].kind == EntityKind::Country && article.dateline)
    return "not named, but sent from " + article.dateline->place;
  return "not named in the text as it stands here";
}

/// Of all that the article is filed under.
View reasons_view(const Article& article, const Annotations& annotations) {
  View list = View::array();
  for (std::size_t i = 0; i < annotations.entities.size(); ++i) {
    const Entity& entity = annotations.entities[i];
    if (entity.focus)
      list.push_back({{"label", entity_label(entity.kind, entity.key)},
                      {"why", reason(article, annotations, i)}});
  }
  if (list.empty()) return nullptr;
  return {{"list", std::move(list)}};
}

/// Kinds of what is linked in the text, to be marked on demand.
View marks_view(const Annotations& annotations) {
  View list = View::array();
  constexpr std::array<std::pair<EntityKind, std::string_view>, 3> kKinds{
      {{EntityKind::Country, "countries"},
       {EntityKind::Person, "people"},
       {EntityKind::Organisation, "organisations"}}};
  for (const auto& [kind, label] : kKinds) {
    bool named = false;
    for (const Mention& mention : annotations.mentions)
      named = named || (mention.entity < annotations.entities.size() &&
                        annotations.entities[mention.entity].kind == kind);
    if (named) list.push_back({{"name", to_string(facet_of(kind))}, {"label", label}});
  }
  if (!annotations.dates.empty()) list.push_back({{"name", "date"}, {"label", "dates"}});
  if (list.empty()) return nullptr;
  return {{"list", std::move(list)}};
}

View groups_view(const Annotations& annotations) {
  View list = View::array();
  constexpr std::array<std::pair<EntityKind, std::string_view>, 3> kGroups{
      {{EntityKind::Country, "Countries"},
       {EntityKind::Person, "People"},
       {EntityKind::Organisation, "Organisations"}}};
  for (const auto& [kind, title] : kGroups) {
    View focus = entities_view(annotations, kind, true);
    View others = entities_view(annotations, kind, false);
    if (focus.empty() && others.empty()) continue;
    list.push_back({{"title", title},
                    {"focus", std::move(focus)},
                    {"has_others", !others.empty()},
                    {"others", std::move(others)}});
  }
  return list;
}

View dateline_view(const Article& article) {
  if (!article.dateline) return nullptr;
  const Dateline& dateline = *article.dateline;
  std::string day;
  if (dateline.day) {
    // "2016" is any year: only month and day of the words are used.
    const std::string words =
        day_in_words(std::chrono::year{2016} / dateline.day->month() / dateline.day->day());
    day = words.substr(0, words.rfind(' '));
  }
  return {{"place", dateline.place}, {"day", day}, {"agency", dateline.agency}};
}

/// Headline, source and date of what else is on the matter.
View related_view(Searcher& searcher, std::string_view id) {
  constexpr std::size_t kShown = 6;
  View list = View::array();
  const auto related = searcher.related(id, kShown);
  if (related)
    for (const Result& result : *related) list.push_back(story_view(result, SearchParams{}));
  return list;
}

std::string query_of(const Visit& visit) {
  for (const auto& [name, value] : visit.query)
    if (name == "q") return value;
  return {};
}

}  // namespace

std::optional<std::string> article_page(Searcher& searcher, std::string_view id,
                                        const Visit& visit) {
  const std::optional<ArticleView> found = searcher.article(id);
  if (!found) return std::nullopt;
  const Article& article = found->article;
  const std::string query = query_of(visit);
  const std::string text = text_of(article);
  const HighlightTerms terms = query.empty() ? HighlightTerms{} : searcher.highlight_terms(query);
  const MarkedText marked{text, found->annotations,
                          terms.empty() ? std::vector<Span>{} : find_matches(text, terms)};

  View view = page_view(article.headline.empty() ? "Article" : article.headline, query);
  view["skip_to"] = "article";
  view["noindex"] = !query.empty();
  view["headline_html"] = marked.html(0, article.headline.size());
  view["byline"] = article.byline;
  view["section"] = article.section;
  view["source"] = article.source;
  if (!article.source.empty())
    view["source_url"] = search_url(with_only(SearchParams{}, Facet::Source, article.source));
  if (article.published) {
    view["published"] = {{"words", published_in_words(*article.published)},
                         {"datetime", to_iso(*article.published)},
                         {"origin", origin_in_words(article.published_from)}};
  }
  view["undated"] = !article.published;
  // Every page is modified a minute after it appears; readers care for another day.
  if (article.modified &&
      (!article.published || is_on_later_day(*article.modified, *article.published)))
    view["modified"] = {{"words", published_in_words(*article.modified)},
                        {"datetime", to_iso(*article.modified)}};
  view["dateline"] = dateline_view(article);
  View paragraphs = View::array();
  for (std::string& paragraph : marked.paragraphs(article.headline.size() + 2))
    paragraphs.push_back({{"html", std::move(paragraph)}});
  // The dateline stands in the first paragraph, as it was printed.
  if (!paragraphs.empty()) {
    view["first_html"] = paragraphs.front()["html"];
    paragraphs.erase(0);
  }
  view["paragraphs"] = std::move(paragraphs);
  view["no_text"] = article.body.empty();
  view["copies"] = copies_view(found->copies, query, article.id);
  if (!view["copies"].is_null())
    view["copies"]["order"] =
        found->copies.is_first
            ? "No earlier one is known than the one you read. The others, earliest first:"
            : "One came before the one you read. The others, earliest first:";
  view["groups"] = groups_view(found->annotations);
  view["reasons"] = reasons_view(article, found->annotations);
  view["timeline"] = timeline_view(article, found->annotations);
  view["marks"] = marks_view(found->annotations);
  if (View related = related_view(searcher, id); !related.empty())
    view["related"] = {{"articles", std::move(related)}};
  // Readers take no other, but a "javascript:" of an archive made elsewhere must not become a link.
  view["url"] = article.url.starts_with("http://") || article.url.starts_with("https://")
                    ? article.url
                    : std::string{};
  view["file"] = article.source_path == "-" ? std::string{} : article.source_path;
  view["line"] = article.line > 0 ? std::to_string(article.line) : std::string{};
  view["id"] = article.id;
  view["language"] = article.language;
  view["citations"] = citation_links(article.id);
  view["json_url"] = "/api/v1/article/" + encode_path(article.id);
  if (!query.empty()) {
    SearchParams params;
    params.request.query = query;
    view["back_url"] = search_url(params);
  }
  return render("article", view);
}

}  // namespace morgue::web
