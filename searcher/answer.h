// What the searcher answers. Plain data: pages, JSON and the terminal are made from it elsewhere.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/annotations.h"
#include "corpus/article.h"
#include "searcher/explanation.h"
#include "searcher/request.h"

namespace morgue {

struct FacetValue {
  std::string
      value;  // what the parameter of that name takes: ISO code, canonical name, "2016", "undated"
  std::string label;        // what a person reads: "Iran", "Hassan Rouhani"
  std::uint64_t count = 0;  // articles (or stories) that would be found if this value alone were
                            // chosen in its facet, all else equal
  bool selected = false;
  bool excluded = false;
  std::string part_of;  // of Region: the value of the next wider one, if there is one
};

/// Where regions are chosen, Country lists their countries alone.
struct FacetCounts {
  std::vector<FacetValue> values;  // as FacetOrder says (Year: in order, "undated" last)
  std::uint64_t distinct = 0;      // how many values there are, listed or not
};

/// One bar of the date histogram.
struct DateBar {
  std::string value;  // "2016", "2016-12" or "2016-12-19": what `year` and `about_from` take
  std::uint64_t count = 0;
  bool selected = false;
  std::uint64_t archive = 0;  // all articles published then; of publication only
};

/// A bar that is unusual beside the archive's own volume (peaks.h), and what it is about.
struct Peak {
  std::string value;  // of the bar
  std::uint64_t count = 0;
  double expected = 0;       // as many if the matches were spread like the archive
  std::string id, headline;  // of the best article in it
};

enum class BarUnit { Year, Month, Day };

/// What lies on one side of all bars.
struct BeyondBars {
  std::string value;  // the period next to the outermost bar
  std::uint64_t count = 0;
};

struct DateHistogram {
  BarUnit unit = BarUnit::Year;
  std::vector<DateBar>
      bars;  // in order and without gaps, so that empty months show; empty if nothing is dated
  std::uint64_t undated = 0;  // of publication only
  BeyondBars before, after;   // of dates mentioned only: a few stray centuries get no bars
};

/// Where an article names one of its countries, persons or organisations. Spans are UTF-8 bytes of
/// text_of(article).
struct Evidence {
  struct Named {
    std::size_t start = 0;
    std::size_t end = 0;
    std::string text;
  };
  Facet facet = Facet::Country;
  std::string value;
  std::size_t mentions = 0;                 // in all
  std::vector<Named> spans;                 // the first of them, in the order of the text
  std::vector<std::string> sentences_html;  // the first that name it: escaped, the names in <mark>
  std::string dateline;  // place of the dateline, if that alone is why a country is there
};

/// Another article that tells the story of one: the same text, or a version of it.
struct Copy {
  std::string id;
  std::string headline;
  std::string source;
  std::string agency;  // that the text came from, if its dateline names another one than the source
  std::optional<Published> published;
};

/// Where else a story was published, in the whole archive, whatever was searched for.
struct StoryCopies {
  std::string story;           // 16 hex digits; empty if the archive has none
  std::uint64_t others = 0;    // articles that tell it as well
  std::vector<Copy> earliest;  // of the others the first kMaxCopiesListed, undated ones last
  bool is_first = true;        // no other is known to have been published before
};

struct Result {
  std::string id;
  std::string headline;
  std::string headline_html;  // escaped, matches in <mark>
  std::string snippet_html;   // escaped, matches in <mark>
  std::string url;
  std::string source;
  std::string section;
  std::string language;
  std::string byline;
  std::optional<Published> published;
  std::vector<std::string> countries;  // codes; focus ones, or all if AnyMention
  std::vector<std::string> people;     // canonical names
  std::vector<std::string> organisations;
  std::vector<Evidence> evidence;  // as the request asks for it; in the order of the lists above
  StoryCopies copies;
  std::vector<Contribution> contributions;  // to the score, if an explanation is asked for
  std::optional<RecencyPart> recency;       // likewise, if it is a part of the score
  double score = 0;  // BM25; of related articles, similarity; 0 when sorted by date
};

struct Answer {
  std::uint64_t total = 0;     // exact; of articles, or of stories if they are collapsed
  std::uint64_t articles = 0;  // exact
  std::size_t page = 1;
  std::size_t per_page = 10;
  double took_ms = 0;
  std::vector<Result> results;
  std::array<FacetCounts, kFacets> facets;   // indexed by Facet
  std::vector<FacetValue> countries;         // every one, in no order; if the request asks for them
  std::array<FacetCounts, kFacets> unusual;  // countries, people and organisations by significance;
                                             // likewise
  DateHistogram histogram;  // of all matches; the filter by year is left out, so that neighbours
                            // keep their bars
  DateHistogram written_about;  // of all matches by the dates they mention, each once a bar; the
                                // range about_from to about_to is left out
  std::vector<Peak> peaks;      // of the histogram, in order; if the request asks for them
  std::string did_you_mean;     // a better spelling of the whole query; empty if none
  bool respelt = false;   // no article has all the words as typed; these are found by did_you_mean
  std::string corrected;  // what was searched instead of what was typed, if the query had a mistake
  std::string mistake;  // one sentence on what was wrong with it: "the quotation mark at position 7
                        // is never closed"
  bool partial = false;  // no article has all the words; these are the best partial matches
  std::optional<ExplainedPart> explanation;  // if one is asked for
  std::vector<std::string>
      notices;  // other sentences the reader should see: a word was too short for *, …
};

/// Values of one facet of an answer.
struct FacetAnswer {
  Answer search;  // without results and facets
  FacetCounts counts;
};

/// An article as the archive holds it.
struct ArticleView {
  Article article;
  Annotations annotations;
  StoryCopies copies;
};

/// What the archive holds as a whole, for the front page and `morgue stats`.
struct ArchiveSummary {
  std::uint64_t articles = 0;
  std::uint64_t dated = 0;
  std::string first_day, last_day;  // "2010-01-12"; empty if nothing is dated
  std::uint64_t countries = 0, people = 0, organisations = 0, sources = 0;  // distinct, in focus
  std::string revision;  // changes whenever the archive does
};

}  // namespace morgue
