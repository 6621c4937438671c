// What a reader asks: the text of the query, the filters that came from clicks, the order, the
// page. Values only; where they come from (a URL, a command line) is not known here. Text is
// parsed; filters are never pasted into the text.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace morgue {

enum class Facet { Country, Region, Person, Organisation, Source, Section, Language, Year };
inline constexpr std::size_t kFacets = 8;
inline constexpr std::array<Facet, kFacets> kAllFacets{
    Facet::Country, Facet::Region,  Facet::Person,   Facet::Organisation,
    Facet::Source,  Facet::Section, Facet::Language, Facet::Year};
/// "country", "region", "person", "organisation", "source", "section", "language", "year": URL
/// parameter and JSON key alike.
std::string_view to_string(Facet facet);
/// By these names. Nothing if there is none of that name.
std::optional<Facet> facet_named(std::string_view name);

/// Two spellings of one name, as filters compare them: without case and accents, typographic
/// apostrophes and hyphens plain.
bool same_name(std::string_view a, std::string_view b);

/// The value of Facet::Year of articles without a date.
inline constexpr std::string_view kUndated = "undated";

/// Values chosen in one facet. Included values are alternatives (any of them); excluded ones must
/// all be absent. Country: ISO code. Region: one of regions.h, by any of its names. Person,
/// organisation, source, section: a name, compared without case and accents. Language: ISO 639-1.
/// Year: "2016", "2016-12", "2016-12-19", or "undated".
struct FacetChoice {
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  bool empty() const { return include.empty() && exclude.empty(); }
};

/// A name that an article must have, whatever else is chosen. Unlike a choice it leaves no siblings
/// to choose from: the facet it belongs to counts who is named together with it.
struct Subject {
  Facet facet = Facet::Person;
  std::string value;
};

/// Recent: by relevance, of which recency (recency.h) is a part.
enum class Sort { Relevance, Recent, Newest, Oldest };

/// Which entities facets and filters speak of: those the article is about, or all it mentions.
enum class EntityScope { Focus, AnyMention };

/// What results and counts are of: every article, or each story once, by the best of its articles
/// that match (sorted by date: the newest or the oldest of them).
enum class Stories { All, Collapse };

/// Which values of a facet come first: those that most articles have, or those that more have than
/// in the whole archive (significance.h), and then these alone. Years are always in order, and
/// regions all listed. Where a facet is counted over the whole archive, both are the same.
enum class FacetOrder { Count, Significance };
/// "count", "significance"
std::string_view to_string(FacetOrder order);
/// By these names. Nothing if there is none of that name.
std::optional<FacetOrder> facet_order_named(std::string_view name);

/// For which names results say where their articles name them.
enum class EvidenceScope {
  None,
  Filters,  // that the search asks for, in its text or by its choices
  All       // all that a result lists
};

struct SearchRequest {
  std::string query;  // in the query language of docs/QUERY.md; empty matches everything
  std::array<FacetChoice, kFacets> choices;  // indexed by Facet
  std::optional<Subject> subject;            // of a page about one name
  std::optional<std::chrono::year_month_day> from,
      to;  // publication day, inclusive; undated articles never match a range
  /// The article mentions a day, month, year or decade that lies within these days.
  std::optional<std::chrono::year_month_day> about_from, about_to;
  Sort sort = Sort::Relevance;  // without words to rank by, relevance and recent mean newest
  EntityScope scope = EntityScope::Focus;
  Stories stories = Stories::All;
  std::size_t page = 1;          // 1-based
  std::size_t per_page = 10;     // 1 to 100
  std::size_t facet_limit = 20;  // values per facet; those selected are always among them
  FacetOrder facet_order = FacetOrder::Count;
  bool facets = true;          // count them
  bool every_country = false;  // of these, count all countries too, for a map
  bool unusual = false;        // and list names by significance too, whatever the order of facets
  bool snippets = true;        // results have headline_html and snippet_html
  EvidenceScope evidence = EvidenceScope::None;
  bool peaks = false;        // say where the histogram is unusual, if facets are counted
  bool explain = false;      // the query and the scores of the results, see explanation.h
  bool plain_words = false;  // the query is words, nothing else; any of them will do (TREC runs)

  /// Anything that came from clicks and date fields.
  bool has_filters() const;
  FacetChoice& choice(Facet facet) { return choices[static_cast<std::size_t>(facet)]; }
  const FacetChoice& choice(Facet facet) const { return choices[static_cast<std::size_t>(facet)]; }
};

/// Some values of one facet out of all that it has in an answer.
struct FacetListing {
  Facet facet = Facet::Person;
  std::string like;  // names with words that begin as these do; empty: all
  std::size_t offset = 0;
  std::size_t limit = 10;  // 1 to kMaxListedValues
};

/// Bounds on what can be asked, checked by Searcher::search(), which says which one was exceeded.
inline constexpr std::size_t kMaxQueryBytes = 2000;
inline constexpr std::size_t kMaxQueryTerms = 64;
inline constexpr std::size_t kMaxWildcardTerms = 100;
inline constexpr std::size_t kMaxResultDepth = 10'000;  // page * per_page
inline constexpr std::size_t kMaxEvidenceSpans = 20;    // of one name in one result
inline constexpr std::size_t kMaxCopiesListed = 20;     // of the story of one article
inline constexpr std::size_t kMaxRelated = 1000;
inline constexpr std::size_t kMaxListedValues = 1000;
inline constexpr std::size_t kMaxLikeBytes = 100;
inline constexpr std::size_t kMaxChoices = 50;  // values chosen in all facets together

}  // namespace morgue
