#include "web/pages/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cctype>
#include <functional>
#include <kainjow/mustache.hpp>
#include <map>

#include "corpus/text/text.h"
#include "web/assets.h"
#include "web/charts/histogram.h"
#include "web/format.h"
#include "web/pages/links.h"
#include "web_files.h"

namespace morgue::web {
namespace {

namespace mustache = kainjow::mustache;

/// The text of a template with its partials in it: the library would parse them at every use.
std::string expanded(std::string_view name) {
  constexpr std::string_view kBegin = "{{>";
  constexpr std::string_view kEnd = "}}";
  std::string_view rest = web_files::file(fmt::format("pages/{}.mustache", name));
  std::string text;
  for (;;) {
    const std::size_t begin = rest.find(kBegin);
    text += rest.substr(0, begin);
    if (begin == std::string_view::npos) return text;
    rest.remove_prefix(begin + kBegin.size());
    const std::size_t end = rest.find(kEnd);
    text += expanded(rest.substr(0, end));
    rest.remove_prefix(end + kEnd.size());
  }
}

/// Parsed once a thread: a template of the library is no constant while it is rendered.
mustache::mustache& template_of(std::string_view name) {
  thread_local std::map<std::string, mustache::mustache, std::less<>> parsed;
  const auto known = parsed.find(name);
  if (known != parsed.end()) return known->second;
  mustache::mustache page{expanded(name)};
  assert(page.is_valid());  // the templates are ours
  return parsed.emplace(name, std::move(page)).first->second;
}

mustache::data to_data(const View& view) {
  switch (view.type()) {
    case View::value_t::object: {
      mustache::data object{mustache::data::type::object};
      // Moved in: set() would copy all that is below.
      for (const auto& [name, value] : view.items()) object[name] = to_data(value);
      return object;
    }
    case View::value_t::array: {
      // Of the library's own making a list is copied whenever it grows; so it is copied once.
      mustache::list list;
      list.reserve(view.size());
      for (const View& value : view) list.push_back(to_data(value));
      return mustache::data{list};
    }
    case View::value_t::string: {
      const auto& text = view.get_ref<const std::string&>();
      // To the template library an empty text is something to show.
      if (text.empty()) return mustache::data{false};
      return mustache::data{text};
    }
    case View::value_t::boolean:
      return mustache::data{view.get<bool>()};
    case View::value_t::null:
      return mustache::data{false};
    default:
      return mustache::data{view.dump()};
  }
}

std::string_view unit_name(BarUnit unit) {
  return unit == BarUnit::Year ? "year" : unit == BarUnit::Month ? "month" : "day";
}

/// Bars, axis and table; nothing to show with less than two bars.
View bars_view(const DateHistogram& histogram, Stories stories,
               const std::function<std::string(const DateBar&)>& url_of) {
  if (histogram.bars.size() < 2) return nullptr;
  const auto most =
      std::max_element(histogram.bars.begin(), histogram.bars.end(),
                       [](const DateBar& a, const DateBar& b) { return a.count < b.count; });
  View view{{"svg_html", histogram_svg(histogram, url_of, stories)},
            {"first", period_in_words(histogram.bars.front().value)},
            {"last", period_in_words(histogram.bars.back().value)},
            {"peak", fmt::format("Peak: {}, {}", period_in_words(most->value),
                                 counted(most->count, stories))},
            {"counts", stories == Stories::All ? "Articles" : "Stories"},
            {"notes", View::array()},
            {"rows", View::array()}};
  for (const DateBar& bar : histogram.bars)
    if (bar.count > 0)
      view["rows"].push_back({{"url", url_of(bar)},
                              {"label", period_in_words(bar.value)},
                              {"count", with_thousands(bar.count)}});
  return view;
}

constexpr std::size_t kNamesExplained = 3;  // of one result

std::string named_in(const std::vector<View>& values) {
  std::string names;
  for (std::size_t i = 0; i < values.size(); ++i)
    names += (i == 0                   ? ""
              : i + 1 == values.size() ? " and "
                                       : ", ") +
             values[i]["label"].get<std::string>();
  return names;
}

/// "Why Iran?": the sentences, and the way to all mentions.
View evidence_view(const Result& result, const std::string& url) {
  std::vector<View> values;
  for (const Evidence& evidence : result.evidence) {
    if (values.size() == kNamesExplained) break;
    if (evidence.spans.empty() && evidence.dateline.empty()) continue;  // nothing to show
    View value{{"label", evidence.facet == Facet::Country
                             ? entity_label(EntityKind::Country, evidence.value)
                             : evidence.value},
               {"sentences", View::array()},
               {"dateline", evidence.dateline}};
    for (const std::string& sentence : evidence.sentences_html)
      value["sentences"].push_back({{"html", sentence}});
    if (!evidence.spans.empty()) {
      value["url"] = url + mention_anchor(evidence.spans.front().start);
      value["mentions"] = counted(evidence.mentions, "mention", "mentions");
    }
    values.push_back(std::move(value));
  }
  if (values.empty()) return nullptr;
  return {{"names", named_in(values)}, {"values", values}};
}

std::string times_in(unsigned times, std::string_view where) {
  return times == 1 ? std::string{where} : fmt::format("{} times {}", times, where);
}

/// "in the headline, 3 times in the text"
std::string places_of(const Contribution& part) {
  std::string places;
  for (const auto& [times, where] :
       {std::pair{part.headline, "in the headline"}, std::pair{part.body, "in the text"},
        std::pair{part.byline, "in the byline"}})
    if (times > 0) places += (places.empty() ? "" : ", ") + times_in(times, where);
  return places;
}

bool is_of_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0;
}

/// A stem as a reader knows it: the word of the query that it is the begin of, else "presid…".
std::string word_for(const std::string& stem, std::string_view query) {
  for (std::size_t begin = 0; begin < query.size();) {
    if (!is_of_word(query[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < query.size() && is_of_word(query[end])) ++end;
    std::string word{query.substr(begin, end - begin)};
    if (fold(word).starts_with(stem)) return word;
    begin = end;
  }
  return stem.ends_with('*') ? stem : stem + "…";
}

/// Which words made the score, the weightiest first.
View because_view(std::vector<Contribution> parts, std::string_view query) {
  constexpr std::size_t kWordsShown = 6;
  if (parts.empty()) return nullptr;
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Contribution& a, const Contribution& b) { return a.score > b.score; });
  parts.resize(std::min(parts.size(), kWordsShown));
  View words = View::array();
  for (const Contribution& part : parts)
    words.push_back(
        {{"word", word_for(part.word, query)}, {"where", places_of(part)}, {"last", false}});
  words.back()["last"] = true;
  return {{"words", std::move(words)}};
}

}  // namespace

