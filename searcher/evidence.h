// Why an article is found under a name: the spans and sentences that name it. Made from the stored
// mentions, on demand.
#pragma once

#include <array>
#include <set>
#include <string>
#include <vector>

#include "corpus/annotations.h"
#include "corpus/article.h"
#include "searcher/answer.h"
#include "searcher/columns.h"
#include "searcher/request.h"

namespace morgue {

/// Countries (codes), persons and organisations (names as the archive files them) that a search
/// asks for.
class NamesAsked {
 public:
  void add(EntityKind kind, const std::string& key) { keys_[index(kind)].insert(key); }
  /// What is chosen beside the text of a query, regions as their countries.
  void add_choices(const SearchRequest& request, const Columns& columns);
  bool holds(const Entity& entity) const { return keys_[index(entity.kind)].contains(entity.key); }

 private:
  static std::size_t index(EntityKind kind) { return static_cast<std::size_t>(kind); }
  void add_value(Facet facet, const std::string& value, const Columns& columns);

  std::array<std::set<std::string>, kEntityKinds> keys_;
};

/// For some of the entities of an article. Bounded: kMaxEvidenceSpans spans and two sentences each,
/// of about 300 bytes.
/// @param filed     annotations under the names of the archive (Columns::canonical)
/// @param entities  indices into filed.entities
std::vector<Evidence> evidence_for(const Article& article, const Annotations& filed,
                                   const std::vector<std::size_t>& entities);

}  // namespace morgue
