// The conventions of wire copy, as functions from text to values: datelines, bylines, sign-offs,
// navigation tails. Used by every reader, so that "TEHRAN (Tasnim) –" is understood alike in a text
// file, a web page and a JSON line.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/article.h"

namespace morgue {

struct DatelineRead {
  Dateline dateline;
  std::optional<std::chrono::year> year;  // rarely printed: "MOSCOW, Dec 19, 2016 -"
  std::size_t length = 0;  // bytes of the body it takes up, separator and following blanks included
};

/// Reads a dateline from the opening of a wire story.
///
/// Recognises "PLACE, Month D (Agency) -", "PLACE (Agency) -", "PLACE, Month D -", "PLACE -"
/// (capitals), "Place (Agency) -", "PLACE, Country (Agency) –", "(Agency) -" without a place, two
/// places joined by "/", and every kind of dash. The place is returned as printed; turning it into
/// a country is the indexer's work.
///
/// @param body  UTF-8; only the first 160 bytes are looked at
/// @return      nothing if there is none: common in features, and not an error
/// Source: the wire-service layout seen in Reuters-21578 and on agency sites.
std::optional<DatelineRead> read_dateline(std::string_view body);

/// "By Anna Verbeek and Tom Oduya, Halyard" → "Anna Verbeek, Tom Oduya"; nothing if the line is no
/// byline. One line, at most 120 bytes.
std::optional<std::string> read_byline(std::string_view line);

/// Does this line, at the end of a text, belong to the page and not to the article? ("Most Visited
/// in Politics", "Top Stories", "Share this", "Related", "© 2016 …", "All rights reserved")
bool is_navigation_line(std::string_view line);

/// An agency's sign-off at the end ("Reuter", "REUTER", "(Reporting by …; editing by …)", "ENDS",
/// "-30-").
bool is_sign_off(std::string_view line);

/// Moves what the conventions recognise out of headline and body into the fields of the article:
/// repeated headline, byline, dateline, sign-off, navigation tail; tidies paragraphs. The agency in
/// a byline or a sign-off is the source if none is known. Fields that are already set are kept. An
/// article whose dateline has a day and whose year is known stays as it is; a date is never
/// invented from a dateline without a year.
void apply_wire_conventions(Article& article);

}  // namespace morgue
