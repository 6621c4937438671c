// Sources: where articles come from. A source argument is a directory, a file, or "-" for JSON
// lines on standard input. Directories are walked in a stable order (byte order of names), symbolic
// links to files are followed, links to directories too unless they lead back up. Hidden files and
// directories (leading dot) are passed over; files about their directory (README, LICENSE …) are
// too, and are reported.
//
//   source → file → reader (chosen by content first, name second) → articles
//
// Files that hold many articles (JSON lines, SGML) are read as a stream: memory does not grow with
// their size. Web pages are compared with others of their site that are read with them, and what is
// repeated on those is left out (delay_line.h).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "corpus/extraction/repeated_paragraph.h"
#include "corpus/record.h"

namespace morgue {

/// A file about to be read.
struct SourceFile {
  std::string path;     // of the file on disk, absolute; "-" for standard input
  std::string id_path;  // what ids are made of: the path from the source argument's own name down,
                        // "news/2016/a.txt"
  std::uint64_t bytes = 0;   // size; 0 if unknown
  std::string content_hash;  // 32 hex digits (XXH3-128 of the content); empty for standard input
  std::string member;  // the file inside a container, "2016/a.txt"; also at the end of id_path
};

/// Limits on one item; each has a clear reason in the report when it is hit.
struct ReadLimits {
  std::uint64_t article_bytes = 16ull << 20;  // a text, HTML page, JSON line or SGML article
  int directory_depth = 64;
  int container_depth = 2;  // a zip in a tar is 2
  /// Later publication dates are reported (a day is allowed for zones). Absent: none is.
  std::optional<std::chrono::sys_seconds> now = std::nullopt;
};

/// Receives what read_sources() finds. All calls come from the calling thread; those from
/// file_begun() to file_done() come in source order, file by file.
class SourceVisitor {
 public:
  virtual ~SourceVisitor() = default;
  /// Is this file to be read? False: it is known and unchanged. Called once for each readable file,
  /// in source order, but before it has come to the file's turn: articles of files before it may
  /// still be to come.
  virtual bool wants(const SourceFile& file) = 0;
  /// What comes from here to file_done() is of this file, which was wanted.
  virtual void file_begun(const SourceFile& file) = 0;
  virtual void article(Article article) = 0;
  /// What the site of a web page repeats on its pages was left out of the article that comes next.
  virtual void left_out(const Article& /*page*/,
                        const std::vector<extraction::RepeatedParagraph>& /*paragraphs*/) {}
  virtual void skipped(Skipped skipped) = 0;
  /// All articles of a wanted file were delivered.
  virtual void file_done(const SourceFile& file) = 0;
  /// Bytes of input consumed since the last call, for progress and throughput.
  virtual void consumed(std::uint64_t bytes) = 0;
};

struct SourceTotals {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
};

/// Counts what read_sources() would walk, for a progress bar; standard input counts nothing.
SourceTotals measure_sources(std::span<const std::string> sources);

/// Reads everything. One bad file, line or article is reported and never ends the run.
/// @throws Error  if a source argument itself does not exist or cannot be opened (checked before
/// anything is read)
void read_sources(std::span<const std::string> sources, const ReadLimits& limits,
                  SourceVisitor& visitor);

/// Reads of the sources what lies at or below the parts, as read_sources() would read it, and looks
/// at nothing else. Parts that are in no source, or no more, yield nothing.
/// @param parts  absolute paths: those of SourceFile, or of directories above them
/// @throws Error  like read_sources()
void read_parts(std::span<const std::string> sources, std::span<const std::filesystem::path> parts,
                const ReadLimits& limits, SourceVisitor& visitor);

}  // namespace morgue
