// Articles as files for other programs: tables, reference managers, scripts. One implementation for
// `morgue export` and for the addresses /export and /cite.
//
//   csv     RFC 4180, a header and a line an article (csv.h)
//   jsonl   an object an article, as `morgue inspect` prints it
//   bibtex  one entry an article (bibtex.h)
//   ris     one reference an article (ris.h)
//   csl     an array of CSL-JSON items (csl.h)
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "searcher/article_stream.h"
#include "searcher/request.h"

namespace morgue {

enum class ExportFormat { Csv, JsonLines, BibTex, Ris, Csl };

struct ExportFormatFacts {
  ExportFormat format;
  std::string_view name;       // "jsonl": what `format` and --format take
  std::string_view title;      // "JSON lines"
  std::string_view extension;  // of a file, ".jsonl"
  std::string_view content_type;
  bool cites;       // for reference managers: what they know of one article
  Content content;  // how much of an article it has
};

inline constexpr std::array<ExportFormatFacts, 5> kExportFormats{{
    {ExportFormat::Csv, "csv", "CSV", ".csv", "text/csv; charset=utf-8; header=present", false,
     Content::Summary},
    {ExportFormat::JsonLines, "jsonl", "JSON lines", ".jsonl", "application/x-ndjson", false,
     Content::Whole},
    {ExportFormat::BibTex, "bibtex", "BibTeX", ".bib", "application/x-bibtex; charset=utf-8", true,
     Content::Summary},
    {ExportFormat::Ris, "ris", "RIS", ".ris", "application/x-research-info-systems; charset=utf-8",
     true, Content::Summary},
    {ExportFormat::Csl, "csl", "CSL-JSON", ".json", "application/vnd.citationstyles.csl+json", true,
     Content::Summary},
}};

const ExportFormatFacts& facts_of(ExportFormat format);

/// By its name. Nothing if there is none of that name.
std::optional<ExportFormat> export_format_named(std::string_view name);

/// "csv, jsonl, bibtex, ris or csl"
std::string export_format_names(bool citations_only);

/// Articles in one format, piece by piece.
class Export {
 public:
  /// @param scope  which names are listed: those that an article is about, or all. JSON lines have
  /// all, and say which are which
  /// @param articles  with as much of each as the format has
  Export(ExportFormat format, EntityScope scope, std::unique_ptr<ArticleStream> articles);

  /// Some articles, about 64 KB of them; nothing at the end. All pieces together are the file.
  /// @throws Error  as ArticleStream::next()
  std::optional<std::string> next();

 private:
  enum class At { Begin, Articles, End };

  ExportFormat format_;
  EntityScope scope_;
  std::unique_ptr<ArticleStream> articles_;
  At at_ = At::Begin;
  bool first_ = true;
};

/// A file of one article.
std::string exported(ExportFormat format, EntityScope scope, const ArticleView& article);

/// A file name of letters, digits and hyphens for what was asked: "morgue-aleppo-siege.csv".
std::string export_file_name(ExportFormat format, std::string_view what);

}  // namespace morgue
