#include "trainer/packing.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <unordered_map>

#include "corpus/error.h"

namespace morgue::trainer {
namespace {

constexpr float kImpossible = -1e20F;

float largest(const Row& row) {
  float most = 0;
  for (const float weight : row) most = std::max(most, std::abs(weight));
  return most;
}

}  // namespace

TaggerModel pack(const Weights& weights, const std::vector<std::string>& kinds,
                 WordClusters clusters, float least, float boldness,
                 const std::unordered_set<Feature>& dropped) {
  TaggerModel model;
  model.kinds = kinds;
  model.clusters = std::move(clusters);
  float most = 1;
  for (const Row& row : weights.rows) most = std::max(most, largest(row));
  model.scale = most / 127;
  for (std::size_t before = 0; before < model.tags(); ++before)
    for (std::size_t after = 0; after < model.tags(); ++after) {
      const float weight =
          weights.transitions[before][after] - (after == kOutside ? boldness : 0.0F);
      model.transitions[before][after] =
          weight < kImpossible ? kForbidden
                               : static_cast<std::int16_t>(std::lround(weight / model.scale));
    }
  for (std::size_t i = 0; i < weights.features.size(); ++i) {
    if (largest(weights.rows[i]) < least || dropped.contains(weights.features[i])) continue;
    model.features.push_back(weights.features[i]);
    TagWeights& packed = model.weights.emplace_back();
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      packed[lane] = static_cast<std::int8_t>(std::lround(weights.rows[i][lane] / model.scale));
  }
  return model;
}

WordClusters load_clusters(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in)
    throw Error("cannot read clusters from '" + file.string() +
                "': make them with 'morgue-train clusters'");
  std::unordered_map<Feature, ClusterIds> by_word;
  for (std::string line; std::getline(in, line);) {
    const std::size_t end = line.find('\t');
    if (end == std::string::npos)
      throw Error("cannot read clusters from '" + file.string() + "': a line has no tab");
    std::string word = line.substr(0, end);
    for (char& c : word)
      if (c >= '0' && c <= '9') c = '0';
    std::istringstream numbers(line.substr(end));
    ClusterIds ids{};
    for (std::uint16_t& id : ids) {
      numbers >> id;
      ++id;
    }
    by_word.try_emplace(feature_of(word), ids);
  }
  std::vector<std::pair<Feature, ClusterIds>> sorted(by_word.begin(), by_word.end());
  std::sort(sorted.begin(), sorted.end());
  WordClusters clusters;
  for (const auto& [word, ids] : sorted) {
    clusters.words.push_back(word);
    clusters.ids.push_back(ids);
  }
  return clusters;
}

}  // namespace morgue::trainer
