// Queries to measure with, and the rounds in which they are asked: shared by the programs that
// measure morgue and plain Xapian, each in its own process. scripts/bench-peers writes the file of
// queries and reads the answers; the programs of the other engines keep to the same protocol.
//
// A query is a line of five columns with tabs between:
//
//   kind      what it stands for in the tables: rare, or2, phrase3, ...
//   operator  or, and, phrase; of one word alone it makes no difference
//   words     lower case, one space between
//   field     of a filter: "month" or "country"; empty without
//   value     "2008-11", "IR"
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace morgue::bench {

struct BenchQuery {
  std::string kind;
  std::string op;
  std::vector<std::string> words;
  std::string field;
  std::string value;
};

/// @throws std::runtime_error  if it cannot be read, or a line is no query
std::vector<BenchQuery> read_queries(const std::string& path);

/// Asks a query in a mode ("page", "facets", "snippets") and says how many matches were reported.
using Ask = std::function<std::uint64_t(const BenchQuery& query, std::string_view mode)>;

/// Reads a mode a line from standard input and asks all queries in it, one after the other. Prints
/// for each "wall TAB cpu TAB matches" (nanoseconds; CPU time of the process, which a busy machine
/// does not stretch), then "end TAB" and the resident memory in kB; until the end of the input.
void serve_rounds(const std::vector<BenchQuery>& queries, const Ask& ask);

/// Asks all queries `rounds` times (at least once) after a round that does not count, and prints
/// percentiles by kind, of each query's median: what stalls the machine for a moment is left out.
/// The first three are wall time, the others CPU time.
void print_rounds(const std::vector<BenchQuery>& queries, const Ask& ask, std::string_view mode,
                  int rounds);

}  // namespace morgue::bench
