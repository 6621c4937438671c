// The value of the story slot: which story an article belongs to, eight bytes, high ones first. As
// a slot it is a key that Xapian can collapse results by. Readers see it as sixteen hex digits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace morgue::schema {

std::string encode_story(std::uint64_t story);
/// Nothing for what is not eight bytes: a document without a story is one of its own.
std::optional<std::uint64_t> decode_story(std::string_view value);

}  // namespace morgue::schema
