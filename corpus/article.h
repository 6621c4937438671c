// What an article is, whatever it was read from. Plain data: readers fill it, the indexer annotates
// it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/published.h"

namespace morgue {

/// The opening of a wire story: `TEHRAN, Dec 19 (Tasnim) –`. Not part of the body.
struct Dateline {
  std::string place;                          // as printed, "TEHRAN", "PORT-AU-PRINCE, Haiti"
  std::optional<std::chrono::month_day> day;  // absent if none was printed or it does not exist
  std::string agency;                         // "Tasnim"; empty if none

  bool operator==(const Dateline&) const = default;
};

/// What a source says of the day of publication in one of its places.
struct DateStatement {
  PublishedFrom from = PublishedFrom::None;
  Published date;

  bool operator==(const DateStatement&) const = default;
};

/// All strings are valid UTF-8 in NFC, without control characters other than '\n' in the body.
struct Article {
  std::string id;           // unique in an archive and stable from run to run
  std::string source_path;  // the file it came from, absolute; "-" for standard input
  std::uint64_t line = 0;   // where in that file it begins, 1-based; 0 if the file is the article
  std::string url;          // http(s) only; empty if unknown
  std::string headline;     // one line
  std::string byline;       // "Anna Verbeek", without "By"; several joined by ", "
  std::optional<Dateline> dateline;
  std::optional<Published> published;
  PublishedFrom published_from = PublishedFrom::None;
  std::optional<Published> modified;  // last change, as the source states it; says nothing about
                                      // when the article appeared
  // In other places than published_from. For the report of doubtful dates (date_doubt.h); not kept.
  std::vector<DateStatement> also_dated;
  std::string language;  // ISO 639-1, "en"; empty if unknown
  std::string source;    // newspaper, site or agency: "The Lanternfield Herald"; empty if unknown
  std::string section;   // "Politics"; empty if unknown
  std::string body;      // paragraphs separated by one empty line ("\n\n"); no headline, byline,
                         // dateline or navigation
  /// Read from a web page, whose site may repeat itself on its other pages.
  bool web_page = false;

  bool operator==(const Article&) const = default;
};

/// Takes a date that the source gives for the publication: as the publication date, if that is
/// still unknown, else as one more statement about it. In the order of trust.
inline void state_date(Article& article, const std::optional<Published>& date, PublishedFrom from) {
  if (!date) return;
  if (article.published) return article.also_dated.push_back({from, *date});
  article.published = date;
  article.published_from = from;
}

/// What mention offsets count into: UTF-8 bytes of headline + "\n\n" + body.
inline std::string text_of(const Article& article) {
  return article.headline + "\n\n" + article.body;
}

}  // namespace morgue
