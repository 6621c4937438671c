// Any number of articles one after the other, in memory that does not grow with how many they are.
//
// Which they are and in what order is decided at the beginning, from one revision of the archive.
// An article is read when its turn comes: what was removed since is passed over, what was changed
// comes as it is then. So a writer need not wait for a slow reader.
#pragma once

#include <memory>
#include <optional>

#include "searcher/answer.h"

namespace morgue {

/// How much of each article is read: without body, mentions and dates, or all of it, which takes
/// four times as long.
enum class Content { Summary, Whole };

/// Belongs to one thread at a time; does not need the searcher it came from.
class ArticleStream {
 public:
  virtual ~ArticleStream() = default;

  /// Nothing at the end. Of the copies only the story is looked up.
  /// @throws Error  if the archive was packed or built anew meanwhile: begin again
  virtual std::optional<ArticleView> next() = 0;
};

/// All that a request finds.
struct Listing {
  Answer answer;  // without results and facets
  std::unique_ptr<ArticleStream> articles;
};

}  // namespace morgue
