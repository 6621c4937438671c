// A page as data: what its template is filled with.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "searcher/answer.h"
#include "web/params.h"

namespace morgue::web {

/// Objects, arrays, strings, numbers and booleans; null and false leave a section out, and so does
/// an empty array.
using View = nlohmann::ordered_json;

/// Fills pages/<name>.mustache. A partial {{>other}} is pages/other.mustache; none may include
/// itself.
std::string render(std::string_view name, const View& view);

/// What every page has: title, addresses of the assets, the search box with its text.
/// @param kept  a search whose filters stay when a new text is typed; may be null
View page_view(std::string_view title, std::string_view query = {},
               const SearchParams* kept = nullptr);

/// A result as the partial "story" shows it.
/// @param params  the search it belongs to: its text is marked in the article, and country chips
/// narrow it
View story_view(const Result& result, const SearchParams& params);

/// Where else a story was published, as the partial "copy_list" lists it; null if nowhere.
/// @param query  is marked in the articles it leads to
/// @param read   id of an article to compare them with; may be empty
View copies_view(const StoryCopies& copies, std::string_view query, std::string_view read = {});

/// The date histogram as the partial "chart" shows it: bars that narrow the search to their period,
/// and the same as a table.
View chart_view(const DateHistogram& histogram, const SearchParams& params);

/// The histogram of dates written about, for a section that holds the partial "chart".
View about_chart_view(const DateHistogram& histogram, const SearchParams& params);

}  // namespace morgue::web
