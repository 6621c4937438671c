// The readers as functions of bytes alone, one target each: for libFuzzer (scripts/fuzz) and for
// the tests, which replay seeds/ and findings/ through all of them.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace morgue {

struct FuzzTarget {
  std::string_view name;  // "warc": of its findings' directory
  /// Reads the bytes to their end. What is wrong with what came out; empty if nothing is.
  /// @throws nothing: whatever comes out of a reader as an exception is a finding
  std::string (*read)(std::string_view bytes);
};

std::span<const FuzzTarget> fuzz_targets();

/// @return  nullptr if there is none of that name
const FuzzTarget* find_fuzz_target(std::string_view name);

}  // namespace morgue
