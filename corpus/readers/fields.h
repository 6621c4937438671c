// What readers share: turning the values of metadata fields into the fields of an article.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/record.h"
#include "corpus/source.h"

namespace morgue {

/// One line of clean text.
std::string one_line(std::string_view utf8);

/// "en-GB", "EN_us" → "en"; empty if it is no two-letter code.
std::string language_code(std::string_view tag);

/// The value of an author field as a byline: "By Anna Verbeek and Tom Oduya, Halyard" → "Anna
/// Verbeek, Tom Oduya".
std::string clean_byline(std::string_view text);

/// The address if it is http or https without blanks; else empty.
std::string web_address(std::string_view text);

/// A date as metadata gives it: ISO, printed, or seconds (milliseconds) since 1970.
std::optional<Published> parse_metadata_date(std::string_view text);

/// Fills article.modified, if it is still unknown, from the first of these that is understood.
void set_modified(Article& article, std::initializer_list<std::string> dates);

/// A day in an address or a path: …/2016/12/19/…, …/2016/12/19-slug, 2016-12-19, 20161219. The last
/// one counts.
std::optional<std::chrono::year_month_day> find_day_in_path(std::string_view path);

/// The year, and month if there is one, of the directories a file is in: …/2016/slug.txt,
/// …/2016/12/slug.txt.
struct DirectoryDate {
  std::chrono::year year;
  std::optional<std::chrono::month> month;
};
std::optional<DirectoryDate> find_year_in_path(std::string_view path);

/// States the day in the path of the file. If none is known then: that of the dateline, in the year
/// of a directory.
void date_from_path(Article& article, const SourceFile& file);

/// A path as text that can be printed: bytes that are not UTF-8 are taken as Latin-1, control
/// characters become %XX.
std::string printable_path(std::string_view path);

/// An article with where it came from filled in.
Article article_of(const SourceFile& file, std::string id, std::uint64_t line);
Skipped skip(const SourceFile& file, std::uint64_t line, SkipReason reason, std::string detail);

/// The beginning of a text as a message quotes it: one line of clean UTF-8, at most so many bytes,
/// cut between characters.
std::string excerpt(std::string_view text, std::size_t bytes = 40);

/// "16 MB", "300 bytes": for details of TooLarge.
std::string size_text(std::uint64_t bytes);

}  // namespace morgue