std::string render(std::string_view name, const View& view) {
  return template_of(name).render(to_data(view));
}

View page_view(std::string_view title, std::string_view query, const SearchParams* kept) {
  View view{{"title", title},
            {"query", query},
            {"style_url", asset_url("style.css")},
            {"script_url", asset_url("keys.js")},
            {"icon_url", asset_url("favicon.svg")},
            {"kept", View::array()}};
  constexpr std::size_t kMostParts = 64;  // of a page; it would copy them all when it grows
  view.get_ref<View::object_t&>().reserve(kMostParts);
  if (kept == nullptr) return view;
  for (const auto& [name, value] : to_pairs(with_page(*kept, 1)))
    if (name != "q") view["kept"].push_back({{"name", name}, {"value", value}});
  return view;
}

View story_view(const Result& result, const SearchParams& params) {
  const std::string url = article_url(result.id, params.request.query);
  View view{{"url", url},
            {"headline_html", result.headline_html},
            {"source", result.source},
            {"section", result.section},
            {"byline", result.byline},
            {"snippet_html", params.compact ? std::string{} : result.snippet_html},
            {"because", because_view(result.contributions, params.request.query)},
            {"date", result.published ? day_in_words(result.published->day) : std::string{}},
            {"datetime", result.published ? to_iso(*result.published) : std::string{}},
            {"undated", !result.published},
            {"evidence", evidence_view(result, url)},
            {"copies", copies_view(result.copies, params.request.query)},
            {"chips", View::array()}};
  if (params.compact) return view;
  for (const std::string& code : result.countries) {
    const SearchParams narrowed = with_only(params, Facet::Country, code);
    view["chips"].push_back(
        {{"url", search_url(narrowed)}, {"label", entity_label(EntityKind::Country, code)}});
  }
  return view;
}

