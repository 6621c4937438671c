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
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "corpus/container.h"
#include "corpus/date_doubt.h"
#include "corpus/delay_line.h"
#include "corpus/error.h"
#include "corpus/file_input.h"
#include "corpus/language.h"
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

/// What the text itself is in, if that can be told; else what was declared.
std::string language_of(const Article& article) {
  std::string found = detect_language(article.body, article.language);
  return found.empty() ? article.language : found;
}

/// Completes an article and passes it on, with a word about its date if that is odd.
void deliver(Record record, const SourceFile& item, const ReadLimits& limits,
             SourceVisitor& visitor) {
  auto* article = std::get_if<Article>(&record);
  if (article == nullptr) return visitor.skipped(std::get<Skipped>(std::move(record)));
  article->language = language_of(*article);
  if (std::optional<std::string> doubt = doubt_about_date(*article, limits.now)) {
    Skipped doubtful = skip(item, article->line, SkipReason::DoubtfulDate, std::move(*doubt));
    doubtful.doubtful = true;
    visitor.skipped(std::move(doubtful));
  }
  article->also_dated.clear();
  visitor.article(std::move(*article));
}

/// A compressed stream is named after what it holds: "news.jsonl.gz", "2016.tgz".
std::string uncompressed_name(std::string_view name) {
  if (name.ends_with(".tgz")) return std::string(name.substr(0, name.size() - 3)) + "tar";
  for (const std::string_view ending : {".gz", ".xz", ".zst", ".bz2"})
    if (name.ends_with(ending)) name.remove_suffix(ending.size());
  return std::string(name);
}

/// Left behind in archives by the systems that packed them, and what a directory would hide too.
bool is_hidden_member(std::string_view name) {
  return name.starts_with('.') || name.find("/.") != std::string_view::npos ||
         name.starts_with("__MACOSX/");
}

/// Reads one file, whatever it is, and tells the visitor.
class FileReading {
 public:
  FileReading(File& file, const ReadLimits& limits, SourceVisitor& visitor)
      : file_(file), limits_(limits), visitor_(visitor) {}

  void read(const SourceFile& source) {
    file_.rewind();
    FileBuffer buffer(file_);
    read_item(buffer, source, source.id_path, 0);
    if (file_.error() != 0)
      visitor_.skipped(
          skip(source, 0, SkipReason::Unreadable, std::generic_category().message(file_.error())));
    visitor_.consumed(source.bytes - std::min(source.bytes, counted_));
  }

 private:
  /// @param name   what the bytes would be called as a file of their own
  /// @param depth  containers around them
  void read_item(std::streambuf& bytes, const SourceFile& item, const std::string& name,
                 int depth) {
    PeekBuffer peek(bytes, kHead);
    std::string what;
    const Format format = detect_format(peek.head(), name, &what);
    switch (format) {
      case Format::Empty:
        if (file_.error() == 0 && !is_cut_off()) pass_over(item, SkipReason::Empty, "no bytes");
        break;
      case Format::Binary:
        pass_over(item, SkipReason::Binary, what + "; only texts are read");
        break;
      case Format::Unsupported:
        pass_over(item, SkipReason::Unsupported,
                  what + ", which is not read; convert it to text, HTML or JSON lines");
        break;
      case Format::Container:
        read_container(peek, item, name, depth);
        break;
      case Format::JsonLines:
      case Format::Sgml:
      case Format::Warc:
      case Format::Arc:
      case Format::Mbox:
        read_stream(format, peek, item);
        break;
      default:
        read_whole(format, peek, item);
    }
  }

  void pass_over(const SourceFile& item, SkipReason reason, std::string detail) {
    visitor_.skipped(skip(item, 0, reason, std::move(detail)));
  }

  void read_container(std::streambuf& bytes, const SourceFile& item, const std::string& name,
                      int depth) {
    if (depth >= limits_.container_depth)
      return pass_over(item, SkipReason::TooLarge,
                       "more than " + std::to_string(limits_.container_depth) +
                           " containers around it; unpack the outer ones");
    Container container(bytes);
    const Container* const outer = std::exchange(innermost_, &container);
    const std::string inner_name = uncompressed_name(name);
    const std::uint64_t delivered_before = delivered_;
    std::size_t members = 0;
    while (const std::optional<Container::Member> member = container.next()) {
      ++members;
      if (member->name.empty()) {
        // One compressed stream is the file itself, in another coat.
        read_item(container.bytes(), item, inner_name, depth + 1);
      } else {
        read_member(container, *member, item, depth + 1);
      }
      count_consumed();
    }
    innermost_ = outer;
    if (!container.broken().empty())
      pass_over(item, SkipReason::Malformed,
                "broken container: " + container.broken() +
                    (delivered_ > delivered_before ? "; what came before it was read" : ""));
    else if (members == 0)
      pass_over(item, SkipReason::Empty, "nothing inside");
  }

