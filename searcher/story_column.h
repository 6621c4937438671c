// Which documents tell the same story. Most stories are one article, so only those of several are
// kept: 12 bytes for each of their documents, nothing for the others.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "searcher/bitmap.h"

namespace morgue {

class StoryColumn {
 public:
  StoryColumn() = default;
  /// O(documents · log documents).
  explicit StoryColumn(const Xapian::Database& database);

  /// All documents of the story of one, ascending; that one alone if it has no copies.
  std::vector<Xapian::docid> told_by(Xapian::docid document) const;

  /// Of the given documents those that are in one story, for each story that two or more of them
  /// are in; ascending. O(articles of the archive that have copies).
  std::vector<std::vector<Xapian::docid>> repeated(const Bitmap& documents) const;

  /// How many stories the documents tell.
  std::uint64_t count(const Bitmap& documents) const;

 private:
  std::span<const Xapian::docid> story(std::size_t number) const;

  std::vector<Xapian::docid> documents_;  // story after story
  std::vector<std::uint32_t> starts_;     // of each story in documents_, and the end
  std::vector<std::pair<Xapian::docid, std::uint32_t>> story_of_;  // ascending
};

}  // namespace morgue
