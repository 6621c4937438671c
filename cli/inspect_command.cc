#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/command_line.h"
#include "corpus/article_json.h"
#include "corpus/error.h"
#include "corpus/readers/reader.h"
#include "corpus/source.h"
#include "corpus/text/text.h"
#include "indexer/places/places.h"
#include "indexer/stories/story_index.h"
#include "indexer/understanding.h"

namespace morgue::cli {
namespace {

constexpr CommandHelp kHelp{
    "morgue inspect SOURCE...",
    "Shows what would be indexed: one JSON object per article, with headline, byline, dateline, "
    "publication date,\n"
    "body, countries, people, organisations and where the text mentions them (bytes of headline, "
    "two line ends,\n"
    "body), the dates it mentions, and its story, which copies and updates among these sources "
    "share. Reads no\n"
    "archive and writes none. Skipped items are named on standard error.",
    "  morgue inspect article.html\n"
    "  morgue inspect --explain article.html\n"
    "  morgue inspect ~/news | jq -r '[.published, .headline] | @tsv'\n"};

class Printer : public SourceVisitor {
 public:
  bool wants(const SourceFile& /*file*/) override { return true; }
  void file_begun(const SourceFile& /*file*/) override {}
  void article(Article article) override {
    const Annotations annotations = understand(article);
    nlohmann::ordered_json json = to_json(article, annotations, country_name);
    json["story"] = story_name(story_of(article));
    std::cout << json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    ++articles;
  }
  void skipped(Skipped skipped) override {
    const std::string place =
        skipped.line > 0 ? fmt::format("{}:{}", skipped.path, skipped.line) : skipped.path;
    std::cerr << fmt::format("morgue: {} {}: {}: {}\n", skipped.doubtful ? "doubtful" : "skipped",
                             place, to_string(skipped.reason), skipped.detail);
    failures += skipped.doubtful ? 0 : 1;
  }
  void file_done(const SourceFile& /*file*/) override {}
  void consumed(std::uint64_t /*bytes*/) override {}

  std::uint64_t articles = 0;
  std::uint64_t failures = 0;

 private:
  /// As in an archive of these sources.
  StoryId story_of(const Article& article) {
    const StorySignature signature = signature_of(article.body);
    PublicationDay day;
    if (article.published) day = article.published->day;
    return stories_.assign(signature, day, story_founded_by(article.id, signature));
  }

  StoryIndex stories_;
};

/// At most `limit` bytes, cut between characters.
std::string_view beginning_of(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
  return text.substr(0, limit);
}

/// Only hears what pages that are read together repeat: for each file, the number of pages that
/// have a paragraph.
class Repetitions : public SourceVisitor {
 public:
  using OfPage = std::map<std::string, std::size_t>;  // by text, on one line

  bool wants(const SourceFile& /*file*/) override { return true; }
  void file_begun(const SourceFile& /*file*/) override {}
  void article(Article /*article*/) override {}
  void skipped(Skipped /*skipped*/) override {}
  void file_done(const SourceFile& /*file*/) override {}
  void consumed(std::uint64_t /*bytes*/) override {}
  void left_out(const Article& page,
                const std::vector<extraction::RepeatedParagraph>& paragraphs) override {
    for (const extraction::RepeatedParagraph& paragraph : paragraphs)
      pages_[page.source_path].emplace(collapse_space(paragraph.text), paragraph.pages);
  }

  OfPage of(const std::string& path) const {
    const auto found = pages_.find(std::filesystem::canonical(path).native());
    return found == pages_.end() ? OfPage() : found->second;
  }

 private:
  std::map<std::string, OfPage> pages_;
};

/// "+ text: The first tram in forty years …", "- mostly links: Home World Sport", "- repeated on 6
/// pages of the site: Sign up for …".
void print_verdicts(const std::vector<BlockVerdict>& verdicts,
                    const Repetitions::OfPage& repetitions) {
  constexpr std::size_t kShown = 100;  // bytes
  for (const BlockVerdict& verdict : verdicts) {
    const auto repeated = verdict.kept ? repetitions.find(verdict.text) : repetitions.end();
    const bool kept = verdict.kept && repeated == repetitions.end();
    const std::string reason =
        repeated == repetitions.end()
            ? std::string(verdict.reason)
            : fmt::format("repeated on {} pages of the site", repeated->second);
    const std::string_view shown = beginning_of(verdict.text, kShown);
    std::cout << fmt::format("{} {}: {}{}\n", kept ? '+' : '-', reason, shown,
                             shown.size() < verdict.text.size() ? " \u2026" : "");
  }
}

/// The first bytes of a file, as many as an article may have.
std::string read_page(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes;
  if (std::filesystem::is_regular_file(path) && in) {
    bytes.resize(
        std::min<std::uint64_t>(std::filesystem::file_size(path), ReadLimits{}.article_bytes));
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
  }
  return bytes;
}

/// For each web page why each of its blocks is or is not in the text. Those of one site are judged
/// together.
int explain(const std::vector<std::string>& paths) {
  const auto is_page = [](const std::string& path, const std::string& bytes) {
    return detect_format(bytes, path) == Format::Html;
  };
  std::vector<std::string> pages;
  for (const std::string& path : paths) {
    if (is_page(path, read_page(path))) pages.push_back(path);
  }
  Repetitions repetitions;
  read_sources(pages, {}, repetitions);
  bool failed = false;
  for (const std::string& path : paths) {
    const std::string bytes = read_page(path);
    if (!is_page(path, bytes)) {
      std::cerr << fmt::format(
          "morgue: cannot explain '{}': it is not a file with a web page; name an .html file that "
          "is not compressed\n",
          path);
      failed = true;
      continue;
    }
    if (paths.size() > 1) std::cout << fmt::format("{}:\n", path);
    print_verdicts(explain_html(bytes), repetitions.of(path));
  }
  std::cout.flush();
  return failed ? 1 : 0;
}

}  // namespace

int inspect_command(const Arguments& arguments) {
  CommandLine line{kHelp};
  line.options().add_options()("explain", "web pages block by block: + kept, - dropped, and why");
  line.take_words_as("source");
  if (!line.parse(arguments)) return 0;
  if (!line.has("source"))
    throw UsageError{
        "name at least one SOURCE: a directory, a file, or - for standard input; see 'morgue "
        "inspect --help'"};
  const auto& sources = line.values()["source"].as<std::vector<std::string>>();
  if (line.has("explain")) return explain(sources);
  Printer printer;
  ReadLimits limits;
  limits.now = current_time();
  read_sources(sources, limits, printer);
  std::cout.flush();
  return printer.articles == 0 && printer.failures > 0 ? 1 : 0;
}

}  // namespace morgue::cli
