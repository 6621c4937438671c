#include "searcher/export/csv.h"

#include <array>

#include "indexer/places/places.h"

namespace morgue {
namespace {

void list(std::string& names, std::string_view name) {
  if (!names.empty()) names += "; ";
  names += name;
}

}  // namespace

std::string csv_cell(std::string_view value) {
  constexpr std::string_view kBeginsFormula = "=+-@\t\r";
  // Not asked for by RFC 4180, but half of Europe's spreadsheets separate cells by semicolons.
  constexpr std::string_view kQuoted = "\",;\r\n";
  std::string cell;
  if (!value.empty() && kBeginsFormula.find(value.front()) != std::string_view::npos) cell = "'";
  cell += value;
  if (cell.find_first_of(kQuoted) == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + "\"";
}

std::string csv_row(const ArticleView& view, EntityScope scope) {
  const Article& article = view.article;
  std::string codes;
  std::array<std::string, kEntityKinds> names;
  for (const Entity& entity : view.annotations.entities) {
    if (!entity.focus && scope == EntityScope::Focus) continue;
    const bool is_country = entity.kind == EntityKind::Country;
    if (is_country) list(codes, entity.key);
    const std::string_view name = is_country ? country_name(entity.key) : std::string_view{};
    list(names[static_cast<std::size_t>(entity.kind)], name.empty() ? entity.key : name);
  }
  const auto& [countries, people, organisations] = names;
  const std::array<std::string_view, 14> values{article.id,
                                                article.headline,
                                                {},
                                                to_string(article.published_from),
                                                article.source,
                                                article.byline,
                                                article.section,
                                                article.language,
                                                codes,
                                                countries,
                                                people,
                                                organisations,
                                                article.url,
                                                article.source_path};
  const std::string published = article.published ? to_iso(*article.published) : std::string{};
  std::string row;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) row += ',';
    row += csv_cell(i == 2 ? published : values[i]);
  }
  return row + "\r\n";
}

}  // namespace morgue
