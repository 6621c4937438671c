#include "indexer/schema/story_value.h"

namespace morgue::schema {

std::string encode_story(std::uint64_t story) {
  std::string value;
  for (int shift = 56; shift >= 0; shift -= 8)
    value += static_cast<char>(static_cast<unsigned char>(story >> shift));
  return value;
}

std::optional<std::uint64_t> decode_story(std::string_view value) {
  if (value.size() != sizeof(std::uint64_t)) return std::nullopt;
  std::uint64_t story = 0;
  for (const char byte : value) story = story << 8 | static_cast<unsigned char>(byte);
  return story;
}

}  // namespace morgue::schema
