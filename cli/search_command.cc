#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/command_line.h"
#include "cli/explanation_text.h"
#include "cli/search_options.h"
#include "corpus/error.h"
#include "corpus/text/text.h"
#include "searcher/answer_json.h"
#include "searcher/searcher.h"

namespace morgue::cli {
namespace {

namespace po = boost::program_options;

constexpr CommandHelp kHelp{
    "morgue search QUERY [options]",
    "Searches an archive: the best results first, each with its date, source and the passage that "
    "matches. All words\n"
    "must occur; \"a phrase\", OR, NOT, brackets, NEAR/5, headline:, byline:, country:, person:, "
    "org:, source:, section:,\n"
    "language:, date:, about:, atleast3: and trailing* are understood. A QUERY of several words "
    "may "
    "be given with or\n"
    "without quotes.",
    "  morgue search aleppo rouhani\n"
    "  morgue search '\"foreign minister\" country:iran date:2016-12' --facets\n"
    "  morgue search aleppo --facet person --facet-order significance\n"
    "  morgue search 'person:\"Hassan Rouhani\"' --sort newest --limit 50 --json\n"
    "  morgue search --trec queries.tsv --limit 1000 > run.txt\n"};

constexpr std::size_t kTrecPage = 100;

FacetOrder facet_order_option(const std::string& name) {
  if (const auto order = facet_order_named(name)) return *order;
  throw UsageError{fmt::format("--facet-order takes count or significance, not '{}'", name)};
}

Facet facet_option(const std::string& name) {
  if (const auto facet = facet_named(name)) return *facet;
  throw UsageError{
      fmt::format("--facet takes country, region, person, organisation, source, section, language "
                  "or year, not '{}'",
                  name)};
}

/// Our own snippets: escaped text with <mark>, and nothing else.
std::string for_terminal(std::string_view html, bool colour) {
  std::string text;
  for (std::size_t i = 0; i < html.size();) {
    const std::string_view rest = html.substr(i);
    if (rest.starts_with("<mark>")) {
      text += colour ? "\033[1m" : "";
      i += 6;
    } else if (rest.starts_with("</mark>")) {
      text += colour ? "\033[0m" : "";
      i += 7;
    } else {
      text += html[i++];
    }
  }
  return decode_entities(text);
}

void print_values(const FacetCounts& counts) {
  for (const FacetValue& value : counts.values)
    std::cout << fmt::format("{:>8}  {}\n", value.count, value.label);
}

void print_facets(const Answer& answer) {
  for (const Facet facet : kAllFacets) {
    const FacetCounts& counts = answer.facets[static_cast<std::size_t>(facet)];
    if (counts.values.empty()) continue;
    std::cout << '\n' << to_string(facet) << '\n';
    print_values(counts);
  }
}

/// "   also published by Meridian Ledger, 2019-03-15 (a3f0c2); Halyard Wire, no date (b71)"
void print_copies(const StoryCopies& copies) {
  constexpr std::size_t kShown = 3;
  if (copies.others == 0) return;
  std::string list;
  for (std::size_t i = 0; i < std::min(kShown, copies.earliest.size()); ++i) {
    const Copy& copy = copies.earliest[i];
    list += fmt::format("{}{}, {}  [{}]", i == 0 ? "" : "; ",
                        copy.source.empty() ? "unknown source" : copy.source,
                        copy.published ? to_iso(*copy.published) : "no date", copy.id);
  }
  const std::uint64_t more = copies.others - std::min<std::uint64_t>(kShown, copies.others);
  if (more > 0) list += fmt::format("; and {} more", more);
  std::cout << fmt::format("   also published by {}\n", list);
}

/// How the query was understood, and how much was found.
void print_total(const Answer& answer, const SearchRequest& request) {
  print_understanding(answer, request);
  const bool collapsed = request.stories == Stories::Collapse;
  std::cout << fmt::format("{} {}", answer.total,
                           collapsed ? (answer.total == 1 ? "story" : "stories")
                                     : (answer.total == 1 ? "article" : "articles"));
  if (collapsed) std::cout << fmt::format(", {} articles", answer.articles);
  std::cout << '\n';
}

void print_answer(const Answer& answer, const SearchRequest& request) {
  const bool colour = isatty(STDOUT_FILENO) == 1;
  print_total(answer, request);
  if (answer.explanation)
    std::cout << "\nUnderstood as\n" << explanation_text(*answer.explanation, 1);
  std::size_t rank = (request.page - 1) * request.per_page;
  for (const Result& result : answer.results) {
    std::string facts = result.published ? to_iso(*result.published).substr(0, 10) : "no date";
    if (!result.source.empty()) facts += ", " + result.source;
    std::cout << fmt::format("\n{}. {}\n   {}  [{}]\n   {}\n", ++rank,
                             for_terminal(result.headline_html, colour), facts, result.id,
                             for_terminal(result.snippet_html, colour));
    print_copies(result.copies);
    if (request.explain) std::cout << score_text(result);
  }
  if (request.facets) print_facets(answer);
}

/// The first `limit` results, page by page: a page is bounded, a run is not.
std::vector<Result> results_up_to(Searcher& searcher, SearchRequest request, std::size_t limit) {
  std::vector<Result> results;
  request.facets = false;
  request.per_page = kTrecPage;
  for (request.page = 1; results.size() < limit && request.page * kTrecPage <= kMaxResultDepth;
       ++request.page) {
    Answer answer = searcher.search(request);
    if (answer.results.empty()) break;
    std::move(answer.results.begin(), answer.results.end(), std::back_inserter(results));
  }
  if (results.size() > limit) results.resize(limit);
  return results;
}

/// "qid<TAB>text" lines in, "qid Q0 id rank score morgue" lines out.
void print_trec_run(Searcher& searcher, const std::string& path, std::size_t limit) {
  std::ifstream file{path};
  if (!file)
    throw Error{
        fmt::format("cannot read the queries '{}'; name a file of lines 'id<TAB>text'", path)};
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (trim(line).empty()) continue;
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos)
      throw Error{fmt::format("{}:{}: no tab; each line is 'id<TAB>text'", path, number)};
    SearchRequest request;
    request.query = std::string{trim(std::string_view{line}.substr(tab + 1))};
    request.plain_words = true;
    request.snippets = false;
    std::size_t rank = 0;
    for (const Result& result : results_up_to(searcher, request, limit))
      std::cout << fmt::format("{} Q0 {} {} {:.6f} morgue\n", line.substr(0, tab), result.id,
                               ++rank, result.score);
  }
}

