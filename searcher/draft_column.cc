#include "searcher/draft_column.h"

#include <numeric>

#include "indexer/schema/term.h"

namespace morgue {

DraftColumnLoader::DraftColumnLoader(DraftColumn& column, std::size_t documents) : column_(column) {
  column_.starts.assign(documents + 1, 0);
}

void DraftColumnLoader::add(std::size_t document, std::string_view name, bool focus) {
  fill_up_to(document);
  Spelling& spelling = spellings_[spelling_of(name)];
  ++spelling.count;
  // Two spellings of one name in one article count once.
  for (std::size_t i = column_.starts[document]; i < column_.entries.size(); ++i) {
    if (column_.entries[i].ordinal != spelling.ordinal) continue;
    if (focus) column_.entries[i].focus = 1;
    return;
  }
  column_.entries.push_back({spelling.ordinal & DraftColumn::kNowhere, focus ? 1U : 0U});
}

void DraftColumnLoader::finish() {
  fill_up_to(column_.starts.size() - 1);
  column_.filed_under.resize(column_.values());
  std::iota(column_.filed_under.begin(), column_.filed_under.end(), 0U);
  std::vector<std::uint64_t> best(column_.values(), 0);
  for (const auto& [name, id] : ids_) {
    const auto& [ordinal, count] = spellings_[id];
    const bool better =
        count > best[ordinal] || (count == best[ordinal] && name < column_.labels[ordinal]);
    if (!better) continue;
    best[ordinal] = count;
    column_.labels[ordinal] = name;
  }
}

/// starts[d] of every document up to and including `document` is known once its first entry comes.
void DraftColumnLoader::fill_up_to(std::size_t document) {
  for (; filled_ <= document; ++filled_)
    column_.starts[filled_] = static_cast<std::uint32_t>(column_.entries.size());
}

std::uint32_t DraftColumnLoader::spelling_of(std::string_view name) {
  if (const auto known = ids_.find(name); known != ids_.end()) return known->second;
  std::string folded = schema::fold_name(name);
  const auto [at, is_new] =
      column_.by_folded.emplace(folded, static_cast<std::uint32_t>(column_.values()));
  if (is_new) {
    column_.labels.emplace_back(name);
    column_.folded.push_back(std::move(folded));
  }
  const auto id = static_cast<std::uint32_t>(spellings_.size());
  spellings_.push_back({at->second, 0});
  ids_.emplace(name, id);
  return id;
}

}  // namespace morgue
