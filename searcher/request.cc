#include "searcher/request.h"

#include <algorithm>

#include "indexer/schema/term.h"

namespace morgue {

std::string_view to_string(Facet facet) {
  switch (facet) {
    case Facet::Country:
      return "country";
    case Facet::Region:
      return "region";
    case Facet::Person:
      return "person";
    case Facet::Organisation:
      return "organisation";
    case Facet::Source:
      return "source";
    case Facet::Section:
      return "section";
    case Facet::Language:
      return "language";
    case Facet::Year:
      return "year";
  }
  return "";
}

bool SearchRequest::has_filters() const {
  return subject || from || to || about_from || about_to ||
         std::any_of(choices.begin(), choices.end(),
                     [](const FacetChoice& choice) { return !choice.empty(); });
}

bool same_name(std::string_view a, std::string_view b) {
  return schema::fold_name(a) == schema::fold_name(b);
}

}  // namespace morgue
