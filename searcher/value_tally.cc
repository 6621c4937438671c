#include "searcher/value_tally.h"

namespace morgue {

void ValueTally::clear() {
  for (std::vector<ValueId>& values : counted_) {
    for (const ValueId value : values) counts_[value] = 0;
    values.clear();
  }
}

void ValueTally::count(const Columns& columns, const Bitmap& documents, EntityScope scope) {
  clear();
  columns_ = &columns;
  scope_ = scope;
  counts_.resize(columns.values(), 0);
  from_all_ = 2 * documents.count() > columns.documents.count();
  const auto count_one = [&](std::size_t document) {
    columns.for_each_value(document, scope, [&](ValueId value) {
      if (counts_[value]++ == 0) counted_[columns.facet_of[value]].push_back(value);
    });
  };
  if (from_all_) {
    Bitmap others = columns.documents;
    others.subtract(documents);
    others.for_each(count_one);
  } else {
    documents.for_each(count_one);
  }
}

}  // namespace morgue
