// Which articles tell the same story, decided once, when an article is written: it joins the story
// of the article that it resembles most, or founds one. No pass over pairs: an article is compared
// with those that share one of its probes, of which there are at most 32 for each, so the cost does
// not grow with the archive.
//
// In memory: 28 bytes for each article, and two entries of 8 bytes in a hash table that is between
// 7/10 and 9/10 full; 49 bytes in all.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/stories/signature.h"

namespace morgue {

/// The same for all articles of a story, and for good: later copies never change it.
using StoryId = std::uint64_t;

using PublicationDay = std::optional<std::chrono::sys_days>;

/// What bodies must have in common to tell one story. Equal bodies always do. Within two days an
/// update of a story counts: a little more than half is enough, or less if nearly all of one is
/// within the other. With more days between, or none known, only copies count: what resembles an
/// article of last month but for a part is a new edition of a table, a fact box or a diary.
/// @param days  between the two publications, if both are known
bool tell_same_story(double resemblance, std::uint16_t weight_a, std::uint16_t weight_b,
                     std::optional<unsigned> days);

class StoryIndex {
 public:
  /// The story of the most similar article that was added and tells the same; of the earliest, if
  /// several are equally similar. O(1).
  std::optional<StoryId> find(const StorySignature& signature, PublicationDay day) const;

  /// From now on found by find(). A signature without words is not kept.
  void add(const StorySignature& signature, PublicationDay day, StoryId story);

  /// find(), or else founds a story; adds the article either way.
  /// @param own  the story to found
  StoryId assign(const StorySignature& signature, PublicationDay day, StoryId own);

  std::size_t articles() const { return articles_.size(); }
  std::size_t memory_bytes() const;

 private:
  struct KnownArticle {
    Sketch sketch;
    std::uint32_t story_low, story_high;  // apart: eight bytes in one would be aligned by padding
    std::uint16_t weight;
    std::uint16_t day;  // in a cycle of 179 years; 0 if unknown
  };
  struct Entry {
    std::uint32_t key = 0;
    std::uint32_t article = 0;  // counted from 1; 0 is a free place
  };

  /// Calls visit(article) for each article with this key. O(1).
  template <typename Visit>
  void for_each(std::uint32_t key, Visit visit) const;
  std::size_t place_of(std::uint32_t key) const;
  bool insert_unless_crowded(std::uint32_t key, std::uint32_t article);
  void insert(Entry entry);
  void grow();

  std::deque<KnownArticle> articles_;
  std::vector<Entry> entries_;  // open addressing, linear probing
  std::size_t used_ = 0;
};

/// The story that an article founds if it joins none. Follows from the article's id and body alone.
StoryId story_founded_by(std::string_view article_id, const StorySignature& signature);

/// 16 hex digits.
std::string story_name(StoryId story);

}  // namespace morgue
