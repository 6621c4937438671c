#include "searcher/story_column.h"

#include <algorithm>

#include "indexer/schema/schema.h"
#include "indexer/schema/story_value.h"

namespace morgue {

StoryColumn::StoryColumn(FlatReader& reader)
    : ids_(reader.take<std::uint64_t>()),
      documents_(reader.take<std::uint32_t>()),
      starts_(reader.take<std::uint32_t>()),
      repeated_(reader.take<std::uint32_t>()),
      story_of_(reader.take<std::uint32_t>()) {}

void put_stories(FlatWriter& writer, const Xapian::Database& database) {
  std::vector<std::uint32_t> documents, starts, repeated, numbers;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> story_of;
  std::vector<std::pair<std::uint64_t, Xapian::docid>> all;
  all.reserve(database.get_doccount());
  std::vector<std::uint64_t> ids(std::size_t{database.get_lastdocid()} + 1, 0);
  for (auto value = database.valuestream_begin(schema::kStorySlot);
       value != database.valuestream_end(schema::kStorySlot); ++value)
    if (const auto story = schema::decode_story(*value)) {
      all.emplace_back(*story, value.get_docid());
      ids[value.get_docid()] = *story;
    }
  std::sort(all.begin(), all.end());
  for (auto first = all.begin(); first != all.end();) {
    const auto last = std::find_if(first, all.end(),
                                   [&](const auto& other) { return other.first != first->first; });
    if (last - first > 1) {
      const auto number = static_cast<std::uint32_t>(starts.size());
      starts.push_back(static_cast<std::uint32_t>(documents.size()));
      for (auto each = first; each != last; ++each) {
        documents.push_back(each->second);
        story_of.emplace_back(each->second, number);
      }
    }
    first = last;
  }
  starts.push_back(static_cast<std::uint32_t>(documents.size()));
  std::sort(story_of.begin(), story_of.end());
  for (const auto& [document, number] : story_of) {
    repeated.push_back(document);
    numbers.push_back(number);
  }
  writer.put(ids);
  writer.put(documents);
  writer.put(starts);
  writer.put(repeated);
  writer.put(numbers);
}

std::span<const Xapian::docid> StoryColumn::story(std::size_t number) const {
  return documents_.subspan(starts_[number], starts_[number + 1] - starts_[number]);
}

std::optional<std::uint64_t> StoryColumn::id(Xapian::docid document) const {
  if (document >= ids_.size() || ids_[document] == 0) return std::nullopt;
  return ids_[document];
}

std::optional<std::size_t> StoryColumn::number(Xapian::docid document) const {
  const auto at = std::lower_bound(repeated_.begin(), repeated_.end(), document);
  if (at == repeated_.end() || *at != document) return std::nullopt;
  return story_of_[static_cast<std::size_t>(at - repeated_.begin())];
}

std::vector<Xapian::docid> StoryColumn::told_by(Xapian::docid document) const {
  const auto of_several = number(document);
  if (!of_several) return {document};
  const auto all = story(*of_several);
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
  for (std::size_t number = 0; number + 1 < starts_.size(); ++number) {
    std::uint64_t among = 0;
    for (const Xapian::docid document : story(number)) among += documents.contains(document);
    if (among > 1) total -= among - 1;
  }
  return total;
}

}  // namespace morgue
