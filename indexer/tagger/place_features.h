// The definition of for_each_place_feature(), apart to keep features.h readable.
#pragma once

#include <algorithm>
#include <cstdint>

namespace morgue {
namespace place_feature {
enum Kind : Feature {
  Words = 1,
  Cases,
  ShapesBefore,
  ShapesAfter,
  ClustersBefore,
  ClustersAfter,
  ClustersAround,
  Start,
  Shout,
  Short,
  Phrase,
  WordsBefore,
  CasesAfter,
  RunFirst,
  RunFirstCluster,
  RunLast,
  RunLastCluster,
  RunLastCoarse,
  RunSize,
  RunLink
};
}  // namespace place_feature

/// Of the row of capitalised words that the token stands in: what closes a long name ("...
/// Partners") tells of its first word.
template <typename Sink>
void for_each_run_feature(const Place& place, std::uint32_t i, Sink&& sink) {
  namespace pf = place_feature;
  std::uint32_t first = i;
  while (first > place.sentence.first && place.words[first - 1]->is_capitalised()) --first;
  std::uint32_t last = i;
  while (last + 1 < place.sentence.last && place.words[last + 1]->is_capitalised()) ++last;
  if (last > i) {
    sink(joined(pf::RunLast, place.words[last]->lower));
    sink(joined(pf::RunLastCluster, place.words[last]->clusters[2]));
    sink(joined(pf::RunLastCoarse, place.words[last]->clusters[1]));
  }
  if (first < i) {
    sink(joined(pf::RunFirst, place.words[first]->lower));
    sink(joined(pf::RunFirstCluster, place.words[first]->clusters[2]));
  }
  sink(joined(pf::RunSize, std::min(last - first, 5U) * 8 + std::min(i - first, 5U)));
  if (last + 2 < place.sentence.last && place.words[last + 2]->is_capitalised())
    sink(joined(pf::RunLink, joined(place.words[last + 1]->lower, place.words[last]->clusters[1])));
}

template <typename Sink>
void for_each_place_feature(const Place& place, std::uint32_t i, Sink&& sink) {
  static const WordFeatures outside{};
  namespace pf = place_feature;
  const auto word = [&](int offset) -> const WordFeatures& {
    const std::int64_t at = static_cast<std::int64_t>(i) + offset;
    const bool inside = at >= place.sentence.first && at < place.sentence.last;
    return inside ? *place.words[static_cast<std::size_t>(at)] : outside;
  };
  const auto phrase = [&](int offset) -> Feature {
    const std::int64_t at = static_cast<std::int64_t>(i) + offset;
    const bool inside = at >= place.sentence.first && at < place.sentence.last;
    return inside ? place.tokens[static_cast<std::size_t>(at)].phrase : 0;
  };
  const auto code = [](LetterCase c) { return static_cast<Feature>(c); };
  const WordFeatures& before = word(-1);
  const WordFeatures& here = word(0);
  const WordFeatures& after = word(1);
  sink(joined(pf::WordsBefore, joined(before.lower, here.lower)));
  sink(joined(pf::Words, joined(here.lower, after.lower)));
  sink(joined(pf::Cases, code(word(-2).letter_case) * 4096 + code(before.letter_case) * 256 +
                             code(here.letter_case) * 16 + code(after.letter_case)));
  sink(joined(pf::CasesAfter, code(before.letter_case) * 4096 + code(here.letter_case) * 256 +
                                  code(after.letter_case) * 16 + code(word(2).letter_case)));
  sink(joined(pf::ShapesBefore, joined(before.shape, here.shape)));
  sink(joined(pf::ShapesAfter, joined(here.shape, after.shape)));
  sink(joined(pf::ClustersBefore, before.clusters[2] * 4096U + here.clusters[2]));
  sink(joined(pf::ClustersAfter, here.clusters[2] * 4096U + after.clusters[2]));
  sink(joined(pf::ClustersAround, before.clusters[2] * 4096U + after.clusters[2]));
  if (i == place.sentence.first) sink(joined(pf::Start, code(here.letter_case)));
  if (place.shouted) sink(joined(pf::Shout, 0));
  if (place.is_short()) sink(joined(pf::Short, code(here.letter_case)));
  for (int offset = -1; offset <= 1; ++offset)
    if (phrase(offset) != 0) sink(at_offset(joined(pf::Phrase, phrase(offset)), offset));
  if (here.is_capitalised()) for_each_run_feature(place, i, sink);
}

}  // namespace morgue
