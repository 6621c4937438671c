// Which documents tell the same story: 8 bytes for each document, and because most stories are one
// article, 12 more only for those that are not alone in theirs.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "searcher/bitmap.h"
#include "searcher/flat_file.h"

namespace morgue {

class StoryColumn {
 public:
  StoryColumn() = default;
  /// The column in bytes where put_stories() left it. These must outlive it.
  explicit StoryColumn(FlatReader& reader);

  /// Nothing of an article without words. O(1).
  std::optional<std::uint64_t> id(Xapian::docid document) const;

  /// Which of the stories of several documents one is in. O(log articles that have copies).
  std::optional<std::size_t> number(Xapian::docid document) const;

  /// All documents of the story of one, ascending; that one alone if it has no copies.
  std::vector<Xapian::docid> told_by(Xapian::docid document) const;

  /// Of the given documents those that are in one story, for each story that two or more of them
  /// are in; ascending. O(articles of the archive that have copies).
  std::vector<std::vector<Xapian::docid>> repeated(const Bitmap& documents) const;

  /// How many stories the documents tell.
  std::uint64_t count(const Bitmap& documents) const;

 private:
  std::span<const Xapian::docid> story(std::size_t number) const;

  std::span<const std::uint64_t> ids_;        // by document; 0: none
  std::span<const std::uint32_t> documents_;  // story after story
  std::span<const std::uint32_t> starts_;     // of each story in documents_, and the end
  std::span<const std::uint32_t> repeated_;   // all of documents_, ascending
  std::span<const std::uint32_t> story_of_;   // number of the story of each of these
};

/// O(documents · log documents).
void put_stories(FlatWriter& writer, const Xapian::Database& database);

}  // namespace morgue
