// From source arguments to articles: walk, hash, detect, read.
#include "corpus/source.h"

#include <xxhash.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <memory>
#include <system_error>
#include <vector>

#include "corpus/error.h"
#include "corpus/file_input.h"
#include "corpus/readers/fields.h"
#include "corpus/readers/reader.h"
#include "corpus/walk.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStandardInput = "-";
constexpr std::size_t kHead = 4096;         // bytes that detect_format() sees
constexpr std::size_t kPiece = 256u << 10;  // read at once

std::string hex(XXH128_hash_t hash) {
  std::array<char, 33> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx%016llx",
                static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return digits.data();
}

/// XXH3-128 of a file from where it is to its end; empty if it cannot be read.
std::string hash_of(File& file) {
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                       &XXH3_freeState);
  XXH3_128bits_reset(state.get());
  std::vector<char> piece(kPiece);
  while (const std::size_t count = file.read(piece.data(), piece.size()))
    XXH3_128bits_update(state.get(), piece.data(), count);
  if (file.error() != 0) return {};
  return hex(XXH3_128bits_digest(state.get()));
}

/// Up to `limit` bytes. What there is beyond stays in the stream.
std::string read_up_to(std::istream& in, std::uint64_t limit) {
  std::string bytes;
  while (bytes.size() < limit && in.good()) {
    const std::size_t before = bytes.size();
    const std::size_t want = std::min<std::uint64_t>(kPiece, limit - before);
    bytes.resize(before + want);
    in.read(bytes.data() + before, static_cast<std::streamsize>(want));
    bytes.resize(before + static_cast<std::size_t>(in.gcount()));
  }
  return bytes;
}

std::string_view without_gz(std::string_view path) {
  if (path.ends_with(".gz")) path.remove_suffix(3);
  return path;
}

/// Reads one file, whatever it is, and tells the visitor.
class FileReading {
 public:
  FileReading(const SourceFile& source, File& file, const ReadLimits& limits,
              SourceVisitor& visitor)
      : source_(source), file_(file), limits_(limits), visitor_(visitor) {}

  void read() {
    const std::string start = first_bytes(false);
    const bool gzip = start.starts_with("\x1F\x8B");
    const std::string head = gzip ? first_bytes(true) : start;
    std::string what;
    const Format format = detect_format(head, without_gz(source_.id_path), &what);
    if (gzip && !what.empty()) what += ", gzip-compressed";
    switch (format) {
      case Format::Empty:
        empty();
        break;
      case Format::Binary:
        skip_file(SkipReason::Binary, what + "; only text, HTML, JSON lines and SGML are read");
        break;
      case Format::Unsupported:
        skip_file(SkipReason::Unsupported,
                  what + ", which is not read yet; convert it to text, HTML or JSON lines");
        break;
      case Format::Text:
      case Format::Html:
        read_whole(format, gzip);
        break;
      case Format::JsonLines:
      case Format::Sgml:
        read_stream(format, gzip);
        break;
    }
    if (file_.error() != 0)
      skip_file(SkipReason::Unreadable, std::generic_category().message(file_.error()));
    visitor_.consumed(source_.bytes - std::min(source_.bytes, counted_));
  }

 private:
  void skip_file(SkipReason reason, std::string detail) {
    visitor_.skipped(skip(source_, 0, reason, std::move(detail)));
  }

  std::string first_bytes(bool gzip) {
    file_.rewind();
    FileBuffer buffer(file_, gzip);
    std::istream in(&buffer);
    std::string bytes = read_up_to(in, kHead);
    broken_from_start_ = bytes.empty() && buffer.broken();
    return bytes;
  }

  void empty() {
    if (broken_from_start_)
      skip_file(SkipReason::Malformed, "broken gzip data");
    else if (file_.error() == 0)
      skip_file(SkipReason::Empty, "no bytes");
  }

  void deliver(Record record) {
    if (auto* article = std::get_if<Article>(&record))
      visitor_.article(std::move(*article));
    else
      visitor_.skipped(std::get<Skipped>(std::move(record)));
  }

  void read_whole(Format format, bool gzip) {
    file_.rewind();
    FileBuffer buffer(file_, gzip);
    std::istream in(&buffer);
    const std::string bytes = read_up_to(in, limits_.article_bytes + 1);
    if (file_.error() != 0) return;
    if (bytes.size() > limits_.article_bytes) {
      return skip_file(SkipReason::TooLarge,
                       "over the limit of " + size_text(limits_.article_bytes) +
                           " for one article; split it, or convert it to JSON lines, of which each "
                           "line may have that size");
    }
    if (buffer.broken()) return skip_file(SkipReason::Malformed, "broken gzip data");
    deliver(format == Format::Html ? read_html(bytes, source_) : read_text(bytes, source_));
  }

