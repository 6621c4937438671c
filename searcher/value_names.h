// Which values of a facet a reader means who typed a few letters: those that are called so by any
// of their names. For people, organisations and sources these are all spellings that the archive
// files under one; for countries and regions what places.h and regions.h know them by.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searcher/columns.h"
#include "searcher/request.h"

namespace morgue {

/// What was typed of a name: "mer", "ang merk". Case, accents and points do not matter.
class TypedName {
 public:
  explicit TypedName(std::string_view typed);

  bool empty() const { return words_.empty(); }
  /// Does each of its words begin some word of the name? Yes if there are none. Words of a name
  /// begin at its start and behind anything but a letter or digit: "assad" begins one of "bashar
  /// al-assad".
  /// @param name  folded, as schema::fold_name() does it
  bool begins_words_of(std::string_view name) const;
  bool is_exactly(std::string_view name) const { return words_.size() == 1 && words_[0] == name; }

 private:
  std::vector<std::string> words_;
};

/// What a person reads: "Iran" for IR, "English" for en, "No date" for undated; else the value.
std::string label_of(Facet facet, const std::string& value);

/// The values that have such a name, by id; not for Year, which has no ids. A country's code must
/// be typed in full. O(bytes of all names of the facet)
std::vector<ValueId> values_named(const Columns& columns, Facet facet, const TypedName& typed);

}  // namespace morgue
