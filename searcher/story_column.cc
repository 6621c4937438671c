#include "searcher/story_column.h"

#include <algorithm>

#include "indexer/schema/schema.h"
#include "indexer/schema/story_value.h"

namespace morgue {

StoryColumn::StoryColumn(const Xapian::Database& database) {
  std::vector<std::pair<std::uint64_t, Xapian::docid>> all;
  all.reserve(database.get_doccount());
  for (auto value = database.valuestream_begin(schema::kStorySlot);
       value != database.valuestream_end(schema::kStorySlot); ++value)
    if (const auto story = schema::decode_story(*value))
      all.emplace_back(*story, value.get_docid());
  std::sort(all.begin(), all.end());
  for (auto first = all.begin(); first != all.end();) {
    const auto last = std::find_if(first, all.end(),
                                   [&](const auto& other) { return other.first != first->first; });
    if (last - first > 1) {
      const auto number = static_cast<std::uint32_t>(starts_.size());
      starts_.push_back(static_cast<std::uint32_t>(documents_.size()));
      for (auto each = first; each != last; ++each) {
        documents_.push_back(each->second);
        story_of_.emplace_back(each->second, number);
      }
    }
    first = last;
  }
  starts_.push_back(static_cast<std::uint32_t>(documents_.size()));
  std::sort(story_of_.begin(), story_of_.end());
}

std::span<const Xapian::docid> StoryColumn::story(std::size_t number) const {
  return std::span{documents_}.subspan(starts_[number], starts_[number + 1] - starts_[number]);
}

std::vector<Xapian::docid> StoryColumn::told_by(Xapian::docid document) const {
  const auto at =
      std::lower_bound(story_of_.begin(), story_of_.end(), std::pair{document, std::uint32_t{0}});
  if (at == story_of_.end() || at->first != document) return {document};
  const auto all = story(at->second);
  return {all.begin(), all.end()};
}

std::vector<std::vector<Xapian::docid>> StoryColumn::repeated(const Bitmap& documents) const {
  std::vector<std::vector<Xapian::docid>> stories;
  std::vector<Xapian::docid> among;
  for (std::size_t number = 0; number + 1 < starts_.size(); ++number) {
    among.clear();
    for (const Xapian::docid document : story(number))
      if (documents.contains(document)) among.push_back(document);
    if (among.size() > 1) stories.push_back(among);
  }
  return stories;
}

std::uint64_t StoryColumn::count(const Bitmap& documents) const {
  std::uint64_t total = documents.count();
  for (const auto& story : repeated(documents)) total -= story.size() - 1;
  return total;
}

}  // namespace morgue
