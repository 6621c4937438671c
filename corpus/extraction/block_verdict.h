// What was decided about a block of a web page, and why: for `morgue inspect --explain`.
#pragma once

#include <string>
#include <string_view>

namespace morgue::extraction {

struct BlockVerdict {
  std::string text;  // on one line
  bool kept = false;
  std::string_view reason;  // "text", "furniture by name", "mostly links"; never freed
};

}  // namespace morgue::extraction
