// Small inputs of every format, for fuzzers and tests to begin from.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace morgue {

struct Seed {
  std::string name;  // of its file
  std::string bytes;
};

/// All files below a directory, by name; none if there is no such directory.
inline std::vector<Seed> read_seeds(const std::filesystem::path& directory) {
  std::vector<Seed> seeds;
  if (!std::filesystem::exists(directory)) return seeds;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    seeds.push_back({entry.path().filename(),
                     {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}});
  }
  std::sort(seeds.begin(), seeds.end(),
            [](const Seed& a, const Seed& b) { return a.name < b.name; });
  return seeds;
}

}  // namespace morgue