  void read_stream(Format format, bool gzip) {
    file_.rewind();
    FileBuffer buffer(file_, gzip);
    std::istream in(&buffer);
    const RecordSink sink = [this](Record record) { deliver(std::move(record)); };
    // Progress counts bytes of the file, not of what is inside it.
    const auto consumed = [this](std::uint64_t) {
      visitor_.consumed(file_.position() - counted_);
      counted_ = file_.position();
    };
    const auto reader = format == Format::Sgml ? &read_sgml : &read_json_lines;
    reader(in, source_, limits_, sink, consumed);
    if (buffer.broken())
      skip_file(SkipReason::Malformed, "broken gzip data; what came before it was read");
  }

  const SourceFile& source_;
  File& file_;
  const ReadLimits& limits_;
  SourceVisitor& visitor_;
  std::uint64_t counted_ = 0;
  bool broken_from_start_ = false;
};

void read_file(const WalkedFile& walked, const ReadLimits& limits, SourceVisitor& visitor) {
  SourceFile source{walked.path.native(), walked.id_path, 0, {}};
  File file(source.path);
  source.content_hash = hash_of(file);
  if (file.error() != 0) {
    visitor.skipped(
        skip(source, 0, SkipReason::Unreadable, std::generic_category().message(file.error())));
    return;
  }
  source.bytes = file.position();
  if (!visitor.wants(source)) {
    visitor.consumed(source.bytes);
    return;
  }
  FileReading(source, file, limits, visitor).read();
  visitor.file_done(source);
}

void read_standard_input(const ReadLimits& limits, SourceVisitor& visitor) {
  const SourceFile source{std::string(kStandardInput), "stdin", 0, {}};
  if (!visitor.wants(source)) return;
  const RecordSink sink = [&visitor](Record record) {
    if (auto* article = std::get_if<Article>(&record))
      visitor.article(std::move(*article));
    else
      visitor.skipped(std::get<Skipped>(std::move(record)));
  };
  read_json_lines(std::cin, source, limits, sink,
                  [&visitor](std::uint64_t bytes) { visitor.consumed(bytes); });
  visitor.file_done(source);
}

/// @throws Error  if the source does not exist or cannot be opened
fs::path resolve(const std::string& source) {
  const std::string cannot = "cannot read '" + source + "': ";
  const std::string way_out = "; name a file or a directory, or - for JSON lines on standard input";
  std::error_code error;
  fs::path path = fs::canonical(source, error);
  if (error) throw Error(cannot + error.message() + way_out);
  if (fs::is_directory(path, error)) {
    const fs::directory_iterator probe(path, error);
  } else if (fs::is_regular_file(path, error)) {
    const File probe(path.native());
    error = std::error_code(probe.error(), std::generic_category());
  }
  if (error) throw Error(cannot + error.message() + way_out);
  return path;
}

}  // namespace

SourceTotals measure_sources(std::span<const std::string> sources) {
  SourceTotals totals;
  const WalkVisitor visitor{[&totals](const WalkedFile& file) {
                              std::error_code error;
                              const std::uintmax_t size = fs::file_size(file.path, error);
                              ++totals.files;
                              if (!error) totals.bytes += size;
                            },
                            [](const Skipped&) {}};
  for (const std::string& source : sources) {
    if (source != kStandardInput) walk(resolve(source), ReadLimits{}.directory_depth, visitor);
  }
  return totals;
}

void read_sources(std::span<const std::string> sources, const ReadLimits& limits,
                  SourceVisitor& visitor) {
  std::vector<fs::path> roots;
  for (const std::string& source : sources)
    roots.push_back(source == kStandardInput ? fs::path() : resolve(source));
  const WalkVisitor walking{[&](const WalkedFile& file) { read_file(file, limits, visitor); },
                            [&visitor](Skipped skipped) { visitor.skipped(std::move(skipped)); }};
  for (const fs::path& root : roots) {
    if (root.empty())
      read_standard_input(limits, visitor);
    else
      walk(root, limits.directory_depth, walking);
  }
}

}  // namespace morgue
