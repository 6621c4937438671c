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

std::optional<Facet> facet_named(std::string_view name) {
  for (const Facet facet : kAllFacets)
    if (to_string(facet) == name) return facet;
  return std::nullopt;
}

std::string_view to_string(FacetOrder order) {
  return order == FacetOrder::Count ? "count" : "significance";
}

std::optional<FacetOrder> facet_order_named(std::string_view name) {
  for (const FacetOrder order : {FacetOrder::Count, FacetOrder::Significance})
    if (to_string(order) == name) return order;
  return std::nullopt;
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
