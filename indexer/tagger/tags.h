// The tags of the sequence model, BILOU: outside, and per kind of name the beginning, an inner
// word, the last word and a name of one word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace morgue {

using Tag = std::uint8_t;

inline constexpr std::size_t kMostKinds = 4;
/// Scores of all tags but O, which is the one that the others are compared with.
inline constexpr std::size_t kLanes = 4 * kMostKinds;

enum class Position : std::uint8_t { Begin, Inside, Last, Unit };
inline constexpr Tag kOutside = 0;

constexpr Tag tag_of(std::size_t kind, Position position) {
  return static_cast<Tag>(1 + 4 * kind + static_cast<std::size_t>(position));
}
constexpr std::size_t kind_of(Tag tag) { return (tag - 1U) / 4; }
constexpr Position position_of(Tag tag) { return static_cast<Position>((tag - 1U) % 4); }

/// The name goes on after the word.
constexpr bool is_open(Tag tag) {
  return tag != kOutside &&
         (position_of(tag) == Position::Begin || position_of(tag) == Position::Inside);
}
/// The name has begun before the word.
constexpr bool continues(Tag tag) {
  return tag != kOutside &&
         (position_of(tag) == Position::Inside || position_of(tag) == Position::Last);
}
constexpr bool may_follow(Tag before, Tag after) {
  if (is_open(before) != continues(after)) return false;
  return !is_open(before) || kind_of(before) == kind_of(after);
}

/// A name: tokens [first, last).
struct TaggedSpan {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint8_t kind = 0;

  friend bool operator==(const TaggedSpan&, const TaggedSpan&) = default;
};

}  // namespace morgue
