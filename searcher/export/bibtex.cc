#include "searcher/export/bibtex.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>

namespace morgue {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

std::string name_of(const Author& author) {
  // Braces keep a name that is no person's from being taken apart.
  if (author.given.empty()) return "{" + bibtex_text(author.family) + "}";
  return bibtex_text(author.family) + ", " + bibtex_text(author.given);
}

/// An address is printed as it is; what would end the field early is percent-coded.
std::string bibtex_url(std::string_view url) {
  std::string safe;
  for (const char c : url) {
    if (c == '{' || c == '}' || c == '\\' || c == ' ')
      safe += fmt::format("%{:02X}", static_cast<unsigned>(c));
    else
      safe += c;
  }
  return safe;
}

}  // namespace

std::string bibtex_text(std::string_view text) {
  std::string tex;
  for (const char c : text) {
    switch (c) {
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
        tex += '\\';
        tex += c;
        break;
      case '{':
        tex += "\\textbraceleft{}";
        break;
      case '}':
        tex += "\\textbraceright{}";
        break;
      case '~':
        tex += "\\textasciitilde{}";
        break;
      case '^':
        tex += "\\textasciicircum{}";
        break;
      case '\\':
        tex += "\\textbackslash{}";
        break;
      default:
        tex += c;
    }
  }
  return tex;
}

std::string bibtex_key(std::string_view id) {
  std::string key;
  // FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
  std::uint32_t sum = 2166136261U;
  bool changed = false;
  for (const char c : id) {
    sum = (sum ^ static_cast<unsigned char>(c)) * 16777619U;
    const bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::string_view{"-_.:/"}.find(c) != std::string_view::npos;
    changed = changed || !kept;
    key += kept ? c : '-';
  }
  return changed ? fmt::format("{}-{:08x}", key, sum) : key;
}

std::string bibtex_entry(const Citation& citation) {
  std::string entry = fmt::format("@{}{{{},\n", citation.source.empty() ? "misc" : "article",
                                  bibtex_key(citation.id));
  const auto put = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) entry += fmt::format("  {} = {{{}}},\n", name, value);
  };
  // The second pair of braces keeps the headline's capitals.
  put("title", "{" + bibtex_text(citation.title) + "}");
  std::string authors;
  for (const Author& author : citation.authors)
    authors += (authors.empty() ? "" : " and ") + name_of(author);
  put("author", authors);
  put("journal", bibtex_text(citation.source));
  if (citation.published) {
    put("year", fmt::format("{:04}", static_cast<int>(citation.published->year())));
    const unsigned month = static_cast<unsigned>(citation.published->month());
    entry += fmt::format("  month = {},\n", kMonths.at(month - 1));
    put("day", std::to_string(static_cast<unsigned>(citation.published->day())));
  }
  put("url", bibtex_url(citation.url));
  put("language", citation.language);
  std::string keywords;
  for (const std::string& keyword : citation.keywords)
    keywords += (keywords.empty() ? "" : ", ") + bibtex_text(keyword);
  put("keywords", keywords);
  return entry + "}\n";
}

}  // namespace morgue
