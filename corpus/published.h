// When an article was published, as far as it is known: a day, or an instant with its zone. A day
// is never invented, and a file's modification time is not a publication date.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace morgue {

struct Published {
  std::chrono::year_month_day day;  // in the publication's own zone
  std::optional<std::chrono::seconds>
      time;  // since local midnight; absent if only the day is known
  std::optional<std::chrono::minutes>
      zone;  // east of UTC; absent if unknown (then taken as UTC when ordering)

  bool operator==(const Published&) const = default;
};

/// How the publication date is known. The names on the right are those of the JSON field
/// `published_from`.
enum class PublishedFrom { None, Metadata, JsonLd, Url, Dateline, Text, Path };
std::string_view to_string(
    PublishedFrom from);  // "none", "metadata", "jsonld", "url", "dateline", "text", "path"
PublishedFrom published_from(std::string_view name);  // None for an unknown name

/// "2016-12-19", or with a time "2016-12-19T14:05:00+03:30", "…Z" for UTC, no suffix if the zone is
/// unknown.
std::string to_iso(const Published& published);

/// Reads an ISO 8601 / RFC 3339 day or time: "2016-12-19", "20161219", "2016-12-19T14:05Z",
/// "2016-12-19 14:05:00 +0330". Fractions of seconds are dropped. Nothing unless it is a real day
/// of the years 1500 to 2199.
std::optional<Published> parse_iso(std::string_view text);

/// Reads the ways in which newspapers print a day, with or without weekday, time and zone: "19
/// December 2016", "Dec. 19, 2016 2:05 p.m.", "Monday, 19 Dec 2016 14:05 GMT", "26-FEB-1987
/// 15:01:01.79", RFC 2822, and all of parse_iso(); likewise in some twenty other languages ("lunes,
/// 19 de diciembre de 2016 14:05", "19. Dezember 2016, 14.05 Uhr", "19 grudnia 2016"). The text
/// must be a date from its first to its last word (leading "Published:", "Posted on" and the like
/// are allowed). Purely numeric days other than ISO ("03/04/2016") are ambiguous and not read,
/// unless one part exceeds 12.
std::optional<Published> parse_printed_date(std::string_view text);

/// Does a printed date say of itself that it is the day of a change: "Updated 19 December 2016",
/// "Zuletzt aktualisiert: 19.12.2016"?
bool speaks_of_change(std::string_view text);

/// The instant, in seconds since 1970-01-01 UTC, for ordering; a day alone is its midnight.
std::chrono::sys_seconds instant(const Published& published);

/// Is `later` on a day after that of `earlier`? Where both have a time and a zone, the days are
/// those of the zone of `earlier`: a few minutes across midnight elsewhere are no other day.
bool is_on_later_day(const Published& later, const Published& earlier);

/// Reads "january", "Jan.", "SEPT" …; nothing if it is no English month.
std::optional<std::chrono::month> parse_month(std::string_view word);

}  // namespace morgue
