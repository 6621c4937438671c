#include "searcher/export/csl.h"

#include <nlohmann/json.hpp>

namespace morgue {

std::string csl_item(const Citation& citation) {
  using Json = nlohmann::ordered_json;
  Json item{{"id", citation.id}, {"type", "article-newspaper"}, {"title", citation.title}};
  const auto put = [&](const char* name, const std::string& value) {
    if (!value.empty()) item[name] = value;
  };
  for (const Author& author : citation.authors)
    item["author"].push_back(author.given.empty()
                                 ? Json{{"literal", author.family}}
                                 : Json{{"family", author.family}, {"given", author.given}});
  put("container-title", citation.source);
  if (citation.published)
    item["issued"]["date-parts"] =
        Json::array({Json::array({static_cast<int>(citation.published->year()),
                                  static_cast<unsigned>(citation.published->month()),
                                  static_cast<unsigned>(citation.published->day())})});
  put("section", citation.section);
  put("language", citation.language);
  put("URL", citation.url);
  std::string keywords;
  for (const std::string& keyword : citation.keywords)
    keywords += (keywords.empty() ? "" : ", ") + keyword;
  put("keyword", keywords);
  return item.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace morgue
