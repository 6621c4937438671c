#include "searcher/export/ris.h"

#include <fmt/format.h>

namespace morgue {

std::string ris_reference(const Citation& citation) {
  std::string reference = "TY  - NEWS\r\n";
  const auto put = [&](std::string_view tag, std::string_view value) {
    if (!value.empty()) reference += fmt::format("{}  - {}\r\n", tag, value);
  };
  put("TI", citation.title);
  for (const Author& author : citation.authors)
    put("AU", author.given.empty() ? author.family : author.family + ", " + author.given);
  put("T2", citation.source);
  if (citation.published) {
    const int year = static_cast<int>(citation.published->year());
    put("PY", fmt::format("{:04}", year));
    put("DA",
        fmt::format("{:04}/{:02}/{:02}/", year, static_cast<unsigned>(citation.published->month()),
                    static_cast<unsigned>(citation.published->day())));
  }
  put("SE", citation.section);
  put("LA", citation.language);
  put("UR", citation.url);
  put("AN", citation.id);
  for (const std::string& keyword : citation.keywords) put("KW", keyword);
  return reference + "ER  - \r\n\r\n";
}

}  // namespace morgue
