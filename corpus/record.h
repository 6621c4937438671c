// What reading a source yields: articles, and a word about everything that could not be read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "corpus/article.h"

namespace morgue {

enum class SkipReason {
  Unreadable,     // the file or directory cannot be opened or read
  Empty,          // no bytes, or white space only
  Binary,         // neither text nor a format that we read
  Unsupported,    // a format that we know of and do not read yet
  Malformed,      // broken JSON, SGML without an end, text in no known charset …
  TooLarge,       // over a limit on bytes per file, line or article
  NoText,         // read, but neither headline nor body came out
  DirectoryLoop,  // a symbolic link that leads back to a directory above it
  NoArticle,      // about the files of its directory: README, LICENSE …
  DuplicateId,    // the same id was already read in this run, from another place
  DoubtfulDate,   // what the source says of the day contradicts itself, or it is yet to come
};
std::string_view to_string(
    SkipReason reason);  // "unreadable", "empty", "binary", …: words for the summary and --report

/// One thing that was not indexed, or (doubtful) indexed though something about it is odd.
struct Skipped {
  std::string path;        // absolute; "-" for standard input
  std::uint64_t line = 0;  // 1-based; 0 if it concerns the whole file
  SkipReason reason = SkipReason::Unreadable;
  std::string detail;     // one line for a person: the cause and the way out
  bool doubtful = false;  // the article was kept

  bool operator==(const Skipped&) const = default;
};

using Record = std::variant<Article, Skipped>;

}  // namespace morgue
