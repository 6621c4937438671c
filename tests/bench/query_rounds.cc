#include "tests/bench/query_rounds.h"

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace morgue::bench {
namespace {

std::vector<std::string> split(const std::string& line, char separator) {
  std::vector<std::string> parts;
  std::istringstream in{line};
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

struct Taken {
  std::int64_t wall = 0;  // nanoseconds
  std::int64_t cpu = 0;
  std::uint64_t matches = 0;
};

std::int64_t nanoseconds_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

Taken timed(const BenchQuery& query, const Ask& ask, std::string_view mode) {
  const std::int64_t wall = nanoseconds_of(CLOCK_MONOTONIC);
  const std::int64_t cpu = nanoseconds_of(CLOCK_PROCESS_CPUTIME_ID);
  const std::uint64_t matches = ask(query, mode);
  return {nanoseconds_of(CLOCK_MONOTONIC) - wall, nanoseconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu,
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

/// The middle one of some rounds.
std::int64_t median(std::vector<std::int64_t> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

struct Kind {
  std::vector<std::int64_t> wall, cpu;  // a median per query
};

void print_row(const std::string& name, Kind kind) {
  std::sort(kind.wall.begin(), kind.wall.end());
  std::sort(kind.cpu.begin(), kind.cpu.end());
  std::printf("%-12s %7zu", name.c_str(), kind.wall.size());
  for (const auto* sorted : {&kind.wall, &kind.cpu})
    for (const double share : {.5, .95, .99}) std::printf(" %9.0f", microseconds(*sorted, share));
  std::printf("\n");
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
      out << taken.wall << '\t' << taken.cpu << '\t' << taken.matches << '\n';
    }
    std::cout << out.str() << "end\t" << resident_kilobytes() << std::endl;
  }
}

void print_rounds(const std::vector<BenchQuery>& queries, const Ask& ask, std::string_view mode,
                  int rounds) {
  std::vector<Kind> taken(queries.size());
  for (int round = 0; round <= rounds; ++round)
    for (std::size_t i = 0; i < queries.size(); ++i) {
      const Taken once = timed(queries[i], ask, mode);
      if (round == 0) continue;
      taken[i].wall.push_back(once.wall);
      taken[i].cpu.push_back(once.cpu);
    }
  std::map<std::string, Kind> kinds;
  for (std::size_t i = 0; i < queries.size(); ++i)
    for (const std::string& name : {queries[i].kind, std::string{"all"}}) {
      kinds[name].wall.push_back(median(taken[i].wall));
      kinds[name].cpu.push_back(median(taken[i].cpu));
    }
  std::printf("%-12s %7s %9s %9s %9s %9s %9s %9s  microseconds, median of %d rounds\n",
              std::string{mode}.c_str(), "queries", "p50", "p95", "p99", "CPU p50", "p95", "p99",
              rounds);
  for (const auto& [name, kind] : kinds) print_row(name, kind);
}

}  // namespace morgue::bench
