// How fast an archive answers, in process:
//
//   search_bench ARCHIVE QUERIES MODE [ROUNDS]   prints percentiles by kind of query
//   search_bench ARCHIVE QUERIES                 takes modes from standard input (query_rounds.h)
//
// Modes: page (ten results with headlines, exact total), facets (page and the counts of all facets
// over all matches), snippets (page and ten snippets), all (what the site shows). A build whose
// requests cannot leave snippets out makes them on every page.
#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

#include "searcher/searcher.h"
#include "tests/bench/query_rounds.h"

namespace {

using morgue::bench::BenchQuery;

std::string text_of(const BenchQuery& query) {
  const std::string between = query.op == "or" ? " OR " : query.op == "and" ? " AND " : " ";
  std::string text;
  for (const std::string& word : query.words) text += (text.empty() ? "" : between) + word;
  return query.op == "phrase" ? '"' + text + '"' : text;
}

/// A template, so that a member that this build's requests lack is passed over.
template <typename Request>
Request request_for(const BenchQuery& query, std::string_view mode) {
  Request request;
  request.query = text_of(query);
  if (!query.field.empty()) {
    const morgue::Facet facet =
        query.field == "country" ? morgue::Facet::Country : morgue::Facet::Year;
    request.choice(facet).include.push_back(query.value);
  }
  request.facets = mode == "facets" || mode == "all";
  if constexpr (requires { request.snippets; })
    request.snippets = mode == "snippets" || mode == "all";
  return request;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3 || argc > 5) {
    std::cerr << "usage: search_bench ARCHIVE QUERIES [page|facets|snippets|all [ROUNDS]]\n";
    return 2;
  }
  try {
    const auto queries = morgue::bench::read_queries(argv[2]);
    morgue::Archive archive{argv[1]};
    const auto searcher = archive.borrow();
    const morgue::bench::Ask ask = [&](const BenchQuery& query, std::string_view mode) {
      return searcher->search(request_for<morgue::SearchRequest>(query, mode)).total;
    };
    if (argc == 3)
      morgue::bench::serve_rounds(queries, ask);
    else
      morgue::bench::print_rounds(queries, ask, argv[3],
                                  argc == 5 ? std::max(1, std::atoi(argv[4])) : 5);
  } catch (const std::exception& error) {
    std::cerr << "search_bench: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
