#include "searcher/export/citation.h"

#include <algorithm>
#include <array>

#include "corpus/text/text.h"
#include "indexer/places/places.h"

namespace morgue {
namespace {

// Last words of bylines that are no person's: seen in the byline fields of news sites.
constexpr auto kOffices = std::to_array<std::string_view>(
    {"agencies", "agency", "board",     "bureau",    "correspondent", "correspondents",
     "desk",     "editor", "editorial", "editors",   "media",         "news",
     "newsroom", "press",  "reporter",  "reporters", "service",       "staff",
     "team",     "times",  "wire",      "writer",    "writers"});

// What is part of a family name, in lower case before it.
constexpr auto kParticles = std::to_array<std::string_view>(
    {"al", "bin", "da",  "dal", "das", "de", "del", "della", "den", "der", "di",  "do", "dos",
     "du", "el",  "ibn", "la",  "le",  "of", "st.", "ten",   "ter", "van", "von", "zu", "zur"});

template <typename Words>
bool holds(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string spaced = collapse_space(text); const char c : spaced) {
    if (words.empty() || c == ' ') words.emplace_back();
    if (c != ' ') words.back() += c;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to; ++i) text += (i > from ? " " : "") + words[i];
  return text;
}

Author author_of(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  const bool lower = !words.empty() && words.back()[0] >= 'a' && words.back()[0] <= 'z';
  if (words.size() < 2 || lower || holds(kOffices, fold(words.back())))
    return {joined(words, 0, words.size()), {}};
  std::size_t family = words.size() - 1;
  while (family > 1 && holds(kParticles, words[family - 1])) --family;
  return {joined(words, family, words.size()), joined(words, 0, family)};
}

}  // namespace

std::vector<Author> authors_of(std::string_view byline) {
  std::vector<Author> authors;
  while (!byline.empty()) {
    std::size_t end = byline.size();
    std::size_t next = end;
    for (const std::string_view separator : {", ", " and ", " & "}) {
      const std::size_t at = byline.find(separator);
      if (at >= end) continue;
      end = at;
      next = at + separator.size();
    }
    std::string_view name = trim(byline.substr(0, end));
    if (name.starts_with("and ")) name.remove_prefix(4);  // "A, B, and C"
    if (!name.empty()) authors.push_back(author_of(name));
    byline.remove_prefix(next);
  }
  return authors;
}

Citation citation_of(const ArticleView& view, EntityScope scope) {
  const Article& article = view.article;
  Citation citation{article.id,
                    article.headline.empty() ? "[Without a headline]" : article.headline,
                    authors_of(article.byline),
                    article.source,
                    article.section,
                    article.language,
                    article.url,
                    {},
                    {}};
  if (article.published) citation.published = article.published->day;
  for (const Entity& entity : view.annotations.entities) {
    if (!entity.focus && scope == EntityScope::Focus) continue;
    const std::string_view name =
        entity.kind == EntityKind::Country ? country_name(entity.key) : std::string_view{};
    citation.keywords.emplace_back(name.empty() ? entity.key : name);
  }
  return citation;
}

}  // namespace morgue
