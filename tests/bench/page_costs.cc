// What pages cost without HTTP: page_costs ARCHIVE ROUNDS ADDRESS... asks for each address once,
// then so many times, and prints the milliseconds of CPU that one reply took, the median, and its
// bytes. To see where they go, run it in a profiler:
//   valgrind --tool=callgrind --toggle-collect='morgue::web::route(*' page_costs ARCHIVE 1 /?q=iran
#include <ctime>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <exception>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "searcher/searcher.h"
#include "web/routes.h"

namespace {

double cpu_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void measure(morgue::Archive& archive, const char* address, int rounds) {
  const morgue::web::Visit visit = morgue::web::parse_target("GET", address);
  const morgue::web::Reply first = morgue::web::route(archive, visit);
  std::vector<double> taken;
  for (int round = 0; round < rounds; ++round) {
    const double start = cpu_milliseconds();
    morgue::web::route(archive, visit);
    taken.push_back(cpu_milliseconds() - start);
  }
  std::sort(taken.begin(), taken.end());
  std::printf("%8.2f ms %8zu bytes  status %d  %s\n", taken[taken.size() / 2], first.body.size(),
              first.status, address);
}

}  // namespace

int main(int argc, char** argv) {
  int rounds = 0;
  if (argc > 2) {
    const std::string_view text = argv[2];
    std::from_chars(text.data(), text.data() + text.size(), rounds);
  }
  if (argc < 4 || rounds < 1) {
    std::fputs("usage: page_costs ARCHIVE ROUNDS ADDRESS...\n", stderr);
    return 2;
  }
  try {
    morgue::Archive archive{argv[1]};
    for (int i = 3; i < argc; ++i) measure(archive, argv[i], rounds);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "page_costs: %s\n", error.what());
    return 1;
  }
  return 0;
}