namespace {

/// "Baobab Tribune, Halyard Wire and others": of those that are known, earliest first.
std::string publishers(const StoryCopies& copies) {
  constexpr std::size_t kNamed = 3;
  std::vector<std::string> names;
  for (const Copy& copy : copies.earliest)
    if (!copy.source.empty() && std::find(names.begin(), names.end(), copy.source) == names.end())
      names.push_back(copy.source);
  std::string list;
  for (std::size_t i = 0; i < std::min(kNamed, names.size()); ++i)
    list += (i == 0 ? "" : ", ") + names[i];
  return names.size() > kNamed ? list + " and others" : list;
}

}  // namespace

View copies_view(const StoryCopies& copies, std::string_view query, std::string_view read) {
  if (copies.others == 0) return nullptr;
  View view{{"count", counted(copies.others, "copy", "copies")},
            {"by", publishers(copies)},
            {"list", View::array()}};
  for (const Copy& copy : copies.earliest)
    view["list"].push_back(
        {{"url", article_url(copy.id, query)},
         {"diff_url", read.empty() ? std::string{} : diff_url(read, copy.id)},
         {"source", copy.source.empty() ? std::string{"Unknown source"} : copy.source},
         {"agency", copy.agency},
         {"headline", copy.headline.empty() ? std::string{"Without a headline"} : copy.headline},
         {"date", copy.published ? published_in_words(*copy.published) : std::string{}},
         {"datetime", copy.published ? to_iso(*copy.published) : std::string{}},
         {"undated", !copy.published}});
  if (copies.others > copies.earliest.size())
    view["more"] = with_thousands(copies.others - copies.earliest.size());
  return view;
}

View chart_view(const DateHistogram& histogram, const SearchParams& params) {
  const Stories stories = params.request.stories;
  View view = bars_view(histogram, stories, [&](const DateBar& bar) {
    return search_url(with_only(params, Facet::Year, bar.value));
  });
  if (view.is_null()) return view;
  view["title"] =
      fmt::format("{} by {}", view["counts"].get<std::string>(), unit_name(histogram.unit));
  view["column"] = "Published";
  view["from"] = "from";
  view["to"] = "to";
  SearchParams undated = without_dates(params);
  undated.request.choice(Facet::Year).include.clear();
  view["range_url"] = search_url(undated);
  if (histogram.undated > 0)
    view["notes"].push_back(
        {{"url", search_url(with_only(params, Facet::Year, "undated"))},
         {"text", counted(histogram.undated, stories) +
                      (histogram.undated == 1 ? " has no date" : " have no date")}});
  return view;
}

View about_chart_view(const DateHistogram& histogram, const SearchParams& params) {
  const Stories stories = params.request.stories;
  View view = bars_view(histogram, stories, [&](const DateBar& bar) {
    return search_url(with_about(params, bar.value, bar.value));
  });
  if (view.is_null()) return view;
  view["title"] = fmt::format("Written about, by {}", unit_name(histogram.unit));
  view["column"] = "Written about";
  view["from"] = "about_from";
  view["to"] = "about_to";
  view["range_url"] = search_url(without_about(params));
  const auto add = [&](const BeyondBars& beyond, std::string_view when, const SearchParams& there) {
    view["notes"].push_back(
        {{"url", search_url(there)},
         {"text", fmt::format("{} {} of {} dates", counted(beyond.count, stories),
                              beyond.count == 1 ? "tells" : "tell", when)}});
  };
  if (histogram.before.count > 0)
    add(histogram.before, "earlier", with_about(params, {}, histogram.before.value));
  if (histogram.after.count > 0)
    add(histogram.after, "later", with_about(params, histogram.after.value, {}));
  return {{"histogram", std::move(view)}};
}

}  // namespace morgue::web
