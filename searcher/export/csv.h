// Articles as a table: RFC 4180 in UTF-8, with a header, lines that end in CR LF, and lists within
// a cell separated by "; ".
//
// A spreadsheet takes a cell that begins with = + - or @ for a formula and runs it, whoever wrote
// the headline. Such a cell has an apostrophe in front, with which a spreadsheet shows it as text.
#pragma once

#include <string>
#include <string_view>

#include "searcher/answer.h"
#include "searcher/request.h"

namespace morgue {

inline constexpr std::string_view kCsvHeader =
    "id,headline,published,published_from,source,byline,section,language,countries,country_names,"
    "people,organisations,url,file\r\n";

/// A line, CR LF included.
std::string csv_row(const ArticleView& view, EntityScope scope);

/// A value as a cell: guarded, and quoted where need be.
std::string csv_cell(std::string_view value);

}  // namespace morgue
