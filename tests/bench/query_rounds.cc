#include "tests/bench/query_rounds.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace morgue::bench {
namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::string> split(const std::string& line, char separator) {
  std::vector<std::string> parts;
  std::istringstream in{line};
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

struct Taken {
  std::int64_t nanoseconds = 0;
  std::uint64_t matches = 0;
};

Taken timed(const BenchQuery& query, const Ask& ask, std::string_view mode) {
  const Clock::time_point start = Clock::now();
  const std::uint64_t matches = ask(query, mode);
  return {std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count(),
          matches};
}

std::string resident_kilobytes() {
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) {
      std::istringstream in{line.substr(6)};
      std::string kilobytes;
      in >> kilobytes;
      return kilobytes;
    }
  return "0";
}

/// Of sorted values.
double microseconds(const std::vector<std::int64_t>& sorted, double share) {
  const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
  return static_cast<double>(sorted[std::min(at, sorted.size() - 1)]) / 1000;
}

void print_row(const std::string& kind, std::vector<std::int64_t> taken) {
  std::sort(taken.begin(), taken.end());
  std::printf("%-12s %7zu %9.0f %9.0f %9.0f\n", kind.c_str(), taken.size(), microseconds(taken, .5),
              microseconds(taken, .95), microseconds(taken, .99));
}

}  // namespace

std::vector<BenchQuery> read_queries(const std::string& path) {
  std::ifstream in{path};
  if (!in) throw std::runtime_error{"cannot read '" + path + "'"};
  std::vector<BenchQuery> queries;
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> columns = split(line, '\t');
    columns.resize(std::max<std::size_t>(columns.size(), 5));  // empty ones at the end
    BenchQuery query{columns[0], columns[1], split(columns[2], ' '), columns[3], columns[4]};
    if (columns.size() > 5 || query.words.empty())
      throw std::runtime_error{path + ": not a query: " + line};
    queries.push_back(std::move(query));
  }
  if (queries.empty()) throw std::runtime_error{path + ": no queries"};
  return queries;
}

void serve_rounds(const std::vector<BenchQuery>& queries, const Ask& ask) {
  for (std::string mode; std::getline(std::cin, mode);) {
    std::ostringstream out;
    for (const BenchQuery& query : queries) {
      const Taken taken = timed(query, ask, mode);
      out << taken.nanoseconds << '\t' << taken.matches << '\n';
    }
    std::cout << out.str() << "end\t" << resident_kilobytes() << std::endl;
  }
}

void print_rounds(const std::vector<BenchQuery>& queries, const Ask& ask, std::string_view mode,
                  int rounds) {
  std::vector<std::vector<std::int64_t>> taken(queries.size());
  for (int round = 0; round <= rounds; ++round)
    for (std::size_t i = 0; i < queries.size(); ++i) {
      const std::int64_t nanoseconds = timed(queries[i], ask, mode).nanoseconds;
      if (round > 0) taken[i].push_back(nanoseconds);
    }
  std::map<std::string, std::vector<std::int64_t>> by_kind;
  for (std::size_t i = 0; i < queries.size(); ++i) {
    const auto middle = taken[i].begin() + rounds / 2;
    std::nth_element(taken[i].begin(), middle, taken[i].end());
    by_kind[queries[i].kind].push_back(*middle);
    by_kind["all"].push_back(*middle);
  }
  std::printf("%-12s %7s %9s %9s %9s  microseconds, median of %d rounds\n",
              std::string{mode}.c_str(), "queries", "p50", "p95", "p99", rounds);
  for (const auto& [kind, medians] : by_kind) print_row(kind, medians);
}

}  // namespace morgue::bench
