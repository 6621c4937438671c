#include <fmt/format.h>

#include <algorithm>

#include "web/charts/shares.h"
#include "web/compare_params.h"
#include "web/format.h"
#include "web/pages/links.h"
#include "web/pages/pages.h"
#include "web/pages/search_parts.h"
#include "web/pages/view.h"

namespace morgue::web {
namespace {

constexpr std::size_t kNames = 10;  // of a facet and side
constexpr std::array<const char*, kSides> kLetters{"a", "b"};

std::string percent_of(std::uint64_t part, std::uint64_t whole) {
  return share_in_words(whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole));
}

std::string overlap_in_words(const Comparison& comparison) {
  if (comparison.both == 0) return "No article is found by both.";
  return fmt::format("{} by both: {} of the first, {} of the second.",
                     counted(comparison.both, "article is found", "articles are found"),
                     percent_of(comparison.both, comparison.answers[0].total),
                     percent_of(comparison.both, comparison.answers[1].total));
}

/// Numbers of both sides with the searches that show them; a 0 has none.
void add_counts(View& row, const std::array<std::uint64_t, kSides>& counts,
                const std::function<std::string(std::size_t)>& url_of) {
  for (std::size_t side = 0; side < kSides; ++side) {
    const std::string letter = kLetters[side];
    row[letter + "_count"] = with_thousands(counts[side]);
    row[letter + "_url"] = counts[side] == 0 ? std::string{} : url_of(side);
  }
}

std::string_view unit_name(BarUnit unit) {
  return unit == BarUnit::Year ? "year" : unit == BarUnit::Month ? "month" : "day";
}

View shares_view(const Comparison& comparison, const CompareParams& params) {
  if (comparison.bars.size() < 2) return nullptr;
  const auto within = [](const SearchParams& search, const Comparison::Bar& bar) {
    return with_only(search, Facet::Year, bar.value);
  };
  View view{
      {"title", fmt::format("Share of all articles, by {}", unit_name(comparison.unit))},
      {"peak", "Top: " + share_in_words(greatest_share(comparison))},
      {"first", period_in_words(comparison.bars.front().value)},
      {"last", period_in_words(comparison.bars.back().value)},
      {"svg_html", shares_svg(comparison,
                              [&](const Comparison::Bar& bar) {
                                return compare_url({params.texts, within(params.shared, bar)});
                              })},
      {"rows", View::array()}};
  for (const Comparison::Bar& bar : comparison.bars) {
    if (bar.archive == 0) continue;
    View row{{"label", period_in_words(bar.value)},
             {"count", with_thousands(bar.archive)},
             {"url", search_url(within({}, bar))}};
    add_counts(row, bar.articles,
               [&](std::size_t side) { return search_url(within(params.side(side), bar)); });
    for (std::size_t side = 0; side < kSides; ++side)
      row[std::string{kLetters[side]} + "_share"] = share_in_words(share_of(bar, side));
    view["rows"].push_back(std::move(row));
  }
  return view;
}

View values_view(const Comparison::Names& names, std::size_t side, const CompareParams& params) {
  View values = View::array();
  for (const ComparedName& name : names.more[side]) {
    View row{
        {"label", name.label},
        {"url", "/" + std::string{morgue::to_string(names.facet)} + "/" + encode_path(name.value)}};
    add_counts(row, name.articles, [&](std::size_t of) {
      return search_url(with_also(params.side(of), names.facet, name.value));
    });
    values.push_back(std::move(row));
  }
  return values;
}

View groups_view(const Comparison& comparison, const CompareParams& params) {
  View groups = View::array();
  for (const Comparison::Names& names : comparison.names) {
    View sides = View::array();
    for (std::size_t side = 0; side < kSides; ++side) {
      View values = values_view(names, side, params);
      sides.push_back({{"class", fmt::format("side-{}", kLetters[side])},
                       {"heading", "More often with " + params.texts[side]},
                       {"has_values", !values.empty()},
                       {"values", std::move(values)}});
    }
    groups.push_back({{"title", facet_title_plural(names.facet)}, {"sides", std::move(sides)}});
  }
  return groups;
}

/// What was wrong with either text, and what was done about it.
View notices_view(const Comparison& comparison, const CompareParams& params) {
  View notices = View::array();
  for (std::size_t side = 0; side < kSides; ++side) {
    const Answer& answer = comparison.answers[side];
    const auto add = [&](std::string_view sentence) {
      notices.push_back({{"text", fmt::format("“{}”: {}", params.texts[side], sentence)}});
    };
    if (!answer.mistake.empty())
      add(fmt::format("{} Searched for: {}", answer.mistake, answer.corrected));
    for (const std::string& notice : answer.notices) add(notice);
    if (answer.respelt) add(fmt::format("Searched for: {}", answer.did_you_mean));
    if (answer.partial)
      add("No article has all of these words. These are the best partial matches.");
  }
  return notices;
}

/// Filters as chips that take them off and stay on this page.
View shared_chips(const CompareParams& params) {
  View chips = chips_view(params.shared);
  for (View& chip : chips) {
    const std::string query = chip["url"].get<std::string>();
    const std::size_t at = query.find('?');
    CompareParams other =
        parse_compare_params(parse_query(at == std::string::npos ? "" : query.substr(at + 1)));
    other.texts = params.texts;
    chip["url"] = compare_url(other);
  }
  return chips;
}

}  // namespace

std::string compare_page(Searcher& searcher, const CompareParams& params) {
  const bool complete = params.complete();
  const std::string heading = complete ? fmt::format("{} and {}", params.texts[0], params.texts[1])
                                       : "Compare two searches";
  View view = page_view(heading);
  view["skip_to"] = "searches";
  view["noindex"] = true;
  view["heading"] = heading;
  view["a"] = params.texts[0];
  view["b"] = params.texts[1];
  view["kept"] = kept_view(params.shared);
  view["chips"] = shared_chips(params);
  view["complete"] = complete;
  if (!complete) return render("compare", view);

  const Comparison comparison =
      searcher.compare(params.side(0).request, params.side(1).request, kNames);
  for (std::size_t side = 0; side < kSides; ++side) {
    const std::string letter = kLetters[side];
    view[letter + "_url"] = search_url(params.side(side));
    view[letter + "_total"] = std::to_string(comparison.answers[side].total);
    view[letter + "_words"] = counted(comparison.answers[side].total, Stories::All);
  }
  view["both"] = std::to_string(comparison.both);
  view["overlap"] = overlap_in_words(comparison);
  view["notices"] = notices_view(comparison, params);
  view["shares"] = shares_view(comparison, params);
  view["groups"] = groups_view(comparison, params);
  return render("compare", view);
}

}  // namespace morgue::web
