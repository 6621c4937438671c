#include "indexer/stories/signature.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <limits>

#include "corpus/error.h"
#include "indexer/schema/words.h"

namespace morgue {
namespace {

constexpr std::size_t kShingleWords = 4;
/// Chosen on news of 2006 to 2010, see docs/MEASUREMENTS.md.
constexpr std::uint64_t kNumberWeight = 4;
constexpr std::uint64_t kNone = std::numeric_limits<std::uint64_t>::max();

/// The finaliser of SplitMix64 (Steele, Lea & Flood 2014).
constexpr std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9U;
  value = (value ^ value >> 27) * 0x94D049BB133111EBU;
  return value ^ value >> 31;
}

/// A free bin takes its minimum from another one, tried in an order that depends on the bin alone,
/// so that two bodies that share elements agree there too.
std::size_t lender_of(std::size_t bin, const std::array<std::uint64_t, kSketchBits>& minima) {
  std::uint64_t tried = bin;
  while (minima[bin] == kNone) {
    tried = mixed(tried + 1);
    bin = tried % kSketchBits;
  }
  return bin;
}

/// @param elements  at least one
Sketch sketch_of(const std::vector<std::uint32_t>& elements) {
  std::array<std::uint64_t, kSketchBits> minima{};
  minima.fill(kNone);
  for (const std::uint32_t element : elements) {
    // Anew, for the smallest elements are probes: the sketch shall not depend on them.
    const std::uint64_t hash = mixed(element);
    std::uint64_t& minimum = minima[hash % kSketchBits];
    minimum = std::min(minimum, hash);
  }
  Sketch sketch{};
  for (std::size_t bin = 0; bin < kSketchBits; ++bin) {
    // The bit depends on the bin as well: what one bin lends to many is not the same bit in all.
    const std::uint64_t bit = mixed(minima[lender_of(bin, minima)] + bin) & 1U;
    sketch[bin / 32] |= static_cast<std::uint32_t>(bit << (bin % 32));
  }
  return sketch;
}

void put(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
}

std::uint32_t take(std::string_view& bytes, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i)
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  bytes.remove_prefix(count);
  return value;
}

constexpr std::size_t kFixedBytes = kSketchBits / 8 + 2;

}  // namespace

/// Hashes of all runs of four words; one of all words if there are fewer.
void SignatureBuilder::add_shingles(schema::Appearances& elements, std::size_t words) const {
  const std::size_t length = std::min(kShingleWords, words);
  for (std::size_t first = 0; first + length <= words; ++first) {
    std::uint64_t hash = 0;
    for (std::size_t i = first; i < first + length; ++i) hash = mixed(hash + words_[i].hash);
    elements.place_of(static_cast<std::uint32_t>(hash >> 32));
  }
}

void SignatureBuilder::add_numbers(schema::Appearances& elements, std::size_t words) const {
  for (std::size_t word = 0; word < words; ++word)
    if (words_[word].number)
      for (std::uint64_t i = 0; i < kNumberWeight; ++i)
        elements.place_of(static_cast<std::uint32_t>(mixed(words_[word].hash + i) >> 32));
}

StorySignature SignatureBuilder::signature() const {
  const std::size_t words = credits_.begin();
  StorySignature signature;
  if (words == 0) return signature;
  schema::Appearances elements;
  add_shingles(elements, words);
  signature.probes.resize(std::min(kProbes, elements.size()));
  std::ranges::partial_sort_copy(elements.numbers(), signature.probes);
  add_numbers(elements, words);
  signature.sketch = sketch_of(elements.numbers());
  signature.weight = static_cast<std::uint16_t>(
      std::min<std::size_t>(elements.size(), std::numeric_limits<std::uint16_t>::max()));
  return signature;
}

StorySignature signature_of(std::string_view body) {
  SignatureBuilder builder;
  schema::WordScanner scanner{body};
  schema::Word word;
  while (scanner.next(word))
    builder.add(word.folded, XXH3_64bits(word.folded.data(), word.folded.size()));
  return builder.signature();
}

double resemblance(const Sketch& a, const Sketch& b) {
  int different = 0;
  for (std::size_t i = 0; i < a.size(); ++i) different += std::popcount(a[i] ^ b[i]);
  // Half of the bits of what is different are equal by chance.
  return std::max(0.0, 1 - 2.0 * different / kSketchBits);
}

double containment(double resemblance, std::uint16_t weight_a, std::uint16_t weight_b) {
  const int lighter = std::min(weight_a, weight_b);
  if (lighter == 0) return 0;
  const double common = resemblance * (weight_a + weight_b) / (1 + resemblance);
  return std::min(1.0, common / lighter);
}

std::string encode_signature(const StorySignature& signature) {
  std::string bytes;
  if (signature.weight == 0) return bytes;
  for (const std::uint32_t word : signature.sketch) put(bytes, word, 4);
  put(bytes, signature.weight, 2);
  for (const std::uint32_t probe : signature.probes) put(bytes, probe, 4);
  return bytes;
}

StorySignature decode_signature(std::string_view bytes) {
  StorySignature signature;
  if (bytes.empty()) return signature;
  if (bytes.size() <= kFixedBytes || (bytes.size() - kFixedBytes) % 4 != 0 ||
      (bytes.size() - kFixedBytes) / 4 > kProbes)
    throw Error{"a story signature is damaged; run 'morgue check', then index the source again"};
  for (std::uint32_t& word : signature.sketch) word = take(bytes, 4);
  signature.weight = static_cast<std::uint16_t>(take(bytes, 2));
  while (!bytes.empty()) signature.probes.push_back(take(bytes, 4));
  return signature;
}

}  // namespace morgue
