#include "searcher/export/export.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "corpus/article_json.h"
#include "corpus/text/text.h"
#include "indexer/places/places.h"
#include "searcher/export/bibtex.h"
#include "searcher/export/citation.h"
#include "searcher/export/csl.h"
#include "searcher/export/csv.h"
#include "searcher/export/ris.h"

namespace morgue {
namespace {

constexpr std::size_t kPieceBytes = 64u << 10;

std::string json_line(const ArticleView& view) {
  nlohmann::ordered_json json = to_json(view.article, view.annotations, country_name);
  if (!view.copies.story.empty()) json["story"] = view.copies.story;
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string_view head_of(ExportFormat format) {
  if (format == ExportFormat::Csv) return kCsvHeader;
  return format == ExportFormat::Csl ? "[" : "";
}

std::string_view tail_of(ExportFormat format) { return format == ExportFormat::Csl ? "\n]\n" : ""; }

void append(std::string& out, ExportFormat format, EntityScope scope, const ArticleView& view,
            bool first) {
  switch (format) {
    case ExportFormat::Csv:
      out += csv_row(view, scope);
      break;
    case ExportFormat::JsonLines:
      out += json_line(view);
      break;
    case ExportFormat::BibTex:
      out += (first ? "" : "\n") + bibtex_entry(citation_of(view, scope));
      break;
    case ExportFormat::Ris:
      out += ris_reference(citation_of(view, scope));
      break;
    case ExportFormat::Csl:
      out += (first ? "\n" : ",\n") + csl_item(citation_of(view, scope));
      break;
  }
}

}  // namespace

const ExportFormatFacts& facts_of(ExportFormat format) {
  return *std::find_if(kExportFormats.begin(), kExportFormats.end(),
                       [&](const ExportFormatFacts& each) { return each.format == format; });
}

std::optional<ExportFormat> export_format_named(std::string_view name) {
  for (const ExportFormatFacts& each : kExportFormats)
    if (each.name == name) return each.format;
  return std::nullopt;
}

std::string export_format_names(bool citations_only) {
  std::string names;
  for (const ExportFormatFacts& each : kExportFormats) {
    if (citations_only && !each.cites) continue;
    const bool last = &each == &kExportFormats.back();
    names += names.empty() ? "" : last ? " or " : ", ";
    names += each.name;
  }
  return names;
}

Export::Export(ExportFormat format, EntityScope scope, std::unique_ptr<ArticleStream> articles)
    : format_(format), scope_(scope), articles_(std::move(articles)) {}

std::optional<std::string> Export::next() {
  if (at_ == At::End) return std::nullopt;
  std::string piece;
  if (at_ == At::Begin) piece = head_of(format_);
  at_ = At::Articles;
  while (piece.size() < kPieceBytes) {
    const std::optional<ArticleView> article = articles_->next();
    if (!article) {
      at_ = At::End;
      piece += tail_of(format_);
      break;
    }
    append(piece, format_, scope_, *article, std::exchange(first_, false));
  }
  if (piece.empty()) return std::nullopt;
  return piece;
}

std::string exported(ExportFormat format, EntityScope scope, const ArticleView& article) {
  std::string file{head_of(format)};
  append(file, format, scope, article, true);
  return file.append(tail_of(format));
}

std::string export_file_name(ExportFormat format, std::string_view what) {
  constexpr std::size_t kLongest = 60;
  std::string name = "morgue";
  bool gap = true;
  for (const char c : fold(what)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept && gap && name.size() >= kLongest) break;
    if (kept) name += gap ? std::string{'-', c} : std::string{c};
    gap = !kept;
  }
  return name.substr(0, 2 * kLongest).append(facts_of(format).extension);
}

}  // namespace morgue
