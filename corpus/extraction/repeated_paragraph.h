// A paragraph of a web page that belongs to the site and not to the article: site_memory.h.
#pragma once

#include <cstddef>
#include <string>

namespace morgue::extraction {

struct RepeatedParagraph {
  std::string text;
  std::size_t pages = 0;  // that have it, of the site's latest pages

  bool operator==(const RepeatedParagraph&) const = default;
};

}  // namespace morgue::extraction