  void read_member(Container& container, const Container::Member& member, const SourceFile& item,
                   int depth) {
    if (is_hidden_member(member.name)) return;
    SourceFile inside = item;
    inside.member = item.member.empty() ? member.name : item.member + "/" + member.name;
    inside.id_path = item.id_path + "/" + member.name;
    inside.bytes = 0;
    if (member.encrypted)
      return pass_over(inside, SkipReason::Unreadable,
                       "encrypted; pack it again without a password");
    if (is_about_its_directory(std::string_view(member.name).substr(member.name.rfind('/') + 1)))
      return pass_over(inside, SkipReason::NoArticle,
                       "it is about the files beside it; unpack it and name it as a source of its "
                       "own if it is to be indexed");
    read_item(container.bytes(), inside, member.name, depth);
  }

  /// The bytes ended because their container is broken; it will say so itself.
  bool is_cut_off() const { return innermost_ != nullptr && !innermost_->broken().empty(); }

  RecordSink sink_for(const SourceFile& item) {
    return [this, &item](Record record) {
      if (std::holds_alternative<Article>(record)) ++delivered_;
      deliver(std::move(record), item, limits_, visitor_);
    };
  }

  void read_whole(Format format, std::streambuf& bytes, const SourceFile& item) {
    std::istream in(&bytes);
    const std::string text = read_up_to(in, limits_.article_bytes + 1);
    if (file_.error() != 0 || is_cut_off()) return;
    if (text.size() > limits_.article_bytes)
      return pass_over(item, SkipReason::TooLarge,
                       "over the limit of " + size_text(limits_.article_bytes) +
                           " for one article; split it, or convert it to JSON lines, of which each "
                           "line may have that size");
    const RecordSink sink = sink_for(item);
    switch (format) {
      case Format::Html:
        return sink(read_html(text, item));
      case Format::Feed:
        return read_feed(text, item, sink);
      case Format::Nitf:
        return read_nitf(text, item, sink);
      case Format::NewsMl:
        return read_newsml(text, item, sink);
      case Format::NewsMlG2:
        return read_newsml_g2(text, item, sink);
      case Format::Mail:
        return read_mail(text, item, sink);
      case Format::Wire:
        return read_wire(text, item, sink);
      default:
        return sink(read_text(text, item));
    }
  }

  void read_stream(Format format, std::streambuf& bytes, const SourceFile& item) {
    std::istream in(&bytes);
    const RecordSink sink = sink_for(item);
    const auto consumed = [this](std::uint64_t) { count_consumed(); };
    const auto reader = format == Format::Sgml   ? &read_sgml
                        : format == Format::Warc ? &read_warc
                        : format == Format::Arc  ? &read_arc
                        : format == Format::Mbox ? &read_mbox
                                                 : &read_json_lines;
    reader(in, item, limits_, sink, consumed);
  }

  /// Progress counts bytes of the file, not of what is inside it.
  void count_consumed() {
    visitor_.consumed(file_.position() - counted_);
    counted_ = file_.position();
  }

  File& file_;
  const ReadLimits& limits_;
  SourceVisitor& visitor_;
  std::uint64_t counted_ = 0;
  std::uint64_t delivered_ = 0;
  const Container* innermost_ = nullptr;  // being read
};

void read_file(const WalkedFile& walked, const ReadLimits& limits, SourceVisitor& visitor) {
  SourceFile source{walked.path.native(), walked.id_path, 0, {}, {}};
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
  visitor.file_begun(source);
  FileReading(file, limits, visitor).read(source);
  visitor.file_done(source);
}

void read_standard_input(const ReadLimits& limits, SourceVisitor& visitor) {
  const SourceFile source{std::string(kStandardInput), "stdin", 0, {}, {}};
  if (!visitor.wants(source)) return;
  visitor.file_begun(source);
  const RecordSink sink = [&](Record record) {
    deliver(std::move(record), source, limits, visitor);
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

/// Standard input is an empty path.
std::vector<fs::path> resolve_all(std::span<const std::string> sources) {
  std::vector<fs::path> roots;
  for (const std::string& source : sources)
    roots.push_back(source == kStandardInput ? fs::path() : resolve(source));
  return roots;
}

WalkVisitor reading(const ReadLimits& limits, DelayLine& line) {
  return {[&](const WalkedFile& file) { read_file(file, limits, line); },
          [&line](Skipped skipped) { line.skipped(std::move(skipped)); }};
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
  const std::vector<fs::path> roots = resolve_all(sources);
  DelayLine line(visitor);
  const WalkVisitor walking = reading(limits, line);
  for (const fs::path& root : roots) {
    if (root.empty())
      read_standard_input(limits, line);
    else
      walk(root, limits.directory_depth, walking);
  }
  line.finish();
}

void read_parts(std::span<const std::string> sources, std::span<const fs::path> parts,
                const ReadLimits& limits, SourceVisitor& visitor) {
  // Paths are compared name by name, so what lies in a directory follows it, in the order of
  // walk().
  const std::set<fs::path> in_order(parts.begin(), parts.end());
  const std::vector<fs::path> roots = resolve_all(sources);
  DelayLine line(visitor);
  const WalkVisitor walking = reading(limits, line);
  for (const fs::path& root : roots) {
    fs::path last;
    for (const fs::path& part : in_order) {
      if (!is_at_or_below(part, root) || (!last.empty() && is_at_or_below(part, last))) continue;
      walk_part(root, part, limits.directory_depth, walking);
      last = part;
    }
  }
  line.finish();
}

}  // namespace morgue
