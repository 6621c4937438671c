// What reference managers want to know of an article, whatever their format.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/answer.h"
#include "searcher/request.h"

namespace morgue {

/// A person, or whoever else is named as the author: then the family name is all there is.
struct Author {
  std::string family;
  std::string given;

  bool operator==(const Author&) const = default;
};

struct Citation {
  std::string id;
  std::string title;  // never empty: of an article without a headline "[Without a headline]"
  std::vector<Author> authors;
  std::string source;
  std::string section;
  std::string language;
  std::string url;
  std::optional<std::chrono::year_month_day> published;
  std::vector<std::string> keywords;  // countries by their English names, people, organisations
};

Citation citation_of(const ArticleView& view, EntityScope scope);

/// Who wrote it, from a byline: "Anna Verbeek, Jan van der Berg", "A. Roe and B. Doe". The last
/// word is the family name, with the particles before it; a byline that does not look like a
/// person's name ("Halyard staff", "Reuters") is one name as a whole.
std::vector<Author> authors_of(std::string_view byline);

}  // namespace morgue