std::string dumped(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void print_listing(const FacetAnswer& answer, const FacetListing& listing,
                   const SearchRequest& request) {
  print_total(answer.search, request);
  std::cout << fmt::format("\n{}, {} in all\n", to_string(listing.facet), answer.counts.distinct);
  print_values(answer.counts);
}

}  // namespace

int search_command(const Arguments& arguments) {
  CommandLine line{kHelp};
  line.add_archive_option();
  auto add = line.options().add_options();
  add("json", "print the answer as the API gives it");
  add("facets",
      "count countries, regions, people, organisations, sources, sections, languages and years of "
      "all matches");
  add("facet", po::value<std::string>()->value_name("NAME"),
      "list the values of this facet instead of results, as many as --limit says: country, region, "
      "person, organisation, source, section, language or year");
  add("like", po::value<std::string>()->value_name("LETTERS")->default_value("", ""),
      "with --facet: those with names whose words begin so");
  add("facet-order", po::value<std::string>()->value_name("ORDER")->default_value("count"),
      "of facets: count, or significance: what is more frequent here than in the whole archive, "
      "the "
      "most unusual first");
  add("explain",
      "say how the query is understood, how many articles each part of it finds, and which words "
      "make the score of each result");
  add("sort", po::value<std::string>()->value_name("ORDER")->default_value("relevance"),
      "relevance; recent: relevance with a part for recent articles; newest or oldest");
  add("stories", po::value<std::string>()->value_name("WHICH")->default_value("all"),
      "all: every article counts; collapse: each story once, whoever published it");
  add("limit,n", po::value<std::size_t>()->value_name("N"),
      "how many results (default 10; 1000 with --trec)");
  add("page", po::value<std::size_t>()->value_name("N")->default_value(1), "which page of results");
  add("trec", po::value<std::string>()->value_name("FILE"),
      "print a TREC run for the queries of FILE, lines of id, tab, plain words");
  line.take_words_as("query");
  if (!line.parse(arguments)) return 0;
  const bool trec = line.has("trec");
  if (!trec && !line.has("query"))
    throw UsageError{"what is to be searched? Give a QUERY; see 'morgue search --help'"};
  const std::size_t limit = line.has("limit") ? line.values()["limit"].as<std::size_t>()
                            : trec            ? 1000
                                              : 10;
  if (limit < 1 || limit > kMaxResultDepth)
    throw UsageError{fmt::format("--limit takes a number from 1 to {}", kMaxResultDepth)};
  const Sort sort = sort_named(line.values()["sort"].as<std::string>());
  const FacetOrder facet_order = facet_order_option(line.values()["facet-order"].as<std::string>());
  std::optional<Facet> facet;
  if (line.has("facet")) facet = facet_option(line.values()["facet"].as<std::string>());
  const std::string like = line.values()["like"].as<std::string>();
  if (!facet && !like.empty())
    throw UsageError{"--like needs to know of which facet; add --facet person, say"};
  const std::size_t page = line.values()["page"].as<std::size_t>();
  if (page < 1 || page > kMaxResultDepth)
    throw UsageError{fmt::format("--page takes a number from 1 to {}", kMaxResultDepth)};
  const Stories stories = stories_named(line.values()["stories"].as<std::string>());

  Archive archive{line.archive()};
  warn_of_authority(line.archive());
  const Archive::Lease searcher = archive.borrow();
  if (trec) {
    print_trec_run(*searcher, line.values()["trec"].as<std::string>(), limit);
    return 0;
  }
  SearchRequest request;
  request.facet_order = facet_order;
  request.query = joined(line.values()["query"].as<std::vector<std::string>>());
  request.sort = sort;
  request.stories = stories;
  request.explain = line.has("explain");
  if (facet) {
    const FacetListing listing{*facet, like, (page - 1) * limit, limit};
    const FacetAnswer answer = searcher->list_facet(request, listing);
    if (line.has("json"))
      std::cout << dumped(to_json(answer, request, listing)) << '\n';
    else
      print_listing(answer, listing, request);
    return 0;
  }
  request.page = page;
  request.per_page = std::min<std::size_t>(limit, 100);
  request.facets = line.has("facets") || line.has("json");
  Answer answer = searcher->search(request);
  if (limit > request.per_page) {
    const std::size_t before = (request.page - 1) * limit;
    std::vector<Result> results = results_up_to(*searcher, request, before + limit);
    results.erase(results.begin(),
                  results.begin() + static_cast<std::ptrdiff_t>(std::min(before, results.size())));
    answer.results = std::move(results);
    answer.per_page = limit;
  }
  if (line.has("json"))
    std::cout << dumped(to_json(answer, request)) << '\n';
  else
    print_answer(answer, request);
  return 0;
}

}  // namespace morgue::cli
