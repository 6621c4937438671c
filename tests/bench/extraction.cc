// How fast web pages are read, from bytes to article, on one core.
//
//   extraction_bench DIR...    every .html below (source.html too); prints MB/s, the median of five
//                              rounds
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "corpus/readers/reader.h"

namespace {

std::vector<std::string> pages_below(const std::filesystem::path& directory) {
  std::vector<std::string> pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".html") continue;
    if (entry.path().filename() == "expected.html") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    pages.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return pages;
}

/// Megabytes (10^6 bytes) a second.
double speed_of_a_round(const std::vector<std::string>& pages) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::seconds kAtLeast{1};
  morgue::SourceFile file;
  file.path = "/archive/page.html";
  file.id_path = "page.html";
  std::size_t bytes = 0;
  const Clock::time_point begin = Clock::now();
  do {
    for (const std::string& page : pages) {
      morgue::read_html(page, file);
      bytes += page.size();
    }
  } while (Clock::now() - begin < kAtLeast);
  return static_cast<double>(bytes) / 1e6 /
         std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> pages;
  for (int i = 1; i < argc; ++i) {
    std::vector<std::string> more = pages_below(argv[i]);
    std::ranges::move(more, std::back_inserter(pages));
  }
  if (pages.empty()) {
    std::fputs("extraction_bench: name directories with .html files\n", stderr);
    return 2;
  }
  std::array<double, 5> rounds{};
  std::ranges::generate(rounds, [&pages] { return speed_of_a_round(pages); });
  std::ranges::sort(rounds);
  std::printf("%zu pages: %.1f MB/s (median of %zu rounds, %.1f to %.1f)\n", pages.size(),
              rounds[rounds.size() / 2], rounds.size(), rounds.front(), rounds.back());
}
