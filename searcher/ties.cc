#include "searcher/ties.h"

#include "searcher/bitmap.h"

namespace morgue {

Ties ties_between(const Columns& columns, Facet facet, const std::vector<std::string>& names,
                  EntityScope scope) {
  const FacetColumn column = columns.facet(facet);
  std::vector<Bitmap> documents;
  documents.reserve(names.size());
  for (const std::string& name : names) {
    std::vector<ValueId> wanted;
    if (const auto value = column.find(name)) wanted.push_back(*value);
    documents.push_back(columns.documents_with(wanted, scope, columns.documents));
  }
  Ties ties{names.size()};
  for (std::size_t a = 0; a < names.size(); ++a)
    for (std::size_t b = a; b < names.size(); ++b) {
      Bitmap both = documents[a];
      both.intersect(documents[b]);
      ties.set(a, b, both.count());
    }
  return ties;
}

}  // namespace morgue
