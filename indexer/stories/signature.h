// What is remembered of an article's body to recognise copies of it: a signature of fixed size from
// which the resemblance of two bodies can be estimated without either text.
//
//   body → folded words → shingles (runs of four words) and numbers → hashes, of which
//     sketch   the minimum in each of 128 bins, one bit of it (b-bit minwise hashing: Li & König
//              2010, b = 1; one permutation: Li, Owen & Zhang 2012, and for bodies too short to
//              fill the bins Shrivastava 2017)
//     probes   the smallest hashes of shingles; bodies that resemble each other have some of them
//              in common, so that they are looked up by them (bottom-k: Broder 1997)
//
// A number weighs as much as four shingles. That is what tells an update of a story, which keeps
// its figures, from the next day's market table, which keeps its words. Credits and copyright lines
// at the end do not count. Case, punctuation and line breaks do not either: bodies with equal words
// have equal signatures.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/appearances.h"
#include "indexer/stories/credits.h"

namespace morgue {

inline constexpr std::size_t kSketchBits = 128;
inline constexpr std::size_t kProbes = 4;

using Sketch = std::array<std::uint32_t, kSketchBits / 32>;

struct StorySignature {
  Sketch sketch{};
  std::uint16_t weight = 0;           // of all shingles and numbers, each once; 0 without any word
  std::vector<std::uint32_t> probes;  // ascending and distinct; fewer if the body is very short

  bool operator==(const StorySignature&) const = default;
};

/// Pure and safe to call from many threads. O(bytes).
/// @param body  UTF-8
StorySignature signature_of(std::string_view body);

/// The same for who walks the words of a body anyway: fed with them in order.
class SignatureBuilder {
 public:
  /// @param hash  XXH3-64 of the folded word
  void add(std::string_view folded, std::uint64_t hash) {
    credits_.add(folded);
    words_.push_back({hash, folded[0] >= '0' && folded[0] <= '9'});
  }

  StorySignature signature() const;

 private:
  struct FoldedWord {
    std::uint64_t hash;
    bool number;
  };

  void add_shingles(schema::Appearances& elements, std::size_t words) const;
  void add_numbers(schema::Appearances& elements, std::size_t words) const;

  std::vector<FoldedWord> words_;
  CreditsFinder credits_;
};

/// Of what the two bodies consist of, how much they have in common (the weighted Jaccard
/// coefficient): 0 to 1, in steps of 1/64. Equal bodies: 1. Standard error 0.08 at 0.5, 0.04 at
/// 0.9.
double resemblance(const Sketch& a, const Sketch& b);

/// How much of the lighter body is in the other one: 0 to 1.
/// @param resemblance  of the two
double containment(double resemblance, std::uint16_t weight_a, std::uint16_t weight_b);

/// 18 bytes and four for each probe, little end first: sketch, weight,
/// probes. Empty for a body without words.
std::string encode_signature(const StorySignature& signature);
/// @throws Error if damaged
StorySignature decode_signature(std::string_view bytes);

}  // namespace morgue
